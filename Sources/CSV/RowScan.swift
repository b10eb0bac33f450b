/// The state machine of RFC 4180 over one row. It can stop at the end of a block and go on when more is there.
struct RowScan {
  enum Need { case none, more }

  /// Bytes from the row's start to behind its line end, once it is whole.
  private(set) var consumed = 0
  /// Physical lines that the row takes.
  private(set) var lines = 0
  private(set) var fault: CSVFault.Kind?

  private enum State { case cellStart, plain, quoted, quoteInQuoted, afterQuote }
  private let delimiter: UInt8
  private var state = State.cellStart
  private var index = 0
  private var cellStart = 0
  private var cellEnd = 0
  private var begun = false

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Goes on with the row's bytes, all from its start. Cells get positions counted from there.
  mutating func run(_ bytes: Span<UInt8>, atEnd: Bool, into cells: inout [CSVRow.Cell]) -> Need {
    if !begun {
      cells.removeAll(keepingCapacity: true)
      begun = true
    }
    var index = self.index
    let count = bytes.count
    while true {
      if index == count {
        self.index = index
        if !atEnd { return .more }
        return finish(at: count, &cells)
      }
      let byte = bytes[index]
      switch state {
      case .cellStart:
        cellStart = index
        if byte == 0x22 {
          state = .quoted
          cellStart = index + 1
          index += 1
        } else {
          state = .plain
        }
      case .plain:
        if byte > 0x3B || (byte != delimiter && byte != 0x0A && byte != 0x0D) {
          index += 1
        } else if byte == delimiter {
          add(cellStart, index, false, &cells)
          state = .cellStart
          index += 1
        } else {
          guard let end = lineEnd(bytes, index, atEnd: atEnd) else {
            self.index = index
            return .more
          }
          add(cellStart, index, false, &cells)
          consumed = end
          lines += 1
          return .none
        }
      case .quoted:
        if byte == 0x22 {
          state = .quoteInQuoted
          cellEnd = index
        } else if byte == 0x0A || (byte == 0x0D && index + 1 < count && bytes[index + 1] != 0x0A) {
          lines += 1
        }
        index += 1
      case .quoteInQuoted:
        if byte == 0x22 {
          state = .quoted
          index += 1
        } else {
          state = .afterQuote
        }
      case .afterQuote:
        if byte == delimiter {
          add(cellStart, cellEnd, true, &cells)
          state = .cellStart
          index += 1
        } else if byte == 0x0A || byte == 0x0D {
          guard let end = lineEnd(bytes, index, atEnd: atEnd) else {
            self.index = index
            return .more
          }
          add(cellStart, cellEnd, true, &cells)
          consumed = end
          lines += 1
          return .none
        } else if byte == 0x20 {
          index += 1
        } else {
          fault = .textAfterQuote
          return .none
        }
      }
    }
  }

  /// Takes the quote that is open for one that never closes.
  mutating func giveUp() { fault = .openQuote }

  private mutating func finish(at count: Int, _ cells: inout [CSVRow.Cell]) -> Need {
    switch state {
    case .cellStart: add(count, count, false, &cells)
    case .plain: add(cellStart, count, false, &cells)
    case .quoted: fault = .openQuote
    case .quoteInQuoted, .afterQuote: add(cellStart, cellEnd, true, &cells)
    }
    consumed = count
    lines += 1
    return .none
  }

  /// The position behind CR, LF or CR LF; nil where the block ends between the two.
  private func lineEnd(_ bytes: Span<UInt8>, _ index: Int, atEnd: Bool) -> Int? {
    if bytes[index] == 0x0A { return index + 1 }
    if index + 1 == bytes.count { return atEnd ? index + 1 : nil }
    return bytes[index + 1] == 0x0A ? index + 2 : index + 1
  }

  private func add(_ start: Int, _ end: Int, _ quoted: Bool, _ cells: inout [CSVRow.Cell]) {
    cells.append(CSVRow.Cell(start: start, end: end, innerStart: 0, innerEnd: 0, isQuoted: quoted))
  }
}
