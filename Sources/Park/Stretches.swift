public import Measures

/// One part of one meter, for what is so of all its registers.
public struct MeterPart: Sendable, Hashable {
  /// The meter.
  public let meter: Meter.ID
  /// The part's first day; nil for the first.
  public let since: Day?

  /// A part of a meter.
  public init(_ meter: Meter.ID, since: Day?) {
    self.meter = meter
    self.since = since
  }
}

extension Meter {
  /// Which part of which meter this is.
  public var part: MeterPart { MeterPart(id, since: stretch?.since) }

  /// One of its registers, in this part of its time.
  public func key(of register: Identifier<Register>) -> RegisterKey {
    RegisterKey(id, register, since: stretch?.since)
  }

  /// True for days that no contract pays for.
  public var isParks: Bool { stretch?.isPark ?? false }
}

extension RegisterKey {
  /// The part of the meter that it belongs to.
  public var part: MeterPart { MeterPart(meter, since: since) }
}

extension ParkFacts {
  /// The parts of a meter in order: a contract's days end with its row in `meter-contracts.csv` or with the contract
  /// itself, and days of no contract are the park's (C19, C20). Most meters are one contract's for all their time, and
  /// are their only part themselves.
  public func stretches(of meter: Meter) -> [Meter] {
    guard meter.role == .resident else { return [meter] }
    let parts = holders(of: meter)
    guard parts.count != 1 || parts.first?.contract == nil else {
      var whole = meter
      whole.contract = parts.first?.contract
      return [whole]
    }
    let end = meter.removedOn?.advanced(by: 1)
    return parts.map { part in
      var value = meter
      let isFirst = part.from == meter.installedOn
      value.contract = part.contract
      value.installedOn = part.from
      value.removedOn = part.until?.advanced(by: -1)
      if !isFirst { value.installedReadings = [] }
      if part.until != end { value.removedReadings = [] }
      value.stretch = Stretch(since: isFirst ? nil : part.from, isPark: part.contract == nil)
      return value
    }
  }

  /// The contracts that have a meter in a month; where it is not there that month, all that ever have it.
  public func holders(of meter: Meter, in month: Month) -> Set<Contract.ID> {
    guard meter.role == .resident else { return [] }
    let parts = stretches(of: meter)
    let there = parts.filter { !$0.installed.days(in: month.days).isEmpty }
    return Set((there.isEmpty ? parts : there).compactMap(\.contract))
  }

  /// Who has the meter from which day to before which, without a gap; nobody on the park's days.
  private func holders(of meter: Meter) -> [(contract: Contract.ID?, from: Day, until: Day?)] {
    let end = meter.removedOn?.advanced(by: 1)
    let rows: [(contract: Contract.ID, from: Day, until: Day?)] =
      meterContracts[meter.id]?.map { ($0.contract, $0.validity.from, $0.validity.until) }
      ?? meter.contract.map { [($0, meter.installedOn, nil)] } ?? []
    // A meter that is nobody's at all has a row that is bad.
    guard !rows.isEmpty else { return [(nil, meter.installedOn, end)] }
    var parts: [(contract: Contract.ID?, from: Day, until: Day?)] = []
    var next = meter.installedOn
    for row in rows.sorted(by: { $0.from < $1.from }) {
      let from = max(row.from, next)
      let until = [row.until, contracts[row.contract]?.validity.until, end].compactMap(\.self).min()
      guard until.map({ from < $0 }) ?? true else { continue }
      if next < from { parts.append((nil, next, from)) }
      if let last = parts.last, last.contract == row.contract {
        parts[parts.count - 1].until = until
      } else {
        parts.append((row.contract, from, until))
      }
      guard let until else { return parts }
      next = until
    }
    if end.map({ next < $0 }) ?? true { parts.append((nil, next, end)) }
    return parts
  }
}
