import Measures
import Park

/// Sums of intervals by meter and day, and which intervals were there: what is kept while `intervals/` is read, of one
/// file or of all. It takes about a kilobyte for each meter's month, however many rows there are.
///
/// Tallies add up: those of the parts of a file to the file's, those of the files to the whole, in any order.
struct IntervalTally: Sendable {
  /// One meter's month.
  struct Entry: Sendable {
    let meter: Int32
    let month: Int32
    /// The meter's entry before this one; -1 for none.
    fileprivate let previous: Int32
    /// Where its marks of five minutes stand; -1 as long as every start lies on a grid of half an hour.
    fileprivate var fine: Int32 = -1
    /// True where an interval came twice: which of the two is in the sums can't be told.
    fileprivate(set) var hasRepeats = false
    /// The file, or the part of the file, and the line of its first row.
    fileprivate(set) var file: Int
    fileprivate(set) var line: Int
  }

  /// The starts on a meter's earliest day, where that day itself is not summed.
  struct EarlyDay: Sendable {
    var day: Int32
    /// A mark for each five minutes.
    var marks: [5 of UInt64]
  }

  private static let daysInMonth = 31
  /// A day of 25 hours has 50 half hours, and 300 times five minutes.
  private static let fineWords = 5

  /// The days before it are passed over but for ``early``.
  let earliest: Int32
  let zoneCount: Int
  private let width: Int
  private(set) var entries: [Entry] = []
  private(set) var early: [Int32: EarlyDay] = [:]
  /// For each meter its newest entry; -1 for none.
  private var newest: [Int32]
  private var figures: [Int64] = []
  private var coarse: [UInt64] = []
  private var fine: [UInt64] = []

  init(earliest: Month, zones: Int, meters: IntervalMeters) {
    self.earliest = Int32(earliest.number)
    zoneCount = zones
    width = IntervalDays.width(zones: zones)
    newest = [Int32](repeating: -1, count: meters.all.count)
    // Space that is only reserved is none: a month of every meter needs no growth, which would take as much again.
    let count = meters.intervalCount
    entries.reserveCapacity(count)
    figures.reserveCapacity(count * Self.daysInMonth * width)
    coarse.reserveCapacity(count * Self.daysInMonth)
  }

  /// Forgets all, and keeps the space.
  mutating func clear() {
    for entry in entries { newest[Int(entry.meter)] = -1 }
    entries.removeAll(keepingCapacity: true)
    early.removeAll()
    figures.removeAll(keepingCapacity: true)
    coarse.removeAll(keepingCapacity: true)
    fine.removeAll(keepingCapacity: true)
  }

  // MARK: Adding

  /// Where a row's figures stand, and the zones it belongs to.
  struct Target {
    var cell: Int32 = -1
    var zones: Int32 = -1
    var fine: Int32 = -1
  }

  /// Adds rows of a file; `part` says which part of it is read. Of two rows for one interval the first counts.
  mutating func add(_ rows: Span<IntervalRow>, part: Int, _ book: inout IntervalDayBook, _ targets: inout [Target]) {
    // Where a month turns out to be finer than half an hour, rows before in the batch have to be placed anew.
    if place(rows, part, &book, &targets) { _ = place(rows, part, &book, &targets) }
    for cell in Self.sum(rows, targets, book.sets, width, &figures, &coarse, &fine) {
      entries[cell / Self.daysInMonth].hasRepeats = true
    }
  }

  /// Adds rows to the figures that belong to them; gives the cells in which an interval came twice.
  private static func sum(
    _ rows: Span<IntervalRow>, _ targets: [Target], _ sets: [[Int]], _ width: Int, _ figures: inout [Int64],
    _ coarse: inout [UInt64], _ fine: inout [UInt64]
  ) -> [Int] {
    var twice: [Int] = []
    var figures = figures.mutableSpan
    var coarse = coarse.mutableSpan
    var fine = fine.mutableSpan
    for index in rows.indices {
      let target = targets[index]
      let cell = Int(target.cell)
      guard cell >= 0 else { continue }
      let row = rows[index]
      let isTaken: Bool
      if target.fine < 0 {
        let mark: UInt64 = 1 << UInt64(truncatingIfNeeded: row.elapsed / 30)
        isTaken = coarse[cell] & mark != 0
        coarse[cell] |= mark
      } else {
        let slot = Int(row.elapsed) / 5
        let word = Int(target.fine) + slot >> 6
        let mark: UInt64 = 1 << UInt64(slot & 63)
        isTaken = fine[word] & mark != 0
        fine[word] |= mark
      }
      if isTaken {
        twice.append(cell)
        continue
      }
      let at = cell &* width
      figures[at] &+= row.isEstimated ? 1 << 32 | 1 : 1
      figures[at + 1] &+= row.units
      if row.units > figures[at + 2] { figures[at + 2] = row.units }
      figures[at + 3] &+= row.check
      if target.zones >= 0 {
        figures[at + IntervalDays.zonesAt + Int(target.zones)] &+= row.units
      } else if target.zones < -1 {
        for zone in sets[-2 - Int(target.zones)] { figures[at + IntervalDays.zonesAt + zone] &+= row.units }
      }
    }
    return twice
  }

  /// Finds where each row belongs, and makes room for months that are new; true where marks got finer meanwhile.
  private mutating func place(
    _ rows: Span<IntervalRow>, _ part: Int, _ book: inout IntervalDayBook, _ targets: inout [Target]
  ) -> Bool {
    guard rows.count > 0 else { return false }
    var isFiner = false
    var day = book.entry(rows[0].day)
    var entry = -1
    var meter: Int32 = -1
    var month: Int32 = -1
    for index in rows.indices {
      let row = rows[index]
      if row.day != day.day { day = book.entry(row.day) }
      guard day.month >= earliest else {
        noteEarly(row)
        targets[index].cell = -1
        continue
      }
      if row.meter != meter || day.month != month {
        (meter, month) = (row.meter, day.month)
        entry = find(meter, month) ?? make(meter, month, part, row.line)
      }
      if entries[entry].fine < 0 && row.elapsed % 30 != 0 {
        refine(entry)
        isFiner = true
      }
      let fine = entries[entry].fine
      targets[index] = Target(
        cell: Int32(truncatingIfNeeded: entry &* Self.daysInMonth) &+ day.index,
        zones: book.zones(day, minute: row.wallMinute),
        fine: fine < 0 ? -1 : fine &+ day.index &* Int32(Self.fineWords))
    }
    return isFiner
  }

  private func find(_ meter: Int32, _ month: Int32) -> Int? {
    var entry = newest[Int(meter)]
    while entry >= 0, entries[Int(entry)].month != month { entry = entries[Int(entry)].previous }
    return entry < 0 ? nil : Int(entry)
  }

  private mutating func make(_ meter: Int32, _ month: Int32, _ file: Int, _ line: Int) -> Int {
    entries.append(Entry(meter: meter, month: month, previous: newest[Int(meter)], file: file, line: line))
    newest[Int(meter)] = Int32(entries.count - 1)
    figures += [Int64](repeating: 0, count: Self.daysInMonth * width)
    coarse += [UInt64](repeating: 0, count: Self.daysInMonth)
    return entries.count - 1
  }

  /// Goes on with marks of five minutes.
  private mutating func refine(_ entry: Int) {
    entries[entry].fine = Int32(fine.count)
    for day in 0..<Self.daysInMonth {
      let marks = Self.refined(coarse[entry * Self.daysInMonth + day])
      for word in marks.indices { fine.append(marks[word]) }
    }
  }

  private static func refined(_ coarse: UInt64) -> [5 of UInt64] {
    var marks = [5 of UInt64](repeating: 0)
    for half in 0..<50 where coarse >> UInt64(half) & 1 == 1 {
      marks[(half * 6) >> 6] |= 1 << UInt64((half * 6) & 63)
    }
    return marks
  }

  private mutating func noteEarly(_ row: IntervalRow) {
    var marks = [5 of UInt64](repeating: 0)
    let slot = Int(row.elapsed) / 5
    marks[slot >> 6] = 1 << UInt64(slot & 63)
    note(EarlyDay(day: row.day, marks: marks), of: row.meter)
  }

  private mutating func note(_ day: EarlyDay, of meter: Int32) {
    guard var known = early[meter], known.day <= day.day else {
      early[meter] = day
      return
    }
    guard known.day == day.day else { return }
    for word in known.marks.indices { known.marks[word] |= day.marks[word] }
    early[meter] = known
  }

  // MARK: Adding up

  /// The parts of the file are the file from here on: its index, and what has to be added to the lines of each part.
  mutating func settle(file: Int, lines: [Int]) {
    for index in entries.indices {
      entries[index].line += lines[entries[index].file]
      entries[index].file = file
    }
  }

  /// Adds what another tally holds. An interval that both have is one that came twice.
  mutating func merge(_ other: IntervalTally) {
    if entries.isEmpty && early.isEmpty {
      self = other
      return
    }
    for (meter, day) in other.early { note(day, of: meter) }
    for (from, new) in other.entries.enumerated() {
      let to = find(new.meter, new.month) ?? make(new.meter, new.month, new.file, new.line)
      if (new.file, new.line) < (entries[to].file, entries[to].line) {
        (entries[to].file, entries[to].line) = (new.file, new.line)
      }
      if new.hasRepeats { entries[to].hasRepeats = true }
      if new.fine >= 0 && entries[to].fine < 0 { refine(to) }
      for day in 0..<Self.daysInMonth where other.figures[(from * Self.daysInMonth + day) * width] != 0 {
        merge(other, from, to, day)
      }
    }
  }

  private mutating func merge(_ other: IntervalTally, _ from: Int, _ to: Int, _ day: Int) {
    let source = from * Self.daysInMonth + day
    let target = to * Self.daysInMonth + day
    var isTaken = false
    if entries[to].fine < 0 {
      isTaken = coarse[target] & other.coarse[source] != 0
      coarse[target] |= other.coarse[source]
    } else {
      let marks = other.marks(from, day)
      let start = Int(entries[to].fine) + day * Self.fineWords
      for word in marks.indices {
        if fine[start + word] & marks[word] != 0 { isTaken = true }
        fine[start + word] |= marks[word]
      }
    }
    if isTaken { entries[to].hasRepeats = true }
    let (old, new) = (target * width, source * width)
    figures[old] &+= other.figures[new]
    figures[old + 1] &+= other.figures[new + 1]
    figures[old + 2] = max(figures[old + 2], other.figures[new + 2])
    for sum in 3..<width { figures[old + sum] &+= other.figures[new + sum] }
  }

  // MARK: Looking

  private func marks(_ entry: Int, _ day: Int) -> [5 of UInt64] {
    let start = Int(entries[entry].fine)
    if start < 0 { return Self.refined(coarse[entry * Self.daysInMonth + day]) }
    var marks = [5 of UInt64](repeating: 0)
    for word in marks.indices { marks[word] = fine[start + day * Self.fineWords + word] }
    return marks
  }

  /// The entries of a meter, by month.
  func months(of meter: Int) -> [Int] {
    var found: [Int] = []
    var entry = newest[meter]
    while entry >= 0 {
      found.append(Int(entry))
      entry = entries[Int(entry)].previous
    }
    return found.sorted { entries[$0].month < entries[$1].month }
  }

  /// The minutes since the day began, in order, at which an interval starts.
  func starts(_ entry: Int, day: Int) -> [Int] { minutes(of: marks(entry, day)) }

  /// The same for the earliest day that was passed over; nil where there is none.
  func earlyStarts(of meter: Int) -> [Int]? { early[Int32(meter)].map { minutes(of: $0.marks) } }

  private func minutes(of marks: [5 of UInt64]) -> [Int] {
    (0..<300).filter { marks[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }.map { $0 * 5 }
  }

  /// True where every interval of an entry starts on a grid of so many minutes.
  func fits(_ entry: Int, _ minutes: Int) -> Bool {
    if entries[entry].fine < 0 {
      if 30 % minutes == 0 { return true }
      let grid = (0..<50).filter { $0 * 30 % minutes == 0 }.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
      return (0..<Self.daysInMonth).allSatisfy { coarse[entry * Self.daysInMonth + $0] & ~grid == 0 }
    }
    return (0..<Self.daysInMonth).allSatisfy { starts(entry, day: $0).allSatisfy { $0 % minutes == 0 } }
  }

  /// The days of an entry. All share the storage of the tally.
  func days(_ entry: Int) -> IntervalDays {
    let start = entry * Self.daysInMonth * width
    let count = Month(number: Int(entries[entry].month)).dayCount
    return IntervalDays(zones: zoneCount, figures: figures[start..<(start + count * width)])
  }
}
