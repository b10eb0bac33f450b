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

  /// No delimiter and no line end stands above it: mostly the semicolon.
  private let highest: UInt8

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    highest = max(delimiter, 0x3B)
  }

  /// Goes on with the row's bytes, all from its start. Cells get positions counted from there; the list of them is
  /// empty at the start of the row.
  mutating func run(_ bytes: Span<UInt8>, atEnd: Bool, into cells: inout [CSVRow.Cell]) -> Need {
    while true {
      if index == bytes.count {
        if !atEnd { return .more }
        return finish(bytes, &cells)
      }
      switch state {
      case .cellStart:
        let isQuoted = bytes[index] == 0x22
        if isQuoted { index += 1 }
        cellStart = index
        state = isQuoted ? .quoted : .plain
      case .plain:
        let end = endOfPlain(bytes)
        index = end
        guard end < bytes.count else { continue }
        guard let need = endCell(bytes, at: end, atEnd: atEnd, isQuoted: false, &cells) else { continue }
        return need
      case .quoted:
        let byte = bytes[index]
        if byte == 0x22 {
          state = .quoteInQuoted
          cellEnd = index
        } else if byte == 0x0A {
          lines += 1
        } else if byte == 0x0D {
          // Whether the line ends here or behind an LF is known with the next byte.
          guard index + 1 < bytes.count || atEnd else { return .more }
          if index + 1 < bytes.count, bytes[index + 1] != 0x0A { lines += 1 }
        }
        index += 1
      case .quoteInQuoted:
        if bytes[index] == 0x22 {
          state = .quoted
          index += 1
        } else {
          state = .afterQuote
        }
      case .afterQuote:
        let byte = bytes[index]
        if byte == 0x20 {
          index += 1
        } else if byte == delimiter || byte == 0x0A || byte == 0x0D {
          guard let need = endCell(bytes, at: cellEnd, atEnd: atEnd, isQuoted: true, &cells) else { continue }
          return need
        } else {
          fault = .textAfterQuote
          return .none
        }
      }
    }
  }

  /// Takes the quote that is open for one that never closes.
  mutating func giveUp() { fault = .openQuote }

  @inline(__always)
  private func endOfPlain(_ bytes: Span<UInt8>) -> Int {
    var index = self.index
    let (delimiter, highest) = (self.delimiter, self.highest)
    while index < bytes.count {
      let byte = bytes[index]
      if byte <= highest && (byte == delimiter || byte == 0x0A || byte == 0x0D) { break }
      index += 1
    }
    return index
  }

  /// Ends a cell at a delimiter, or with its line; nil where the row goes on.
  @inline(__always)
  private mutating func endCell(
    _ bytes: Span<UInt8>, at end: Int, atEnd: Bool, isQuoted: Bool, _ cells: inout [CSVRow.Cell]
  ) -> Need? {
    let byte = bytes[index]
    if byte == delimiter {
      add(bytes, end, isQuoted, &cells)
      state = .cellStart
      index += 1
      return nil
    }
    var behind = index + 1
    if byte == 0x0D {
      if behind == bytes.count && !atEnd { return .more }
      if behind < bytes.count && bytes[behind] == 0x0A { behind += 1 }
    }
    add(bytes, end, isQuoted, &cells)
    consumed = behind
    lines += 1
    return Need.none
  }

  private mutating func finish(_ bytes: Span<UInt8>, _ cells: inout [CSVRow.Cell]) -> Need {
    switch state {
    case .cellStart:
      cellStart = bytes.count
      add(bytes, bytes.count, false, &cells)
    case .plain: add(bytes, bytes.count, false, &cells)
    case .quoted: fault = .openQuote
    case .quoteInQuoted, .afterQuote: add(bytes, cellEnd, true, &cells)
    }
    consumed = bytes.count
    lines += 1
    return .none
  }

  @inline(__always)
  private func add(_ bytes: Span<UInt8>, _ end: Int, _ quoted: Bool, _ cells: inout [CSVRow.Cell]) {
    var cell = CSVRow.Cell(start: cellStart, end: end, innerStart: cellStart, innerEnd: end, isQuoted: quoted)
    if !quoted && cellStart < end { cell.trim(bytes) }
    cells.append(cell)
  }
}
