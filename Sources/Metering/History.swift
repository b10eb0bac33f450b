public import Measures
public import Park

/// What each register came to in the months before: the chain of openings and closings (C3), and the true-ups.
public struct History: Sendable {
  /// One register's month.
  public struct Entry: Sendable {
    /// The month.
    public let month: Month
    /// What it came to.
    public let register: RegisterMonth
  }

  private var entries: [RegisterKey: [Entry]] = [:]
  /// What estimated months came to in truth, found by later readings (C9): by month and register.
  public private(set) var trueUps: [Month: [RegisterKey: Quantity]] = [:]

  /// A history in which nothing was billed.
  public init() {}

  /// Adds a month's registers. Months are added in order.
  public mutating func append(_ month: Month, _ registers: [RegisterMonth]) {
    for register in registers {
      entries[register.key, default: []].append(Entry(month: month, register: register))
      for trueUp in register.trueUps {
        trueUps[trueUp.month, default: [:]][register.key] = trueUp.quantity
      }
    }
  }

  /// A register's months, oldest first.
  public func entries(of key: RegisterKey) -> [Entry] { entries[key] ?? [] }
}

extension [History.Entry] {
  /// The estimated months at the end of the chain, oldest first.
  var estimatesAtEnd: ArraySlice<History.Entry> {
    let count = reversed().prefix { $0.register.span?.basis == .estimated }.count
    return suffix(count)
  }

  /// The last closing that is no estimate; nil where there is none (C7, C9).
  var lastSettled: ReadingSpan? {
    last { $0.register.span.map { $0.basis != .estimated } ?? false }?.register.span
  }
}
