public import Measures
public import Park

/// What an interval meter delivered in one local day, in the service's unit and exact.
public struct LoadDay: Sendable, Hashable {
  /// The day's sum.
  public var total: Ratio
  /// The same for each zone of the park, in the order of ``ParkFacts/zoneNames``.
  public var byZone: [Ratio]
  /// The largest interval, in the service's unit.
  public var peak: Ratio
  /// True where a value was filled or is marked as estimated.
  public var isEstimated = false

  /// The day less another meter's: a parent's less its child's (C12). The peak stays the parent's own.
  func minus(_ other: LoadDay) throws(ArithmeticOverflow) -> LoadDay {
    var result = self
    result.total = try total.minus(other.total)
    for index in byZone.indices { result.byZone[index] = try byZone[index].minus(other.byZone[index]) }
    return result
  }
}

/// What an interval meter delivered in one month (C11).
public struct Load: Sendable, Hashable {
  /// The length of an interval in minutes.
  public var minutes: Int
  /// One for each day of the month.
  public var days: [LoadDay]
  /// Values that were not read and had to be filled, in the meter's unit.
  public var filled: [Instant: Ratio]
  /// True where a child's values were filled or are marked as estimated (C16).
  public var hasDoubtfulChild = false
  /// True where a value was filled or is marked as estimated, its children's among them.
  public var isEstimated: Bool { hasDoubtfulChild || days.contains(where: \.isEstimated) }

  /// What was delivered on some days of the month alone (C19).
  func on(_ part: Range<Day>, of month: Month) -> Load {
    var load = self
    for (index, day) in month.days.enumerated() where !part.contains(day) {
      let none = days[index].byZone.map { _ in Ratio.zero }
      load.days[index] = LoadDay(total: .zero, byZone: none, peak: .zero)
    }
    return load
  }

  /// The month's sum.
  public func sum() throws(ArithmeticOverflow) -> Ratio {
    var sum = Ratio.zero
    for day in days { sum = try sum.plus(day.total) }
    return sum
  }
}

extension ParkFacts {
  /// The count of intervals that a day has, daylight saving included.
  func intervals(in day: Day, minutes: Int) -> Int {
    Int(clock.instant(day.advanced(by: 1)) - clock.instant(day)) / (minutes * 60)
  }

  /// True where an interval meter delivered something in a month, and not all of it.
  public func hasGap(_ meter: Meter, in month: Month) -> Bool {
    hasGap(meter, in: month, DayCounts(self, month...month))
  }

  private func hasGap(_ meter: Meter, in month: Month, _ counts: DayCounts) -> Bool {
    guard let read = intervals[meter.id]?[month] else { return false }
    return meter.installed.days(in: month.days).contains { day in
      read.days.count(of: month.firstDay.distance(to: day)) < counts.intervals(in: day, minutes: read.minutes)
    }
  }

  /// Interval meters whose values are needed one by one, and on which days: those with gaps, in the months with a gap,
  /// and those whose demand comes from several meters together. Intake reads them in a second pass over the files.
  public func daysNeedingSeries(in months: ClosedRange<Month>) -> [Meter.ID: [Range<Day>]] {
    var needed: [Meter.ID: [Range<Day>]] = [:]
    let intervalMeters = meters.values.filter { $0.mode == .interval }
    let contracts = Dictionary(
      uniqueKeysWithValues: intervalMeters.map { ($0.id, Set(stretches(of: $0).compactMap(\.contract))) })
    var shared: [Contract.ID: Int] = [:]
    for contract in contracts.values.joined() { shared[contract, default: 0] += 1 }
    let parents = Set(intervalMeters.compactMap(\.parent))
    let counts = DayCounts(self, months)
    for meter in intervalMeters {
      let isTogether =
        meter.parent != nil || parents.contains(meter.id)
        || (contracts[meter.id] ?? []).contains { (shared[$0] ?? 0) > 1 }
      let payers = [meter, meter.parent.flatMap { meters[$0] }].compactMap { $0 }
      if isTogether && payers.contains(where: paysDemand) {
        needed[meter.id] = [seriesDays(of: months.lowerBound, through: months.upperBound)]
        continue
      }
      let asked = months.filter { hasGap(meter, in: $0, counts) || mayHaveSpike(meter, in: $0) }
      if !asked.isEmpty { needed[meter.id] = asked.map { seriesDays(of: $0, through: $0) } }
    }
    return needed
  }

  /// True where one day of a month has an interval far above those of all others, so that it may have a spike (C15).
  func mayHaveSpike(_ meter: Meter, in month: Month) -> Bool {
    guard let peaks = intervals[meter.id]?[month]?.days.map(\.peak), let highest = peaks.max(), highest > 0 else {
      return false
    }
    return peaks.count { Spike.isFar(highest, above: $0) } >= peaks.count - 1
  }

  /// Gaps look 28 days back for a like day, and a few hours on for a neighbour.
  private func seriesDays(of first: Month, through last: Month) -> Range<Day> {
    first.firstDay.advanced(by: -29)..<last.lastDay.advanced(by: 2)
  }

  /// True where a contract of the meter has ever a price for demand of the meter's service.
  private func paysDemand(_ meter: Meter) -> Bool {
    Set(stretches(of: meter).compactMap(\.contract)).contains { contract in
      terms(of: contract, for: meter.service).contains { term in
        guard case .tariff(let name) = term.pricing else { return false }
        return (tariffs[name] ?? []).contains { $0.component == .demand }
      }
    }
  }
}

/// How long the days of some months are: asked for once, not for each meter.
private struct DayCounts {
  private let first: Day
  private let minutes: [Int]

  init(_ facts: ParkFacts, _ months: ClosedRange<Month>) {
    first = months.lowerBound.firstDay
    minutes = (first..<months.upperBound.advanced(by: 1).firstDay).map { facts.intervals(in: $0, minutes: 1) }
  }

  func intervals(in day: Day, minutes length: Int) -> Int { minutes[first.distance(to: day)] / length }
}
