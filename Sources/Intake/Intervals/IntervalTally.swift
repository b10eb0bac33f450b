import Measures
import Park

/// Sums of intervals by meter and day, and which intervals were there: what is kept while `intervals/` is read, of one
/// file or of all. It takes some 60 bytes for each meter's day, however many rows there are.
///
/// Tallies add up: those of the parts of a file to the file's, those of the files to the whole, in any order.
struct IntervalTally: Sendable {
  /// One meter's month.
  struct Entry: Sendable {
    let meter: Int32
    let month: Int32
    /// The meter's entry before this one; -1 for none.
    fileprivate let previous: Int32
    /// True where an interval came twice: which of the two is in the sums can't be told.
    var hasRepeats = false
    /// The file, or the part of the file, and the line of its first row.
    fileprivate(set) var file: Int
    fileprivate(set) var line: Int
  }

  /// The starts on a meter's earliest day, where that day itself is not summed.
  struct EarlyDay: Sendable {
    var day: Int32
    /// A mark for each five minutes: 300 in a day of 25 hours.
    var marks: [5 of UInt64]
  }

  /// The day that a meter's last row lay on: mostly its next one lies on it too.
  private struct Latest: Sendable {
    var day: Int32 = .min
    var entry: Int32 = -1
    var cell: Int32 = -1
  }

  static let daysInMonth = 31
  /// Set in the marks of a day that has finer ones: the other bits tell where they stand.
  static let isFine: UInt64 = 1 << 63

  /// The days before it are passed over but for ``early``.
  let earliest: Int32
  let zoneCount: Int
  /// How many figures a day has.
  let width: Int
  var entries: [Entry] = []
  private(set) var early: [Int32: EarlyDay] = [:]
  /// For each meter its newest entry; -1 for none.
  private var newest: [Int32]
  private var latest: [Latest]
  /// For each entry which cell each of its days has; -1 for a day without a row.
  private(set) var cells: [Int32] = []
  /// For each cell the figures of its day, as ``IntervalDays`` has them.
  var figures: [Int64] = []
  /// For each cell a mark for each half hour that was there.
  var marks: [UInt64] = []
  /// Marks for each five minutes, of the days on which some start lies on no grid of half an hour.
  var fine: [UInt64] = []

  /// A tally of nothing.
  init(_ facts: ParkFacts, _ meters: IntervalMeters) {
    earliest = Int32(Self.earliest(facts).number)
    zoneCount = facts.zoneNames.count
    width = IntervalDays.width(zones: zoneCount)
    newest = [Int32](repeating: -1, count: meters.all.count)
    latest = [Latest](repeating: Latest(), count: meters.all.count)
    // Space that is only reserved is none: a month of every meter needs no growth, which would take as much again.
    let count = meters.intervalCount
    entries.reserveCapacity(count)
    cells.reserveCapacity(count * Self.daysInMonth)
    figures.reserveCapacity(count * Self.daysInMonth * width)
    marks.reserveCapacity(count * Self.daysInMonth)
  }

  /// Months before the second before `firstMonth` are passed over: no rule looks further back.
  static func earliest(_ facts: ParkFacts) -> Month { facts.profile.firstMonth.advanced(by: -2) }

  /// Forgets all, and keeps the space.
  mutating func clear() {
    for entry in entries {
      newest[Int(entry.meter)] = -1
      latest[Int(entry.meter)] = Latest()
    }
    entries.removeAll(keepingCapacity: true)
    early.removeAll()
    cells.removeAll(keepingCapacity: true)
    figures.removeAll(keepingCapacity: true)
    marks.removeAll(keepingCapacity: true)
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
      let meter = Int(row.meter)
      if latest[meter].day != row.day {
        let entry = find(row.meter, day.month) ?? make(row.meter, day.month, part, row.line)
        latest[meter] = Latest(day: row.day, entry: Int32(entry), cell: Int32(cell(entry, Int(day.index))))
      }
      let cell = Int(latest[meter].cell)
      if row.slot % 6 != 0 { refine(cell) }
      var repeated: Int32 = -1
      next = Self.add(rows, next, day, book, latest, width, &figures, &marks, &fine, &repeated)
      if repeated >= 0 { entries[Int(repeated)].hasRepeats = true }
    }
  }

  /// Adds the rows of one day from a place on, as far as their meters' cells are known and they fit the marks there;
  /// gives the place behind them, and the entry in which an interval came twice.
  private static func add(
    _ rows: Span<IntervalRow>, _ start: Int, _ day: IntervalDayBook.Entry, _ book: IntervalDayBook,
    _ latest: [Latest], _ width: Int, _ figures: inout [Int64], _ marks: inout [UInt64], _ fine: inout [UInt64],
    _ repeated: inout Int32
  ) -> Int {
    let zones = Int(day.zones)
    let codes = zones < 0 ? Span() : book.codes.span.extracting(zones..<(zones + IntervalDayBook.slots))
    let sets = book.sets
    let latest = latest.span
    var figures = figures.mutableSpan
    var marks = marks.mutableSpan
    var fine = fine.mutableSpan
    var next = start
    while next < rows.count && repeated < 0 {
      let meter = rows[next].meter
      let known = latest[Int(meter)]
      guard known.day == rows[next].day, known.day == day.day else { break }
      let cell = Int(known.cell)
      let at = cell &* width
      var halves = marks[cell]
      if halves & isFine == 0, next &+ 1 == rows.count || rows[next &+ 1].meter != meter {
        // Rows in order of time: one of each meter.
        let row = rows[next]
        let half = row.slot / 6
        guard half &* 6 == row.slot else { break }
        next &+= 1
        let mark: UInt64 = 1 &<< UInt64(truncatingIfNeeded: half)
        if halves & mark != 0 {
          repeated = known.entry
          continue
        }
        marks[cell] = halves | mark
        figures[at] &+= row.isEstimated ? 1 << 32 | 1 : 1
        figures[at &+ 1] &+= row.units
        if row.units > figures[at &+ 2] { figures[at &+ 2] = row.units }
        figures[at &+ 3] &+= row.checksum
        if Int(row.wallSlot) < codes.count {
          add(row.units, codes[Int(row.wallSlot)], at &+ IntervalDays.zonesAt, sets, &figures)
        }
        continue
      }
      var sums = DaySums(zones: at &+ IntervalDays.zonesAt, peak: figures[at &+ 2])
      let begin = next
      if halves & isFine == 0 {
        while next < rows.count {
          let row = rows[next]
          let half = row.slot / 6
          guard row.meter == meter, row.day == day.day, half &* 6 == row.slot else { break }
          next &+= 1
          let mark: UInt64 = 1 &<< UInt64(truncatingIfNeeded: half)
          if halves & mark != 0 {
            repeated = known.entry
            continue
          }
          halves |= mark
          sums.take(row, codes, sets, &figures)
        }
        marks[cell] = halves
      } else {
        let place = Int(truncatingIfNeeded: halves & ~isFine)
        while next < rows.count {
          let row = rows[next]
          guard row.meter == meter, row.day == day.day else { break }
          next &+= 1
          let word = place &+ Int(row.slot) &>> 6
          let mark: UInt64 = 1 &<< UInt64(truncatingIfNeeded: row.slot & 63)
          if fine[word] & mark != 0 {
            repeated = known.entry
            continue
          }
          fine[word] |= mark
          sums.take(row, codes, sets, &figures)
        }
      }
      if next == begin { break }
      sums.close(sets, &figures)
      figures[at] &+= sums.counts
      figures[at &+ 1] &+= sums.sum
      figures[at &+ 2] = sums.peak
      figures[at &+ 3] &+= sums.checksum
    }
    return next
  }

  /// What some rows of one meter's day come to.
  private struct DaySums {
    /// Where the sums of the zones begin among the figures.
    private let zones: Int
    private(set) var counts: Int64 = 0
    private(set) var sum: Int64 = 0
    private(set) var peak: Int64
    private(set) var checksum: Int64 = 0
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
      checksum &+= row.checksum
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
      IntervalTally.add(ofCode, code, zones, sets, &figures)
    }
  }

  /// Adds units to the zones of a code of the day book, whose figures begin at a place.
  @inline(__always)
  private static func add(
    _ units: Int64, _ code: Int32, _ zones: Int, _ sets: [[Int]], _ figures: inout MutableSpan<Int64>
  ) {
    if code >= 0 {
      figures[zones &+ Int(code)] &+= units
    } else if code < -1 {
      for zone in sets[-2 - Int(code)] { figures[zones &+ zone] &+= units }
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
    cells += [Int32](repeating: -1, count: Self.daysInMonth)
    return entries.count - 1
  }

  /// The cell of an entry's day, made where there is none.
  mutating func cell(_ entry: Int, _ day: Int) -> Int {
    let known = cells[entry * Self.daysInMonth + day]
    if known >= 0 { return Int(known) }
    let new = marks.count
    cells[entry * Self.daysInMonth + day] = Int32(new)
    for _ in 0..<width { figures.append(0) }
    marks.append(0)
    return new
  }

  /// Goes on with marks of five minutes.
  mutating func refine(_ cell: Int) {
    guard marks[cell] & Self.isFine == 0 else { return }
    let finer = Self.refined(marks[cell])
    marks[cell] = Self.isFine | UInt64(fine.count)
    for word in finer.indices { fine.append(finer[word]) }
  }

  private static func refined(_ halves: UInt64) -> [5 of UInt64] {
    var marks = [5 of UInt64](repeating: 0)
    for half in 0..<50 where halves >> UInt64(half) & 1 == 1 {
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
      for day in 0..<Self.daysInMonth {
        let source = Int(other.cells[from * Self.daysInMonth + day])
        if source >= 0, merge(other, source, cell(to, day)) { entries[to].hasRepeats = true }
      }
    }
  }

  /// Adds a day to another; true where both have an interval.
  private mutating func merge(_ other: IntervalTally, _ source: Int, _ target: Int) -> Bool {
    var isTaken = false
    if (marks[target] | other.marks[source]) & Self.isFine == 0 {
      isTaken = marks[target] & other.marks[source] != 0
      marks[target] |= other.marks[source]
    } else {
      refine(target)
      let more = other.fineMarks(source)
      let start = Int(marks[target] & ~Self.isFine)
      for word in more.indices {
        if fine[start + word] & more[word] != 0 { isTaken = true }
        fine[start + word] |= more[word]
      }
    }
    let (old, new) = (target * width, source * width)
    figures[old] &+= other.figures[new]
    figures[old + 1] &+= other.figures[new + 1]
    figures[old + 2] = max(figures[old + 2], other.figures[new + 2])
    for sum in 3..<width { figures[old + sum] &+= other.figures[new + sum] }
    return isTaken
  }

  // MARK: Looking

  func fineMarks(_ cell: Int) -> [5 of UInt64] {
    if marks[cell] & Self.isFine == 0 { return Self.refined(marks[cell]) }
    let start = Int(marks[cell] & ~Self.isFine)
    var found = [5 of UInt64](repeating: 0)
    for word in found.indices { found[word] = fine[start + word] }
    return found
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

  /// True where there is a row of a later day.
  func hasRows(after last: Day) -> Bool {
    entries.indices.contains { entry in
      let first = Month(number: Int(entries[entry].month)).firstDay
      return (0..<Self.daysInMonth).contains {
        cells[entry * Self.daysInMonth + $0] >= 0 && first.advanced(by: $0) > last
      }
    }
  }

  /// The minutes since the day began, in order, at which an interval starts.
  func starts(_ entry: Int, day: Int) -> [Int] {
    let cell = cells[entry * Self.daysInMonth + day]
    return cell < 0 ? [] : minutes(of: fineMarks(Int(cell)))
  }

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
    let grid = (0..<50).filter { $0 * 30 % minutes == 0 }.reduce(UInt64(0)) { $0 | 1 << UInt64($1) }
    return (0..<Self.daysInMonth).allSatisfy { day in
      let cell = cells[entry * Self.daysInMonth + day]
      if cell < 0 { return true }
      if marks[Int(cell)] & Self.isFine == 0 { return marks[Int(cell)] & ~grid == 0 }
      return starts(entry, day: day).allSatisfy { $0 % minutes == 0 }
    }
  }

  /// The days of an entry. All share the storage of the tally.
  func days(_ entry: Int) -> IntervalDays {
    let start = entry * Self.daysInMonth
    let count = Month(number: Int(entries[entry].month)).dayCount
    return IntervalDays(zones: zoneCount, figures: figures, places: cells[start..<(start + count)])
  }
}
