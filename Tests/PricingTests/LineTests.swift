import Diagnostics
import Measures
import Park
import Pricing
import Testing

/// One line: its rounding, discount, currency and taxes (P1, P10, P11, P12, P13), with figures worked by hand.
@Suite struct LineTests {
  /// Half a tyiyn goes away from zero, whichever way the amount points: 1 × 0.125 and −1 × 0.125.
  @Test(arguments: [
    ("1", "0.125", "0.13"), ("-1", "0.125", "-0.13"), ("1", "0.124999", "0.12"), ("-1", "0.124999", "-0.12"),
    ("-0.001", "4", "0.00"), ("-0.001", "5", "-0.01"), ("3", "0.005", "0.02"), ("-2.5", "1000", "-2500.00"),
  ])
  func aHalfGoesAwayFromZero(quantity: String, price: String, net: String) throws {
    var park = try PricedMonth()
    try park.term("hours", price)
    let charges = try park.pricing([park.order("hours", on: 9, quantity: quantity)]).charges
    #expect(charges.map(\.net.description) == [net])
    #expect(charges.map(\.from.dayOfMonth) == [9])
    #expect(charges.map(\.to.dayOfMonth) == [9])
  }

  @Test func aQuantityOfNoneIsNoLineAndAPriceOfNoneIsOne() throws {
    var park = try PricedMonth()
    try park.term("hours", "500")
    #expect(try park.lines([park.order("hours", on: 9, quantity: "0")]) == [])
    park = try PricedMonth()
    try park.term("hours", "0")
    #expect(try park.lines([park.order("hours", on: 9, quantity: "2")]) == ["fixed 9–9: 2.000 × 0.00 = 0.00"])
  }

  /// 2.5 % of 1 234 567.89 is 30 864.197…; less 10 %, 27 777.777….
  @Test func percentOfTheWorks() throws {
    var park = try PricedMonth()
    try park.row(.percent, "2.5")
    try park.term("works")
    let order = try park.order("works", on: 9, base: "1234567.89")
    #expect(try park.lines([order]) == ["percent 9–9: 1234567.89 × 2.50 = 30864.20"])
    park.facts.terms = [:]
    try park.term("works") { $0.discountPercent = Percent(whole: 10) }
    #expect(try park.lines([order]) == ["percent 9–9: 1234567.89 × 2.50 = 27777.78"])
    #expect(try park.lines([park.order("works", on: 9, base: "-100")]) == ["percent 9–9: -100.00 × 2.50 = -2.25"])
  }

  /// The term and its price are those of the day of completion.
  @Test(arguments: [(14, "100.00"), (15, "100.00"), (16, "200.00"), (30, "200.00")])
  func anOrdersPriceIsThatOfItsDay(day: Int, net: String) throws {
    var park = try PricedMonth()
    try park.term("hours", "100", through: 15)
    try park.term("hours", "200", from: 16)
    #expect(try park.pricing([park.order("hours", on: day)]).charges.map(\.net.description) == [net])
  }

  /// 33 % off 100 is 67; all of it off leaves the line, to be seen, at 0.
  @Test(arguments: [("0", "100.00"), ("33", "67.00"), ("99.995", "0.01"), ("99.996", "0.00"), ("100", "0.00")])
  func discounts(percent: String, net: String) throws {
    var park = try PricedMonth()
    try park.tax("12")
    try park.term("rent", "100") { $0.discountPercent = try Percent.parse(percent).get() }
    let charges = try park.pricing().charges
    #expect(charges.map(\.net.description) == [net])
    #expect(charges.map(\.unitPrice) == [UnitPrice(whole: 100)], "the price is shown before the discount")
  }

  /// Each on the net, each rounded by itself: of 0.75, sales tax of 2 % is 0.015 → 0.02 and of 1 % 0.0075 → 0.01,
  /// where 3 % would be 0.0225 → 0.02. VAT of 12 % is 0.09.
  @Test func taxesStandSideBySide() throws {
    var park = try PricedMonth()
    try park.tax("12")
    try park.tax("2", .sales)
    try park.tax("1", .sales)
    try park.term("hours", "0.75")
    let plain = try park.pricing([park.order("hours", on: 9)]).charges
    #expect(plain.map { "\($0.net) \($0.vat) \($0.salesTax) \($0.total)" } == ["0.75 0.09 0.03 0.87"])
    let credit = try park.pricing([park.order("hours", on: 9, quantity: "-1")]).charges
    #expect(credit.map { "\($0.net) \($0.vat) \($0.salesTax) \($0.total)" } == ["-0.75 -0.09 -0.03 -0.87"])
    park.facts = try payingNoVAT(park.facts)
    let without = try park.pricing([park.order("hours", on: 9)]).charges
    #expect(without.map { "\($0.net) \($0.vat) \($0.salesTax) \($0.total)" } == ["0.75 0.00 0.03 0.78"])
  }

  /// A term's own tax goes before the service's; another contract keeps the service's.
  @Test func aTermMayHaveATaxOfItsOwn() throws {
    var park = try PricedMonth()
    try park.tax("12")
    let all = Period(from: try #require(Day(2020, 1, 1)), through: nil)
    let free = Identifier<TaxRow>("free")
    park.facts.taxes[free] = [
      TaxRow(
        tax: free, name: "exempt", kind: .vat, rate: .zero, validity: try #require(all), place: Place(file: "taxes.csv")
      )
    ]
    try park.term("rent", "100") { $0.tax = free }
    try park.term("hours", "100")
    let charges = try park.pricing([park.order("hours", on: 9)]).charges
    #expect(
      Set(charges.map { "\($0.service?.text ?? "") \($0.tax == "free") \($0.vat)" }) == [
        "rent true 0.00", "hours false 12.00",
      ])
  }

  /// The company pays VAT from the 10th on: an order of the 9th bears none, one of the 10th does, and so does rent, whose
  /// line ends on the 30th.
  @Test func valueAddedTaxAppliesFromItsDay() throws {
    var park = try PricedMonth()
    try park.tax("12")
    try park.term("rent", "100")
    try park.term("hours", "100")
    park.facts = try payingNoVAT(park.facts, until: Day(2026, 6, 10))
    for (day, vat) in [(9, "0.00"), (10, "12.00")] {
      let charges = try park.pricing([park.order("hours", on: day)]).charges
      #expect(charges.first { $0.service?.text == "hours" }?.vat.description == vat)
      #expect(charges.first { $0.service?.text == "rent" }?.vat.description == "12.00")
    }
  }

  /// The same facts of a company that is no payer of value added tax, or not yet.
  private func payingNoVAT(_ facts: ParkFacts, until day: Day? = nil) throws -> ParkFacts {
    var profile = facts.profile
    profile.vatPayer = day != nil
    profile.vatPayerFrom = day
    var other = ParkFacts(profile: profile, clock: facts.clock)
    (other.contracts, other.services) = (facts.contracts, facts.services)
    (other.terms, other.taxes) = (facts.terms, facts.taxes)
    return other
  }

  /// A rate that changes on the last day of June is that day's for the whole month's line, and for an order of the day
  /// before the old one.
  @Test func theTaxIsThatOfTheLastDayCharged() throws {
    var park = try PricedMonth()
    try park.tax("12", through: 29)
    try park.tax("10", from: 30)
    try park.term("rent", "100")
    try park.term("hours", "100")
    let charges = try park.pricing([park.order("hours", on: 29)]).charges
    #expect(charges.map { "\($0.service?.text ?? "") \($0.vat)" } == ["hours 12.00", "rent 10.00"])
  }

  @Test func aTaxWithoutARateOfTheDayIsAnError() throws {
    var park = try PricedMonth()
    park.facts.taxes = [:]
    try park.tax("12", through: 29)
    try park.term("rent", "100")
    #expect(try park.lines() == ["no-tax-rate"])
  }

  /// 250 m² at 6.50 USD and 87.4512: 142 108.20. The rate is the last on or before the month's last day, whatever the
  /// day of the line.
  @Test(arguments: [
    ([-3: "80", 30: "87.4512", 31: "90"], "142108.20"), ([20: "87.4512", 31: "90"], "142108.20"),
    ([31: "90"], nil as String?),
  ])
  func foreignCurrency(rates: [Int: String], net: String?) throws {
    var park = try PricedMonth()
    let dollar = Currency("USD")
    park.facts.exchangeRates[dollar] = try rates.sorted { $0.key < $1.key }.map {
      ExchangeRate(
        currency: dollar, date: park.day($0.key), rate: try Factor.parse($0.value).get(), place: Place(file: "x.csv"))
    }
    try park.term("rent", "6.50", dollar) { $0.quantity = Quantity(whole: 250) }
    let pricing = try park.pricing()
    #expect(pricing.charges.map(\.net.description) == (net.map { [$0] } ?? []))
    #expect(pricing.findings.map(\.problem.code) == (net == nil ? ["no-exchange-rate"] : []))
  }

  /// A minimum is in soms, whatever the currency of the price: 10 USD × 87 = 870 of 1 000.
  @Test func aMinimumIsInSoms() throws {
    var park = try PricedMonth()
    let dollar = Currency("USD")
    park.facts.exchangeRates[dollar] = [
      ExchangeRate(currency: dollar, date: park.day(1), rate: Factor(whole: 87), place: Place(file: "x.csv"))
    ]
    try park.term("rent", "10", dollar) { $0.minimumAmount = Money(whole: 1000) }
    #expect(
      try park.lines() == ["fixed 1–30: 1.000000 × 10.00 = 870.00", "minimum 1–30: 1.000 × 130.00 = 130.00"])
  }
}
