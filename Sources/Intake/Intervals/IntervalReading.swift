import CSV
import Measures
import Park
import Synchronization

/// Reads the files of `intervals/` into sums, on several threads: files are shared out, a few large ones are cut into
/// parts. What comes of it depends on neither.
struct IntervalReading: Sendable {
  let files: [String]
  /// Those of them that are no tables.
  let forms: [String: MeterForm]
  /// What of them a later message takes the place of.
  let superseded: [String: Deliveries80020.Superseded]
  let root: String
  let meters: IntervalMeters
  let facts: ParkFacts
  let split: ReadingSplit
  private let cached: CachedIntervals?

  init(
    files: [String], forms: [String: MeterForm], superseded: [String: Deliveries80020.Superseded] = [:], root: String,
    meters: IntervalMeters, facts: ParkFacts, split: ReadingSplit, cache: IntervalCache? = nil
  ) {
    self.superseded = superseded
    self.files = files
    self.forms = forms
    self.root = root
    self.meters = meters
    self.facts = facts
    self.split = split
    cached = cache.map { CachedIntervals($0, facts, meters) }
  }

  /// What a file came to.
  private struct FileReading: Sendable {
    var notes = IntervalNotes()
    /// The months that it tells of.
    var months: Set<Month> = []
  }

  /// What has come together of all files.
  private struct Total: Sendable {
    var tally: IntervalTally
    var outcomes: [FileReading]

    mutating func add(_ other: IntervalTally, _ notes: IntervalNotes, of file: Int) {
      tally.merge(other)
      outcomes[file] = FileReading(notes: notes, months: other.months)
    }
  }

  /// A file that has to be read.
  private struct Unread: Sendable {
    let file: Int
    let source: CachedIntervals.Source?
  }

  /// The sums of all files; for each of them what is wrong in it, and the months that it tells of.
  func sums() -> (tally: IntervalTally, notes: [IntervalNotes], months: [Set<Month>]) {
    let total = Mutex(Total(tally: IntervalTally(facts, meters), outcomes: files.map { _ in FileReading() }))
    var tasks: [Unread] = []
    for (file, name) in files.enumerated() {
      // What a file comes to that is superseded, another tells.
      let source = superseded[name] == nil ? cached?.source(name, in: root, isTable: forms[name] == nil) : nil
      if let source, let known = cached?.sums(of: source, file: file) {
        var notes = IntervalNotes()
        notes.lengths = known.lengths
        total.withLock { $0.add(known.tally, notes, of: file) }
      } else {
        tasks.append(Unread(file: file, source: source))
      }
    }
    let (large, small) = sorted(tasks)
    for task in large {
      let (tally, notes) = readInParts(task.file)
      cached?.keep(tally, notes, of: task.source)
      total.withLock { $0.add(tally, notes, of: task.file) }
    }
    let queue = Atomic(0)
    _ = inParallel(min(split.threads, small.count)) { _ in
      var summing = IntervalSumming(self)
      while true {
        let number = queue.wrappingAdd(1, ordering: .relaxed).oldValue
        if number >= small.count { return }
        let task = small[number]
        let notes = summing.read(whole: task.file)
        cached?.keep(summing.tally, notes, of: task.source)
        total.withLock { $0.add(summing.tally, notes, of: task.file) }
      }
    }
    let found = total.withLock { $0 }
    return (found.tally, found.outcomes.map(\.notes), found.outcomes.map(\.months))
  }

  /// The files that one thread would be left alone with, to be cut into parts; and the others, the largest first.
  private func sorted(_ tasks: [Unread]) -> (large: [Unread], small: [Unread]) {
    let sized = tasks.map { (task: $0, size: CSVTable.size(of: SheetName.path(files[$0.file], in: root))) }
    let share = sized.reduce(0) { $0 + $1.size } / (4 * max(1, split.threads))
    var (large, small): ([Unread], [Unread]) = ([], [])
    for (task, size) in sized.sorted(by: { ($0.size, $1.task.file) > ($1.size, $0.task.file) }) {
      if size >= 2 * split.part && size > share && forms[files[task.file]] == nil {
        large.append(task)
      } else {
        small.append(task)
      }
    }
    return (large, small)
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
      var notes = IntervalNotes(opened.problems, file.name, opened.refusal)
      var lines: [Int] = []
      var line = 0
      for part in read {
        lines.append(line)
        notes.append(part.notes, line: line)
        line += part.reading.lines
      }
      // Each share is let go of before the next is added: one at a time is there twice.
      var tally = shares.removeFirst().tally ?? IntervalTally(facts, meters)
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

  /// Reads the files again that tell of some months, one after the other: the good rows in batches, each with its file.
  /// What goes wrong with them was told when they were read for the first time, but for what the system refuses now.
  func scan(_ months: Set<Month>, _ take: (Span<IntervalRow>, Int) -> Void) -> ReadRefusal? {
    var notes: IntervalNotes?
    var names = NameOrder(meters)
    for (index, name) in files.enumerated() {
      if let known = facts.intervalFiles[name], known.isDisjoint(with: months) { continue }
      if let form = forms[name] {
        let refusal = DeliveredIntervals.read(form, name, in: root, meters, superseded[name], notes: &notes) {
          take($0, index)
        }
        if let refusal { return refusal }
        continue
      }
      let opened = IntervalFile.open(name, in: root, isProven: true, split)
      if let refusal = opened.refusal { return refusal }
      guard let file = opened.file else { continue }
      do throws(CSVFailure) {
        _ = try file.read(0..<Int.max, meters, split, names: &names, notes: &notes) { take($0, index) }
      } catch {
        if let refusal = ReadRefusal(file: name, error) { return refusal }
      }
    }
    return nil
  }
}

/// What one thread needs to sum rows.
struct IntervalSumming {
  private let reading: IntervalReading
  private(set) var tally: IntervalTally
  private var book: IntervalDayBook
  private var names: NameOrder

  init(_ reading: IntervalReading) {
    self.reading = reading
    tally = IntervalTally(reading.facts, reading.meters)
    book = IntervalDayBook(reading.facts)
    names = NameOrder(reading.meters)
  }

  /// Reads a file from its start; what was read before is forgotten. This is all that is known of the file.
  mutating func read(whole index: Int) -> IntervalNotes {
    let name = reading.files[index]
    if let form = reading.forms[name] { return read(form, name, index) }
    var found = IntervalNotes()
    for isProven in [false, true] {
      tally.clear()
      let opened = IntervalFile.open(name, in: reading.root, isProven: isProven, reading.split)
      found = IntervalNotes(opened.problems, name, opened.refusal)
      guard let file = opened.file else { continue }
      do throws(CSVFailure) {
        var notes: IntervalNotes? = found
        let part = try read(0..<Int.max, number: 0, of: file, &notes)
        guard part.isCertain else { continue }
        tally.settle(file: index, lines: [0])
        return notes ?? found
      } catch {
        found = IntervalNotes([InputFolder.problem(error, name)], name, ReadRefusal(file: name, error))
        tally.clear()
      }
    }
    return found
  }

  private mutating func read(_ form: MeterForm, _ name: String, _ index: Int) -> IntervalNotes {
    tally.clear()
    var notes: IntervalNotes? = IntervalNotes()
    let refusal = DeliveredIntervals.read(
      form, name, in: reading.root, reading.meters, reading.superseded[name], notes: &notes
    ) { rows in
      tally.add(rows, part: 0, &book)
    }
    notes?.refusal = refusal
    tally.settle(file: index, lines: [0])
    return notes ?? IntervalNotes()
  }

  /// Adds the rows of a part of a file.
  mutating func read(
    _ part: Range<Int>, number: Int, of file: IntervalFile, _ notes: inout IntervalNotes?
  ) throws(CSVFailure) -> IntervalFile.Reading {
    try file.read(part, reading.meters, reading.split, names: &names, notes: &notes) { rows in
      tally.add(rows, part: number, &book)
    }
  }

  /// Adds rows that were picked out of a file.
  mutating func add(_ rows: [IntervalRow]) { tally.add(rows.span, part: 0, &book) }
}
