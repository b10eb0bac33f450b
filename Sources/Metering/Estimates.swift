import Diagnostics
import Measures
import Park

/// The register meters of a month that need a reading, and those that have none (C18).
struct Estimates {
  /// A register that is estimated, or would be.
  struct Missing {
    let meter: Meter
    /// True where it was billed so before.
    let isIssued: Bool
    /// That it was estimated, or why it can't be (C8).
    let problem: Problem
  }

  private(set) var missing: [Missing] = []
  private var needed: [Service.ID: Set<MeterPart>] = [:]

  /// Counts a register's meter, unless nothing is to be read of it: a removal closes it, or it is the park's own.
  mutating func count(_ verdict: Closing.Verdict?, of closing: Closing) {
    let meter = closing.meter
    guard let verdict, meter.role != .head, !meter.isParks else { return }
    if case .success(let closed) = verdict, let removal = closing.readings.removal, closed.span.closingAt == removal.at
    {
      return
    }
    needed[meter.service, default: []].insert(meter.part)
  }

  mutating func add(_ meter: Meter, _ issued: RegisterMonth?, _ problem: Problem) {
    missing.append(Missing(meter: meter, isIssued: issued != nil, problem: problem))
  }

  /// How many meters of all services need a reading.
  var count: Int { needed.values.reduce(0) { $0 + $1.count } }

  /// How many of a service's meters need a reading, and how many of these have none.
  func counts(of service: Service.ID) -> (needed: Int, missing: Int) {
    let needed = needed[service] ?? []
    return (needed.count, Set(missing.map(\.meter.part)).intersection(needed).count)
  }
}
