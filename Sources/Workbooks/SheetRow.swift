/// What a cell holds.
public enum CellKind: UInt8, Sendable {
  /// Text, as it was written.
  case text
  /// A number: its digits as the file has them, without an exponent.
  case number
  /// What its format shows as a percentage: `12%` where the file has 0.12, as in a table that was saved as CSV.
  case percent
  /// A day, a time or both: `2026-09-30`, `2026-09-30T14:30:00`, `14:30`, `14:30:05`.
  case date
  /// `TRUE` or `FALSE`.
  case boolean
  /// An error instead of a value: `#N/A`.
  case error
  /// A formula whose value was never worked out, since no spreadsheet program has saved the file: the text is the
  /// formula behind `=`.
  case uncalculated
}

/// One row of a sheet, as long as it is looked at: the texts of its cells as a CSV table would have them.
///
/// Columns are counted from 0. A column in which the row has nothing is empty.
public struct SheetRow: ~Copyable {
  /// The row's number in the sheet, counted from 1.
  public internal(set) var number = 0
  @usableFromInline var cells: [Cell] = []
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline let strings: SharedStrings

  @usableFromInline
  struct Cell {
    @usableFromInline var column: Int32
    @usableFromInline var kind: CellKind
    /// The text stands among the shared ones, not in the row.
    @usableFromInline var isShared: Bool
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32
  }

  init(_ strings: SharedStrings) { self.strings = strings }

  /// One more than the last column that holds something.
  public var count: Int { (cells.last.map { Int($0.column) } ?? -1) + 1 }
  /// The columns that hold something, from left to right.
  public var columns: [Int] { cells.map { Int($0.column) } }

  /// What kind of cell stands in a column; nil where it is empty.
  public func kind(_ column: Int) -> CellKind? { cell(column)?.kind }

  /// True where nothing but blanks stands in the column.
  @inlinable
  public func isEmpty(_ column: Int) -> Bool { withCell(column) { $0.isEmpty } }

  /// Looks at the bytes of a cell in UTF-8, without the spaces and U+00A0 around them.
  @inlinable
  public func withCell<Result>(_ column: Int, _ look: (Span<UInt8>) -> Result) -> Result {
    guard let cell = cell(column) else { return look(bytes.span.extracting(0..<0)) }
    let text = cell.isShared ? strings.bytes : bytes
    let span = text.span
    return look(span.extracting(withoutBlanks(span, Int(cell.start)..<Int(cell.end))))
  }

  /// The cell without the blanks around it.
  public func trimmed(_ column: Int) -> String { withCell(column) { String(copying: $0) } }

  /// The cell just as it is written; empty where only blanks stand there.
  public func verbatim(_ column: Int) -> String {
    guard !isEmpty(column), let cell = cell(column) else { return "" }
    let range = Int(cell.start)..<Int(cell.end)
    return String(decoding: cell.isShared ? strings.bytes[range] : bytes[range], as: UTF8.self)
  }

  /// The place of a cell within its sheet, such as `B7`.
  public func place(_ column: Int) -> String { columnLetters(column) + "\(number)" }

  /// Cells stand in order, and mostly without gaps.
  @inlinable
  func cell(_ column: Int) -> Cell? {
    if cells.indices.contains(column), cells[column].column == column { return cells[column] }
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle].column < column { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low].column == column ? cells[low] : nil
  }

  /// True where no cell holds more than blanks.
  var isBlank: Bool {
    for cell in cells where !isEmpty(Int(cell.column)) { return false }
    return true
  }
}

/// The letters of a column counted from 0: `A`, `B`, … `XFD`.
public func columnLetters(_ column: Int) -> String {
  var letters = ""
  var rest = column
  while rest >= 0 {
    letters = String(Character(Unicode.Scalar(UInt8(0x41 + rest % 26)))) + letters
    rest = rest / 26 - 1
  }
  return letters
}

/// A range of bytes without the spaces and U+00A0 around them.
@usableFromInline
func withoutBlanks(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
  var (from, to) = (range.lowerBound, range.upperBound)
  while from < to {
    if bytes[from] == 0x20 {
      from += 1
    } else if bytes[from] == 0xC2, from + 1 < to, bytes[from + 1] == 0xA0 {
      from += 2
    } else {
      break
    }
  }
  while to > from {
    if bytes[to - 1] == 0x20 {
      to -= 1
    } else if bytes[to - 1] == 0xA0, to - 2 >= from, bytes[to - 2] == 0xC2 {
      to -= 2
    } else {
      break
    }
  }
  return from..<to
}

extension String {
  init(copying bytes: Span<UInt8>) {
    self = unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }
}
