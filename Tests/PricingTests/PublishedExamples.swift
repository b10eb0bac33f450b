import Measures
import Park
import Pricing
import Testing

/// Figures that others have published, by esep's rules. Where a source rounds otherwise, the rules win and the test says
/// so. What needs more than one month stands with the tests from files to files.
@Suite struct PublishedExamples {
  /// A month's lines under rows of component, zone, threshold and price.
  private func lines(
    _ used: KeyValuePairs<String, String>, of service: String = "power",
    _ rows: [(TariffRow.Component, String?, String, String)], tax: String? = nil
  ) throws -> [Charge] {
    var park = try PricedMonth()
    if let tax { try park.tax(tax) }
    for (component, zone, threshold, price) in rows { try park.row(component, price, above: threshold, zone: zone) }
    try park.term(service)
    try park.meter(service, used)
    let pricing = try park.pricing()
    #expect(pricing.findings.isEmpty)
    return pricing.charges
  }

  /// Kill Bill, TestContiguousIntervalConsumableInArrear: the first 10 at 1.5, the next 100 at 1.0, the rest at 0.5.
  @Test func marginalBlocks() throws {
    let lines = try lines(
      ["total": "111"], [(.energy, nil, "0", "1.5"), (.energy, nil, "10", "1"), (.energy, nil, "110", "0.5")])
    #expect(lines.map(\.net.description) == ["15.00", "100.00", "0.50"])
  }

  /// The same: 10, 50 and 75 at 1, 10 and 100 beside 100, 500 and 750 at 2, 20 and 200.
  @Test(arguments: [("5", "99", "203.00"), ("5", "101", "225.00"), ("75", "101", "2230.00")])
  func blocksSideBySide(a: String, b: String, net: String) throws {
    let lines = try lines(
      ["a": a, "b": b],
      [
        (.energy, "a", "0", "1"), (.energy, "a", "10", "10"), (.energy, "a", "60", "100"),
        (.energy, "b", "0", "2"), (.energy, "b", "100", "20"), (.energy, "b", "600", "200"),
      ])
    #expect(lines.map(\.net).total().description == net)
  }

  /// City of Seymour, bill comparison: 250 × 0.064, 450 × 0.049 and 500 × 0.0446 with 0.085 on all, 7.50 a month, and a
  /// tax of 1 %. The source taxes the sum, 1.6985; by line it is 0.3725, 0.603, 0.648 and 0.075, and the same 1.70.
  @Test func blocksWithAFixedChargeAndTax() throws {
    let lines = try lines(
      ["total": "1200"],
      [
        (.energy, nil, "0", "0.149"), (.energy, nil, "250", "0.134"), (.energy, nil, "700", "0.1296"),
        (.fixed, nil, "0", "7.50"),
      ], tax: "1")
    #expect(lines.map(\.net.description) == ["37.25", "60.30", "64.80", "7.50"])
    #expect(lines.map(\.vat.description) == ["0.37", "0.60", "0.65", "0.08"])
    #expect(lines.map(\.total).total().description == "171.55")
  }

  /// Arden Hills, 2013. The source prints 500.28; the sum of its lines is 500.27, and a total is the sum of its lines.
  @Test func aBillIsTheSumOfItsLines() throws {
    var total = Money.zero
    for (fixed, used, price) in [("41.16", "25", "3.51"), ("7.71", "15", "6.15"), ("85.55", "35", "4.93")] {
      total += try lines(["total": used], [(.energy, nil, "0", price), (.fixed, nil, "0", fixed)]).map(\.net).total()
    }
    for price in ["1.59", "11.71"] {
      var park = try PricedMonth()
      try park.term("rent", price)
      total += try park.pricing().charges.map(\.net).total()
    }
    #expect(total.description == "500.27")
  }

  /// Scribd 84061584: 550 kW and 160 000 kWh, the first 200 kWh a kW at 0.07, the rest at 0.04.
  @Test func hoursOfDemandAsBlocks() throws {
    let lines = try lines(["total": "160000"], [(.energy, nil, "0", "0.07"), (.energy, nil, "110000", "0.04")])
    #expect(lines.map(\.net.description) == ["7700.00", "2000.00"])
  }

  /// Chellow, DUoS: kvarh above half of the kWh. 620 − 1 000 ÷ 2 = 120, at 2.
  @Test func reactiveAboveHalfOfActive() throws {
    let lines = try lines(
      ["total": "1000", "reactive": "620"], [(.energy, nil, "0", "0"), (.reactive, nil, "0.5", "2")])
    #expect(lines.map { "\($0.quantity) \($0.net)" } == ["1000.000000 0.00", "120.000000 240.00"])
  }

  /// Oracle, service quantity proration: 100 kWh from 1 April to 15 May, a new rate from 16 April: 15 and 30 days.
  @Test func aChangeOfRateInAPeriod() throws {
    let parts = try Allocation.largestRemainder(Quantity(whole: 100), weights: [Ratio(15), Ratio(30)])
    #expect(parts.map(\.description) == ["33.333", "66.667"])
  }

  /// Oracle, step proration: limits of 100 and 300 a month of 30 days are 150 and 450 in 45 days. No bill of ours is
  /// longer than a month: in 15 days they are 50 and 150.
  @Test func blocksAreScaledToTheDays() throws {
    var park = try PricedMonth()
    for (threshold, price) in [("0", "1"), ("100", "2"), ("300", "3")] {
      try park.row(.energy, price, above: threshold)
    }
    try park.term("power", from: 16)
    try park.meter(total: "160", from: 16)
    #expect(
      try park.lines() == [
        "energy/1 16–30: 50.000 × 1.00 = 50.00", "energy/2 16–30: 100.000 × 2.00 = 200.00",
        "energy/3 16–30: 10.000 × 3.00 = 30.00",
      ])
  }

  /// Kill Bill, TestInvoiceDateUtils: from the 23rd 9 days of 31, from the 9th 22 of 30 and 20 of 28.
  @Test(arguments: [
    ("2026-05", 23, "0.290323"), ("2026-06", 9, "0.733333"), ("2026-02", 9, "0.714286"),
  ])
  func sharesOfMonths(month: String, first: Int, share: String) throws {
    var park = try PricedMonth(month)
    try park.term("rent", "1", from: first)
    #expect(try park.pricing().charges.map(\.quantity.description) == [share])
  }

  /// ERPNext 36880: 3 950 a month for three months, less 7 of April's 30 days: 10 928.33. April is 23/30, as printed
  /// 0.766667, of 3 950.
  @Test func rentByDays() throws {
    var total = Money.zero
    for (month, first) in [("2026-04", 8), ("2026-05", 1), ("2026-06", 1)] {
      var park = try PricedMonth(month)
      try park.term("rent", "3950", from: first)
      total += try park.pricing().charges.map(\.net).total()
    }
    #expect(total.description == "10928.33")
  }

  /// NYSEG: 9 846 − 9 201 = 645. Help Scout 139: five digits, from 99 986 to 11, is 25.
  @Test(arguments: [(5, "9201", "9846", "645.000"), (5, "99986", "11", "25.000"), (4, "9201", "9846", "645.000")])
  func differences(digits: Int, opening: String, closing: String, used: String) throws {
    var park = try PricedMonth()
    try park.term("power", "1")
    try park.meter(total: closing)
    let meter = Meter.ID("M-power")
    park.facts.meters[meter]?.digits = digits
    park.facts.meters[meter]?.installedReadings = [try FineQuantity.parse(opening).get()]
    #expect(try park.lines() == ["energy/1 1–30: \(used) × 1.00 = \(used.dropLast())"])
  }

  /// Odoo 37896: 348.35 × 16 less 4 %, 22 %. The base is 5 350.656; of the rounded line the tax is 1 177.1452.
  @Test func taxAndDiscountOfALine() throws {
    var park = try PricedMonth()
    try park.tax("22")
    try park.term("rent", "348.35") {
      $0.quantity = Quantity(whole: 16)
      $0.discountPercent = Percent(whole: 4)
    }
    #expect(try park.pricing().charges.map { "\($0.net) \($0.vat) \($0.total)" } == ["5350.66 1177.15 6527.81"])
  }

  /// Lago, credit_note_rounding_spec: 200.00 at 25 % for 29 of 30 days.
  @Test func prorationAndTax() throws {
    var park = try PricedMonth()
    try park.tax("25")
    try park.term("rent", "200", from: 2)
    #expect(try park.pricing().charges.map { "\($0.net) \($0.vat) \($0.total)" } == ["193.33 48.33 241.66"])
  }

  /// Prices of the Republic: heat of 2020 and 2023 (regultek.gov.kg, bulak.kg), electricity from 1 May 2023 (jae.kg), by
  /// blocks and for industry, water in Bishkek from 1 June 2023.
  @Test(arguments: [
    ("water", "12.345", [("0", "1695.1")], "20926.01"), ("water", "12.345", [("0", "2052")], "25331.94"),
    ("power", "1000", [("0", "1"), ("700", "2.16")], "1348.00"), ("power", "12345", [("0", "2.87")], "35430.15"),
    ("water", "137", [("0", "18.50")], "2534.50"),
  ])
  func pricesOfTheRepublic(service: String, used: String, rows: [(String, String)], net: String) throws {
    let lines = try lines(["total": used], of: service, rows.map { (.energy, nil, $0.0, $0.1) })
    #expect(lines.map(\.net).total().description == net)
  }
}
