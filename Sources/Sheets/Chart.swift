/// A chart over cells of the workbook.
public struct Chart: Sendable, Hashable {
  /// Its form.
  public enum Kind: UInt8, Sendable, Hashable {
    /// Upright, side by side.
    case column
    /// Upright, one on top of the other.
    case stackedColumn
    case line
    /// Lying.
    case bar
    case pie
  }

  /// A stretch of cells of a sheet.
  public struct Reference: Sendable, Hashable {
    /// The sheet's name.
    public let sheet: String
    /// One row or one column.
    public let range: CellRange
    /// Cells of a sheet.
    public init(sheet: String, _ range: CellRange) {
      self.sheet = sheet
      self.range = range
    }
  }

  /// One set of values.
  public struct Series: Sendable, Hashable {
    /// What the legend says.
    public var name: String
    /// What stands below the axis.
    public var categories: Reference
    /// What is drawn.
    public var values: Reference
    /// Values from cells.
    public init(name: String, categories: Reference, values: Reference) {
      self.name = name
      self.categories = categories
      self.values = values
    }
  }

  /// Its form.
  public var kind: Kind
  /// What stands above it.
  public var title: String
  /// What the lower axis is; empty for no title.
  public var categoryTitle = ""
  /// What the upright axis is; empty for no title.
  public var valueTitle = ""
  /// How the axis shows numbers.
  public var valueFormat = NumberFormat.decimals(0)
  /// True where the upright axis begins at 0, so that heights compare; false where values lie below it.
  public var startsAtZero = true
  /// What it shows.
  public var series: [Series]
  /// The row of its upper left corner, from 0.
  public var row: Int
  /// The column of its upper left corner, from 0.
  public var column: Int
  /// Pixels from the left edge of that column.
  public var offset = 0
  /// Pixels.
  public var width = 640
  /// Pixels.
  public var height = 320

  /// A chart at a cell.
  public init(_ kind: Kind, title: String, series: [Series], row: Int, column: Int) {
    self.kind = kind
    self.title = title
    self.series = series
    self.row = row
    self.column = column
  }
}
