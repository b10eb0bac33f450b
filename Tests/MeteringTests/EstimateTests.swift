import Park
import Testing

/// A month without a reading, and the reading that settles it (C8, C9).
@Suite struct EstimateTests {
  private func park(_ readings: [String: Int]) throws -> ReadPark {
    var park = try ReadPark()
    try park.contract("mill")
    try park.meter("el", of: "mill")
    try park.read("el", readings)
    return park
  }

  /// 100, 200 and 300 are 600 in 92 days: 202.17 in October's 31. July is no more among the last three in November: 702
  /// in 92 days, of which 228.91 are November's 30.
  @Test func theMeanIsThatOfTheLastThreeMonths() throws {
    var park = try park(["2026-07-31": 100, "2026-08-31": 300, "2026-09-30": 600])
    for month in ["2026-07", "2026-08", "2026-09"] { try park.issue(month) }
    #expect(try park.issue("2026-10").register("el")?.told == "estimated 600 802 202.000")
    #expect(try park.metering("2026-11").register("el")?.told == "estimated 802 1031 229.000")
  }

  /// Two months in a row and no third.
  @Test func nothingIsEstimatedForEver() throws {
    var park = try park(["2026-07-31": 310])
    for month in ["2026-07", "2026-08", "2026-09"] { try park.issue(month) }
    #expect(try park.metering("2026-10").register("el") == nil)
  }

  /// The display shows three digits: 990 and 31 more is 1 021, shown as 21.
  @Test func anEstimateTurnsTheDisplay() throws {
    var park = try ReadPark()
    try park.contract("mill")
    try park.meter("el", of: "mill", reading: 959) { $0.digits = 3 }
    try park.read("el", ["2026-07-31": 990])
    try park.issue("2026-07")
    #expect(try park.metering("2026-08").register("el")?.told == "estimated 990 21 31.000")
  }

  /// August was estimated at 310. 690 since July in 61 days: 350.655… and 339.344…, and of the thousandth left over
  /// August's remainder is the larger.
  @Test func aReadingSettlesTheEstimate() throws {
    var park = try park(["2026-07-31": 310])
    for month in ["2026-07", "2026-08"] { try park.issue(month) }
    try park.read("el", ["2026-09-30": 1000])
    #expect(try park.metering("2026-09").register("el")?.told == "actual 620 1000 339.344, 2026-08 350.656")
  }

  /// What was read for September is not shared with August once more.
  @Test func aSettledEstimateIsSettledOnce() throws {
    var park = try park(["2026-07-31": 310])
    for month in ["2026-07", "2026-08"] { try park.issue(month) }
    try park.read("el", ["2026-09-30": 1000, "2026-10-31": 1100])
    try park.issue("2026-09")
    #expect(try park.metering("2026-10").register("el")?.told == "actual 1000 1100 100.000")
  }
}
