/// Why a file as a whole is no table.
public enum CSVFailure: Error, Sendable, Hashable {
  /// The system refuses to open or read it, with its error number.
  case system(Int32)
  /// A folder, a pipe or a device.
  case notAFile
  /// A byte on this line belongs to no text in UTF-8, UTF-16 or Windows-1251.
  case notATextTable(line: Int)
  /// Nothing but blank lines.
  case noHeader
  /// The first row that is not blank can't be taken apart.
  case tornHeader(CSVFault)
}

/// A row that can't be taken apart.
public struct CSVFault: Sendable, Hashable {
  /// What is wrong with it.
  public enum Kind: Sendable, Hashable {
    /// A quoted cell never ends.
    case openQuote
    /// Something other than a delimiter follows the closing quote of a cell.
    case textAfterQuote
    /// Fewer cells than the header has names.
    case tooFewCells(found: Int, expected: Int)
    /// More cells that are not empty than the header has names.
    case tooManyCells(found: Int, expected: Int)
    /// A cell of a sheet holds an error, or a formula that was never worked out.
    case noValue
  }
  /// What is wrong with it.
  public let kind: Kind
  /// The physical line on which the row starts, counted from 1.
  public let line: Int
  /// The start of the line, as it stands in the file.
  public let excerpt: String

  /// A fault from its parts.
  public init(kind: Kind, line: Int, excerpt: String) {
    self.kind = kind
    self.line = line
    self.excerpt = excerpt
  }
}
