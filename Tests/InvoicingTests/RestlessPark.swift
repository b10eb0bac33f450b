import Diagnostics
import Dice
import Measures
import Park

/// A ``LivingPark`` in which more happens: months without a reading that are estimated, interpolated and trued up, a
/// common meter, meters that are removed, contracts that begin later, payers of several contracts, late orders and
/// orders that are dated anew, taxes that change, closed months, and errors that come and go.
struct RestlessPark {
  var living: LivingPark
  /// What intake would tell this time.
  var findings: [Finding] = []
  var dice: Dice
  private var entered = 0

  init(seed: Int) throws {
    living = try LivingPark(seed: seed)
    dice = Dice(seed: seed + 7919)
    for (name, role) in [("M-seldom", Meter.Role.resident), ("M-common", .common)] {
      var meter = Meter(
        id: Meter.ID(name), service: Service.ID("power"), unit: MeasurementUnit("kWh"),
        installedOn: LivingPark.months.lowerBound.firstDay, installedReadings: [.zero],
        place: Place(file: "meters.csv", line: 3))
      meter.role = role
      meter.contract = role == .resident ? Contract.ID("C-1") : nil
      meter.allocateBy = dice.pick([.area, .equal, .consumption])
      living.park.facts.meters[meter.id] = meter
    }
    for id in LivingPark.contracts { try lease(id, 100) }
    for month in 0..<2 { read("M-common", month, 0) }
    read("M-seldom", 0, 0)
  }

  private var first: Month { LivingPark.months.lowerBound }

  private func since(_ day: Day) throws -> Period { Period(from: day, through: nil) ?? Period(day: day) }

  private mutating func lease(_ contract: String, _ area: Int) throws {
    living.park.facts.premises.removeAll { $0.contract?.text == contract }
    living.park.facts.premises.append(
      Premises(
        id: Premises.ID("B-" + contract), kind: .building, name: "", contract: Contract.ID(contract),
        area: Quantity(whole: area), validity: try since(first.firstDay.advanced(by: -90)),
        place: Place(file: "premises.csv", line: 2)))
  }

  /// A reading so many days from the end of a month, on a line that rises by ten a day.
  private mutating func read(_ meter: String, _ month: Int, _ days: Int) {
    let day = first.advanced(by: month).lastDay.advanced(by: days)
    let key = RegisterKey(Meter.ID(meter), .total)
    let value = FineQuantity(whole: first.firstDay.distance(to: day) * 10 + dice.roll(0...9))
    var readings = living.park.facts.readings[key] ?? []
    readings.removeAll { $0.at == living.park.facts.clock.instant(day.advanced(by: 1)) }
    readings.append(
      Reading(
        at: living.park.facts.clock.instant(day.advanced(by: 1)), value: value, source: .actual, note: "",
        place: Place(file: "readings/late.csv", line: entered)))
    living.park.facts.readings[key] = readings.sorted { $0.at < $1.at }
  }

  /// One edit, or a fault in the input until the next.
  mutating func change(before month: Month) throws {
    entered += 1
    findings = []
    let so = first.distance(to: month)
    switch dice.roll(1...16) {
    case 1...3: try living.change(before: month)
    case 4, 5: read("M-common", dice.roll(0...so + 1), dice.pick([0, 0, 1, -2, 9]))
    case 6: read("M-seldom", dice.roll(0...so + 1), dice.pick([0, 0, 2, 12]))
    case 7: forgetReading()
    case 8: try enterContract()
    case 9: try changeTax()
    case 10: try payForSeveral(through: month)
    case 11: changeMeter()
    case 12: try lease(dice.pick(LivingPark.contracts), dice.roll(1...300))
    case 13, 14: try redate(through: month)
    case 15:
      close(through: dice.pick([nil, first, month.advanced(by: -1)]))
    default:
      findings = [
        Finding(
          Problem(
            dice.pick([.error, .warning]), "some-fault", at: Place(file: "terms.csv", line: 9),
            message: Phrase(ky: "", ru: "", en: ""), remedy: Phrase(ky: "", ru: "", en: "")),
          touches: dice.pick([[], [.contract(Contract.ID("C-2"))]]),
          months: dice.pick([.unissued, .only(first.advanced(by: dice.roll(0...so)))]))
      ]
    }
  }

  mutating func close(through month: Month?) {
    let old = living.park.facts
    var profile = old.profile
    profile.closedThrough = month
    var facts = ParkFacts(profile: profile, clock: old.clock)
    (facts.contracts, facts.premises, facts.services) = (old.contracts, old.premises, old.services)
    (facts.tariffs, facts.terms, facts.taxes) = (old.tariffs, old.terms, old.taxes)
    (facts.meters, facts.readings, facts.orders) = (old.meters, old.readings, old.orders)
    (facts.openingBalances, facts.payments) = (old.openingBalances, old.payments)
    living.park.facts = facts
  }

  private mutating func forgetReading() {
    let key = RegisterKey(Meter.ID(dice.pick(["M-seldom", "M-common"])), .total)
    let count = living.park.facts.readings[key]?.count ?? 0
    if count > 1 { living.park.facts.readings[key]?.remove(at: dice.roll(0...count - 1)) }
  }

  /// A contract of a resident that may have another, which begins before or after the months so far.
  private mutating func enterContract() throws {
    let id = Contract.ID("C-0-\(entered)")
    guard var contract = living.park.facts.contracts[Contract.ID("C-1")] else { return }
    contract.id = id
    contract.resident = Resident.ID(dice.pick(["R-C-1", "R-\(id)"]))
    let day = first.firstDay.advanced(by: dice.roll(0...200))
    contract.validity = try since(day)
    contract.place = Place(file: "contracts.csv", line: entered)
    living.park.facts.contracts[id] = contract
    try living.park.term(id.text, "rent", "\(dice.roll(1...900))", from: day.description)
    if dice.oneIn(2) { try lease(id.text, dice.roll(1...90)) }
  }

  /// An order is entered, or was done on another day than was said, or was not, or was after all.
  private mutating func redate(through month: Month) throws {
    let days = first.firstDay.distance(to: month.lastDay) + 40
    let day = first.firstDay.advanced(by: dice.roll(0...days))
    let known = living.park.facts.orders.keys.sorted()
    let id = known.isEmpty || dice.oneIn(3) ? Order.ID("D\(entered)") : dice.pick(known)
    let old = living.park.facts.orders[id]
    let isSameDay = old != nil && dice.oneIn(3)
    try living.park.order(
      id.text, of: old?.contract.text ?? dice.pick(LivingPark.contracts),
      on: isSameDay ? old?.completedOn?.description : day.description, dice.pick([.completed, .completed, .cancelled]))
  }

  private mutating func changeTax() throws {
    let name = Identifier<TaxRow>("tax")
    let cut = first.firstDay.advanced(by: dice.roll(0...170))
    let old = Period(from: cut.advanced(by: -400), through: cut.advanced(by: -1))
    living.park.facts.taxes[name] = [old, try since(cut)].compactMap { $0 }.enumerated().map { index, days in
      TaxRow(
        tax: name, name: "", kind: .vat, rate: Percent(whole: index == 0 ? 0 : dice.roll(0...20)), validity: days,
        place: Place(file: "taxes.csv", line: index + 2))
    }
  }

  /// By the resident, by an invoice that may not be known yet, by both, or by nothing at all.
  private mutating func payForSeveral(through month: Month) throws {
    let days = first.firstDay.distance(to: month.lastDay)
    let number = "2026-00000\(dice.roll(1...9))"
    living.park.facts.payments.append(
      Payment(
        id: Payment.ID("S\(entered)"), receivedOn: first.firstDay.advanced(by: dice.roll(0...days)), kind: .payment,
        amount: Money(units: Int64(dice.roll(1...300_000))),
        payee: dice.pick([.resident(Resident.ID("R-C-1")), .unsaid]), invoice: dice.pick([nil, number]),
        purpose: dice.pick(["", number]), place: Place(file: "payments.csv", line: entered)))
    living.park.facts.payments.sort { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
  }

  private mutating func changeMeter() {
    let id = Meter.ID(dice.pick(["M-seldom", "M-common", "M-C-2"]))
    switch dice.roll(1...3) {
    case 1: living.park.facts.meters[id]?.multiplier = Factor(units: Int64(dice.pick([1, 1, 40])) * 1_000_000)
    case 2: living.park.facts.meters[id]?.place = Place(file: "meters.csv", line: entered)
    default:
      let last = living.park.facts.readings[RegisterKey(id, .total)]?.last
      guard let last, living.park.facts.meters[id]?.removedOn == nil else { return }
      let day = living.park.facts.clock.local(last.at).day.advanced(by: dice.roll(0...40))
      living.park.facts.meters[id]?.removedOn = day
      living.park.facts.meters[id]?.removedReadings = [last.value + FineQuantity(whole: 5)]
    }
  }
}
