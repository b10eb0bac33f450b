import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `intervals/` into sums: one pass, and a second only over months in which something does not fit.
  ///
  /// Months before the second before `firstMonth` are passed over: no rule looks further back.
  func readIntervals() {
    let files = folder.meterFiles.intervals
    guard !files.isEmpty else { return }
    let scanner = IntervalScanner(folder, files: files, facts: facts)
    let earliest = facts.profile.firstMonth.advanced(by: -2)
    var patterns = ZonePatterns(facts)
    var sums = [[Month: IntervalSums]](repeating: [:], count: scanner.meters.count)
    var firstDays = [FirstDay?](repeating: nil, count: scanner.meters.count)
    var last: (meter: Int, month: Month, sums: IntervalSums)?
    var span = (first: Day(number: 0), next: Day(number: 0), month: Month(number: 0))
    let lengths = scanner.scan(reporting: true) { row in
      firstDays[row.meter].note(row)
      if row.day < span.first || row.day >= span.next {
        let month = row.day.month
        span = (month.firstDay, month.advanced(by: 1).firstDay, month)
      }
      let month = span.month
      guard month >= earliest else { return }
      let day = span.first.distance(to: row.day)
      let zones = patterns.zones(row.day, minute: row.wallMinute)
      if let last, last.meter == row.meter, last.month == month { return last.sums.add(row, day: day, zones: zones) }
      let found =
        sums[row.meter][month]
        ?? IntervalSums(month, zones: patterns.count, file: row.file, line: row.line)
      sums[row.meter][month] = found
      last = (row.meter, month, found)
      found.add(row, day: day, zones: zones)
    }
    var doubtful: [Doubtful] = []
    for (index, months) in sums.enumerated() {
      guard let first = firstDays[index], let sample = months.min(by: { $0.key < $1.key })?.value else { continue }
      let meter = scanner.meters[index]
      guard let minutes = length(first, months) else {
        let place = Place(file: files[sample.file], line: sample.line)
        folder.report(
          Fault.intervalLength(first.distance.map { "\($0)" } ?? "–").at(place.at("start"), value: meter.id.text),
          [.meter(meter.id)])
        folder.noteBroken(.meter, meter.id.text)
        continue
      }
      // Values of an hour would else be taken for those of the half hours that they begin with.
      if let told = lengths[index], told != minutes {
        let place = Place(file: files[sample.file], line: sample.line)
        folder.report(Fault.mixedLengths(minutes, told).at(place.at("start"), value: meter.id.text), [.meter(meter.id)])
      }
      for (month, sums) in months.sorted(by: { $0.key < $1.key }) {
        let place = Place(file: files[sums.file], line: sums.line).reference
        facts.intervals[meter.id, default: [:]][month] = IntervalMonth(
          minutes: minutes, days: sums.days, place: place)
        if sums.hasRepeats || !sums.fits(minutes) {
          doubtful.append(Doubtful(meter: index, month: month, minutes: minutes))
        }
      }
    }
    recheck(doubtful, scanner)
  }

  /// The length of a meter's intervals (C11): the shortest distance between two starts on its first day, or on the
  /// next day that has two where the first has but one.
  private func length(_ first: FirstDay, _ months: [Month: IntervalSums]) -> Int? {
    let lengths = [5, 10, 15, 20, 30, 60]
    if let distance = first.distance { return lengths.contains(distance) ? distance : nil }
    for (_, sums) in months.sorted(by: { $0.key < $1.key }) {
      for day in sums.days.indices {
        let starts = sums.starts(day: day)
        guard let shortest = zip(starts.dropFirst(), starts).map({ ($0 - $1) * 5 }).min() else { continue }
        return lengths.contains(shortest) ? shortest : nil
      }
    }
    return nil
  }
}

/// The starts on the earliest day that a meter delivered.
struct FirstDay {
  fileprivate let day: Day
  fileprivate var starts: Set<Int>

  /// The shortest distance between two starts in minutes; nil where there is but one.
  var distance: Int? {
    let sorted = starts.sorted()
    return zip(sorted.dropFirst(), sorted).map { $0 - $1 }.min()
  }
}

extension FirstDay? {
  fileprivate mutating func note(_ row: IntervalRow) {
    if let known = self?.day {
      if row.day > known { return }
      if row.day == known {
        self?.starts.insert(row.elapsed)
        return
      }
    }
    self = FirstDay(day: row.day, starts: [row.elapsed])
  }
}
