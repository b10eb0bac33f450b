import Measures
import Metering
import Park
import Pricing

/// Compares what stood of a contract's month with what stands (I2), and finds what made the difference.
struct ChangeSearch {
  let before: MonthRecord?
  let after: MonthRecord?
  let contract: Contract.ID
  let old: [Charge]
  let new: [Charge]
  private var found: [Change] = []
  /// The registers that came to something else.
  private var changed: Set<RegisterKey> = []

  init(before: MonthRecord?, after: MonthRecord?, contract: Contract.ID, old: [Charge], new: [Charge]) {
    self.before = before
    self.after = after
    self.contract = contract
    self.old = old
    self.new = new
  }

  /// What is known to have changed; where nothing is, the amounts.
  mutating func all() -> [Change] {
    meters()
    stretches()
    prices()
    days()
    orders()
    if found.isEmpty { amounts() }
    return found
  }

  private mutating func note(
    _ subject: Change.Subject, _ before: Change.Amount?, _ after: Change.Amount?, _ source: String?
  ) {
    guard before != after else { return }
    let change = Change(subject: subject, before: before, after: after, source: source ?? "")
    if !found.contains(change) { found.append(change) }
  }

  private func amount(_ value: some FixedDecimal, _ decimals: Int, _ unit: String = "") -> Change.Amount {
    Change.Amount(figure: .digits(value.text(decimals: decimals)), unit: unit)
  }

  /// The rates of taxes of one kind; nil where there is none.
  private func rates(_ taxes: [TaxTrace]) -> Change.Amount? {
    let digits = taxes.map { $0.rate.text(decimals: 0) }.joined(separator: " + ")
    return digits.isEmpty ? nil : Change.Amount(figure: .digits(digits), unit: "%")
  }

  // MARK: What was metered

  /// Registers that feed the lines: their readings first, then what else made them come to something else.
  private mutating func meters() {
    for key in Set((old + new).flatMap(\.feeds)).sorted() {
      let (was, now) = (before?.register(key), after?.register(key))
      let count = found.count
      let shares = (before?.row(of: key, contract: contract), after?.row(of: key, contract: contract))
      let unit = shares.1?.unit ?? shares.0?.unit ?? ""
      if let was, let now { compare(was, now, unit) }
      if let one = shares.0, let other = shares.1, one.isCommon {
        if found.count == count {
          note(.share(key.meter), amount(one.quantity, 3, one.unit), amount(other.quantity, 3, other.unit), nil)
        }
        if let one = one.share, let other = other.share { compare(one, other, of: key.meter) }
      }
      if found.count == count, shares.0?.isCommon ?? shares.1?.isCommon != true {
        note(
          .consumption(key), was.map { amount($0.quantity, 3, unit) }, now.map { amount($0.quantity, 3, unit) },
          now?.sources.first ?? was?.sources.first)
      }
      if found.count > count { changed.insert(key) }
    }
  }

  /// - Parameter service: the unit of the service, in which consumption stands.
  private mutating func compare(_ was: RegisterMonth, _ now: RegisterMonth, _ service: String) {
    if let one = was.span, let other = now.span {
      let unit = now.trace?.unit ?? ""
      let decimals = now.trace?.decimals ?? 0
      func reading(_ value: FineQuantity, _ at: Instant?, _ basis: ClosingBasis = .actual) -> Change.Amount {
        Change.Amount(figure: .digits(value.text(decimals: decimals)), unit: unit, at: at, basis: basis)
      }
      let sources = (now.trace?.openingSources.first, now.sources.first)
      if one.openingAt == other.openingAt {
        note(.reading(now.key, one.openingAt), reading(one.opening, nil), reading(other.opening, nil), sources.0)
      } else {
        note(
          .opening(now.key), reading(one.opening, one.openingAt), reading(other.opening, other.openingAt), sources.0)
      }
      if one.closingAt == other.closingAt {
        note(
          .reading(now.key, one.closingAt), reading(one.closing, nil, one.basis),
          reading(other.closing, nil, other.basis), sources.1)
      } else {
        note(
          .closing(now.key), reading(one.closing, one.closingAt, one.basis),
          reading(other.closing, other.closingAt, other.basis), sources.1)
      }
    } else if was.trace?.intervals != now.trace?.intervals || was.trace == nil {
      note(
        .intervals(now.meter), amount(was.quantity, 3, service), amount(now.quantity, 3, service), now.sources.first)
    }
    if let one = was.trace, let other = now.trace {
      note(.multiplier(now.meter), amount(one.multiplier, 0), amount(other.multiplier, 0), nil)
      note(.losses(now.meter), amount(one.lossPercent, 0, "%"), amount(other.lossPercent, 0, "%"), nil)
      for child in other.children ?? [] {
        guard let earlier = (one.children ?? []).first(where: { $0.meter == child.meter }) else { continue }
        note(
          .consumption(RegisterKey(child.meter, now.register)), amount(earlier.quantity, 3, service),
          amount(child.quantity, 3, service), nil)
      }
    }
  }

  /// Why a share of a common meter is another one: the park's own, and what the contract counts for (C13).
  private mutating func compare(_ was: ShareTrace, _ now: ShareTrace, of meter: Meter.ID) {
    note(.parkShare(meter), amount(was.parkPercent, 0, "%"), amount(now.parkPercent, 0, "%"), nil)
    guard was.key == now.key else { return }
    func weight(_ share: ShareTrace) -> Change.Amount {
      Change.Amount(
        figure: .part(share.weight.text(decimals: 0), of: share.weights.text(decimals: 0)), unit: "")
    }
    note(.weight(meter, now.key), weight(was), weight(now), nil)
  }

  /// Consumption that is the same and lies in other zones or on other days of the same cut than before: zones, holidays
  /// or a reading at a cut are others (P3, P4).
  private mutating func stretches() {
    struct Cell: Hashable {
      let service: Service.ID
      let zone: Identifier<Zone>?
      let days: [Day]
    }
    func cells(_ lines: [Charge]) -> [Cell: Change.Amount] {
      var result: [Cell: Change.Amount] = [:]
      for line in lines where !line.isAdjustment && changed.isDisjoint(with: line.feeds) {
        guard let service = line.service, case .consumption(_, nil, let block) = line.trace?.quantity else { continue }
        result[Cell(service: service, zone: line.zone, days: [line.from, line.to])] =
          block.map { amount($0.of, 3, line.unit) } ?? amount(line.quantity, 3, line.unit)
      }
      return result
    }
    let (was, now) = (cells(old), cells(new))
    let days = Set(was.keys.map(\.days)).intersection(now.keys.map(\.days))
    for cell in Set(was.keys).union(now.keys).filter({ days.contains($0.days) }).sorted(by: {
      ($0.service.text, $0.days[0], $0.zone?.text ?? "") < ($1.service.text, $1.days[0], $1.zone?.text ?? "")
    }) {
      note(.stretch(cell.service, cell.zone, cell.days[0], cell.days[1]), was[cell], now[cell], nil)
    }
  }

  // MARK: What it costs

  /// Lines of the same charge on common days: what each figure of the new one was.
  private mutating func prices() {
    for line in new where line.component != .penalty {
      guard let service = line.service, let was = old.first(where: { $0.isCounterpart(of: line) }) else { continue }
      let price = line.trace?.price
      let isMinimum = line.component == .minimum
      note(
        .price(service, price?.tariff, since: max(line.from, was.from)),
        isMinimum ? nil : amount(was.unitPrice, 2, was.priceUnit),
        isMinimum ? nil : amount(line.unitPrice, 2, line.priceUnit), price?.row ?? price?.term)
      note(
        .discount(service), amount(was.discountPercent, 0, "%"), amount(line.discountPercent, 0, "%"), price?.term)
      if was.currency == line.currency {
        note(
          .rate(line.currency), amount(was.exchangeRate, 0), amount(line.exchangeRate, 0), line.trace?.rate?.source)
      }
      guard let one = was.trace, let other = line.trace else { continue }
      for kind in TaxRow.Kind.allCases {
        let rows = (one.taxes.filter { $0.kind == kind }, other.taxes.filter { $0.kind == kind })
        note(.tax(service, kind), rates(rows.0), rates(rows.1), rows.1.first?.source ?? rows.0.first?.source)
      }
      compare(one.quantity, other.quantity, of: line, since: was, service)
    }
  }

  private mutating func compare(
    _ was: QuantityTrace, _ now: QuantityTrace, of line: Charge, since earlier: Charge, _ service: Service.ID
  ) {
    let price = line.trace?.price
    switch (was, now) {
    case (.month(let before), .month(let after)):
      note(.quantity(service), amount(before, 0), amount(after, 0), price?.term)
    case (.minimum(let before, _), .minimum(let after, _)):
      note(
        .minimum(service), before.first.map { amount($0.amount, 2) }, after.first.map { amount($0.amount, 2) },
        after.first?.source)
    case (.consumption(_, let one, let block), .consumption(_, let other, let next)):
      note(.part(service), one.map { amount($0, 0, "%") }, other.map { amount($0, 0, "%") }, price?.term)
      // On other days a block begins elsewhere by itself.
      if let block, let next, line.from == earlier.from, line.to == earlier.to {
        note(
          .threshold(service, block: line.block ?? 1), amount(block.from, 0, line.unit),
          amount(next.from, 0, line.unit), price?.row)
      }
    default: break
    }
  }

  /// Services that are billed for other days than before, or no longer, or for the first time.
  private mutating func days() {
    func span(_ lines: [Charge], _ service: Service.ID) -> Change.Amount? {
      let own = lines.filter {
        $0.service == service && $0.basis != .order && $0.component != .minimum && $0.basis != .adjustment
      }
      guard let first = own.map(\.from).min(), let last = own.map(\.to).max() else { return nil }
      return Change.Amount(figure: .days(first, last), unit: "")
    }
    for service in Set((old + new).compactMap(\.service)).sorted() {
      let (was, now) = (span(old, service), span(new, service))
      let lines = (new + old).filter { $0.service == service }
      // A charge for consumption that is only here may come of a quantity that was 0.
      if was == nil || now == nil, !found.isEmpty, !lines.contains(where: \.isMonthly) { continue }
      note(.days(service), was, now, lines.first?.trace?.price?.term)
    }
  }

  /// Orders by their names, and penalties by the overdue invoice.
  private mutating func orders() {
    let lines = (old + new).filter { $0.basis == .order || $0.component == .penalty }
    for reference in Set(lines.map(\.reference)).sorted() {
      let was = old.filter { $0.reference == reference }
      let now = new.filter { $0.reference == reference }
      guard let line = now.first ?? was.first else { continue }
      func sum(_ lines: [Charge]) -> Change.Amount? {
        lines.isEmpty ? nil : amount(lines.map(\.net).total(), 2, Currency.soms.text)
      }
      note(
        line.component == .penalty ? .penalty(reference) : .order(reference), sum(was), sum(now), line.sources.first)
    }
  }

  /// Where nothing else is known: what each service came to, before tax, else with it.
  private mutating func amounts() {
    for service in Set((old + new).compactMap(\.service)).sorted() {
      func sum(_ lines: [Charge], _ figure: (Charge) -> Money) -> Change.Amount {
        amount(lines.filter { $0.service == service }.map(figure).total(), 2, Currency.soms.text)
      }
      let count = found.count
      note(.amount(service), sum(old, \.net), sum(new, \.net), nil)
      if found.count == count { note(.total(service), sum(old, \.total), sum(new, \.total), nil) }
    }
  }
}

extension Charge {
  /// The registers that gave to the line.
  fileprivate var feeds: [RegisterKey] {
    switch trace?.quantity {
    case .consumption(let feeds, _, _), .reactive(let feeds, _, _, _): feeds.map(\.key)
    default: []
    }
  }

  /// True where the line bills by the month (P7).
  fileprivate var isMonthly: Bool {
    if case .month = trace?.quantity { true } else { false }
  }

  /// The currency of the price; a percent has none.
  fileprivate var priceUnit: String { component == .tariff(.percent) ? "%" : currency.text }

  fileprivate func isCounterpart(of other: Charge) -> Bool {
    service == other.service && component == other.component && zone == other.zone && block == other.block
      && isAdjustment == other.isAdjustment && (basis == .order) == (other.basis == .order)
      && reference == other.reference && from <= other.to && other.from <= to
  }
}
