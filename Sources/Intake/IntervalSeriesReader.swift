import Measures
import Park

/// A further pass over `intervals/` for the values of a few meters one by one.
enum IntervalSeriesReader {
  static func read(
    _ wanted: Set<Meter.ID>, in folder: InputFolder, facts: ParkFacts, days: Range<Day>?
  ) -> [Meter.ID: IntervalSeries] {
    var series: [Int: IntervalSeries] = [:]
    let scanner = IntervalScanner(folder, files: folder.meterFiles.intervals, facts: facts)
    for (index, meter) in scanner.meters.enumerated() where wanted.contains(meter.id) {
      guard let minutes = facts.intervals[meter.id]?.values.first?.minutes else { continue }
      series[index] = IntervalSeries(minutes: minutes, values: [:])
    }
    if series.isEmpty { return [:] }
    scanner.scan(reporting: false) { row in
      guard let minutes = series[row.meter]?.minutes, row.elapsed % minutes == 0 else { return }
      if let days, !days.contains(row.day) { return }
      // The first of two values stands, as in the sums.
      if series[row.meter]?.values[row.at] != nil { return }
      series[row.meter]?.values[row.at] = IntervalSeries.Value(units: row.units, isEstimated: row.isEstimated)
    }
    return Dictionary(uniqueKeysWithValues: series.map { (scanner.meters[$0.key].id, $0.value) })
  }
}
