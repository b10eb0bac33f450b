import Diagnostics
import Dice
import Measures
import Park

/// A park whose inputs change at random between runs, in ways after which the present inputs say all that each month
/// should come to: every month is read at its end, so nothing is estimated; an order is entered before its month is
/// billed, and once cancelled stays so. (A late order, or an estimate that was issued, stands where it was billed: P11,
/// C7, C9. A park that never was billed would put it elsewhere.) Penalties are a matter of days past, and apart.
struct LivingPark {
  static let months = Month(year: 2026, month: 6)...Month(year: 2026, month: 11)
  static let contracts = ["C-1", "C-2", "C-3"]

  var park: BilledPark
  var dice: Dice
  private var entered = 0

  init(seed: Int) throws {
    dice = Dice(seed: seed)
    park = try BilledPark("C-1", "C-2", "C-3")
    for id in Self.contracts.map({ Contract.ID($0) }) {
      park.facts.contracts[id]?.resident = Resident.ID("R-\(id)")
      park.facts.contracts[id]?.penaltyPercentPerDay = Percent(units: Int64(dice.pick([0, 100_000])))
      park.facts.terms[id, default: []].append(
        Term(
          contract: id, service: Service.ID("power"), pricing: .tariff(Identifier("T")),
          validity: try always(), place: Place(file: "terms.csv", line: 3)))
      if dice.oneIn(2) {
        park.facts.openingBalances.append(
          OpeningBalance(
            contract: id, document: "OLD-\(id)", dueOn: try BilledPark.day("2026-05-31"),
            amount: Money(whole: dice.roll(-500...900)), place: Place(file: "opening-balances.csv", line: 2)))
      }
      install(id)
    }
    changeTariff()
  }

  private func always() throws -> Period {
    let start = try BilledPark.day("2026-01-01")
    return Period(from: start, through: nil) ?? Period(day: start)
  }

  /// A meter that is read at the end of every month, those to come included.
  private mutating func install(_ id: Contract.ID) {
    var meter = Meter(
      id: Meter.ID("M-\(id)"), service: Service.ID("power"), unit: MeasurementUnit("kWh"),
      installedOn: Self.months.lowerBound.firstDay, installedReadings: [.zero],
      place: Place(file: "meters.csv", line: 2))
    meter.contract = id
    park.facts.meters[meter.id] = meter
    var shown = 0
    park.facts.readings[RegisterKey(meter.id, .total)] = Self.months.map { month in
      shown += dice.roll(0...400)
      return Reading(
        at: park.facts.clock.end(of: month), value: FineQuantity(whole: shown), source: .actual, note: "",
        place: Place(file: "readings.csv", line: 2))
    }
  }

  /// One edit, of those that an accountant makes.
  mutating func change(before month: Month) throws {
    switch dice.roll(1...8) {
    case 1, 2: changeReading()
    case 3: changeTariff()
    case 4: try changeRent()
    case 5: try enterOrder(in: month)
    case 6: cancelOrder()
    case 7: try enterPayment(through: month)
    default:
      if !park.facts.payments.isEmpty {
        park.facts.payments.remove(at: dice.roll(0...park.facts.payments.count - 1))
      }
    }
  }

  /// Another value between the readings before and after.
  private mutating func changeReading() {
    let key = RegisterKey(Meter.ID("M-" + dice.pick(Self.contracts)), .total)
    guard let readings = park.facts.readings[key] else { return }
    let index = dice.roll(0...readings.count - 1)
    let low = index == 0 ? 0 : Int(readings[index - 1].value.units / 1_000_000)
    let high = index + 1 < readings.count ? Int(readings[index + 1].value.units / 1_000_000) : low + 400
    park.facts.readings[key]?[index].value = FineQuantity(whole: dice.roll(low...high))
  }

  /// Other prices, and another day on which they change.
  private mutating func changeTariff() {
    let cut = Self.months.lowerBound.firstDay.advanced(by: dice.roll(1...150))
    let name = Identifier<TariffRow>("T")
    park.facts.tariffs[name] = [
      Period(from: cut.advanced(by: -300), through: cut.advanced(by: -1)),
      Period(from: cut, through: nil),
    ].compactMap { $0 }.map { period in
      TariffRow(
        tariff: name, component: .energy, zone: nil, threshold: .zero,
        price: UnitPrice(units: Int64(dice.roll(1...5_000_000))), currency: .soms, validity: period, basis: "",
        place: Place(file: "tariffs.csv", line: 2))
    }
  }

  /// Another rent, perhaps from a later day on, or another discount.
  private mutating func changeRent() throws {
    let first = Self.months.lowerBound.firstDay.advanced(by: dice.pick([-100, -100, dice.roll(0...120)]))
    let contract = dice.pick(Self.contracts)
    if dice.oneIn(2) { try park.term(contract, "rent", "\(dice.roll(0...2000))", from: first.description) }
    let terms = park.facts.terms[Contract.ID(contract)] ?? []
    guard let rent = terms.firstIndex(where: { $0.service.text == "rent" }) else { return }
    park.facts.terms[Contract.ID(contract)]?[rent].discountPercent = Percent(whole: dice.pick([0, 25, 50]))
  }

  private mutating func enterOrder(in month: Month) throws {
    entered += 1
    let day = month.firstDay.advanced(by: dice.roll(0...27))
    try park.order(
      "O\(entered)", of: dice.pick(Self.contracts), on: day.description, hours: dice.pick([1, 2, 5, -1]))
  }

  private mutating func cancelOrder() {
    let billed = park.facts.orders.keys.sorted()
    if !billed.isEmpty { park.facts.orders[dice.pick(billed)]?.status = .cancelled }
  }

  /// Of any day so far: some are entered late.
  private mutating func enterPayment(through month: Month) throws {
    entered += 1
    let days = Self.months.lowerBound.firstDay.distance(to: month.lastDay)
    park.facts.payments.append(
      Payment(
        id: Payment.ID("P-\(entered)"), receivedOn: Self.months.lowerBound.firstDay.advanced(by: dice.roll(0...days)),
        kind: dice.pick([.payment, .payment, .payment] + Payment.Kind.allCases),
        amount: Money(units: Int64(dice.roll(1...300_000))),
        payee: .contract(Contract.ID(dice.pick(Self.contracts))), purpose: "",
        place: Place(file: "payments.csv", line: 2)))
    park.facts.payments.sort { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
  }
}
