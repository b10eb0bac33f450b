import Dice
import Measures
import Park
import Pricing
import Testing

/// What holds of any price: cutting a month leaves the quantity whole, a new row at the old price changes nothing, and
/// rows may stand in any order.
@Suite struct PricingLaws {
  /// A month of power with a tariff of some blocks that changes on some days, and a meter of some months.
  private func park(_ dice: inout Dice, cuts: [Int], sameAllAlong: Bool) throws -> PricedMonth {
    var park = try PricedMonth(dice.pick(["2026-02", "2028-02", "2026-04", "2026-07"]))
    let thresholds = sameAllAlong ? [0] : [0, 50, 400].prefix(dice.roll(1...3)).map { $0 }
    let price = dice.roll(1...9_999_999)
    let starts: [Int?] = [nil] + cuts
    for (index, start) in starts.enumerated() {
      let last = index < cuts.count ? cuts[index] - 1 : nil
      for threshold in thresholds {
        let units = sameAllAlong ? price : dice.roll(0...9_999_999)
        try park.row(
          .energy, UnitPrice(units: Int64(units)).description, above: "\(threshold)", from: start, through: last)
      }
    }
    try park.term("power")
    try park.meter(total: Quantity(units: Int64(dice.roll(1...2_000_000))).description, from: dice.pick([1, 1, 13]))
    return park
  }

  /// Days of a month on which something changes, in order.
  private func days(_ dice: inout Dice, upTo most: Int) -> [Int] {
    Set((0..<dice.roll(1...most)).map { _ in dice.roll(2...28) }).sorted()
  }

  @Test(arguments: 1...100) func cuttingAMonthLeavesTheQuantityWhole(seed: Int) throws {
    var dice = Dice(seed: seed)
    let cuts = days(&dice, upTo: 4)
    var park = try park(&dice, cuts: cuts, sameAllAlong: false)
    let used = park.facts.readings.values.flatMap { $0 }.map(\.value).total()
    // Read at some of the cuts, too.
    if dice.oneIn(2) {
      for key in park.facts.readings.keys {
        let at = park.facts.clock.instant(park.day(cuts[0]))
        let value = FineQuantity(units: used.units / 1000 * Int64(dice.roll(0...100)) / 100 * 1000)
        guard let last = park.facts.readings[key]?.last, let meter = park.facts.meters[key.meter],
          park.facts.clock.instant(meter.installedOn) < at
        else { continue }
        park.facts.readings[key] = [
          Reading(at: at, value: value, source: .actual, note: "", place: last.place), last,
        ]
      }
    }
    let pricing = try park.pricing()
    #expect(pricing.findings.isEmpty)
    #expect(pricing.charges.map(\.quantity).total() == used)
    #expect(pricing.charges.allSatisfy { !$0.quantity.isNegative })
  }

  /// Each line is rounded by itself, by half a tyiyn at most: of n lines instead of one, (n + 1) halves.
  @Test(arguments: 1...100) func aNewRowAtTheOldPriceChangesOnlyTheRounding(seed: Int) throws {
    var dice = Dice(seed: seed)
    let cuts = days(&dice, upTo: 4)
    let cut = try park(&dice, cuts: cuts, sameAllAlong: true)
    var whole = cut
    let row = try #require(cut.facts.tariffs[Identifier("T")]?.first)
    whole.facts.tariffs = [:]
    try whole.row(.energy, row.price.description)
    let (one, many) = (try whole.pricing().charges, try cut.pricing().charges)
    #expect(one.count == 1)
    let difference = many.map(\.net).total() - one.map(\.net).total()
    #expect(2 * difference.units.magnitude <= UInt64(many.count + 1))
  }

  /// The same of a rent: its quantity, too, is rounded by itself in each segment, to a millionth.
  @Test(arguments: 1...100) func theSameOfAPriceByTheMonth(seed: Int) throws {
    var dice = Dice(seed: seed)
    let cuts = days(&dice, upTo: 4)
    var (cut, whole) = (try PricedMonth(), try PricedMonth())
    let price = UnitPrice(units: Int64(dice.roll(1...200_000)) * 1_000_000)
    for (index, start) in ([nil] + cuts.map { Optional($0) }).enumerated() {
      try cut.row(.fixed, price.description, from: start, through: index < cuts.count ? cuts[index] - 1 : nil)
    }
    try whole.row(.fixed, price.description)
    try cut.term("rent")
    try whole.term("rent")
    let (one, many) = (try whole.pricing().charges, try cut.pricing().charges)
    let difference = (many.map(\.net).total() - one.map(\.net).total()).units.magnitude
    // In tyiyn: n halves of a millionth of the price, and (n + 1) halves of a tyiyn.
    let ofQuantity = UInt64(price.units) / 1_000_000 * 100 * UInt64(many.count) / 1_000_000
    #expect(2 * difference <= ofQuantity + 1 + UInt64(many.count + 1))
  }

  @Test(arguments: 1...100) func rowsMayStandInAnyOrder(seed: Int) throws {
    var dice = Dice(seed: seed)
    var park = try park(&dice, cuts: days(&dice, upTo: 4), sameAllAlong: false)
    try park.tax("12")
    try park.tax("2", .sales)
    try park.tax("1", .sales)
    let change = dice.roll(2...28)
    try park.term("rent", "1000", through: change - 1)
    try park.term("rent", "1100", from: change)
    var shuffled = park
    shuffled.facts.terms = park.facts.terms.mapValues { dice.shuffle($0) }
    shuffled.facts.tariffs = park.facts.tariffs.mapValues { dice.shuffle($0) }
    shuffled.facts.taxes = park.facts.taxes.mapValues { dice.shuffle($0) }
    #expect(try shuffled.pricing().charges == park.pricing().charges)
  }
}
