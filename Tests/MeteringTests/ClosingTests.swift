import Measures
import Park
import Testing

/// Which reading closes a month, and where the next one opens (C2–C4, C6, C7).
@Suite struct ClosingTests {
  private func park(_ readings: [String: Int]) throws -> ReadPark {
    var park = try ReadPark()
    try park.contract("mill")
    try park.meter("el", of: "mill")
    try park.read("el", readings)
    return park
  }

  /// Three days off the end of July is in the window, four are not; there is no month yet to estimate by.
  @Test(arguments: [
    ("2026-07-28", "actual 0 130 130.000"), ("2026-08-03", "actual 0 130 130.000"), ("2026-07-27", nil),
  ])
  func aReadingInTheWindowCloses(_ day: String, _ told: String?) throws {
    #expect(try park([day: 130]).metering("2026-07").register("el")?.told == told)
  }

  /// 30 July and 1 August lie a day off the end of July. August goes on from there.
  @Test func ofTwoEquallyNearTheLaterCloses() throws {
    var park = try park(["2026-07-30": 100, "2026-08-01": 120, "2026-08-31": 300])
    #expect(try park.issue("2026-07").register("el")?.told == "actual 0 120 120.000")
    #expect(try park.metering("2026-08").register("el")?.told == "actual 120 300 180.000")
  }

  @Test func aCorrectedReadingSupersedesTheOthersOfItsMoment() throws {
    var park = try park(["2026-07-31": 100])
    try park.read("el", ["2026-07-31": 90], source: .corrected)
    #expect(try park.metering("2026-07").register("el")?.told == "actual 0 90 90.000")
    try park.read("el", ["2026-07-31": 95])
    #expect(try park.metering("2026-07").register("el")?.told == "actual 0 90 90.000")
  }

  /// Taken away on 2 August at 150: July is closed there, though 31 July is nearer.
  @Test func aRemovalInTheWindowCloses() throws {
    var park = try park(["2026-07-31": 140])
    let meter = Meter.ID("el")
    park.facts.meters[meter]?.removedOn = try ReadPark.day("2026-08-02")
    park.facts.meters[meter]?.removedReadings = [FineQuantity(whole: 150)]
    #expect(try park.metering("2026-07").register("el")?.told == "actual 0 150 150.000")
  }

  /// From 0 on 1 July to 620 at the end of August, 62 days: 310 on the line at the end of July.
  @Test func aLaterReadingTellsWhatWasBefore() throws {
    var park = try park(["2026-08-31": 620])
    #expect(try park.issue("2026-07").register("el")?.told == "interpolated 0 310 310.000")
    #expect(try park.metering("2026-08").register("el")?.told == "actual 310 620 310.000")
  }

  /// From 9 of 10 parts of what the display can show to 1 of 10 it turned; from less, or to more, it is an error.
  @Test(arguments: [(900, 100, "actual 900 100 200.000"), (899, 100, nil), (900, 101, nil)])
  func aDisplayTurnsAtItsEnds(_ opening: Int, _ closing: Int, _ told: String?) throws {
    var park = try ReadPark()
    try park.contract("mill")
    try park.meter("el", of: "mill", reading: opening) { $0.digits = 3 }
    try park.read("el", ["2026-07-31": closing])
    #expect(try park.metering("2026-07").register("el")?.told == told)
  }
}
