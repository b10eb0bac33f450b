import Diagnostics
import Dice
import Invoicing
import Ledger
import Measures
import Park
import Pricing
import Testing

/// C3 and I2, of contracts with several meters, one behind another: while a month can't be calculated for somebody, all
/// that is billed of each contract is still the last reading less the first; and once it can be, each month is what a
/// park that was never billed before would bill.
@Suite struct HeldMonthLaws {
  private static let months = Month(year: 2026, month: 6)...Month(year: 2026, month: 11)

  @Test(arguments: 1...40) func whatWasUsedIsBilledOnceWhileAMonthIsHeld(seed: Int) throws {
    var dice = Dice(seed: seed)
    var park = try metered(&dice)
    let last = Self.months.upperBound.description
    try park.run(through: last)
    let used = used(in: park)
    #expect(billed(in: park) == used)
    for _ in 0..<4 {
      let held = Self.months.lowerBound.advanced(by: dice.roll(0...4))
      for _ in 0..<dice.roll(1...4) { change(&park, from: held, &dice) }
      let touch: Scope = dice.pick([.contract(Contract.ID("C-2")), .meter(Meter.ID("C")), .meter(Meter.ID("D"))])
      let fault = Problem(
        .error, "some-fault", at: Place(file: "readings/r.csv", line: 9), message: Phrase(ky: "", ru: "", en: ""),
        remedy: Phrase(ky: "", ru: "", en: ""))
      let findings = [Finding(fault, touches: [touch], months: .only(held))]
      try park.run(through: last, findings: findings)
      #expect(billed(in: park) == used, "while \(held) is held back by \(touch)")
      #expect(try park.run(through: last, findings: findings) == [], "the same again issues nothing")

      try park.run(through: last)
      #expect(billed(in: park) == used)
      var fresh = park
      fresh.books = Books()
      try fresh.run(through: last)
      for month in Self.months { #expect(billed(in: park, month) == billed(in: fresh, month), "\(month)") }
    }
  }

  /// C of C-2 stands behind P of C-1, and D of C-2 for itself. All are read at the end of every month.
  private func metered(_ dice: inout Dice) throws -> BilledPark {
    var park = try BilledPark("C-1", "C-2")
    for (name, contract, least) in [("P", "C-1", 900), ("C", "C-2", 100), ("D", "C-2", 100)] {
      try park.term(contract, "power", "2.50")
      var meter = Meter(
        id: Meter.ID(name), service: Service.ID("power"), unit: MeasurementUnit("kWh"),
        installedOn: Self.months.lowerBound.firstDay, installedReadings: [.zero],
        place: Place(file: "meters.csv", line: 2))
      meter.contract = Contract.ID(contract)
      meter.parent = name == "C" ? Meter.ID("P") : nil
      park.facts.meters[meter.id] = meter
      var shown = 0
      park.facts.readings[RegisterKey(meter.id, .total)] = Self.months.map { month in
        shown += dice.roll(least...least + 300)
        return Reading(
          at: park.facts.clock.end(of: month), value: FineQuantity(whole: shown), source: .actual, note: "",
          place: Place(file: "readings.csv", line: 2))
      }
    }
    return park
  }

  /// Moves a reading of the month or a later one, but not the last, by a little.
  private func change(_ park: inout BilledPark, from month: Month, _ dice: inout Dice) {
    let first = Self.months.lowerBound.distance(to: month)
    let key = RegisterKey(Meter.ID(dice.pick(["P", "C", "D"])), .total)
    park.facts.readings[key]?[dice.roll(first...4)].value += FineQuantity(whole: dice.roll(-5...5))
  }

  private func used(in park: BilledPark) -> [String: FineQuantity] {
    func last(_ meter: String) -> FineQuantity {
      park.facts.readings[RegisterKey(Meter.ID(meter), .total)]?.last?.value ?? .zero
    }
    return ["C-1": last("P") - last("C"), "C-2": last("C") + last("D")]
  }

  /// All that stands billed of each contract's consumption, for one month or for all.
  private func billed(in park: BilledPark, _ month: Month? = nil) -> [String: FineQuantity] {
    var sums: [String: FineQuantity] = [:]
    for document in park.books.documents where month == nil || document.period == month {
      for line in document.lines where line.service?.text == "power" {
        sums[document.contract.text, default: .zero] += line.quantity
      }
    }
    return sums
  }
}
