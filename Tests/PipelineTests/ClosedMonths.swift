import Foundation
import Measures
import Pipeline
import Testing

/// What a change in a closed month comes to: a warning that says what it would have been, and nothing else (I2).
@Suite struct ClosedMonths {
  private static let profile = """
    {"firstMonth": "2026-07", "closedThrough": "CLOSED", "name": {"ky": "П"}, "bookCloseDays": 3660, "language": "en"}
    """
  private static let services = """
    service,point,kind,unit,tax,name_ky
    power,13.2,metered,kWh,vat,Электр энергиясы
    """
  private static let meter = "meter_id,service,contract_id,unit,multiplier,installed_on,installed_reading\n"
  private static let readings = "meter_id,read_at,reading\n"

  /// Electricity at 2 soms and 12 % for each kWh: 2.24 in all. M1 is put in on 1 July at 0.
  private func park(_ readings: String, _ tables: [String: String] = [:]) throws -> ParkFolder {
    let base = [
      "park.json": Self.profile.replacing(#""closedThrough": "CLOSED", "#, with: ""),
      "services.csv": Self.services,
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2,2026-01-01\nC-2,power,2,2026-01-01\n",
      "meters.csv": Self.meter + "M1,power,C-1,kWh,1,2026-07-01,0\n",
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\nC-2,R2,2,2026-01-01\n",
      "readings/r.csv": Self.readings + readings,
    ]
    return try ParkFolder(base.merging(tables) { $1 })
  }

  private func close(_ park: ParkFolder, through month: String) throws {
    try park.write(Self.profile.replacing("CLOSED", with: month), to: "park.json")
  }

  /// The contracts and the amounts that a month's warnings of changes tell.
  private func changes(_ park: ParkFolder, _ month: String) throws -> [String] {
    try park.rows("\(month)/problems.csv", "severity", "code", "message").filter { $0[1] == "closed-month-changed" }
      .map { row in
        #expect(row[0] == "warning")
        let words = row[2].split(separator: " ").map(String.init)
        let contract = words.firstIndex(of: "contract").map { words[$0 + 1] } ?? ""
        let amount = words.firstIndex(of: "soms").map { words[$0 - 1] } ?? ""
        #expect(row[2].contains("closed \(month)"))
        return "\(contract) \(amount)"
      }
  }

  private func consumption(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows(
      "\(month)/consumption.csv", "meter_id", "opening", "closing", "multiplier", "loss_percent", "quantity")
  }

  private func invoices(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/invoices.csv", "kind", "contract_id", "total")
  }

  private static let three = "M1,2026-07-31,100\nM1,2026-08-31,200\nM1,2026-09-30,310\n"

  /// July 110 instead of 100: +10 kWh, 22.40. August 205 instead of 200: 95 instead of 100, −11.20. September opens at
  /// 200, where August was billed to.
  @Test func aChangedReadingWarnsWithWhatItWouldHaveBeen() throws {
    let park = try park(Self.three)
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try invoices(park, "2026-09") == [["invoice", "C-1", "246.40"]])
    try close(park, through: "2026-08")
    try park.write(
      Self.readings + Self.three.replacing(",100\n", with: ",110\n").replacing(",200\n", with: ",205\n"),
      to: "readings/r.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 22.40"])
    #expect(try changes(park, "2026-08") == ["C-1 -11.20"])
    #expect(try park.rows("2026-09/problems.csv", "code") == [])
    let said = park.said.joined(separator: "\n")
    #expect(said.contains("a correction of 22.40 soms") && said.contains("a correction of -11.20 soms"), "\(said)")
    #expect(said.contains("Nothing new to issue"), "\(said)")
    let july = [["M1", "0", "100", "1", "0", "100.000"]]
    #expect(try consumption(park, "2026-07") == july)
    #expect(try consumption(park, "2026-08") == [["M1", "100", "200", "1", "0", "100.000"]])
    #expect(try consumption(park, "2026-09") == [["M1", "200", "310", "1", "0", "110.000"]])

    // Once more, with what is kept beside the journal and without it, the same is told.
    let first = try park.snapshot()
    #expect(park.run(through: "2026-09") == .done)
    #expect(try park.snapshot() == first)
    try FileManager.default.removeItem(atPath: park.output + "/.cache")
    #expect(park.run(through: "2026-09") == .done)
    #expect(try park.snapshot() == first)
    #expect(park.ask(.verify) == .done, "\(park.said)")

    // October goes on from September as issued; the table of July is as it was.
    try park.write(Self.readings + "M1,2026-10-31,400\n", to: "readings/october.csv")
    #expect(park.run(through: "2026-10") == .done, "\(park.said)")
    #expect(try invoices(park, "2026-10") == [["invoice", "C-1", "201.60"]])
    #expect(try changes(park, "2026-07") == ["C-1 22.40"])
    #expect(try consumption(park, "2026-07") == july)
    let second = try park.snapshot()
    #expect(park.run(through: "2026-10") == .done)
    #expect(try park.snapshot() == second)

    // Once July is known to be changed, August is still told by July's present closing: 207 − 110 is 3 kWh less.
    try park.write(
      Self.readings + Self.three.replacing(",100\n", with: ",110\n").replacing(",200\n", with: ",207\n"),
      to: "readings/r.csv")
    #expect(park.run(through: "2026-10") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 22.40"])
    #expect(try changes(park, "2026-08") == ["C-1 -6.72"])
    #expect(park.ask(.verify) == .done, "\(park.said)")

    // As it was: nothing to tell.
    try park.write(Self.readings + Self.three, to: "readings/r.csv")
    #expect(park.run(through: "2026-10") == .done, "\(park.said)")
    #expect(try ["2026-07", "2026-08"].flatMap { try changes(park, $0) } == [])
  }

  /// Were July and August opened again, exactly that would be issued.
  @Test func whatIsToldIsWhatAnOpenMonthIssues() throws {
    let park = try park(Self.three)
    park.run(through: "2026-09")
    try park.write(
      Self.readings + Self.three.replacing(",100\n", with: ",110\n").replacing(",200\n", with: ",205\n"),
      to: "readings/r.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-09/invoices.csv", "kind", "period", "total").filter { $0[0] == "correction" } == [
        ["correction", "2026-07", "22.40"], ["correction", "2026-08", "-11.20"],
        ["correction", "2026-09", "-11.20"],
      ])
  }

  /// Ten times as much in each month: 900 kWh in July and in August, 2016.00 each. September is open and corrected by
  /// 990 kWh. The rows of closed months tell what was billed, and by which multiplier and loss.
  @Test func aChangedMultiplierLeavesTheRowsOfClosedMonthsAsRecorded() throws {
    let park = try park(Self.three)
    park.run(through: "2026-09")
    try close(park, through: "2026-08")
    try park.write(Self.meter + "M1,power,C-1,kWh,10,2026-07-01,0\n", to: "meters.csv")
    #expect(park.run(through: "2026-09") { $0.isConsent = true } == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 2016.00"])
    #expect(try changes(park, "2026-08") == ["C-1 2016.00"])
    #expect(try consumption(park, "2026-07") == [["M1", "0", "100", "1", "0", "100.000"]])
    #expect(try consumption(park, "2026-08") == [["M1", "100", "200", "1", "0", "100.000"]])
    #expect(try consumption(park, "2026-09") == [["M1", "200", "310", "10", "0", "1100.000"]])
    #expect(try invoices(park, "2026-09") == [["invoice", "C-1", "246.40"], ["correction", "C-1", "2217.60"]])
    #expect(try park.rows("2026-07/park-balance.csv", "billed") == [["100.000"]])
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// 100 kWh are shared by two; 20 more, 10 for each.
  @Test func aCommonMeterOfAClosedMonthTouchesAllWhoShareIt() throws {
    let meters = "meter_id,service,role,unit,allocate_by,park_share_percent,installed_on,installed_reading\n"
    let park = try park(
      "MC,2026-07-31,100\nMC,2026-08-31,200\n", ["meters.csv": meters + "MC,power,common,kWh,equal,0,2026-07-01,0\n"])
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    try close(park, through: "2026-07")
    try park.write(Self.readings + "MC,2026-07-31,120\nMC,2026-08-31,200\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 22.40", "C-2 22.40"])
    #expect(try park.rows("2026-08/invoices.csv", "kind").allSatisfy { $0 == ["invoice"] })
    // The park takes half of it: 25 kWh less for each. What was allocated stays, and so does the park's part.
    try park.write(Self.readings + "MC,2026-07-31,100\nMC,2026-08-31,200\n", to: "readings/r.csv")
    try park.write(meters + "MC,power,common,kWh,equal,50,2026-07-01,0\n", to: "meters.csv")
    #expect(park.run(through: "2026-08") { $0.isConsent = true } == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 -56.00", "C-2 -56.00"])
    let balance = ["common", "park_share"]
    #expect(try park.rows("2026-07/park-balance.csv", balance) == [["100.000", "0.000"]])
    #expect(try park.rows("2026-08/park-balance.csv", balance) == [["50.000", "50.000"]])
  }

  /// The child is C-2's: ten kWh more of it are ten less of the parent's.
  @Test func aChildOfAClosedMonthTouchesItsParent() throws {
    let park = try park(
      "MP,2026-07-31,300\nMK,2026-07-31,100\n",
      [
        "meters.csv": "meter_id,service,contract_id,unit,parent,installed_on,installed_reading\n"
          + "MP,power,C-1,kWh,,2026-07-01,0\nMK,power,C-2,kWh,MP,2026-07-01,0\n"
      ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    try close(park, through: "2026-07")
    try park.write(Self.readings + "MP,2026-07-31,300\nMK,2026-07-31,110\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 -22.40", "C-2 22.40"])
    #expect(
      try park.rows("2026-07/consumption.csv", "meter_id", "quantity") == [["MK", "100.000"], ["MP", "200.000"]])
    // A child that takes more than its parent can't be billed: nobody is held back by what bills nothing.
    try park.write(Self.readings + "MP,2026-07-31,300\nMK,2026-07-31,310\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/problems.csv", "severity", "code").contains(["warning", "parent-below-children"]))
    #expect(try changes(park, "2026-07") == ["C-2 470.40"])
  }

  /// 310 kWh in the 31 days of July. August is estimated by as much; in September it is 671 in 61 days, 11 a day:
  /// 341 and 330, so that September bears an adjustment of 31. With 61 more it is 12 a day, 372 and 360: 30 more in
  /// September, and 31 more of adjustment. The estimate itself stands.
  @Test func aTrueUpOfAClosedMonthIsPricedAnew() throws {
    let park = try park("M1,2026-07-31,310\n")
    park.run(through: "2026-07")
    #expect(park.run(through: "2026-08") { $0.estimateAll = true } == .done, "\(park.said)")
    try park.write(Self.readings + "M1,2026-09-30,981\n", to: "readings/september.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try invoices(park, "2026-09") == [["invoice", "C-1", "808.64"]])
    try close(park, through: "2026-09")
    try park.write(Self.readings + "M1,2026-09-30,1042\n", to: "readings/september.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try ["2026-07", "2026-08"].flatMap { try changes(park, $0) } == [])
    #expect(try changes(park, "2026-09") == ["C-1 136.64"])
    try park.write(Self.readings + "M1,2026-10-31,1081\n", to: "readings/october.csv")
    #expect(park.run(through: "2026-10") == .done, "\(park.said)")
    #expect(try consumption(park, "2026-10") == [["M1", "981", "1081", "1", "0", "100.000"]])
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// The price rose from 2 to 3 soms when July was closed: 310 kWh are 347.20 more. The estimate of August, too; and
  /// September's 330 and its adjustment of 31, which has been priced anew with the month: 361 × 1.12 in all, not that
  /// and once more what August would have been.
  @Test func aPriceOfAnEstimatedMonthIsToldOnce() throws {
    let park = try park("M1,2026-07-31,310\n")
    park.run(through: "2026-07")
    park.run(through: "2026-08") { $0.estimateAll = true }
    try park.write(Self.readings + "M1,2026-09-30,981\n", to: "readings/september.csv")
    park.run(through: "2026-09")
    try close(park, through: "2026-09")
    try park.write("contract_id,service,price,valid_from\nC-1,power,3,2026-01-01\n", to: "terms.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(
      try ["2026-07", "2026-08", "2026-09"].flatMap { try changes(park, $0) } == [
        "C-1 347.20", "C-1 347.20", "C-1 404.32",
      ])
  }

  /// July reads 250 now, and August 200: July would be 150 kWh more, and August can't be told. That holds back nobody,
  /// as no later month opens there.
  @Test func aClosedMonthThatCantBeComparedHoldsBackNobody() throws {
    let park = try park(Self.three)
    park.run(through: "2026-08")
    try close(park, through: "2026-08")
    try park.write(Self.readings + Self.three.replacing(",100\n", with: ",250\n"), to: "readings/r.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 336.00"])
    #expect(
      try park.rows("2026-08/problems.csv", "severity", "code", "file", "line", "contract_id") == [
        ["warning", "reading-below-opening", "readings/r.csv", "3", ""]
      ])
    #expect(try invoices(park, "2026-09") == [["invoice", "C-1", "246.40"]])
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// July was billed to 200 and August to 300; they read 100 and 190 now: 100 kWh and 10 kWh less. That August reads less
  /// than July was billed to is no fault of the data.
  @Test func presentReadingsThatAgreeAreNoError() throws {
    let park = try park("M1,2026-07-31,200\nM1,2026-08-31,300\nM1,2026-09-30,310\n")
    park.run(through: "2026-08")
    try close(park, through: "2026-08")
    try park.write(
      Self.readings + "M1,2026-07-31,100\nM1,2026-08-31,190\nM1,2026-09-30,310\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 -224.00"])
    #expect(try changes(park, "2026-08") == ["C-1 -22.40"])
    #expect(try ["2026-07", "2026-08"].flatMap { try park.rows("\($0)/problems.csv", "severity") }.count == 2)
    #expect(try consumption(park, "2026-09") == [["M1", "300", "310", "1", "0", "10.000"]])
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// Nothing was used in July, so there is no invoice. Ten kWh now would be one, but July is closed.
  @Test func aClosedMonthWithoutAnInvoiceWarnsToo() throws {
    let park = try park("M1,2026-07-31,0\nM1,2026-08-31,100\n")
    park.run(through: "2026-08")
    try close(park, through: "2026-07")
    try park.write(Self.readings + "M1,2026-07-31,10\nM1,2026-08-31,100\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try changes(park, "2026-07") == ["C-1 22.40"])
    #expect(try consumption(park, "2026-07") == [["M1", "0", "0", "1", "0", "0.000"]])
    #expect(try consumption(park, "2026-08") == [["M1", "0", "100", "1", "0", "100.000"]])
  }

  /// C-2 waited in July. When its reading is mended July is closed, and its invoice still comes; C-1's row is as recorded.
  @Test func aMissingInvoiceOfAClosedMonthIsIssuedBesideWhatIsRecorded() throws {
    let meters = Self.meter + "M1,power,C-1,kWh,1,2026-07-01,0\nM2,power,C-2,kWh,1,2026-07-01,0\n"
    let park = try park("M1,2026-07-31,100\nM2,2026-07-31,5O\n", ["meters.csv": meters])
    #expect(park.run(through: "2026-07") == .heldBack)
    try close(park, through: "2026-07")
    try park.write(Self.readings + "M1,2026-07-31,110\nM2,2026-07-31,50\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try invoices(park, "2026-07") == [["invoice", "C-1", "224.00"]])
    #expect(
      try invoices(park, "2026-08") == [["invoice", "C-2", "112.00"]], "July is closed: in the folder after it (I-1)")
    #expect(try changes(park, "2026-07") == ["C-1 22.40"])
    #expect(
      try consumption(park, "2026-07") == [
        ["M1", "0", "100", "1", "0", "100.000"], ["M2", "0", "50", "1", "0", "50.000"],
      ])
    #expect(try park.rows("2026-07/park-balance.csv", "billed") == [["150.000"]])
    let first = try park.snapshot()
    #expect(park.run(through: "2026-07") == .done)
    #expect(try park.snapshot() == first)
  }
}
