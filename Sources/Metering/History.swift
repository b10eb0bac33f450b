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

  /// A month that is only looked at where it is needed.
  private struct Past: Sendable {
    let month: Month
    let isClosed: Bool
    let find: @Sendable (RegisterKey) -> RegisterMonth?
  }

  /// In order, before all ``entries``.
  private var past: [Past] = []
  private var entries: [RegisterKey: [Entry]] = [:]
  /// What estimated months came to in truth, found by later readings (C9): by month and register.
  public private(set) var trueUps: [Month: [RegisterKey: Quantity]] = [:]

  /// A history in which nothing was billed.
  public init() {}

  /// Adds a month that stands as it was billed, before any other. What it has of true-ups concerns months before it.
  ///
  /// - Parameters:
  ///   - isClosed: true where the month counts even for a meter that was installed later by the present inputs.
  ///   - find: what a register came to in it.
  public mutating func append(
    _ month: Month, isClosed: Bool, find: @escaping @Sendable (RegisterKey) -> RegisterMonth?
  ) {
    past.append(Past(month: month, isClosed: isClosed, find: find))
  }

  /// Adds a month's registers. Months are added in order.
  public mutating func append(_ month: Month, _ registers: [RegisterMonth]) {
    for register in registers {
      entries[register.key, default: []].append(Entry(month: month, register: register))
      for trueUp in register.trueUps {
        trueUps[trueUp.month, default: [:]][register.key] = trueUp.quantity
      }
    }
  }

  /// A register's last months, oldest first: as many as its next month can rest on.
  func entries(of key: RegisterKey, _ meter: Meter) -> [Entry] {
    var known = Array((entries[key] ?? []).reversed())
    for one in past.reversed() where one.isClosed || one.month.lastDay >= meter.installedOn {
      if known.isEnough(for: meter) { break }
      if let register = one.find(key) { known.append(Entry(month: one.month, register: register)) }
    }
    return known.reversed()
  }
}

extension [History.Entry] {
  /// Newest first: true where neither a mean (C8, C15) nor the last settled closing (C7, C9) is further back.
  fileprivate func isEnough(for meter: Meter) -> Bool {
    count >= 3 && (meter.mode == .interval || contains { $0.register.span.map { $0.basis != .estimated } ?? false })
  }
}

extension [History.Entry] {
  /// The estimated months at the end of the chain, oldest first.
  var estimatesAtEnd: ArraySlice<History.Entry> {
    let count = reversed().prefix { $0.register.span?.basis == .estimated }.count
    return suffix(count)
  }
}
