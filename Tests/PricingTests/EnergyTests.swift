import Measures
import Park
import Testing

/// Consumption by blocks and segments (P3, P4, P5), with figures worked by hand.
@Suite struct EnergyTests {
  /// 0 → 2.50, 700 → 3.70 in a month of 30 days. 699.999 × 2.50 = 1 749.9975; 0.001 × 3.70 = 0.0037, a line of 0.00.
  @Test(arguments: [
    ("0", []),
    ("0.001", ["energy/1 1–30: 0.001 × 2.50 = 0.00"]),
    ("699.999", ["energy/1 1–30: 699.999 × 2.50 = 1750.00"]),
    ("700", ["energy/1 1–30: 700.000 × 2.50 = 1750.00"]),
    ("700.001", ["energy/1 1–30: 700.000 × 2.50 = 1750.00", "energy/2 1–30: 0.001 × 3.70 = 0.00"]),
    ("1000", ["energy/1 1–30: 700.000 × 2.50 = 1750.00", "energy/2 1–30: 300.000 × 3.70 = 1110.00"]),
  ])
  func aBlockHoldsItsLimit(used: String, lines: [String]) throws {
    var park = try PricedMonth()
    try park.row(.energy, "3.70", above: "700")
    try park.row(.energy, "2.50")
    try park.term("power")
    try park.meter(total: used)
    #expect(try park.lines() == lines)
  }

  /// The term begins on the 15th: 100 × 14/28 = 50; × 15/29 = 51.7241…; × 16/30 = 53.333…; × 17/31 = 54.8387….
  @Test(arguments: [
    ("2026-02", "15–28", "50.000", "50.00"), ("2028-02", "15–29", "51.724", "51.72"),
    ("2026-04", "15–30", "53.333", "53.33"), ("2026-07", "15–31", "54.839", "54.84"),
  ])
  func thresholdsShrinkWithTheDaysOfEachMonth(month: String, days: String, block: String, net: String) throws {
    var park = try PricedMonth(month)
    try park.row(.energy, "1")
    try park.row(.energy, "0", above: "100")
    try park.term("power", from: 15)
    try park.meter(total: "80", from: 15)
    let rest = try Quantity.parse("80").get() - Quantity.parse(block).get()
    #expect(
      try park.lines() == ["energy/1 \(days): \(block) × 1.00 = \(net)", "energy/2 \(days): \(rest) × 0.00 = 0.00"])
  }

  /// A price that changes on the 1st changes before the month; on the 2nd, one day is old; on the last, one is new:
  /// 300 kWh are 10 a day. The 700 of the block are 23.333 in one day and 676.667 in 29.
  @Test(arguments: [
    (1, ["energy/1 1–30: 300.000 × 3.00 = 900.00"]),
    (2, ["energy/1 1–1: 10.000 × 2.00 = 20.00", "energy/1 2–30: 290.000 × 3.00 = 870.00"]),
    (30, ["energy/1 1–29: 290.000 × 2.00 = 580.00", "energy/1 30–30: 10.000 × 3.00 = 30.00"]),
    (31, ["energy/1 1–30: 300.000 × 2.00 = 600.00"]),
  ])
  func aChangeAtTheEdgesOfTheMonth(first: Int, lines: [String]) throws {
    var park = try PricedMonth()
    try park.row(.energy, "2", through: first - 1)
    try park.row(.energy, "3", from: first)
    try park.row(.energy, "9", above: "700")
    try park.term("power")
    try park.meter(total: "300")
    #expect(try park.lines() == lines)
  }

  /// 100.000 m³ over three stretches of ten days: the largest remainder goes to the first.
  @Test func theOddThousandthGoesToTheFirstSegment() throws {
    var park = try PricedMonth()
    try park.term("water", "1", through: 10)
    try park.term("water", "2", from: 11, through: 20)
    try park.term("water", "3", from: 21)
    try park.meter("water", total: "100")
    #expect(
      try park.lines() == [
        "energy/1 1–10: 33.334 × 1.00 = 33.33", "energy/1 11–20: 33.333 × 2.00 = 66.67",
        "energy/1 21–30: 33.333 × 3.00 = 100.00",
      ])
  }

  /// Days without a term take nothing: 30 kWh over the 1st to the 10th and the 21st to the 30th.
  @Test func daysWithoutATermTakeNothing() throws {
    var park = try PricedMonth()
    try park.term("power", "1", through: 10)
    try park.term("power", "2", from: 21)
    try park.meter(total: "30")
    #expect(try park.lines() == ["energy/1 1–10: 15.000 × 1.00 = 15.00", "energy/1 21–30: 15.000 × 2.00 = 30.00"])
  }

  /// Installed on the 6th: five days of the first segment and fifteen of the second, of 40.
  @Test func onlyDaysWithTheMeterCount() throws {
    var park = try PricedMonth()
    try park.term("power", "1", through: 10)
    try park.term("power", "2", from: 11, through: 25)
    try park.meter(total: "40", from: 6)
    #expect(try park.lines() == ["energy/1 1–10: 10.000 × 1.00 = 10.00", "energy/1 11–25: 30.000 × 2.00 = 60.00"])
  }

  @Test func consumptionWithoutAnyTermHasNoPrice() throws {
    var park = try PricedMonth()
    try park.meter(total: "40")
    #expect(try park.lines() == ["no-term"])
    park = try PricedMonth()
    try park.meter(total: "0")
    #expect(try park.lines() == [], "a meter that did not move needs no price")
  }

  /// An interval meter is cut by its own days: 1 an hour up to the 10th, 2 an hour after.
  @Test func intervalsAreCutExactly() throws {
    var park = try PricedMonth()
    try park.term("power", "1", through: 10)
    try park.term("power", "1", from: 11)
    park.hourly { $0 <= 10 ? 1 : 2 }
    #expect(
      try park.lines() == ["energy/1 1–10: 240.000 × 1.00 = 240.00", "energy/1 11–30: 960.000 × 1.00 = 960.00"])
  }

  /// Half of 33.333 m³ is 16.6665, half up. Its own segments cut the water's quantity first: 16.667 and 16.666, then
  /// half of each: 8.3335 → 8.334 and 8.333.
  @Test func derivedServicesTakeTheirShare() throws {
    var park = try PricedMonth()
    try park.term("water", "0")
    try park.term("sewer", "9") { $0.sharePercent = try Percent.parse("50").get() }
    try park.meter("water", total: "33.333")
    #expect(try park.lines() == ["energy/1 1–30: 16.667 × 9.00 = 150.00", "energy/1 1–30: 33.333 × 0.00 = 0.00"])

    park.facts.terms = [:]
    try park.term("water", "0")
    try park.term("sewer", "9", through: 15) { $0.sharePercent = try Percent.parse("50").get() }
    try park.term("sewer", "10", from: 16) { $0.sharePercent = try Percent.parse("50").get() }
    #expect(
      try park.lines() == [
        "energy/1 1–15: 8.334 × 9.00 = 75.01", "energy/1 16–30: 8.333 × 10.00 = 83.33",
        "energy/1 1–30: 33.333 × 0.00 = 0.00",
      ])
  }

  /// 70 kvarh against 100 kWh, of which half are free; the threshold is a share and does not shrink with the days.
  @Test(arguments: [
    ("50", []), ("50.001", ["reactive 1–30: 0.001 × 4.00 = 0.00"]), ("70", ["reactive 1–30: 20.000 × 4.00 = 80.00"]),
  ])
  func reactiveEnergyAboveItsShare(kvarh: String, lines: [String]) throws {
    var park = try PricedMonth()
    try park.row(.energy, "1")
    try park.row(.reactive, "4", above: "0.5")
    try park.term("power")
    try park.meter("power", ["total": "100", "reactive": kvarh])
    #expect(try park.lines() == ["energy/1 1–30: 100.000 × 1.00 = 100.00"] + lines)
  }

  @Test func reactiveEnergyIsSetAgainstItsOwnSegment() throws {
    var park = try PricedMonth()
    try park.row(.energy, "1")
    try park.row(.reactive, "4", above: "0.5", through: 15)
    try park.row(.reactive, "5", above: "0.5", from: 16)
    try park.term("power")
    try park.meter("power", ["total": "100", "reactive": "70"])
    #expect(
      try park.lines() == [
        "energy/1 1–15: 50.000 × 1.00 = 50.00", "reactive 1–15: 10.000 × 4.00 = 40.00",
        "energy/1 16–30: 50.000 × 1.00 = 50.00", "reactive 16–30: 10.000 × 5.00 = 50.00",
      ])
  }
}
