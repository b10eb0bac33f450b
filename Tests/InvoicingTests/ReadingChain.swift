import Diagnostics
import Dice
import Measures
import Park

/// Half a year of one meter as it happens in practice: read early, late, twice or not at all, and entered later still,
/// with runs that come each month or catch up.
struct ReadingChain {
  private(set) var park: BilledPark
  /// What the meter counted from its installation to the last reading, in kWh.
  let used: FineQuantity

  /// A reading, and the month in whose run it is there.
  private struct Entry {
    let reading: Reading
    let known: Month
  }

  init(seed: Int) throws {
    var dice = Dice(seed: seed)
    let first = Month(year: 2026, month: 6)
    let last = first.advanced(by: 6)
    park = try BilledPark("C-1")
    park.facts.terms = [:]
    try park.term("C-1", "power", "10")
    var meter = Meter(
      id: Meter.ID("M1"), service: Service.ID("power"), unit: MeasurementUnit("kWh"),
      installedOn: first.firstDay.advanced(by: dice.pick([0, 0, 9])), installedReadings: [],
      place: Place(file: "meters.csv", line: 2))
    meter.contract = Contract.ID("C-1")
    meter.digits = 5
    meter.decimals = dice.roll(0...3)
    meter.multiplier = Factor(whole: dice.pick([1, 1, 40]))
    // Some displays pass 100 000 on the way.
    let modulus = FineQuantity(whole: 100_000)
    let start = FineQuantity(whole: dice.oneIn(3) ? dice.roll(96_000...99_999) : dice.roll(0...50_000))
    meter.installedReadings = [start]
    park.facts.meters[meter.id] = meter

    var counted = FineQuantity.zero
    var entries: [Entry] = []
    let clock = park.facts.clock
    let step = [1_000_000, 100_000, 10_000, 1_000][meter.decimals]
    func take(_ day: Day, known: Month, _ dice: inout Dice) {
      counted += FineQuantity(units: Int64(dice.roll(0...300) * 1_000_000 / step * step + dice.roll(0...9) * step))
      let shown = start + counted
      let reading = Reading(
        at: clock.instant(day.advanced(by: 1)), value: shown < modulus ? shown : shown - modulus, source: .actual,
        note: "", place: Place(file: "readings.csv", line: entries.count + 2))
      entries.append(Entry(reading: reading, known: known))
    }
    for month in first..<last {
      let known = min(last, month.advanced(by: dice.pick([0, 0, 0, 1, 2, 3])))
      if dice.oneIn(4) { take(max(meter.installedOn, month.firstDay.advanced(by: 14)), known: known, &dice) }
      // In the window of three days, or not at all.
      if !dice.oneIn(3) { take(month.lastDay.advanced(by: dice.roll(-3...3)), known: max(known, month), &dice) }
    }
    take(last.lastDay, known: last, &dice)
    used = FineQuantity(units: counted.units * meter.multiplier.units / 1_000_000)

    for month in first...last where month == last || !dice.oneIn(4) {
      let key = RegisterKey(meter.id, .total)
      park.facts.readings[key] = entries.filter { $0.known <= month }.map(\.reading)
      try park.run(through: month.description, estimateAll: true)
    }
  }
}
