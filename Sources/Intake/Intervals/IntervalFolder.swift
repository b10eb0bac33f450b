import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `intervals/` into sums: one pass, and a second only over months in which something does not fit.
  func readIntervals() {
    let (files, forms) = (folder.meterFiles.intervals, folder.meterFiles.forms)
    guard !files.isEmpty else { return }
    let meters = IntervalMeters(facts, broken: folder.broken(.meter), today: today)
    var reading = IntervalReading(
      files: files, forms: forms, superseded: folder.meterFiles.superseded, root: folder.root, meters: meters,
      facts: facts, split: split, cache: cache)
    let (tally, notes, fileMonths) = reading.sums()
    facts.intervalFiles = Dictionary(uniqueKeysWithValues: zip(files, fileMonths))
    for (file, found) in zip(files, notes) {
      folder.refuse(found.refusal)
      folder.report(found.findings.map { $0.reaching(folder.meteredTouches) })
      found.aside.report(to: folder, file, meters: meters.all)
    }
    var doubtful: [MonthToRecheck] = []
    for (index, meter) in meters.all.enumerated() {
      let months = tally.months(of: index)
      guard let first = months.first else { continue }
      let starts = tally.firstStarts(of: index, months)
      guard let minutes = length(starts, months, tally) else {
        let place = Place(file: files[tally.entries[first].file], line: tally.entries[first].line)
        folder.report(
          Fault.intervalLength(shortest(starts).map { "\($0)" } ?? "–").at(place.at("start"), value: meter.id.text),
          [.meter(meter.id)])
        folder.noteBroken(.meter, meter.id.text)
        continue
      }
      // Values of an hour would else be taken for those of the half hours that they begin with.
      if let told = notes.lazy.compactMap({ $0.lengths[index] }).first(where: { $0 != minutes }) {
        let place = Place(file: files[tally.entries[first].file], line: tally.entries[first].line)
        folder.report(Fault.mixedLengths(minutes, told).at(place.at("start"), value: meter.id.text), [.meter(meter.id)])
      }
      for entry in months {
        let known = tally.entries[entry]
        let month = Month(number: Int(known.month))
        facts.intervals[meter.id, default: [:]][month] = IntervalMonth(
          minutes: minutes, days: tally.days(entry), place: Place(file: files[known.file], line: known.line).reference)
        if known.hasRepeats || !tally.fits(entry, minutes) {
          doubtful.append(MonthToRecheck(meter: index, month: month, minutes: minutes))
        }
      }
    }
    if doubtful.isEmpty { return }
    // What the files tell of is known now.
    reading = IntervalReading(
      files: files, forms: forms, superseded: folder.meterFiles.superseded, root: folder.root, meters: meters,
      facts: facts, split: split)
    recheck(doubtful, reading)
  }

  /// The length of a meter's intervals (C11): the shortest distance between two starts on its first day, or on the
  /// next day that has two where the first has but one.
  private func length(_ first: [Int], _ months: [Int], _ tally: IntervalTally) -> Int? {
    let lengths = [5, 10, 15, 20, 30, 60]
    if let distance = shortest(first) { return lengths.contains(distance) ? distance : nil }
    for month in months {
      for day in 0..<31 {
        guard let shortest = shortest(tally.starts(month, day: day)) else { continue }
        return lengths.contains(shortest) ? shortest : nil
      }
    }
    return nil
  }
}

/// The shortest distance between two of the minutes, which are in order; nil where there is but one.
private func shortest(_ minutes: [Int]) -> Int? { zip(minutes.dropFirst(), minutes).map { $0 - $1 }.min() }

extension IntervalTally {
  /// The starts on the earliest day that a meter delivered.
  fileprivate func firstStarts(of meter: Int, _ months: [Int]) -> [Int] {
    if let early = earlyStarts(of: meter) { return early }
    for month in months {
      for day in 0..<31 {
        let starts = starts(month, day: day)
        if !starts.isEmpty { return starts }
      }
    }
    return []
  }
}

extension Finding {
  /// The same where what touches everyone touches only these: a file of intervals concerns no one else.
  fileprivate func reaching(_ metered: [Scope]) -> Finding {
    touches == [.everyone] ? Finding(problem, touches: metered, months: months) : self
  }
}
