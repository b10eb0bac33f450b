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
    let find: @Sendable (Meter.ID, Identifier<Register>) -> [RegisterMonth]
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
  ///   - find: what a register came to in it, in each part of the meter.
  public mutating func append(
    _ month: Month, isClosed: Bool, find: @escaping @Sendable (Meter.ID, Identifier<Register>) -> [RegisterMonth]
  ) {
    past.append(Past(month: month, isClosed: isClosed, find: find))
  }

  /// Adds a month's registers. Months are added in order.
  public mutating func append(_ month: Month, _ registers: [RegisterMonth]) {
    for register in registers {
      let key = RegisterKey(register.meter, register.register)
      entries[key, default: []].append(Entry(month: month, register: register))
      for trueUp in register.trueUps {
        trueUps[trueUp.month, default: [:]][register.key] = trueUp.quantity
      }
    }
  }

  /// What a register came to in a month; nil where it was not issued.
  func entry(of key: RegisterKey, in month: Month) -> RegisterMonth? {
    let new = entries[RegisterKey(key.meter, key.register)]?.first { $0.month == month && $0.register.key == key }
    return new?.register
      ?? past.first { $0.month == month }?.find(key.meter, key.register).first { $0.key == key }
  }

  /// A register's last months, oldest first, whoever had the meter: as many as the next month of one of its parts can
  /// rest on.
  func entries(of meter: Meter, _ register: Identifier<Register>) -> [Entry] {
    var known = Array((entries[RegisterKey(meter.id, register)] ?? []).reversed())
    for one in past.reversed() where one.isClosed || one.month.lastDay >= meter.installedOn {
      if known.isEnough(for: meter) { break }
      known += one.find(meter.id, register).reversed().map { Entry(month: one.month, register: $0) }
    }
    return known.reversed()
  }
}

extension [History.Entry] {
  /// Newest first: true where neither a mean (C8, C15) nor the last settled closing (C7, C9) is further back. Parts of a
  /// meter that was handed on may each have months that are.
  fileprivate func isEnough(for meter: Meter) -> Bool {
    guard count >= 3, allSatisfy({ $0.register.since == nil }) else { return false }
    return meter.mode == .interval || contains { $0.register.span.map { $0.basis != .estimated } ?? false }
  }
}

extension [History.Entry] {
  /// The estimated months at the end of the chain, oldest first.
  var estimatesAtEnd: ArraySlice<History.Entry> {
    let count = reversed().prefix { $0.register.span?.basis == .estimated }.count
    return suffix(count)
  }
}
