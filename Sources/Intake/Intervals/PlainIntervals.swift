import CSV
import Measures

/// Takes rows of intervals apart that are written as nearly all are: a known meter's name, a date and a time on a grid
/// of five minutes, a number of digits with at most one mark, `A`, `E` or nothing; with or without quotes.
///
/// It takes a row only where all rules together come to the same. Any other it leaves to them.
struct PlainIntervals {
  private enum Role { case meter, start, value, quality, other }

  /// Rows that are kept before they are handed on.
  static let batch = 256

  /// How the rows of the file look.
  private struct Form {
    let meters: IntervalMeters
    let delimiter: UInt8
    let roles: [Role]
    let powers: [Int64] = [1_000_000, 100_000, 10_000, 1000, 100, 10, 1]
    /// `HH:MM` of each five minutes of a day, as the upper five bytes of a word.
    let times: [UInt64] = (0..<IntervalDayBook.slots).map { slot in
      let (hour, minute) = (UInt64(slot / 12), UInt64(slot % 12 * 5))
      let digits = (hour / 10) | (hour % 10) << 8 | (minute / 10) << 24 | (minute % 10) << 32
      return (digits | 0x30_303A_3030) << 24
    }

    /// True where the cells stand in the order of the columns.
    var isRegular: Bool { roles == [.meter, .start, .value] || roles == [.meter, .start, .value, .quality] }
    var delimiters: UInt64 { UInt64(delimiter) &* 0x0101_0101_0101_0101 }

    /// True where the day is a plain one on which the meter is installed.
    @inline(__always)
    func takes(_ date: DateText, _ meter: Int) -> Bool {
      date.isPlain && date.day >= meters.firstDay[meter] && date.day < meters.endDay[meter]
    }
  }
  /// What the last regular row told: mostly the next one tells the same, at a time as far from its as that was from
  /// the one before.
  private struct Last {
    var name = NameText()
    var date = DateText()
    /// True where the meter takes intervals on the day.
    var isTaken = false
    /// What stands between date and time.
    var separator: UInt64 = 0
    var slot = 0
    var step = 0
  }
  private let form: Form
  private var last = Last()
  private var lastDate = DateText()
  private var dates: [DateText]
  private(set) var rows: [IntervalRow]
  private(set) var count = 0

  /// A day by the ten bytes that it is written with.
  private struct DateText {
    var start: UInt64 = 0
    var end: UInt64 = 0
    var day: Int32 = 0
    /// False for what is no day, and for those on which the clocks are changed.
    var isPlain = false

    init() {}

    init(_ text: Span<UInt8>, _ start: UInt64, _ end: UInt64, _ clock: ParkClock) {
      let day = Day.parse(text)
      self.start = start
      self.end = end
      self.day = Int32(day?.number ?? 0)
      isPlain = day.map(clock.isPlain) ?? false
    }
  }

  init(_ meters: IntervalMeters, _ table: CSVTable, _ layout: TableLayout) {
    var roles = [Role](repeating: .other, count: table.header.count)
    for (name, role) in [("meter_id", Role.meter), ("start", .start), ("value", .value), ("quality", .quality)] {
      if let position = layout.position(name) { roles[position] = role }
    }
    form = Form(meters: meters, delimiter: table.delimiter, roles: roles)
    dates = [DateText](repeating: DateText(), count: 64)
    let none = IntervalRow(meter: 0, day: 0, slot: 0, wallSlot: 0, isEstimated: false, units: 0, line: 0)
    rows = [IntervalRow](repeating: none, count: Self.batch)
  }

  var isFull: Bool { count == Self.batch }

  mutating func append(_ row: IntervalRow) {
    rows[count] = row
    count += 1
  }

  mutating func clear() { count = 0 }

  /// Takes rows from the front, as ``CSVReader/forEachRow(plain:_:)`` asks for, until the batch is full.
  mutating func take(_ bytes: Span<UInt8>, _ room: Int, _ line: Int, _ names: inout NameOrder) -> PlainRows {
    var taken = PlainRows()
    while taken.bytes < room, count < Self.batch {
      if form.isRegular { Self.takeRegular(bytes, room, line, form, &last, &names, &dates, &rows, &count, &taken) }
      guard taken.bytes < room, count < Self.batch else { break }
      guard let row = Self.row(bytes, line, form, &lastDate, &dates, &taken) else { break }
      if let row { append(row) }
    }
    return taken
  }

  /// Takes one row of any order of cells, with or without quotes; nil where it is not plain, a row within for one that
  /// is not blank.
  private static func row(
    _ bytes: Span<UInt8>, _ line: Int, _ form: Form, _ lastDate: inout DateText, _ dates: inout [DateText],
    _ taken: inout PlainRows
  ) -> IntervalRow?? {
    let delimiter = form.delimiter
    let delimiters = form.delimiters
    var at = taken.bytes
    if bytes[at] == 0x0A || (bytes[at] == 0x0D && bytes[at + 1] == 0x0A) {
      taken.bytes += bytes[at] == 0x0A ? 1 : 2
      taken.lines += 1
      return .some(nil)
    }
    var meter = -1
    var slot: UInt16 = 0
    var units: Int64 = 0
    var isEstimated = false
    var date = lastDate
    for (cell, role) in form.roles.enumerated() {
      if cell > 0 {
        guard bytes[at] == delimiter else { return nil }
        at += 1
      }
      let isQuoted = bytes[at] == 0x22
      if isQuoted { at += 1 }
      switch role {
      case .meter:
        let ends = isQuoted ? 0x2222_2222_2222_2222 : delimiters
        var length = 0
        while length < 72 {
          let end = firstZero(bytes.word(at: at + length) ^ ends)
          length += end
          if end < 8 { break }
        }
        meter = form.meters.table.find(bytes, at, length)
        guard meter >= 0 else { return nil }
        at += length
      case .start:
        date = Self.date(bytes, at, lastDate, &dates, form)
        lastDate = date
        guard let time = clockSlot(bytes.word(at: at + 8)) else { return nil }
        slot = time
        at += 16
        if bytes[at] == 0x3A && bytes[at + 1] == 0x30 && bytes[at + 2] == 0x30 { at += 3 }
      case .value:
        guard let value = value(bytes, &at, takesComma: isQuoted || delimiter != 0x2C, form) else { return nil }
        units = value
      case .quality:
        let letter = bytes[at] | 0x20
        if letter == 0x61 || letter == 0x65 {
          isEstimated = letter == 0x65
          at += 1
        }
      case .other:
        guard !isQuoted else { return nil }
        while bytes[at] > 0x3B || (bytes[at] != delimiter && bytes[at] > 0x0D) { at += 1 }
      }
      if isQuoted {
        guard bytes[at] == 0x22 else { return nil }
        at += 1
      }
    }
    if bytes[at] == 0x0D { at += 1 }
    guard bytes[at] == 0x0A, form.takes(date, meter) else { return nil }
    let row = IntervalRow(
      meter: Int32(truncatingIfNeeded: meter), day: date.day, slot: slot, wallSlot: slot, isEstimated: isEstimated,
      units: units, line: line + taken.lines)
    taken.bytes = at + 1
    taken.lines += 1
    return row
  }

  /// A number of up to nine digits and six decimals, byte by byte.
  private static func value(_ bytes: Span<UInt8>, _ at: inout Int, takesComma: Bool, _ form: Form) -> Int64? {
    var units: Int64 = 0
    let start = at
    while bytes[at] &- 0x30 < 10 {
      units = units &* 10 &+ Int64(bytes[at] &- 0x30)
      at += 1
    }
    guard at > start, at - start < 10 else { return nil }
    guard bytes[at] == 0x2E || (bytes[at] == 0x2C && takesComma) else { return units * 1_000_000 }
    at += 1
    let mark = at
    while bytes[at] &- 0x30 < 10 {
      units = units &* 10 &+ Int64(bytes[at] &- 0x30)
      at += 1
    }
    return at > mark && at - mark <= 6 ? units * form.powers[at - mark] : nil
  }

  /// The same for rows of three or four cells in the columns' order, without quotes, whose names and numbers are short:
  /// in words of eight bytes, as many rows as there are.
  ///
  /// What a row has in common with the one before is compared, not read again: where the next row starts must not have
  /// to wait for more than the length of this one's number.
  private static func takeRegular(
    _ bytes: Span<UInt8>, _ room: Int, _ line: Int, _ form: Form, _ kept: inout Last, _ names: inout NameOrder,
    _ dates: inout [DateText], _ taken: inout [IntervalRow], _ count: inout Int, _ done: inout PlainRows
  ) {
    let delimiter = UInt64(form.delimiter)
    let hasQuality = form.roles.count == 4
    // The delimiter, `A` and the line end.
    let actualTail = delimiter | 0x0A_4100
    let powers = form.powers.span
    let times = form.times.span
    var last = kept
    var rows = taken.mutableSpan
    var next = count
    var at = done.bytes
    var row = line &+ done.lines
    while at < room, next < batch {
      if !last.name.stands(bytes, at) {
        guard let name = names.name(bytes, at, form.delimiters, form.meters.table) else { break }
        last.name = name
        last.isTaken = false
      }
      let start = at &+ Int(last.name.width)
      let rest = bytes.word(at: start &+ 8)
      var slot = last.slot &+ last.step
      if slot >= IntervalDayBook.slots { slot &-= IntervalDayBook.slots }
      if bytes.word(at: start) != last.date.start
        || rest != last.date.end | last.separator | times[slot]
      {
        last.date = Self.date(bytes, start, last.date, &dates, form)
        last.isTaken = false
        guard let time = clockSlot(rest) else { break }
        slot = Int(time)
        last.separator = rest & 0xFF_0000
        last.step = slot &- last.slot
        if last.step < 0 { last.step &+= IntervalDayBook.slots }
      }
      if !last.isTaken {
        guard last.name.meter >= 0, form.takes(last.date, Int(last.name.meter)) else { break }
        last.isTaken = true
      }
      last.slot = slot

      // Digits become 0 to 9. The first byte that is none is the mark or the end, the second the end behind a mark.
      let number = bytes.word(at: start &+ 17)
      let digits = number ^ 0x3030_3030_3030_3030
      let others = (((digits & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676) | digits) & 0x8080_8080_8080_8080
      let whole = others.trailingZeroBitCount / 8
      guard whole > 0, whole < 8 else { break }
      let mark = number &>> UInt64(truncatingIfNeeded: whole &* 8) & 0xFF
      var end = whole
      var units: Int64
      if mark == 0x2E || (mark == 0x2C && delimiter != 0x2C) {
        end = (others & (others &- 1)).trailingZeroBitCount / 8
        guard end < 8, end &- whole > 1 else { break }
        let front = ~(UInt64.max &<< UInt64(truncatingIfNeeded: whole &* 8))
        units = eightDigits(
          (digits & front | (digits >> 8) & ~front) &<< UInt64(truncatingIfNeeded: 72 &- end &* 8))
        units &*= powers[end &- whole &- 1]
      } else {
        units = eightDigits(digits &<< UInt64(truncatingIfNeeded: 64 &- whole &* 8)) &* 1_000_000
      }

      let behind = start &+ 17 &+ end
      var tail = bytes.word(at: behind)
      var isEstimated = false
      var width = 3
      if !hasQuality || tail & 0xFF_FFFF != actualTail {
        width = 1
        if hasQuality {
          let letter = tail >> 8 & 0xFF | 0x20
          isEstimated = letter == 0x65
          width = letter == 0x61 || isEstimated ? 3 : 2
          guard tail & 0xFF == delimiter else { break }
          tail &>>= UInt64(truncatingIfNeeded: width &* 8 &- 8)
        }
        if tail & 0xFF == 0x0D {
          width &+= 1
          tail >>= 8
        }
        guard tail & 0xFF == 0x0A else { break }
      }
      guard bytes.word(at: start &+ 16) & 0xFF == delimiter else { break }
      let five = UInt16(truncatingIfNeeded: slot)
      rows[next] = IntervalRow(
        meter: last.name.meter, day: last.date.day, slot: five, wallSlot: five, isEstimated: isEstimated, units: units,
        line: row)
      next &+= 1
      row &+= 1
      at = behind &+ width
    }
    done = PlainRows(bytes: at, lines: row &- line)
    count = next
    kept = last
  }

  /// The day that is written at a position.
  @inline(__always)
  private static func date(
    _ bytes: Span<UInt8>, _ at: Int, _ last: DateText, _ dates: inout [DateText], _ form: Form
  ) -> DateText {
    let start = bytes.word(at: at)
    let end = bytes.word(at: at + 8) & 0xFFFF
    if start == last.start && end == last.end { return last }
    // The days of a month have places of their own.
    let place = Int(truncatingIfNeeded: (end & 0x03) << 4 | (end >> 8) & 0x0F)
    if start != dates[place].start || end != dates[place].end {
      dates[place] = DateText(bytes.extracting(at..<(at + 10)), start, end, form.meters.clock)
    }
    return dates[place]
  }
}

/// Which five minutes of the day `THH:MM` begins, or the same with a space for the `T`, in the upper six bytes of a
/// word; nil where it is no such time.
@inline(__always)
private func clockSlot(_ word: UInt64) -> UInt16? {
  // Digits become 0 to 9, the colon 0; what is more in any place reaches the highest bit of its byte.
  let time = word &>> 24 ^ 0x30_303A_3030
  let valid = ((time &+ 0x76_7A7F_7676) | time) & 0x80_8080_8080 == 0
  let hours = time & 0xFF &* 10 &+ time &>> 8 & 0xFF
  let last = time &>> 32
  // The last digit is 0 or 5.
  guard valid, hours < 24, 0x21 &>> last & 1 == 1 else { return nil }
  let between = word &>> 16 & 0xFF
  guard between == 0x54 || between == 0x20 else { return nil }
  return UInt16(truncatingIfNeeded: hours &* 12 &+ time &>> 23 & 0x1E &+ last &>> 2)
}

/// The number of eight digits, each a byte from 0 to 9, the first of them lowest.
@inline(__always)
private func eightDigits(_ digits: UInt64) -> Int64 {
  let pairs = digits &* 10 &+ digits >> 8
  let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
  let high = (pairs >> 16 & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
  return Int64(truncatingIfNeeded: (low &+ high) >> 32)
}
