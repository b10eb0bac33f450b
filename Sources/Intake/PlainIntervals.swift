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
  }
  private let form: Form
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
    let none = IntervalRow(meter: 0, day: 0, elapsed: 0, wallMinute: 0, isEstimated: false, units: 0, line: 0)
    rows = [IntervalRow](repeating: none, count: Self.batch)
  }

  var isFull: Bool { count == Self.batch }

  mutating func append(_ row: IntervalRow) {
    rows[count] = row
    count += 1
  }

  mutating func clear() { count = 0 }

  /// Takes rows from the front, as ``CSVReader/forEachRow(plain:_:)`` asks for, until the batch is full.
  mutating func take(_ bytes: Span<UInt8>, _ room: Int, _ line: Int) -> PlainRows {
    Self.take(bytes, room, line, form, &dates, &rows, &count)
  }

  private static func take(
    _ bytes: Span<UInt8>, _ room: Int, _ line: Int, _ form: Form, _ dates: inout [DateText],
    _ kept: inout [IntervalRow], _ count: inout Int
  ) -> PlainRows {
    let meters = form.meters
    let delimiter = form.delimiter
    let powers: [7 of Int64] = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000]
    let roles = form.roles
    let delimiters = UInt64(delimiter) &* 0x0101_0101_0101_0101
    var lastName: UInt64 = 0
    var lastMeter: Int = -1
    var date = DateText()
    var taken = PlainRows()
    var rows = kept.mutableSpan
    row: while taken.bytes < room, count < batch {
      var at = taken.bytes
      if bytes[at] == 0x0A || (bytes[at] == 0x0D && bytes[at + 1] == 0x0A) {
        taken.bytes += bytes[at] == 0x0A ? 1 : 2
        taken.lines += 1
        continue
      }
      var meter = -1
      var minute = 0
      var units: Int64 = 0
      var isEstimated = false
      var cell = 0
      while true {
        let isQuoted = bytes[at] == 0x22
        if isQuoted { at += 1 }
        switch roles[cell] {
        case .meter:
          let word = bytes.word(at: at)
          let ends = firstZero(word ^ (isQuoted ? 0x2222_2222_2222_2222 : delimiters))
          if ends < 8 {
            // Names of up to seven bytes, the delimiter with them, fill one word.
            let name = word & ByteTable.mask(ends)
            if name != lastName || lastMeter < 0 {
              lastMeter = ends > 0 ? meters.names.find(bytes, at, ends) : -1
              lastName = name
            }
            meter = lastMeter
            at += ends
          } else {
            var length = 8
            while length < 72 {
              let ends = firstZero(bytes.word(at: at + length) ^ (isQuoted ? 0x2222_2222_2222_2222 : delimiters))
              length += ends
              if ends < 8 { break }
            }
            meter = meters.names.find(bytes, at, length)
            at += length
          }
          guard meter >= 0 else { break row }
        case .start:
          let start = bytes.word(at: at)
          let rest = bytes.word(at: at + 8)
          let end = rest & 0xFFFF
          if start != date.start || end != date.end {
            date = dates[place(start, end)]
            if start != date.start || end != date.end {
              date = DateText(bytes.extracting(at..<(at + 10)), start, end, meters.clock)
              dates[place(start, end)] = date
            }
          }
          let between = UInt8(truncatingIfNeeded: rest >> 16)
          let a = Int(truncatingIfNeeded: rest >> 24 & 0xFF) &- 0x30
          let b = Int(truncatingIfNeeded: rest >> 32 & 0xFF) &- 0x30
          let c = Int(truncatingIfNeeded: rest >> 48 & 0xFF) &- 0x30
          let d = Int(truncatingIfNeeded: rest >> 56) &- 0x30
          minute = a &* 600 &+ b &* 60 &+ c &* 10 &+ d
          guard date.isPlain, between == 0x54 || between == 0x20, rest >> 40 & 0xFF == 0x3A,
            UInt(bitPattern: a) < 10, UInt(bitPattern: b) < 10, UInt(bitPattern: c) < 6, UInt(bitPattern: d) < 10,
            minute < 1440, minute % 5 == 0
          else { break row }
          at += 16
          if bytes[at] == 0x3A && bytes[at + 1] == 0x30 && bytes[at + 2] == 0x30 { at += 3 }
        case .value:
          let start = at
          var byte = bytes[at]
          while byte &- 0x30 < 10 {
            units = units &* 10 &+ Int64(byte &- 0x30)
            at += 1
            byte = bytes[at]
          }
          guard at > start, at - start < 10 else { break row }
          var decimals = 0
          if byte == 0x2E || (byte == 0x2C && (isQuoted || delimiter != 0x2C)) {
            at += 1
            byte = bytes[at]
            let mark = at
            while byte &- 0x30 < 10 {
              units = units &* 10 &+ Int64(byte &- 0x30)
              at += 1
              byte = bytes[at]
            }
            decimals = at - mark
            guard decimals > 0, decimals <= 6 else { break row }
          }
          units &*= powers[6 - decimals]
        case .quality:
          let letter = bytes[at] | 0x20
          if letter == 0x61 || letter == 0x65 {
            isEstimated = letter == 0x65
            at += 1
          }
        case .other:
          guard !isQuoted else { break row }
          while bytes[at] > 0x3B || (bytes[at] != delimiter && bytes[at] > 0x0D) { at += 1 }
        }
        if isQuoted {
          guard bytes[at] == 0x22 else { break row }
          at += 1
        }
        cell += 1
        if cell == roles.count { break }
        guard bytes[at] == delimiter else { break row }
        at += 1
      }
      if bytes[at] == 0x0D { at += 1 }
      guard bytes[at] == 0x0A, date.day >= meters.firstDay[meter], date.day < meters.endDay[meter] else { break }
      rows[count] = IntervalRow(
        meter: Int32(truncatingIfNeeded: meter), day: date.day, elapsed: Int16(truncatingIfNeeded: minute),
        wallMinute: Int16(truncatingIfNeeded: minute), isEstimated: isEstimated, units: units,
        line: line &+ taken.lines)
      count += 1
      taken.bytes = at + 1
      taken.lines += 1
    }
    return taken
  }

  private static func place(_ start: UInt64, _ end: UInt64) -> Int {
    Int(truncatingIfNeeded: ((start ^ end << 24) &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }
}

/// Which byte of a word, from the lowest, is the first that is zero; 8 where none is.
@inline(__always)
private func firstZero(_ word: UInt64) -> Int {
  (((word &- 0x0101_0101_0101_0101) & ~word) & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
}
