import CSV
import Measures
import Park
import Synchronization

/// Reads the files of `intervals/` into sums, on several threads: small files are shared out, large ones are cut into
/// parts. What comes of it depends on neither.
struct IntervalReading: Sendable {
  let files: [String]
  /// Those of them that are no tables.
  let forms: [String: MeterForm]
  let root: String
  let meters: IntervalMeters
  let facts: ParkFacts
  let split: ReadingSplit

  /// Months before the second before `firstMonth` are passed over: no rule looks further back.
  var earliest: Month { facts.profile.firstMonth.advanced(by: -2) }

  func emptyTally() -> IntervalTally {
    IntervalTally(earliest: earliest, zones: facts.zoneNames.count, meters: meters)
  }

  /// The sums of all files, and what is wrong in each.
  func sums() -> (tally: IntervalTally, notes: [IntervalNotes]) {
    let total = Mutex(emptyTally())
    let notes = Mutex([IntervalNotes](repeating: IntervalNotes(), count: files.count))
    let isLarge = files.map { forms[$0] == nil && CSVTable.size(of: root + "/" + $0) >= 2 * split.part }
    var next = 0
    while next < files.count {
      if isLarge[next] {
        let (tally, found) = readInParts(next)
        total.withLock { $0.merge(tally) }
        notes.withLock { $0[next] = found }
        next += 1
        continue
      }
      let end = isLarge[next...].firstIndex(of: true) ?? files.count
      let queue = Atomic(next)
      _ = inParallel(min(split.threads, end - next)) { _ in
        var summing = IntervalSumming(self)
        while true {
          let file = queue.wrappingAdd(1, ordering: .relaxed).oldValue
          if file >= end { return }
          let found = summing.read(whole: file)
          total.withLock { $0.merge(summing.tally) }
          notes.withLock { $0[file] = found }
        }
      }
      next = end
    }
    return (total.withLock { $0 }, notes.withLock { $0 })
  }

  /// What a thread comes to that has read some parts of a file.
  private struct Share: Sendable {
    var tally: IntervalTally?
    var parts: [(part: Int, reading: IntervalFile.Reading, notes: IntervalNotes)] = []
    var failure: CSVFailure?
  }

  private func readInParts(_ index: Int) -> (IntervalTally, IntervalNotes) {
    for isProven in [false, true] {
      let opened = IntervalFile.open(files[index], in: root, isProven: isProven, split)
      guard let file = opened.file else { break }
      let parts = file.parts(split)
      guard parts.count > 1 else { break }
      var shares = read(parts, of: file)
      guard shares.allSatisfy({ $0.failure == nil }) else { break }
      let read = shares.flatMap(\.parts).sorted { $0.part < $1.part }
      guard read.allSatisfy(\.reading.isCertain) else { continue }
      guard CSVTable.fit(parts, read.map(\.reading)) else { break }
      var notes = IntervalNotes(opened.problems, file.name)
      var lines: [Int] = []
      var line = 0
      for part in read {
        lines.append(line)
        notes.append(part.notes, line: line)
        line += part.reading.lines
      }
      // Each share is let go of before the next is added: one at a time is there twice.
      var tally = shares.removeFirst().tally ?? emptyTally()
      while let share = shares.popLast()?.tally { tally.merge(share) }
      tally.settle(file: index, lines: lines)
      return (tally, notes)
    }
    // What can't be cut, or can't be read, is told from its start.
    var summing = IntervalSumming(self)
    let notes = summing.read(whole: index)
    return (summing.tally, notes)
  }

  private func read(_ parts: [Range<Int>], of file: IntervalFile) -> [Share] {
    let queue = Atomic(0)
    return inParallel(min(split.threads, parts.count)) { _ in
      var summing = IntervalSumming(self)
      var share = Share()
      while true {
        let part = queue.wrappingAdd(1, ordering: .relaxed).oldValue
        if part >= parts.count { break }
        var notes: IntervalNotes? = IntervalNotes()
        do throws(CSVFailure) {
          let reading = try summing.read(parts[part], number: part, of: file, &notes)
          share.parts.append((part, reading, notes ?? IntervalNotes()))
        } catch {
          share.failure = error
        }
      }
      share.tally = summing.tally
      return share
    }
  }

  /// Reads all files again, one after the other: the good rows in batches, each with its file.
  func scan(_ take: (Span<IntervalRow>, Int) -> Void) {
    var notes: IntervalNotes?
    for (index, name) in files.enumerated() {
      if let form = forms[name] {
        IntervalDelivery.read(form, name, in: root, meters, notes: &notes) { take($0, index) }
        continue
      }
      guard let file = IntervalFile.open(name, in: root, isProven: true, split).file else { continue }
      // What goes wrong here was told when the file was read for the first time.
      _ = try? file.read(0..<Int.max, meters, split, notes: &notes) { take($0, index) }
    }
  }
}

/// What one thread needs to sum rows.
struct IntervalSumming {
  private let reading: IntervalReading
  private(set) var tally: IntervalTally
  private var book: IntervalDayBook

  init(_ reading: IntervalReading) {
    self.reading = reading
    tally = reading.emptyTally()
    book = IntervalDayBook(reading.facts)
  }

  /// Reads a file from its start; what was read before is forgotten. This is all that is known of the file.
  mutating func read(whole index: Int) -> IntervalNotes {
    let name = reading.files[index]
    if let form = reading.forms[name] { return read(form, name, index) }
    var found = IntervalNotes()
    for isProven in [false, true] {
      tally.clear()
      let opened = IntervalFile.open(name, in: reading.root, isProven: isProven, reading.split)
      found = IntervalNotes(opened.problems, name)
      guard let file = opened.file else { continue }
      do throws(CSVFailure) {
        var notes: IntervalNotes? = found
        let part = try read(0..<Int.max, number: 0, of: file, &notes)
        guard part.isCertain else { continue }
        tally.settle(file: index, lines: [0])
        return notes ?? found
      } catch {
        found = IntervalNotes([InputFolder.problem(error, name, in: reading.root)], name)
        tally.clear()
      }
    }
    return found
  }

  private mutating func read(_ form: MeterForm, _ name: String, _ index: Int) -> IntervalNotes {
    tally.clear()
    var notes: IntervalNotes? = IntervalNotes()
    IntervalDelivery.read(form, name, in: reading.root, reading.meters, notes: &notes) { rows in
      tally.add(rows, part: 0, &book)
    }
    tally.settle(file: index, lines: [0])
    return notes ?? IntervalNotes()
  }

  /// Adds the rows of a part of a file.
  mutating func read(
    _ part: Range<Int>, number: Int, of file: IntervalFile, _ notes: inout IntervalNotes?
  ) throws(CSVFailure) -> IntervalFile.Reading {
    try file.read(part, reading.meters, reading.split, notes: &notes) { rows in
      tally.add(rows, part: number, &book)
    }
  }

  /// Adds rows that were picked out of a file.
  mutating func add(_ rows: [IntervalRow]) { tally.add(rows.span, part: 0, &book) }
}
