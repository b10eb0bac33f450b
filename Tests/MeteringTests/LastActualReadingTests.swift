import Metering
import Park
import Testing

/// C-7–C-9: what was read inside a month counts, though it closes none.
@Suite struct LastActualReadingTests {
  /// 500 kWh in July, then 3 000 to 20 August and nothing more that month.
  private func park() throws -> ReadPark {
    var park = try ReadPark()
    try park.contract("C-1")
    try park.meter("M1", of: "C-1", reading: 1500)
    try park.read("M1", ["2026-07-31": 2000, "2026-08-20": 5000])
    return park
  }

  @Test func anEstimateGoesOnFromTheLastReading() throws {
    var park = try park()
    try park.issue("2026-07")
    // 500 in 31 days; 11 days are left: 177.4.
    #expect(try park.issue("2026-08").register("M1")?.told == "estimated 2000 5177 3177.000")
  }

  /// 600 kWh in the 41 days from 20 August, 11 of them in August; what was read before stays with August.
  @Test func aTrueUpSharesWhatCameAfterTheLastReading() throws {
    var park = try park()
    try park.issue("2026-07")
    try park.issue("2026-08")
    try park.read("M1", ["2026-09-30": 5600])
    #expect(try park.metering("2026-09").register("M1")?.told == "actual 5177 5600 439.024, 2026-08 3160.976")
  }

  @Test func theLineStartsAtTheLastReading() throws {
    var park = try park()
    try park.read("M1", ["2026-09-30": 5600])
    try park.issue("2026-07")
    // 5 000 + 600 × 11/41.
    #expect(try park.issue("2026-08").register("M1")?.told == "interpolated 2000 5161 3161.000")
    #expect(try park.issue("2026-09").register("M1")?.told == "actual 5161 5600 439.000")
  }

  /// A reading in the month itself is where the line starts, and the estimate before it is settled by the whole.
  @Test func aLineAfterAnEstimate() throws {
    var park = try ReadPark()
    try park.contract("C-1")
    try park.meter("M1", of: "C-1")
    try park.read("M1", ["2026-07-31": 310])
    try park.issue("2026-07")
    try park.issue("2026-08")
    try park.read("M1", ["2026-09-10": 600, "2026-10-20": 1000])
    // 600 + 400 × 20/40 = 800; 490 since 31 July over 31 and 30 days: 249.016 and 240.984.
    #expect(try park.metering("2026-09").register("M1")?.told == "interpolated 620 800 240.984, 2026-08 249.016")
  }

  /// An estimate that was issued is no other for a reading inside it that is entered afterwards.
  @Test func anIssuedEstimateStands() throws {
    var park = try ReadPark()
    try park.contract("C-1")
    try park.meter("M1", of: "C-1")
    try park.read("M1", ["2026-07-31": 310])
    try park.issue("2026-07")
    let history = park
    try park.issue("2026-08")
    try park.read("M1", ["2026-08-20": 400])
    let again = Registers(
      of: park.facts, in: try ReadPark.month("2026-08"), after: history.history,
      issued: park.recorded[try ReadPark.month("2026-08")] ?? [:])
    #expect(again.months[RegisterKey(Meter.ID("M1"), .total)]?.told == "estimated 310 620 310.000")
  }

  /// August opens with the estimate 620, so 600 on 20 August is passed over: all since 31 July is shared by time.
  @Test func aReadingThatTheEstimatesContradictIsPassedOver() throws {
    var park = try ReadPark { $0.maxEstimatedMonths = 3 }
    try park.contract("C-1")
    try park.meter("M1", of: "C-1")
    try park.read("M1", ["2026-07-31": 310])
    try park.issue("2026-07")
    try park.issue("2026-08")
    try park.read("M1", ["2026-09-20": 600])
    // 600 + 10 days of 10.
    #expect(try park.issue("2026-09").register("M1")?.told == "estimated 620 700 80.000")
    try park.read("M1", ["2026-10-31": 770])
    // 460 over 31, 30 and 31 days.
    #expect(
      try park.metering("2026-10").register("M1")?.told
        == "actual 700 770 155.000, 2026-08 155.000, 2026-09 150.000")
  }

  /// The estimate never falls below the opening.
  @Test func anEstimateIsNotBelowTheOpening() throws {
    var park = try ReadPark { $0.readingWindowDays = 0 }
    try park.contract("C-1")
    try park.meter("M1", of: "C-1")
    try park.read("M1", ["2026-07-31": 310])
    try park.issue("2026-07")
    try park.issue("2026-08")
    try park.read("M1", ["2026-09-29": 400])
    #expect(try park.metering("2026-09").register("M1")?.told == "estimated 620 620 0.000")
  }

  /// Three months' use, with a rollover among them: 300 in 92 days.
  @Test func theMeanCountsARollover() throws {
    var park = try ReadPark()
    try park.contract("C-1")
    try park.meter("M1", of: "C-1", reading: 99_900) { $0.digits = 5 }
    try park.read("M1", ["2026-07-31": 20, "2026-08-31": 100, "2026-09-30": 200])
    for month in ["2026-07", "2026-08", "2026-09"] { try park.issue(month) }
    // 200 + 300 × 31/92 = 301.09.
    #expect(try park.metering("2026-10").register("M1")?.told == "estimated 200 301 101.000")
  }
}
