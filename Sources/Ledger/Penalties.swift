import Diagnostics
public import Measures
public import Park
public import Pricing

extension Accounts {
  /// I4: the penalties of a contract for the days of a month and before that were not charged yet, each day by the row of
  /// the contract in force on it.
  ///
  /// - Parameters:
  ///   - last: the last day that is charged; nil for the month's.
  ///   - charged: the penalty lines of earlier months.
  /// - Throws: where a sum does not fit.
  public func penalties(
    of contract: Contract, in month: Month, through last: Day? = nil, charged: [Charge], firstMonth: Month
  ) throws(ArithmeticOverflow) -> [Charge] {
    let rates = contract.penaltyRates
    guard rates.contains(where: { !$0.percent.isZero }) else { return [] }
    let end = last ?? month.lastDay
    var lines: [Charge] = []
    for item in items(of: contract.id) where item.principal > .zero && item.dueOn < end {
      let before = charged.filter { $0.reference == item.number }
      var start = item.dueOn.advanced(by: 1)
      if item.isOpening { start = max(start, firstMonth.firstDay) }
      if let last = before.map(\.to).max() { start = max(start, last.advanced(by: 1)) }
      guard start <= end, let owed = try item.owed(from: start, through: end, at: rates) else { continue }
      var amount = try Money(owed.sum, .halfAwayFromZero)
      let earlier = before.map(\.net).total()
      var most: Money?
      if let cap = contract.row(on: owed.last).penaltyCapPercent {
        let cap = try Money(item.principal.ratio.times(cap.fraction), .halfAwayFromZero)
        amount = min(amount, cap - earlier)
        most = cap
      }
      guard amount > .zero else { continue }
      let trace = PenaltyTrace(
        percent: contract.row(on: owed.last).penaltyPercentPerDay, stretches: owed.stretches, cap: most,
        before: earlier, source: owed.sources.last ?? contract.place.reference)
      lines.append(
        Charge(
          service: nil, point: "", component: .penalty, zone: nil, block: nil, from: owed.first, to: owed.last,
          basis: .penalty, quantity: .one, quantityDecimals: 3, unit: "",
          unitPrice: UnitPrice(units: amount.units * 10_000),
          currency: .soms, exchangeRate: .one, discountPercent: .zero, net: amount, tax: "", vat: .zero,
          salesTax: .zero, reference: item.number, description: "", sources: owed.sources,
          trace: .penalty(trace, monthDays: month.dayCount)))
    }
    return lines
  }
}

/// The percent of some days, and the row that sets it.
private struct PenaltyRate {
  /// nil for the first: days before the contract go by it.
  let from: Day?
  /// nil for the last: days after the contract's end go by it.
  var until: Day?
  let percent: Percent
  let source: String
}

extension Contract {
  /// By date; an addendum that leaves the percent as it was goes on with it.
  fileprivate var penaltyRates: [PenaltyRate] {
    rows.reduce(into: []) { rates, row in
      if rates.last?.percent == row.penaltyPercentPerDay { return }
      if !rates.isEmpty { rates[rates.count - 1].until = row.validity.from }
      rates.append(
        PenaltyRate(
          from: rates.isEmpty ? nil : row.validity.from, until: nil, percent: row.penaltyPercentPerDay,
          source: row.place.reference))
    }
  }
}

/// What the days not yet charged come to.
private struct Owed {
  /// Σ of the principal open at the end of each day × the percent of the day.
  var sum = Ratio.zero
  var stretches: [PenaltyTrace.Stretch] = []
  /// Where the percents stand.
  var sources: [String] = []
  /// The first and the last day for which there is any.
  let first: Day
  var last: Day
}

extension OpenItem {
  /// nil where no day has a principal and a percent.
  fileprivate func owed(
    from start: Day, through last: Day, at rates: [PenaltyRate]
  ) throws(ArithmeticOverflow) -> Owed? {
    var owed: Owed?
    for (index, entry) in history.enumerated() where entry.open > .zero {
      let next = history.indices.contains(index + 1) ? history[index + 1].from : last.advanced(by: 1)
      for rate in rates where !rate.percent.isZero {
        let from = max(entry.from, start, rate.from ?? start)
        let until = min(next, last.advanced(by: 1), rate.until ?? next)
        guard from < until else { continue }
        let to = until.advanced(by: -1)
        var sum = owed ?? Owed(first: from, last: to)
        let days = Ratio(from.distance(to: until))
        sum.sum = try sum.sum.plus(entry.open.ratio.times(days).times(rate.percent.fraction))
        var stretch = PenaltyTrace.Stretch(from: from, to: to, open: entry.open)
        if rates.count > 1 { stretch.percent = rate.percent }
        sum.stretches.append(stretch)
        if !sum.sources.contains(rate.source) { sum.sources.append(rate.source) }
        sum.last = to
        owed = sum
      }
    }
    return owed
  }
}
