import Diagnostics
import Measures
public import Metering
public import Park

/// What one contract owes for one month by its terms: charges, without penalties and true-ups.
public struct ContractPricing: Sendable {
  /// Its charges, in the order of the formats.
  public internal(set) var charges: [Charge] = []
  /// What is wrong; an error here holds the contract back.
  public private(set) var findings: [Finding] = []

  /// Starts of intervals on some days, by the zones that have to cover them.
  private struct ZonedHours: Hashable {
    let zones: Set<Identifier<Zone>>
    let days: Range<Day>
    let minutes: Int
  }
  /// Those that lie in one zone each: meters of a contract mostly ask for the same.
  private var wholeHours: Set<ZonedHours> = []

  let facts: ParkFacts
  let taxation: Taxation
  let contract: Contract
  let metering: MonthMetering
  var month: Month { metering.month }

  /// Prices a contract's month.
  ///
  /// - Parameter orders: the completed orders that this month bills (P11).
  public init(of contract: Contract, _ metering: MonthMetering, orders: [Order], facts: ParkFacts) {
    self.facts = facts
    taxation = facts.taxation(of: contract.id)
    self.contract = contract
    self.metering = metering
    for service in facts.services.values.sorted(by: { $0.id < $1.id }) where service.kind != .ordered {
      do {
        try price(service)
      } catch {
        fail(tooLargeAmount(contract, service))
      }
    }
    for order in orders.sorted(by: { $0.id < $1.id }) {
      do {
        try price(order)
      } catch {
        fail(tooLargeAmount(contract, nil))
      }
    }
    charges = charges.inDocumentOrder()
  }

  mutating func fail(_ problem: Problem) {
    findings.append(Finding(problem, touches: [.contract(contract.id)], months: .only(month)))
  }

  private mutating func price(_ service: Service) throws(ArithmeticOverflow) {
    let segments = facts.segments(of: contract, for: service, in: month)
    let before = charges.count
    switch service.kind {
    case .metered:
      guard let spread = try consumption(of: [service], over: segments, for: service) else { return }
      try priceConsumption(spread, segments, service)
    case .derived:
      guard !segments.isEmpty else { return }
      let sources = service.derivedFrom.compactMap { facts.services[$0] }
      guard var spread = try consumption(of: sources, over: segments, for: service) else { return }
      for (index, segment) in segments.enumerated() {
        let share = try segment.term.sharePercent.ratio.divided(by: Ratio(100))
        spread.totals[index] = try Quantity(spread.totals[index].ratio.times(share), .halfUp)
        for (zone, quantity) in spread.zones[index] {
          spread.zones[index][zone] = try Quantity(quantity.ratio.times(share), .halfUp)
        }
      }
      try priceConsumption(spread, segments, service)
    case .recurring, .ordered:
      for segment in segments {
        if segment.rows.isEmpty { fail(noPrice(segment, service)) }
        if let row = segment.rows.first(where: { ![.fixed, .capacity].contains($0.component) }) {
          fail(wrongComponent(row, service))
          continue
        }
        for row in segment.rows { try priceByMonth(row, segment, service) }
      }
    }
    try addMinimum(service, segments, own: Array(charges[before...]))
  }

  /// All that the contract consumed of some services, its meters together (P2), over the segments of the one that is
  /// priced, which may be derived from them (C14).
  private mutating func consumption(
    of sources: [Service], over segments: [Segment], for priced: Service
  ) throws(ArithmeticOverflow) -> Spread? {
    var spread = Spread(segments: segments.count)
    for source in sources {
      let factor =
        source.id == priced.id
        ? .one : MeasurementUnit(source.unit).factor(to: MeasurementUnit(priced.unit)) ?? .one
      for meter in metering.meters(of: contract.id) where meter.service == source.id {
        try spread.add(meter, metering, over: segments, factor: factor, facts: facts)
        checkZones(of: meter, over: segments)
      }
      for share in metering.shares[contract.id] ?? [] where facts.meters[share.meter]?.service == source.id {
        try spread.add(share, metering, over: segments, factor: factor)
      }
    }
    if let meter = spread.homeless {
      fail(noTerm(contract, meter, priced, month))
      return nil
    }
    if let part = spread.belowChildren {
      let problem = partBelowChildren(part, segments[part.segment])
      findings.append(Finding(problem, touches: [.meter(part.meter.id)], months: .only(month)))
      return nil
    }
    if let (index, register) = spread.unpriced.first {
      fail(unpricedRegister(register, segments[index], priced))
      return nil
    }
    return spread
  }

  /// Each interval's start must lie in exactly one of the zones that the rows name (P4).
  private mutating func checkZones(of meter: Meter, over segments: [Segment]) {
    guard let load = metering.loads[meter.part] else { return }
    for segment in segments where !segment.zoneNames.isEmpty {
      let days = meter.installed.days(in: segment.days)
      let hours = ZonedHours(zones: segment.zoneNames, days: days, minutes: load.minutes)
      if wholeHours.contains(hours) { continue }
      let rows = facts.zones.filter { segment.zoneNames.contains($0.name) }
      for day in days {
        let kind = facts.kind(of: day)
        for minute in stride(from: 0, to: 1440, by: load.minutes) {
          let names = rows.names(on: day, minute: minute, kind: kind)
          guard names.count != 1 else { continue }
          fail(zoneProblem(segment, day: day, minute: minute, names: names))
          return
        }
      }
      wholeHours.insert(hours)
    }
  }

  private mutating func priceConsumption(
    _ spread: Spread, _ segments: [Segment], _ service: Service
  ) throws(ArithmeticOverflow) {
    for (index, segment) in segments.enumerated() {
      let basis: Charge.Basis = spread.isEstimated ? .estimated : .actual
      if !spread.totals[index].isZero, !segment.rows.contains(where: { $0.component == .energy }) {
        fail(noEnergyPrice(segment, service))
        continue
      }
      let energy = segment.rows.filter { $0.component == .energy }
      let byZone = Dictionary(grouping: energy, by: \.zone).sorted { ($0.key?.text ?? "") < ($1.key?.text ?? "") }
      for (zone, rows) in byZone {
        let quantity = zone.map { spread.zones[index][$0] ?? .zero } ?? spread.totals[index]
        let feeds = zone.map { spread.zoneFeeds[index][$0] ?? [] } ?? spread.feeds[index]
        try priceBlocks(quantity, rows, segment, service, basis: basis, feeds: feeds, sources: spread.sources)
      }
      for row in segment.rows {
        switch row.component {
        case .energy: break
        case .reactive:
          let allowed = try row.threshold.ratio.times(spread.totals[index].ratio)
          let over = try spread.reactive[index].ratio.minus(allowed)
          let quantity = try Quantity(max(over, .zero), .halfUp)
          try add(
            row, segment, service, quantity: quantity.fine(), decimals: 3, unit: service.reactiveUnit, basis: basis,
            from: .reactive(
              spread.reactiveFeeds[index], reactive: spread.reactive[index], active: spread.totals[index],
              allowed: row.threshold), sources: spread.sources)
        case .demand:
          guard let power = try demand(for: service) else {
            fail(noDemand(row, contract, service))
            continue
          }
          let quantity = try FineQuantity(power.ratio.times(segment.part(of: month)), .halfUp)
          try add(
            row, segment, service, quantity: quantity, decimals: 6, unit: "kW", basis: basis, from: .demand(power),
            sources: [])
        case .capacity, .fixed: try priceByMonth(row, segment, service)
        case .percent: fail(wrongComponent(row, service))
        }
      }
    }
  }

  /// P4: marginal blocks, their thresholds scaled to the segment's days.
  private mutating func priceBlocks(
    _ quantity: Quantity, _ rows: [TariffRow], _ segment: Segment, _ service: Service, basis: Charge.Basis,
    feeds: [Feed], sources: [String]
  ) throws(ArithmeticOverflow) {
    let sorted = rows.sorted { $0.threshold < $1.threshold }
    guard let first = sorted.first, first.threshold.isZero else {
      fail(noFirstBlock(rows[0]))
      return
    }
    var starts: [Quantity] = []
    for row in sorted {
      starts.append(try Quantity(row.threshold.ratio.times(segment.part(of: month)), .halfUp))
    }
    for (index, row) in sorted.enumerated() {
      let end = starts.indices.contains(index + 1) ? min(starts[index + 1], quantity) : quantity
      let inBlock = max(.zero, end - starts[index])
      let next = starts.indices.contains(index + 1) ? starts[index + 1] : nil
      let block = sorted.count == 1 ? nil : BlockTrace(of: quantity, from: starts[index], to: next)
      let share = service.kind == .derived ? segment.term.sharePercent : nil
      try add(
        row, segment, service, quantity: inBlock.fine(), decimals: 3, unit: service.unit, basis: basis,
        block: index + 1, from: .consumption(feeds, share: share, block: block), sources: sources)
    }
  }

  /// P7: capacity and fixed prices, prorated over the segment's days.
  private mutating func priceByMonth(
    _ row: TariffRow, _ segment: Segment, _ service: Service
  ) throws(ArithmeticOverflow) {
    let counted = row.component == .capacity || service.kind == .recurring
    let whole = counted ? segment.term.quantity : .one
    let quantity = try FineQuantity(whole.ratio.times(segment.part(of: month)), .halfUp)
    let unit = row.component == .capacity ? "kW" : service.kind == .recurring ? service.unit : "month"
    try add(
      row, segment, service, quantity: quantity, decimals: 6, unit: unit, basis: .recurring, from: .month(whole),
      sources: [])
  }

  /// P11: a completed order, by the terms of the day it was completed on.
  private mutating func price(_ order: Order) throws(ArithmeticOverflow) {
    guard let day = order.completedOn, let service = facts.services[order.service] else { return }
    guard let segment = facts.segment(of: contract, for: service, on: day) else {
      fail(noTerm(order, service))
      return
    }
    guard !segment.rows.isEmpty else {
      fail(noOrderPrice(order, segment))
      return
    }
    let origin = QuantityTrace.order(
      OrderTrace(
        completedOn: day, act: order.actNumber, description: order.description, source: order.place.reference))
    for row in segment.rows {
      switch row.component {
      case .fixed:
        try add(
          row, segment, service, quantity: order.quantity.fine(), decimals: 3, unit: service.unit, basis: .order,
          order: order, from: origin, sources: [order.place.reference])
      case .percent:
        guard let base = order.baseAmount else {
          fail(noBaseAmount(order))
          return
        }
        let (units, overflow) = base.units.multipliedReportingOverflow(by: 10_000)
        if overflow { throw ArithmeticOverflow() }
        try add(
          row, segment, service, quantity: FineQuantity(units: units), decimals: 2, unit: service.unit, basis: .order,
          order: order, from: origin, sources: [order.place.reference])
      default: fail(wrongComponent(row, service))
      }
    }
  }

  /// One line (P1): quantity × price × (1 − discount) × rate, rounded once; no line for a quantity of 0 (P13).
  private mutating func add(
    _ row: TariffRow, _ segment: Segment, _ service: Service, quantity: FineQuantity, decimals: Int, unit: String,
    basis: Charge.Basis, block: Int? = nil, order: Order? = nil, from origin: QuantityTrace, sources: [String]
  ) throws(ArithmeticOverflow) {
    guard !quantity.isZero else { return }
    var rate = Factor.one
    var rateTrace: RateTrace?
    let isPercent = row.component == .percent
    if row.currency != .soms, !isPercent {
      guard let found = facts.rate(of: row.currency, on: month.lastDay) else {
        fail(noRate(row, month))
        return
      }
      rate = found.rate
      rateTrace = RateTrace(date: found.date, source: found.place.reference)
    }
    let discount = segment.term.discountPercent
    let left = try Percent.hundred.ratio.minus(discount.ratio).divided(by: Ratio(100))
    var exact = try quantity.ratio.times(row.price.ratio).times(left).times(rate.ratio)
    if isPercent { exact = try exact.divided(by: Ratio(100)) }
    let net = try Money(exact, .halfAwayFromZero)
    let tax = segment.term.tax(of: service)
    guard let taxes = try LineTaxes(net, tax: tax, on: segment.to, by: taxation) else {
      fail(noTax(segment.term, service, on: segment.to))
      return
    }
    let isOwnPrice = row.place == segment.term.place
    let price = PriceTrace(
      term: segment.term.place.reference, tariff: isOwnPrice ? nil : row.tariff,
      row: isOwnPrice ? nil : row.place.reference, basis: row.basis, from: row.validity.from)
    let places = sources + [price.term] + (price.row.map { [$0] } ?? [])
    let trace = LineTrace(
      quantity: origin, monthDays: month.dayCount, price: price, rate: rateTrace, taxes: taxes.traces)
    charges.append(
      Charge(
        service: service.id, point: service.point.text, component: .tariff(row.component), zone: row.zone, block: block,
        from: segment.from, to: segment.to, basis: basis, quantity: quantity, quantityDecimals: decimals, unit: unit,
        unitPrice: row.price, currency: isPercent ? .soms : row.currency, exchangeRate: rate,
        discountPercent: discount, net: net, tax: tax.text, vat: taxes.vat, salesTax: taxes.salesTax,
        reference: order?.id.text ?? "", description: "", sources: places.withoutRepeats(), trace: trace))
  }
}
