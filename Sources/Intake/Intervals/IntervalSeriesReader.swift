import Measures
import Park

/// A further pass over `intervals/` for the values of a few meters one by one.
enum IntervalSeriesReader {
  /// The values of the days that are asked for, of meters that have any.
  static func read(
    _ wanted: [Meter.ID: [Range<Day>]], in folder: InputFolder, facts: ParkFacts, _ split: ReadingSplit
  ) throws(IntakeFailure) -> [Meter.ID: IntervalSeries] {
    let meters = IntervalMeters(facts)
    var places = [Int](repeating: -1, count: meters.all.count)
    var series: [IntervalSeries] = []
    var days: [[Range<Int32>]] = []
    for (index, meter) in meters.all.enumerated() {
      guard let ranges = wanted[meter.id], let minutes = facts.intervals[meter.id]?.values.first?.minutes,
        let first = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max()
      else { continue }
      places[index] = series.count
      days.append(ranges.map { Int32($0.lowerBound.number)..<Int32($0.upperBound.number) })
      series.append(IntervalSeries(minutes: minutes, days: first..<end, facts.clock))
    }
    if series.isEmpty { return [:] }
    let found = folder.meterFiles
    let reading = IntervalReading(
      files: found.intervals, forms: found.forms, superseded: found.superseded, root: folder.root, meters: meters,
      facts: facts, split: split)
    let refusal = reading.scan(Self.months(wanted)) { rows, _ in
      for index in rows.indices {
        let row = rows[index]
        let place = places[Int(row.meter)]
        guard place >= 0, row.elapsed % series[place].minutes == 0,
          days[place].contains(where: { $0.contains(row.day) })
        else { continue }
        series[place].add(.init(units: row.units, isEstimated: row.isEstimated), at: row.start(facts.clock))
      }
    }
    folder.refuse(refusal)
    try folder.stopWhereRefused()
    var byMeter: [Meter.ID: IntervalSeries] = [:]
    for (index, place) in places.enumerated() where place >= 0 { byMeter[meters.all[index].id] = series[place] }
    return byMeter
  }

  private static func months(_ wanted: [Meter.ID: [Range<Day>]]) -> Set<Month> {
    var months: Set<Month> = []
    for days in wanted.values.joined() where !days.isEmpty {
      var month = days.lowerBound.month
      while month.firstDay < days.upperBound {
        months.insert(month)
        month = month.advanced(by: 1)
      }
    }
    return months
  }
}

extension IntervalSeries {
  fileprivate init(minutes: Int, days: Range<Day>, _ clock: ParkClock) {
    let origin = clock.instant(days.lowerBound)
    // Where the clocks are changed by half an hour, days need not begin on the grid of the first.
    let isRegular = days.allSatisfy { (clock.instant($0) - origin) % Int64(minutes * 60) == 0 }
    self.init(minutes: minutes, in: origin..<clock.instant(days.upperBound), isRegular: isRegular)
  }
}
