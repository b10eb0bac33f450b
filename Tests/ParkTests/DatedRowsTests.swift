import Diagnostics
import Foundation
import Measures
import Park
import Testing

/// Facts that change from a day on: which row speaks when.
@Suite struct DatedRowsTests {
  private static let place = Place(file: "contracts.csv")

  private func contract(_ number: String, _ from: String, _ through: String?, of resident: String) throws -> Contract {
    let validity = Period(from: try #require(Day.parse(from)), through: through.flatMap { Day.parse($0) })
    return Contract(
      id: Contract.ID("C"), resident: Resident.ID(resident), number: number, validity: try #require(validity),
      place: Self.place)
  }

  private func resident(_ id: String, _ inn: String, from: String? = nil) throws -> Resident {
    var resident = Resident(
      id: Resident.ID(id), fullName: id, shortName: id, legalForm: .legalEntity,
      enteredOn: try #require(Day(2026, 1, 1)), place: Place(file: "residents.csv"))
    resident.inn = inn
    resident.validFrom = from.flatMap { Day.parse($0) }
    return resident
  }

  /// Before the first row by the first, after the last by the last; whatever the order of the table.
  @Test(arguments: [
    ("2025-12-31", "1"), ("2026-01-01", "1"), ("2026-08-31", "1"), ("2026-09-01", "1-A"), ("2026-12-31", "1-A"),
    ("2027-01-01", "1-B"), ("2028-06-01", "1-B"),
  ])
  func eachDayHasItsRow(day: String, number: String) throws {
    let rows = [
      try contract("1-B", "2027-01-01", "2027-12-31", of: "R2"),
      try contract("1", "2026-01-01", "2026-08-31", of: "R1"),
      try contract("1-A", "2026-09-01", "2026-12-31", of: "R1"),
    ]
    for rows in [rows, rows.reversed()] {
      let whole = try #require(Contract(rows: rows))
      #expect(whole.row(on: try #require(Day.parse(day))).number == number)
      #expect(whole.validity == Period(from: try #require(Day(2026, 1, 1)), through: Day(2027, 12, 31)))
      #expect((whole.number, whole.resident) == ("1", Resident.ID("R1")), "by itself it says what the first row says")
      #expect(whole.rows.map(\.number) == ["1", "1-A", "1-B"])
    }
  }

  /// The journal has rows, each with its own content alone.
  @Test func rowsAreWrittenOneByOne() throws {
    let rows = [
      try contract("1", "2026-01-01", "2026-08-31", of: "R1"), try contract("1-A", "2026-09-01", nil, of: "R2"),
    ]
    let whole = try #require(Contract(rows: rows))
    let bytes = try JSONEncoder().encode(whole.rows)
    #expect(try JSONDecoder().decode([Contract].self, from: bytes).byID == [whole.id: whole])
  }

  @Test func aNumberIsOfWhoeverHasItOnSomeDay() throws {
    let clock = try #require(ParkClock(zone: "Asia/Bishkek"))
    var facts = ParkFacts(profile: ParkProfile(firstMonth: Month(year: 2026, month: 1)), clock: clock)
    facts.residents =
      [
        try resident("R1", "1"), try resident("R1", "2", from: "2026-09-01"), try resident("R2", "3"),
        try resident("R2", "1", from: "2027-01-01"), try resident("R3", ""),
      ].byID
    let (one, two) = (Resident.ID("R1"), Resident.ID("R2"))
    #expect(facts.residentsByINN == ["1": [one, two], "2": [one], "3": [two]])
  }
}
