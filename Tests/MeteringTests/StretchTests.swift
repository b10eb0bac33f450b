import Measures
import Metering
import Park
import Testing

/// C-19, C-20: a meter that stays when its contract ends, and one that is handed on.
@Suite struct StretchTests {
  /// C-2 ends on 15 August; the meter stays and showed 300 at the end of July.
  private func leaver(_ readings: [String: Int]) throws -> ReadPark {
    var park = try ReadPark()
    try park.contract("C-2", through: "2026-08-15")
    try park.meter("M2", of: "C-2")
    try park.read("M2", ["2026-07-31": 300].merging(readings) { $1 })
    try park.issue("2026-07")
    return park
  }

  @Test func theReadingOfTheLastDayCloses() throws {
    let metering = try leaver(["2026-08-15": 420, "2026-08-31": 500]).metering("2026-08")
    #expect(metering.register("M2")?.told == "actual 300 420 120.000")
    #expect(metering.parkShares[ReadPark.power] == Quantity(whole: 80))
    #expect(metering.codes == [])
  }

  /// There is no window at such an end: 300 + 85 × 15/17 = 375.
  @Test func aReadingTwoDaysLaterInterpolates() throws {
    let metering = try leaver(["2026-08-17": 385, "2026-08-31": 500]).metering("2026-08")
    #expect(metering.register("M2")?.told == "interpolated 300 375 75.000")
    #expect(metering.parkShares[ReadPark.power] == Quantity(whole: 125))
  }

  /// 300 in July's 31 days: 145.16 in 15 days. What the park uses from then on counts when it is read.
  @Test func withoutAnyReadingItIsEstimated() throws {
    var park = try leaver([:])
    let august = try park.issue("2026-08")
    #expect(august.register("M2")?.told == "estimated 300 445 145.000")
    #expect(august.parkShares[ReadPark.power] == nil)
    #expect(august.codes == ["estimated-reading", "park-days-unread"])
    try park.read("M2", ["2026-09-30": 545])
    let september = try park.metering("2026-09")
    #expect(september.register("M2") == nil)
    #expect(september.parkShares[ReadPark.power] == Quantity(whole: 100))
    // August, calculated again, is as it was issued.
    let again = Registers(
      of: park.facts, in: august.month, after: try leaver([:]).history, issued: park.recorded[august.month] ?? [:])
    #expect(again.months == august.registers.months)
  }

  /// July was closed by the reading of 2 August, after the contract's last day: nothing is left to bill.
  @Test func aMonthClosedLaterLeavesNoRow() throws {
    var park = try ReadPark()
    try park.contract("C-2", through: "2026-08-01")
    try park.meter("M2", of: "C-2")
    try park.read("M2", ["2026-08-02": 300, "2026-08-31": 400])
    #expect(try park.issue("2026-07").register("M2")?.told == "actual 0 300 300.000")
    let august = try park.metering("2026-08")
    #expect(august.register("M2") == nil)
    #expect(august.parkShares[ReadPark.power] == Quantity(whole: 100))
    #expect(august.codes == [])
  }

  /// A meter that is C-2's to 15 August and, after some days of the park's, C-3's.
  private func handedOn(from: String, _ readings: [String: Int]) throws -> ReadPark {
    var park = try leaver(readings)
    try park.contract("C-3", from: from)
    let id = Meter.ID("M2")
    let place = try #require(park.facts.meters[id]).place
    park.facts.meters[id]?.contract = nil
    park.facts.meterContracts[id] = try [("C-2", "2026-07-01", "2026-08-15"), ("C-3", from, nil)].map { row in
      MeterContract(
        meter: id, contract: Contract.ID(row.0),
        validity: try #require(Period(from: try ReadPark.day(row.1), through: try row.2.map(ReadPark.day))),
        place: place)
    }
    return park
  }

  private func part(_ since: String) throws -> RegisterKey {
    RegisterKey(Meter.ID("M2"), .total, since: try ReadPark.day(since))
  }

  @Test func theNextOpensWithTheReadingOfTheHandover() throws {
    var park = try handedOn(from: "2026-08-16", ["2026-08-15": 420, "2026-08-31": 600, "2026-09-30": 700])
    let august = try park.issue("2026-08")
    #expect(august.register("M2")?.told == "actual 300 420 120.000")
    #expect(august.registers.months[try part("2026-08-16")]?.told == "actual 420 600 180.000")
    #expect(august.rows(of: park.facts).map(\.contract.text) == ["C-2", "C-3"])
    #expect(august.parkShares.isEmpty)
    let september = try park.metering("2026-09")
    #expect(september.registers.months.values.map(\.told) == ["actual 600 700 100.000"])
    #expect(september.rows(of: park.facts).map(\.contract.text) == ["C-3"])
  }

  /// The handover was estimated at 445 and C-2 billed by it. No true-up takes that back: C-3 has what came after.
  @Test func noTrueUpPassesBetweenContracts() throws {
    var park = try handedOn(from: "2026-08-16", [:])
    let before = park.history
    let august = try park.issue("2026-08")
    #expect(august.register("M2")?.told == "estimated 300 445 145.000")
    #expect(august.codes == ["estimated-reading", "no-reading"])
    try park.read("M2", ["2026-08-31": 500])
    let again = Registers(of: park.facts, in: august.month, after: before, issued: august.registers.months)
    #expect(
      again.months.sorted { $0.key < $1.key }.map(\.value.told)
        == ["estimated 300 445 145.000", "actual 445 500 55.000"])
  }

  /// The days between two contracts are the park's: 420 to 480.
  @Test func daysOfNoContractAreTheParks() throws {
    let park = try handedOn(from: "2026-08-20", ["2026-08-15": 420, "2026-08-19": 480, "2026-08-31": 600])
    let august = try park.metering("2026-08")
    #expect(august.rows(of: park.facts).map { "\($0.contract) \($0.quantity)" } == ["C-2 120.000", "C-3 120.000"])
    #expect(august.parkShares[ReadPark.power] == Quantity(whole: 60))
  }

  /// Nothing tells what the park used before C-3 came, nor C-3 then.
  @Test func aPartCannotOpenBeforeTheOneBeforeIsRead() throws {
    var park = try handedOn(from: "2026-08-20", ["2026-08-15": 420])
    let august = try park.metering("2026-08")
    #expect(august.register("M2")?.told == "actual 300 420 120.000")
    #expect(august.codes == ["handover-unread", "park-days-unread"])
    #expect(august.registers.findings.flatMap(\.touches) == [.contract(Contract.ID("C-3"))])
    #expect(august.failed == [])
    #expect(try august.registers.failedParts == [part("2026-08-20").part])
    // 420 + 320 × 4/16 at the end of the 19th, 740 on the 31st.
    try park.read("M2", ["2026-08-31": 740])
    #expect(try park.metering("2026-08").registers.months[try part("2026-08-20")]?.told == "actual 500 740 240.000")
  }

  /// What is behind a divided parent comes off its parts in proportion to their gross: of 150, 60 and 90.
  @Test func childrenComeOffThePartsOfADividedParent() throws {
    var park = try handedOn(from: "2026-08-16", ["2026-08-15": 420, "2026-08-31": 600])
    try park.contract("C-4")
    try park.meter("M4", of: "C-4", installedOn: "2026-08-01") { $0.parent = Meter.ID("M2") }
    try park.read("M4", ["2026-08-31": 150])
    let august = try park.metering("2026-08")
    let rows = august.rows(of: park.facts).map { "\($0.meter) \($0.contract) \($0.quantity)" }
    #expect(rows == ["M2 C-2 60.000", "M2 C-3 90.000", "M4 C-4 150.000"])
  }
}
