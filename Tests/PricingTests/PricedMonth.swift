import Diagnostics
import Measures
import Metering
import Park
import Pricing
import Testing

/// One contract and one month, priced from facts put together in code: what a test adds is all that is charged.
///
/// Dates of a test's rows are days of the month; amounts are written as in the tables.
struct PricedMonth {
  /// Made once: it looks through sixty years of the zone.
  private static let clock = ParkClock(zone: "Asia/Bishkek")

  let month: Month
  var facts: ParkFacts
  private let contract = Contract.ID("C-1")
  private let place = Place(file: "sample.csv", line: 2)

  init(_ month: String = "2026-06") throws {
    self.month = try #require(Month(month))
    facts = ParkFacts(
      profile: ParkProfile(firstMonth: self.month), clock: try #require(Self.clock))
    facts.contracts[contract] = Contract(
      id: contract, resident: Resident.ID("R1"), number: "1", validity: try period(nil, nil), place: place)
    for (id, kind, unit, source) in [
      ("power", Service.Kind.metered, "kWh", nil), ("water", .metered, "m3", nil), ("sewer", .derived, "m3", "water"),
      ("rent", .recurring, "m2", nil), ("hours", .ordered, "h", nil), ("works", .ordered, "KGS", nil),
    ] {
      facts.services[Service.ID(id)] = Service(
        id: Service.ID(id), point: .service(2), kind: kind, unit: unit, tax: Identifier("tax"),
        derivedFrom: source.map { [Service.ID($0)] } ?? [], name: Phrase(ky: id, ru: id, en: id), place: place)
    }
    try tax("0")
  }

  func day(_ number: Int) -> Day { month.firstDay.advanced(by: number - 1) }

  /// From the first to the last day, counted from 1 in the month; open where there is none.
  private func period(_ first: Int?, _ last: Int?) throws -> Period {
    try #require(Period(from: first.map(day) ?? day(-1000), through: last.map(day)))
  }

  private func value<Figure: FixedDecimal>(_ text: String) throws -> Figure { try Figure.parse(text).get() }

  /// Another rate of the one tax that all services have; the first call's exemption goes.
  mutating func tax(_ rate: String, _ kind: TaxRow.Kind = .vat, from: Int? = nil, through: Int? = nil) throws {
    let name = Identifier<TaxRow>("tax")
    facts.taxes[name] = (facts.taxes[name] ?? []).filter { !$0.rate.isZero }
    facts.taxes[name, default: []].append(
      TaxRow(
        tax: name, name: rate, kind: kind, rate: try value(rate), validity: try period(from, through), place: place)
    )
  }

  /// A row of tariff `T`.
  mutating func row(
    _ component: TariffRow.Component, _ price: String, above threshold: String = "0", zone: String? = nil,
    from: Int? = nil, through: Int? = nil
  ) throws {
    let name = Identifier<TariffRow>("T")
    facts.tariffs[name, default: []].append(
      TariffRow(
        tariff: name, component: component, zone: zone.map { Identifier($0) }, threshold: try value(threshold),
        price: try value(price), currency: .soms, validity: try period(from, through), basis: "", place: place))
  }

  /// A term with a price of its own; without one, by tariff `T`.
  mutating func term(
    _ service: String, _ price: String? = nil, _ currency: Currency = .soms, from: Int? = nil, through: Int? = nil,
    _ change: (inout Term) throws -> Void = { _ in }
  ) throws {
    let pricing: Term.Pricing = try price.map { .price(try value($0), currency) } ?? .tariff(Identifier("T"))
    var term = Term(
      contract: contract, service: Service.ID(service), pricing: pricing, validity: try period(from, through),
      place: place)
    try change(&term)
    facts.terms[contract, default: []].append(term)
  }

  /// A meter that counts these amounts from its installation to the end of the month, a register each.
  mutating func meter(
    _ service: String = "power", _ used: KeyValuePairs<String, String> = [:], total: String? = nil, from: Int = 1
  ) throws {
    let amounts = total.map { [("total", $0)] } ?? used.map { ($0, $1) }
    var meter = Meter(
      id: Meter.ID("M-\(service)"), service: Service.ID(service),
      unit: MeasurementUnit(service == "power" ? "kWh" : "m3"), installedOn: day(from),
      installedReadings: amounts.map { _ in .zero }, place: place)
    meter.contract = contract
    meter.digits = 9
    meter.decimals = 3
    meter.registers = amounts.map { Identifier($0.0) }
    facts.meters[meter.id] = meter
    for (register, amount) in amounts {
      facts.readings[RegisterKey(meter.id, Identifier(register))] = [
        Reading(
          at: facts.clock.end(of: month), value: try value(amount), source: .actual, note: "", place: place)
      ]
    }
  }

  /// A meter of power that delivers a value each hour, the same all day long unless a peak stands in for one.
  mutating func hourly(_ perHour: (Int) -> Int, of id: String = "I-1", peak: (day: Int, hour: Int, value: Int)? = nil) {
    var meter = Meter(
      id: Meter.ID(id), service: Service.ID("power"), unit: MeasurementUnit("kWh"), installedOn: day(1),
      installedReadings: [.zero], place: place)
    meter.contract = contract
    meter.mode = .interval
    facts.meters[meter.id] = meter
    var series = IntervalSeries(minutes: 60, in: facts.clock.start(of: month)..<facts.clock.end(of: month))
    let days = (1...month.dayCount).map { number in
      var result = IntervalDay(zones: 0)
      for hour in 0..<24 {
        let isPeak = peak.map { $0.day == number && $0.hour == hour } ?? false
        let units = Int64(isPeak ? peak?.value ?? 0 : perHour(number)) * 1_000_000
        result.count += 1
        result.sum += units
        result.peak = max(result.peak, units)
        series.add(
          .init(units: units, isEstimated: false), at: facts.clock.instant(day(number), second: hour * 3600))
      }
      return result
    }
    facts.intervals[meter.id] = [month: IntervalMonth(minutes: 60, days: IntervalDays(days), place: "i.csv:2")]
    facts.intervalSeries[meter.id] = series
  }

  /// An order completed on a day of the month.
  func order(_ service: String, on number: Int, quantity: String = "1", base: String? = nil) throws -> Order {
    var order = Order(
      id: Order.ID("O1"), contract: contract, service: Service.ID(service), orderedOn: day(1), status: .completed,
      place: place)
    order.completedOn = day(number)
    order.quantity = try value(quantity)
    order.baseAmount = try base.map { try value($0) }
    return order
  }

  func pricing(_ orders: [Order] = []) throws -> ContractPricing {
    let metering = MonthMetering(
      Registers(of: facts, in: month, after: History(), issued: [:]), of: facts, in: month)
    return ContractPricing(of: try #require(facts.contracts[contract]), metering, orders: orders, facts: facts)
  }

  /// The charges, each as `energy.zone/block 1–30: 100.000 × 2.50 = 250.00`; what is wrong where something is.
  func lines(_ orders: [Order] = []) throws -> [String] {
    let pricing = try pricing(orders)
    guard pricing.findings.isEmpty else { return pricing.findings.map(\.problem.code) }
    return pricing.charges.map { charge in
      let zone = charge.zone.map { ".\($0)" } ?? ""
      let block = charge.block.map { "/\($0)" } ?? ""
      let quantity = charge.quantity.text(decimals: charge.quantityDecimals)
      return "\(charge.component.text)\(zone)\(block) \(charge.from.dayOfMonth)–\(charge.to.dayOfMonth): "
        + "\(quantity) × \(charge.unitPrice.text(decimals: 2)) = \(charge.net)"
    }
  }
}
