public import Measures
import Metering
public import Park
import Pricing

/// One thing that is not as it was when the corrected invoice was issued: told from what the journal keeps of both.
public struct Change: Sendable, Hashable {
  /// What changed.
  public enum Subject: Sendable, Hashable {
    /// The reading of a register at a moment.
    case reading(RegisterKey, Instant)
    /// What an interval meter delivered in the month.
    case intervals(Meter.ID)
    /// A meter's multiplier.
    case multiplier(Meter.ID)
    /// A meter's losses, in percent.
    case losses(Meter.ID)
    /// What a register came to in the month; nil before or after where it did not count.
    case consumption(RegisterKey)
    /// The contract's share of a common meter.
    case share(Meter.ID)
    /// A price, by its tariff where it has one.
    case price(Service.ID, Identifier<TariffRow>?, since: Day)
    /// A discount, in percent.
    case discount(Service.ID)
    /// An official rate.
    case rate(Currency)
    /// The rates of a tax, in percent.
    case tax(Service.ID)
    /// What is billed by the month.
    case quantity(Service.ID)
    /// The days on which a service is billed.
    case days(Service.ID)
    /// An order; nil before where it is new, nil after where it is billed no longer.
    case order(String)
    /// The least amount of a month.
    case minimum(Service.ID)
    /// The penalty on an overdue invoice.
    case penalty(String)
    /// An amount of which no more is known.
    case amount(Service.ID)
  }

  /// A figure or days, with the unit in which they stand.
  public struct Amount: Sendable, Hashable {
    /// Plain digits with a point, or days.
    public enum Figure: Sendable, Hashable {
      /// Plain digits.
      case digits(String)
      /// From the first to the last.
      case days(Day, Day)
    }
    /// The figure.
    public let figure: Figure
    /// Its unit as the tables write it; `%`; empty where there is none.
    public let unit: String
  }

  /// What changed.
  public let subject: Subject
  /// As it was; nil where it was not there.
  public let before: Amount?
  /// As it is; nil where it is no longer there.
  public let after: Amount?
  /// Where it stands now, else where it stood; empty where that is not known.
  public let source: String
}

extension DocumentBackground {
  /// What changed since the lines that a correction takes back were billed. Empty for an invoice.
  public func changes(behind document: InvoiceDocument) -> [Change] {
    guard document.kind == .correction else { return [] }
    let old = reversed.sorted { $0.key < $1.key }.map(\.value.charge)
    let new = document.lines.filter { $0.basis != .reversal }
    var search = ChangeSearch(
      before: before, after: records[document.period], contract: document.contract, old: old, new: new)
    search.meters()
    search.prices()
    search.days()
    search.orders()
    if search.found.isEmpty { search.amounts() }
    return search.found
  }
}

/// Compares what stood with what stands.
private struct ChangeSearch {
  let before: MonthRecord?
  let after: MonthRecord?
  let contract: Contract.ID
  let old: [Charge]
  let new: [Charge]
  private(set) var found: [Change] = []

  init(before: MonthRecord?, after: MonthRecord?, contract: Contract.ID, old: [Charge], new: [Charge]) {
    self.before = before
    self.after = after
    self.contract = contract
    self.old = old
    self.new = new
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

  /// Registers that feed the lines: their readings first, then what else made them come to something else.
  mutating func meters() {
    for key in Set((old + new).flatMap(\.feeds)).sorted() {
      let (was, now) = (before?.register(key), after?.register(key))
      let count = found.count
      if let was, let now { compare(was, now) }
      let shares = (before?.row(of: key, contract: contract), after?.row(of: key, contract: contract))
      if let one = shares.0, let other = shares.1, one.isCommon, found.count == count {
        note(
          .share(key.meter), amount(one.quantity, 3, one.unit), amount(other.quantity, 3, other.unit), nil)
      }
      if found.count == count, shares.0?.isCommon ?? shares.1?.isCommon != true {
        let unit = shares.1?.unit ?? shares.0?.unit ?? ""
        note(
          .consumption(key), was.map { amount($0.quantity, 3, unit) }, now.map { amount($0.quantity, 3, unit) },
          now?.sources.first ?? was?.sources.first)
      }
    }
  }

  private mutating func compare(_ was: RegisterMonth, _ now: RegisterMonth) {
    let decimals = now.trace?.decimals ?? 0
    let unit = now.trace?.unit ?? ""
    if let one = was.span, let other = now.span {
      func reading(_ value: FineQuantity) -> Change.Amount { amount(value, decimals, unit) }
      if one.openingAt == other.openingAt {
        note(
          .reading(now.key, other.openingAt), reading(one.opening), reading(other.opening),
          now.trace?.openingSources.first)
      }
      note(.reading(now.key, other.closingAt), reading(one.closing), reading(other.closing), now.sources.first)
    } else if was.trace?.intervals != now.trace?.intervals || was.trace == nil {
      note(
        .intervals(now.meter), amount(was.quantity, 3), amount(now.quantity, 3), now.sources.first)
    }
    if let one = was.trace, let other = now.trace {
      note(.multiplier(now.meter), amount(one.multiplier, 0), amount(other.multiplier, 0), nil)
      note(.losses(now.meter), amount(one.lossPercent, 0, "%"), amount(other.lossPercent, 0, "%"), nil)
      for child in other.children ?? [] {
        guard let earlier = (one.children ?? []).first(where: { $0.meter == child.meter }) else { continue }
        note(
          .consumption(RegisterKey(child.meter, now.register)), amount(earlier.quantity, 3),
          amount(child.quantity, 3), nil)
      }
    }
  }

  /// Lines of the same charge on common days: what each figure of the new one was.
  mutating func prices() {
    for line in new where line.component != .penalty && line.basis != .order {
      guard let service = line.service, let was = old.first(where: { $0.isCounterpart(of: line) }) else { continue }
      let price = line.trace?.price
      note(
        .price(service, price?.tariff, since: max(line.from, was.from)),
        line.component == .minimum ? nil : amount(was.unitPrice, 2, was.currency.text),
        line.component == .minimum ? nil : amount(line.unitPrice, 2, line.currency.text), price?.row ?? price?.term)
      note(
        .discount(service), amount(was.discountPercent, 0, "%"), amount(line.discountPercent, 0, "%"), price?.term)
      if was.currency == line.currency {
        note(
          .rate(line.currency), amount(was.exchangeRate, 0), amount(line.exchangeRate, 0), line.trace?.rate?.source)
      }
      if let one = was.trace, let other = line.trace {
        note(.tax(service), one.taxRates, other.taxRates, other.taxes.first?.source ?? one.taxes.first?.source)
        if case .month(let before) = one.quantity, case .month(let after) = other.quantity {
          note(.quantity(service), amount(before, 0), amount(after, 0), price?.term)
        }
        if case .minimum(let before, _) = one.quantity, case .minimum(let after, _) = other.quantity {
          note(
            .minimum(service), before.first.map { amount($0.amount, 2) }, after.first.map { amount($0.amount, 2) },
            after.first?.source)
        }
      }
    }
  }

  /// Services that are billed for other days than before, or no longer, or for the first time.
  mutating func days() {
    func span(_ lines: [Charge], _ service: Service.ID) -> Change.Amount? {
      let own = lines.filter {
        $0.service == service && $0.basis != .order && $0.component != .minimum && $0.basis != .adjustment
      }
      guard let first = own.map(\.from).min(), let last = own.map(\.to).max() else { return nil }
      return Change.Amount(figure: .days(first, last), unit: "")
    }
    for service in Set((old + new).compactMap(\.service)).sorted() {
      let (was, now) = (span(old, service), span(new, service))
      // A charge that is only here may come of a quantity that was 0.
      if was == nil || now == nil, !found.isEmpty { continue }
      let line = new.first { $0.service == service } ?? old.first { $0.service == service }
      note(.days(service), was, now, line?.trace?.price?.term)
    }
  }

  /// Orders by their names, and penalties by the overdue invoice.
  mutating func orders() {
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

  /// Where nothing else is known: what each service came to.
  mutating func amounts() {
    for service in Set((old + new).compactMap(\.service)).sorted() {
      func sum(_ lines: [Charge]) -> Change.Amount {
        amount(lines.filter { $0.service == service }.map(\.net).total(), 2, Currency.soms.text)
      }
      note(.amount(service), sum(old), sum(new), nil)
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

  fileprivate func isCounterpart(of other: Charge) -> Bool {
    service == other.service && component == other.component && zone == other.zone && block == other.block
      && isAdjustment == other.isAdjustment && basis != .order && from <= other.to && other.from <= to
  }
}

extension LineTrace {
  /// The rates of all taxes, by kind.
  fileprivate var taxRates: Change.Amount {
    let rates = taxes.map { $0.rate.text(decimals: 0) }
    return Change.Amount(figure: .digits(rates.isEmpty ? "0" : rates.joined(separator: " + ")), unit: "%")
  }
}
