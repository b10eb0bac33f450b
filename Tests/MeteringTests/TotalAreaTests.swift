import Diagnostics
import Measures
import Metering
import Park
import Testing

/// C13: a common meter by the area of all premises there are, the vacant ones the park's.
@Suite struct TotalAreaTests {
  /// A common meter that counted so much in July, and two contracts.
  private func park(counted thousandths: Int) throws -> ReadPark {
    var park = try ReadPark()
    for id in ["C-1", "C-2"] { try park.contract(id) }
    try park.meter("MC", of: nil) {
      $0.role = .common
      $0.decimals = 3
      $0.allocateBy = .totalArea
    }
    let key = RegisterKey(Meter.ID("MC"), .total)
    park.facts.readings[key] = [
      Reading(
        at: park.facts.clock.end(of: try ReadPark.month("2026-07")),
        value: FineQuantity(units: Int64(thousandths) * 1000), source: .actual, note: "", place: Place(file: "r.csv"))
    ]
    return park
  }

  private func premises(
    _ contract: String?, _ area: Int, _ kind: Premises.Kind = .building, from: String = "2026-01-01"
  ) throws -> Premises {
    Premises(
      id: Identifier("P-\(contract ?? "free")-\(area)"), kind: kind, name: "",
      contract: contract.map { Contract.ID($0) },
      area: Quantity(whole: area), validity: try #require(Period(from: try ReadPark.day(from), through: nil)),
      place: Place(file: "premises.csv"))
  }

  private func told(_ park: ReadPark) throws -> [String] {
    let july = try park.metering("2026-07")
    let shares = july.shares.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.map(\.quantity).total())" }
    return shares + ["park \(july.parkShares[ReadPark.power] ?? .zero)"] + july.codes
  }

  @Test func vacantAreaIsTheParks() throws {
    var park = try park(counted: 1_000_000)
    park.facts.premises = try [premises("C-1", 100), premises("C-2", 100), premises(nil, 800)]
    #expect(try told(park) == ["C-1 100.000", "C-2 100.000", "park 800.000"])
  }

  /// After the park's own tenth, of 900.001 each third is 300.000333…: the thousandth goes to the first, not the park.
  @Test func theParkComesLastInTies() throws {
    var park = try park(counted: 1_000_001)
    park.facts.meters[Meter.ID("MC")]?.parkSharePercent = Percent(whole: 10)
    park.facts.premises = try [premises("C-1", 100), premises("C-2", 100), premises(nil, 100)]
    #expect(try told(park) == ["C-1 300.001", "C-2 300.000", "park 400.000"])
  }

  /// Among buildings land does not count, be it vacant or let; where nobody has a building it does.
  @Test func landCountsWhereNobodyHasABuilding() throws {
    var park = try park(counted: 900_000)
    park.facts.premises = try [
      premises("C-1", 100), premises("C-2", 500, .land), premises(nil, 200), premises(nil, 9, .land),
    ]
    #expect(try told(park) == ["C-1 300.000", "C-2 0.000", "park 600.000"])
    park.facts.premises = try [premises("C-1", 100, .land), premises("C-2", 500, .land), premises(nil, 300, .land)]
    #expect(try told(park) == ["C-1 100.000", "C-2 500.000", "park 300.000"])
  }

  /// C-2 moved in on the 16th: 16 of 31 days; before, the place was vacant.
  @Test func daysCount() throws {
    var park = try park(counted: 620_000)
    var before = try premises(nil, 100)
    before.validity = try #require(
      Period(from: try ReadPark.day("2026-01-01"), through: try ReadPark.day("2026-07-15")))
    park.facts.premises = try [premises("C-1", 100), before, premises("C-2", 100, from: "2026-07-16")]
    #expect(try told(park) == ["C-1 310.000", "C-2 160.000", "park 150.000"])
  }

  @Test func aContractWithoutAnyAreaHoldsBackAll() throws {
    var park = try park(counted: 620_000)
    park.facts.premises = try [premises("C-1", 100), premises(nil, 100)]
    #expect(try park.metering("2026-07").codes == ["no-area"])
  }
}
