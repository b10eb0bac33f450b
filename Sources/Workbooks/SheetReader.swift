/// The rows of one sheet, from the first to the last, in memory that holds one of them.
struct SheetReader: ~Copyable {
  private var xml: XMLScanner
  private let styles: Styles
  private let from1904: Bool
  private let strings: SharedStrings
  private var row: SheetRow
  private var lastColumn = -1

  /// What a cell's `t` says that its value is.
  private enum ValueType { case number, shared, string, boolean, error, date }

  init(_ part: consuming PartBytes, _ styles: Styles, _ strings: SharedStrings, from1904: Bool) throws(PartFault) {
    xml = try XMLScanner(part)
    self.styles = styles
    self.strings = strings
    self.from1904 = from1904
    row = SheetRow(strings)
  }

  /// Where in the part the reader stands.
  var offset: Int { xml.offset }

  /// Hands over each row that is not blank, until it is told to stop. Only behind the last row it is known that the
  /// sheet is whole.
  mutating func forEachRow(_ body: (borrowing SheetRow) -> Bool) throws(PartFault) {
    guard try xml.child(), xml.isNamed("worksheet") else { throw .malformed }
    while try xml.child() {
      guard xml.isNamed("sheetData") else {
        try xml.skip()
        continue
      }
      while try xml.child() {
        guard xml.isNamed("row") else {
          try xml.skip()
          continue
        }
        try readRow()
        if !row.isBlank, !body(row) { return }
      }
    }
    try xml.finish()
  }

  /// Rows and cells stand in order, and may leave out where they are.
  private mutating func readRow() throws(PartFault) {
    var number = row.number + 1
    if let given = xml.attribute("r") {
      guard let given = xml.number(given), given >= number else { throw .malformed }
      number = given
    }
    guard number <= Bounds.rows else { throw .malformed }
    row.number = number
    row.cells.removeAll(keepingCapacity: true)
    row.bytes.removeAll(keepingCapacity: true)
    lastColumn = -1
    while try xml.child() {
      if xml.isNamed("c") { try readCell() } else { try xml.skip() }
    }
  }

  private mutating func readCell() throws(PartFault) {
    var (type, style, column) = (ValueType.number, 0, lastColumn + 1)
    for index in 0..<xml.attributes.count {
      let attribute = xml.attributes[index]
      guard attribute.name.count == 1 else { continue }
      switch xml.byte(attribute.name.lowerBound) {
      case 0x72: column = try self.column(attribute.value)
      case 0x73:
        guard let number = xml.number(attribute.value) else { throw .malformed }
        style = number
      case 0x74: type = try self.type(attribute.value)
      default: break
      }
    }
    guard column > lastColumn, column < Bounds.columns else { throw .malformed }
    lastColumn = column
    let start = row.bytes.count
    let before = row.cells.count
    var hasFormula = false
    while try xml.child() {
      if xml.isNamed("v") {
        try xml.text()
        guard row.cells.count == before else { throw .malformed }
        try takeValue(type, style, column, from: start)
      } else if xml.isNamed("f") {
        hasFormula = true
        try xml.text()
        row.bytes.append(0x3D)
        unsafe row.bytes.append(contentsOf: xml.latestText)
      } else if xml.isNamed("is") {
        guard row.cells.count == before else { throw .malformed }
        try xml.stringItem(to: &row.bytes)
        add(.text, column, from: start)
      } else {
        try xml.skip()
      }
      guard row.bytes.count <= Bounds.row else { throw .tooLarge(.row) }
    }
    // A formula's text stays only where it has no value; that of a string may be an empty one.
    guard row.cells.count == before else { return }
    if hasFormula, type != .string { return add(.uncalculated, column, from: start) }
    row.bytes.removeLast(row.bytes.count - start)
  }

  /// The column of `AB12`, whose number has to be the row's.
  @inline(__always)
  private func column(_ reference: Range<Int>) throws(PartFault) -> Int {
    var index = reference.lowerBound
    var column = 0
    while index < reference.upperBound {
      let letter = (xml.byte(index) & 0xDF) &- 0x41
      guard letter < 26 else { break }
      column = column * 26 + Int(letter) + 1
      guard column <= Bounds.columns else { throw .malformed }
      index += 1
    }
    guard column > 0, xml.number(index..<reference.upperBound) == row.number else { throw .malformed }
    return column - 1
  }

  @inline(__always)
  private func type(_ value: Range<Int>) throws(PartFault) -> ValueType {
    if value.count == 1 {
      switch xml.byte(value.lowerBound) {
      case 0x73: return .shared
      case 0x6E: return .number
      case 0x62: return .boolean
      case 0x65: return .error
      case 0x64: return .date
      default: throw .malformed
      }
    }
    switch xml.string(value) {
    case "str", "inlineStr": return .string
    default: throw .malformed
    }
  }

  @inline(__always)
  private mutating func add(_ kind: CellKind, _ column: Int, from start: Int) {
    row.cells.append(
      SheetRow.Cell(
        column: Int32(column), kind: kind, isShared: false, start: UInt32(start), end: UInt32(row.bytes.count)))
  }

  /// Puts the value that the scanner has in the place of the cell's formula. What is no text and empty is no value.
  @inline(__always)
  private mutating func takeValue(
    _ type: ValueType, _ style: Int, _ column: Int, from start: Int
  ) throws(PartFault) {
    if type == .string {
      row.bytes.removeLast(row.bytes.count - start)
      unsafe appendString(xml.latestText, to: &row.bytes)
      return add(.text, column, from: start)
    }
    let text = unsafe trimmed(xml.latestText)
    guard !text.isEmpty else { return }
    row.bytes.removeLast(row.bytes.count - start)
    switch type {
    case .shared:
      guard let index = unsafe wholeNumber(text), let range = strings.range(index) else { throw .malformed }
      row.cells.append(
        SheetRow.Cell(
          column: Int32(column), kind: .text, isShared: true, start: UInt32(range.lowerBound),
          end: UInt32(range.upperBound)))
    case .number: unsafe add(appendNumber(text, styles.number(style)), column, from: start)
    case .boolean:
      guard let isTrue = unsafe boolean(text) else { throw .malformed }
      row.bytes.append(contentsOf: (isTrue ? "TRUE" : "FALSE").utf8)
      add(.boolean, column, from: start)
    case .error:
      unsafe row.bytes.append(contentsOf: text)
      add(.error, column, from: start)
    case .date:
      unsafe appendISODate(text, to: &row.bytes)
      add(.date, column, from: start)
    case .string: break
    }
  }

  /// Adds a number as it is, or as the date or the percentage that its format shows.
  @inline(__always)
  private mutating func appendNumber(_ text: UnsafeBufferPointer<UInt8>, _ style: NumberStyle) -> CellKind {
    if style != .plain, let number = unsafe NumberSpelling(text) {
      if style == .percent {
        number.append(timesTenTo: 2, to: &row.bytes)
        row.bytes.append(0x25)
        return .percent
      }
      if let date = SerialDate(number), date.append(style, from1904: from1904, to: &row.bytes) { return .date }
    }
    if unsafe text.contains(where: { $0 | 0x20 == 0x65 }), let number = unsafe NumberSpelling(text) {
      number.append(to: &row.bytes)
    } else {
      unsafe row.bytes.append(contentsOf: text)
    }
    return .number
  }

  private func boolean(_ text: UnsafeBufferPointer<UInt8>) -> Bool? {
    if unsafe text.elementsEqual("1".utf8) || text.elementsEqual("true".utf8) { return true }
    if unsafe text.elementsEqual("0".utf8) || text.elementsEqual("false".utf8) { return false }
    return nil
  }

  @inline(__always)
  private func wholeNumber(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard text.count <= 10 else { return nil }
    var value = 0
    for index in 0..<text.count {
      let digit = unsafe text[index] &- 0x30
      guard digit < 10 else { return nil }
      value = value &* 10 &+ Int(digit)
    }
    return value
  }
}

/// Adds a date that is written out, `2026-09-30T14:30:00.000`, without the parts of its last second.
private func appendISODate(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
  var index = 0
  while index < text.count, unsafe text[index] != 0x2E {
    bytes.append(unsafe text[index])
    index += 1
  }
  guard index < text.count else { return }
  index += 1
  while index < text.count, unsafe text[index] &- 0x30 < 10 { index += 1 }
  unsafe bytes.append(contentsOf: text[index...])
}
