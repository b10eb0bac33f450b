import Measures
import Park
import Testing

/// What is charged by the month: fixed prices, capacity, demand, minimum (P6, P7, P9), with figures worked by hand.
@Suite struct MonthlyPriceTests {
  /// From the 15th to the month's end: 14/28 = 0.5; 15/29 = 0.517241|4; 16/30 = 0.533333|3; 17/31 = 0.548387|1.
  @Test(arguments: [
    ("2026-02", "fixed 15–28: 0.500000 × 1000.00 = 500.00"), ("2028-02", "fixed 15–29: 0.517241 × 1000.00 = 517.24"),
    ("2026-04", "fixed 15–30: 0.533333 × 1000.00 = 533.33"), ("2026-07", "fixed 15–31: 0.548387 × 1000.00 = 548.39"),
  ])
  func prorationIsByTheDaysOfTheMonth(month: String, line: String) throws {
    var park = try PricedMonth(month)
    try park.term("rent", "1000", from: 15)
    #expect(try park.lines() == [line])
  }

  /// One day at either end of June: 1/30 and 29/30, each rounded by itself.
  @Test(arguments: [
    (1, ["fixed 1–30: 1.000000 × 60.00 = 60.00"]),
    (2, ["fixed 1–1: 0.033333 × 30.00 = 1.00", "fixed 2–30: 0.966667 × 60.00 = 58.00"]),
    (30, ["fixed 1–29: 0.966667 × 30.00 = 29.00", "fixed 30–30: 0.033333 × 60.00 = 2.00"]),
    (31, ["fixed 1–30: 1.000000 × 30.00 = 30.00"]),
  ])
  func aChangeAtTheEdgesOfTheMonth(first: Int, lines: [String]) throws {
    var park = try PricedMonth()
    try park.row(.fixed, "30", through: first - 1)
    try park.row(.fixed, "60", from: first)
    try park.term("rent")
    #expect(try park.lines() == lines)
  }

  /// A contract that ends on the 10th ends its terms: 250 m² × 10/30.
  @Test func aContractsEndIsItsTermsEnd() throws {
    var park = try PricedMonth()
    try park.term("rent", "6") { $0.quantity = Quantity(whole: 250) }
    let contract = Contract.ID("C-1")
    let ended = try #require(Period(from: park.day(-9), through: park.day(10)))
    park.facts.contracts[contract]?.validity = ended
    #expect(try park.lines() == ["fixed 1–10: 83.333333 × 6.00 = 500.00"])
    let before = try #require(Period(from: park.day(-9), through: park.day(0)))
    park.facts.contracts[contract]?.validity = before
    #expect(try park.lines() == [])
  }

  /// 25 kW × 10/30 = 8.333333 × 12 = 99.999996.
  @Test func capacityIsProrated() throws {
    var park = try PricedMonth()
    try park.row(.energy, "1")
    try park.row(.capacity, "12", through: 10)
    try park.term("power") { $0.quantity = Quantity(whole: 25) }
    #expect(try park.lines() == ["capacity 1–10: 8.333333 × 12.00 = 100.00"])
  }

  /// 7 kWh in one hour are 7 kW, for the whole month, half of it at each price.
  @Test func demandIsTheMonthsHighestHour() throws {
    var park = try PricedMonth()
    try park.row(.energy, "0")
    try park.row(.demand, "100", through: 15)
    try park.row(.demand, "200", from: 16)
    try park.term("power")
    park.hourly({ _ in 1 }, peak: (day: 20, hour: 13, value: 7))
    // 15 × 24 = 360 kWh, and 6 more in the second half.
    #expect(
      try park.lines() == [
        "energy/1 1–15: 360.000 × 0.00 = 0.00", "demand 1–15: 3.500000 × 100.00 = 350.00",
        "energy/1 16–30: 366.000 × 0.00 = 0.00", "demand 16–30: 3.500000 × 200.00 = 700.00",
      ])
  }

  /// Peaks at different hours do not add up: 7 + 1 at one, 1 + 5 at the other.
  @Test func demandOfSeveralMetersIsTheirsTogether() throws {
    var park = try PricedMonth()
    try park.row(.energy, "0")
    try park.row(.demand, "100")
    try park.term("power")
    park.hourly({ _ in 1 }, of: "I-1", peak: (day: 20, hour: 13, value: 7))
    park.hourly({ _ in 1 }, of: "I-2", peak: (day: 20, hour: 14, value: 5))
    #expect(
      try park.lines() == [
        "energy/1 1–30: 1450.000 × 0.00 = 0.00", "demand 1–30: 8.000000 × 100.00 = 800.00",
      ])
  }

  @Test func demandNeedsAnIntervalMeter() throws {
    var park = try PricedMonth()
    try park.row(.energy, "1")
    try park.row(.demand, "100")
    try park.term("power")
    try park.meter(total: "10")
    #expect(try park.lines() == ["demand-without-intervals"])
  }

  /// A minimum of 300 a month for half of June is 150. Rent of 100 a month is 50 then; at 300 the minimum is met.
  @Test(arguments: [
    ("100", ["fixed 1–15: 0.500000 × 100.00 = 50.00", "minimum 1–15: 1.000 × 100.00 = 100.00"]),
    ("299.98", ["fixed 1–15: 0.500000 × 299.98 = 149.99", "minimum 1–15: 1.000 × 0.01 = 0.01"]),
    ("300", ["fixed 1–15: 0.500000 × 300.00 = 150.00"]), ("400", ["fixed 1–15: 0.500000 × 400.00 = 200.00"]),
  ])
  func theMinimumAddsWhatIsMissing(price: String, lines: [String]) throws {
    var park = try PricedMonth()
    try park.term("rent", price, through: 15) { $0.minimumAmount = Money(whole: 300) }
    #expect(try park.lines() == lines)
  }

  /// Without a meter, and so without a line of its own, all of it is due.
  @Test func theMinimumNeedsNoConsumption() throws {
    var park = try PricedMonth()
    try park.term("power", "2.50") { $0.minimumAmount = Money(whole: 300) }
    #expect(try park.lines() == ["minimum 1–30: 1.000 × 300.00 = 300.00"])
  }

  /// Two minimums in a month are one line: 310 × 10/30 + 100 × 20/30 = 103.333… + 66.666… = 170, rounded once.
  @Test func minimumsOfSegmentsAreRoundedTogether() throws {
    var park = try PricedMonth()
    try park.term("power", "2", through: 10) { $0.minimumAmount = Money(whole: 310) }
    try park.term("power", "2", from: 11) { $0.minimumAmount = Money(whole: 100) }
    #expect(try park.lines() == ["minimum 1–30: 1.000 × 170.00 = 170.00"])
  }
}
