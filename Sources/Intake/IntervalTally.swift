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
    fileprivate(set) var fine: Int32 = -1
    /// True where an interval came twice: which of the two is in the sums can't be told.
    var hasRepeats = false
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

  static let daysInMonth = 31
  /// A day of 25 hours has 50 half hours, and 300 times five minutes.
  static let fineWords = 5

  /// The days before it are passed over but for ``early``.
  let earliest: Int32
  let zoneCount: Int
  /// How many figures a day has.
  let width: Int
  var entries: [Entry] = []
  private(set) var early: [Int32: EarlyDay] = [:]
  /// For each meter its newest entry; -1 for none.
  private var newest: [Int32]
  /// For each entry the figures of its days, as ``IntervalDays`` has them.
  var figures: [Int64] = []
  /// A mark for each half hour of each entry's days, of the months that have no finer ones.
  var coarse: [UInt64] = []
  /// A mark for each five minutes.
  var fine: [UInt64] = []

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

  /// Adds rows of a file; `part` says which part of it is read. Of two rows for one interval the first counts.
  mutating func add(_ rows: Span<IntervalRow>, part: Int, _ book: inout IntervalDayBook) {
    var next = 0
    while next < rows.count {
      let row = rows[next]
      let day = book.entry(row.day)
      guard day.month >= earliest else {
        noteEarly(row)
        next += 1
        continue
      }
      let entry = find(row.meter, day.month) ?? make(row.meter, day.month, part, row.line)
      if entries[entry].fine < 0 && row.slot % 6 != 0 { refine(entry) }
      var hasRepeats = false
      next = Self.add(rows, next, place(entry, day), book, &figures, &coarse, &fine, &hasRepeats)
      if hasRepeats { entries[entry].hasRepeats = true }
    }
  }

  /// Where the figures of a meter's day stand.
  private struct DayPlace {
    let figures: Int
    let coarse: Int
    /// Below 0 where all starts of the month lie on a grid of half an hour.
    let fine: Int
    /// Among the codes of the day book; below 0 in a park without zones.
    let codes: Int
  }

  private func place(_ entry: Int, _ day: IntervalDayBook.Entry) -> DayPlace {
    let cell = entry &* Self.daysInMonth &+ Int(day.index)
    let fine = Int(entries[entry].fine)
    return DayPlace(
      figures: cell &* width, coarse: cell, fine: fine < 0 ? -1 : fine &+ Int(day.index) &* Self.fineWords,
      codes: Int(day.zones))
  }

  /// Adds the rows of one meter's day from a place on, as far as they lie on the grid that its month has; gives the
  /// place behind them.
  private static func add(
    _ rows: Span<IntervalRow>, _ start: Int, _ day: DayPlace, _ book: IntervalDayBook, _ figures: inout [Int64],
    _ coarse: inout [UInt64], _ fine: inout [UInt64], _ hasRepeats: inout Bool
  ) -> Int {
    let (meter, number) = (rows[start].meter, rows[start].day)
    let codes = day.codes < 0 ? Span() : book.codes.span.extracting(day.codes..<(day.codes + IntervalDayBook.slots))
    var figures = figures.mutableSpan
    var sums = DaySums(zones: day.figures + IntervalDays.zonesAt, peak: figures[day.figures + 2])
    var next = start
    if day.fine < 0 {
      var marks = coarse[day.coarse]
      while next < rows.count {
        let row = rows[next]
        let half = row.slot / 6
        guard row.meter == meter, row.day == number, half &* 6 == row.slot else { break }
        next &+= 1
        let mark: UInt64 = 1 &<< UInt64(truncatingIfNeeded: half)
        if marks & mark != 0 {
          hasRepeats = true
          continue
        }
        marks |= mark
        sums.take(row, codes, book.sets, &figures)
      }
      coarse[day.coarse] = marks
    } else {
      var marks = fine.mutableSpan
      while next < rows.count {
        let row = rows[next]
        guard row.meter == meter, row.day == number else { break }
        next &+= 1
        let word = day.fine &+ Int(row.slot) &>> 6
        let mark: UInt64 = 1 &<< UInt64(truncatingIfNeeded: row.slot & 63)
        if marks[word] & mark != 0 {
          hasRepeats = true
          continue
        }
        marks[word] |= mark
        sums.take(row, codes, book.sets, &figures)
      }
    }
    sums.close(book.sets, &figures)
    figures[day.figures] &+= sums.counts
    figures[day.figures + 1] &+= sums.sum
    figures[day.figures + 2] = sums.peak
    figures[day.figures + 3] &+= sums.check
    return next
  }

  /// What some rows of one meter's day come to.
  private struct DaySums {
    /// Where the sums of the zones begin among the figures.
    private let zones: Int
    private(set) var counts: Int64 = 0
    private(set) var sum: Int64 = 0
    private(set) var peak: Int64
    private(set) var check: Int64 = 0
    /// The zones of the last row, and what has come together for them: rows mostly lie in the same as the one before.
    private var code: Int32 = -1
    private var ofCode: Int64 = 0

    init(zones: Int, peak: Int64) {
      self.zones = zones
      self.peak = peak
    }

    @inline(__always)
    mutating func take(_ row: IntervalRow, _ codes: Span<Int32>, _ sets: [[Int]], _ figures: inout MutableSpan<Int64>) {
      counts &+= row.isEstimated ? 1 << 32 | 1 : 1
      sum &+= row.units
      peak = max(peak, row.units)
      check &+= row.check
      let slot = Int(row.wallSlot)
      guard slot < codes.count else { return }
      if codes[slot] != code {
        close(sets, &figures)
        code = codes[slot]
        ofCode = 0
      }
      ofCode &+= row.units
    }

    /// Adds what has come together to the figures of the zones.
    func close(_ sets: [[Int]], _ figures: inout MutableSpan<Int64>) {
      if code >= 0 {
        figures[zones + Int(code)] &+= ofCode
      } else if code < -1 {
        for zone in sets[-2 - Int(code)] { figures[zones + zone] &+= ofCode }
      }
    }
  }

  private func find(_ meter: Int32, _ month: Int32) -> Int? {
    var entry = newest[Int(meter)]
    while entry >= 0, entries[Int(entry)].month != month { entry = entries[Int(entry)].previous }
    return entry < 0 ? nil : Int(entry)
  }

  mutating func make(_ meter: Int32, _ month: Int32, _ file: Int, _ line: Int) -> Int {
    entries.append(Entry(meter: meter, month: month, previous: newest[Int(meter)], file: file, line: line))
    newest[Int(meter)] = Int32(entries.count - 1)
    figures += [Int64](repeating: 0, count: Self.daysInMonth * width)
    coarse += [UInt64](repeating: 0, count: Self.daysInMonth)
    return entries.count - 1
  }

  /// Goes on with marks of five minutes.
  mutating func refine(_ entry: Int) {
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
    let slot = Int(row.slot)
    marks[slot >> 6] = 1 << UInt64(slot & 63)
    note(EarlyDay(day: row.day, marks: marks), of: row.meter)
  }

  mutating func note(_ day: EarlyDay, of meter: Int32) {
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

  func marks(_ entry: Int, _ day: Int) -> [5 of UInt64] {
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
    var found: [Int] = []
    for word in marks.indices {
      var left = marks[word]
      while left != 0 {
        found.append((word * 64 + left.trailingZeroBitCount) * 5)
        left &= left - 1
      }
    }
    return found
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
