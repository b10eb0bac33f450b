import Diagnostics
public import Measures
public import Park
public import Pricing

extension Accounts {
  /// I4: the penalties of a contract for the days of a month and before that were not charged yet.
  ///
  /// - Parameters:
  ///   - last: the last day that is charged; nil for the month's.
  ///   - charged: the penalty lines of earlier months.
  /// - Throws: where a sum does not fit.
  public func penalties(
    of contract: Contract, in month: Month, through last: Day? = nil, charged: [Charge], firstMonth: Month
  ) throws(ArithmeticOverflow) -> [Charge] {
    guard !contract.penaltyPercentPerDay.isZero else { return [] }
    let end = last ?? month.lastDay
    var lines: [Charge] = []
    for item in items(of: contract.id) where item.principal > .zero && item.dueOn < end {
      let before = charged.filter { $0.reference == item.number }
      var start = item.dueOn.advanced(by: 1)
      if item.isOpening { start = max(start, firstMonth.firstDay) }
      if let last = before.map(\.to).max() { start = max(start, last.advanced(by: 1)) }
      guard start <= end, let owed = try item.owed(from: start, through: end) else { continue }
      let rate = contract.penaltyPercentPerDay.fraction
      var amount = try Money(owed.sum.times(rate), .halfAwayFromZero)
      let earlier = before.map(\.net).total()
      var most: Money?
      if let cap = contract.penaltyCapPercent {
        let cap = try Money(item.principal.ratio.times(cap.fraction), .halfAwayFromZero)
        amount = min(amount, cap - earlier)
        most = cap
      }
      guard amount > .zero else { continue }
      let trace = PenaltyTrace(
        percent: contract.penaltyPercentPerDay, stretches: owed.stretches, cap: most, before: earlier,
        source: contract.place.reference)
      lines.append(
        Charge(
          service: nil, point: "", component: .penalty, zone: nil, block: nil, from: owed.first, to: owed.last,
          basis: .penalty, quantity: .one, quantityDecimals: 3, unit: "",
          unitPrice: UnitPrice(units: amount.units * 10_000),
          currency: .soms, exchangeRate: .one, discountPercent: .zero, net: amount, tax: "", vat: .zero,
          salesTax: .zero, reference: item.number, description: "", sources: [contract.place.reference],
          trace: .penalty(trace, monthDays: month.dayCount)))
    }
    return lines
  }
}

extension OpenItem {
  /// Σ of the principal open at the end of each day, and the first and last day on which there was any.
  fileprivate func owed(
    from start: Day, through last: Day
  ) throws(ArithmeticOverflow) -> (sum: Ratio, first: Day, last: Day, stretches: [PenaltyTrace.Stretch])? {
    var sum = Ratio.zero
    var stretches: [PenaltyTrace.Stretch] = []
    for (index, entry) in history.enumerated() {
      let next = history.indices.contains(index + 1) ? history[index + 1].from : last.advanced(by: 1)
      let from = max(entry.from, start)
      let until = min(next, last.advanced(by: 1))
      guard (from < until) && entry.open > .zero else { continue }
      sum = try sum.plus(entry.open.ratio.times(Ratio(from.distance(to: until))))
      stretches.append(.init(from: from, to: until.advanced(by: -1), open: entry.open))
    }
    guard let first = stretches.first, let last = stretches.last else { return nil }
    return (sum, first.from, last.to, stretches)
  }
}
