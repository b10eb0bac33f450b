public import Measures

/// What a cell holds.
public enum CellValue: Sendable, Hashable {
  /// Nothing; its style may still draw a border.
  case empty
  /// Words. Never a formula, whatever they start with.
  case text(String)
  /// A number that sums.
  case number(Figure)
  /// A real date.
  case date(Day)
  /// A formula such as `SUM(G12:G15)`, without `=`, and the exact result that the file keeps with it.
  case formula(String, result: Figure)

  /// How many characters of UTF-16 a cell takes.
  public static let longestText = 32_767

  /// The same, where a text is too long for a cell cut before that and marked with an ellipsis. The tables beside the
  /// workbooks have it whole.
  public var fitted: CellValue {
    guard case .text(let text) = self, text.utf8.count > Self.longestText, text.utf16.count > Self.longestText else {
      return self
    }
    var room = Self.longestText - 1
    return .text(
      text.prefix {
        room -= String($0).utf16.count
        return room >= 0
      } + "…")
  }

  /// An amount in soms.
  public static func money(_ amount: Money) -> CellValue { .number(Figure(amount)) }
  /// A count.
  public static func integer(_ value: Int) -> CellValue { .number(Figure(value)) }
}

/// A value and how it looks.
public struct Cell: Sendable, Hashable {
  /// What it holds.
  public var value: CellValue
  /// How it looks.
  public var style: Style

  /// A cell.
  public init(_ value: CellValue, _ style: Style = .plain) {
    self.value = value
    self.style = style
  }

  /// Nothing at all.
  public static let empty = Cell(.empty)
  /// True where nothing is to be written.
  public var isBlank: Bool { value == .empty && style == .plain }
}

/// A row: its cells from the first column on.
public struct Row: Sendable, Hashable {
  /// Points; nil leaves it to the program that opens the file.
  public var height: Int?
  /// From column A on.
  public var cells: [Cell]

  /// A row.
  public init(height: Int? = nil, _ cells: [Cell] = []) {
    self.height = height
    self.cells = cells
  }
}

/// A rectangle of cells, all bounds counted from 0 and included.
public struct CellRange: Sendable, Hashable {
  /// The rows.
  public let rows: ClosedRange<Int>
  /// The columns.
  public let columns: ClosedRange<Int>

  /// A rectangle.
  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.rows = rows
    self.columns = columns
  }

  /// One column of a stretch of rows.
  public init(rows: ClosedRange<Int>, column: Int) {
    self.init(rows: rows, columns: column...column)
  }

  /// `B3:D9`.
  public var text: String {
    "\(Self.name(row: rows.lowerBound, column: columns.lowerBound)):"
      + Self.name(row: rows.upperBound, column: columns.upperBound)
  }

  /// True where both share a cell.
  public func overlaps(_ other: CellRange) -> Bool {
    rows.overlaps(other.rows) && columns.overlaps(other.columns)
  }

  /// `B3` for row 2, column 1.
  public static func name(row: Int, column: Int) -> String { columnName(column) + String(row + 1) }

  /// `A` for 0, `AA` for 26.
  public static func columnName(_ column: Int) -> String {
    var letters: [UInt8] = []
    var rest = column
    repeat {
      letters.append(0x41 + UInt8(rest % 26))
      rest = rest / 26 - 1
    } while rest >= 0
    return String(decoding: letters.reversed(), as: UTF8.self)
  }
}
