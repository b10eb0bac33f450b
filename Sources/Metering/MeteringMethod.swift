/// What was done to come to a quantity of `consumption.csv`: one or more of these, in this order.
public enum MeteringMethod: String, Sendable, Hashable, CaseIterable {
  /// A reading closes the month (C2).
  case reading
  /// By time on the line to a later reading (C7).
  case interpolation
  /// From the mean of the register's own last months (C8).
  case history
  /// Shared by days with the estimated months that the reading settles (C9).
  case trueUp = "true_up"
  /// The sum of the month's intervals (C11).
  case intervals
  /// Some of them the meter itself marks as estimated.
  case marked
  /// Some were missing and are filled on the line between their neighbours (C11).
  case filledBetween = "filled_between"
  /// Some were missing and are filled with the mean of like days (C11).
  case filledByLikeDays = "filled_by_like_days"
  /// Meters behind this one are taken off (C12).
  case children
  /// One of these is estimated or interpolated, which makes the rest an estimate (C16).
  case doubtfulChildren = "estimated_children"
  /// A contract's share of a common meter (C13).
  case share
}

extension RegisterMonth {
  /// How the register's own quantity came about. A month of an early journal tells no more than its span.
  fileprivate var methods: [MeteringMethod] {
    var result = [MeteringMethod(closing: span)]
    if !trueUps.isEmpty { result.append(.trueUp) }
    if let intervals = trace?.intervals {
      if intervals.estimated > 0 { result.append(.marked) }
      if intervals.filledBetween > 0 { result.append(.filledBetween) }
      if intervals.filledByLikeDays > 0 { result.append(.filledByLikeDays) }
    }
    if let children = trace?.children, !children.isEmpty { result.append(.children) }
    return result
  }
}

extension MeteringMethod {
  /// How a month was closed; one without readings is one of intervals.
  fileprivate init(closing span: ReadingSpan?) {
    switch span?.basis {
    case .actual: self = .reading
    case .interpolated: self = .interpolation
    case .estimated: self = .history
    case nil: self = .intervals
    }
  }
}

extension ConsumptionRow {
  /// How the row's quantity came about.
  ///
  /// - Parameter register: the month of the row's register, where the journal has it.
  public func methods(of register: RegisterMonth?) -> [MeteringMethod] {
    var result = register?.methods ?? [MeteringMethod(closing: span)]
    if childrenBasis != nil { result.append(.doubtfulChildren) }
    if isCommon { result.append(.share) }
    return result
  }
}
