/// How a sheet goes to A4 paper.
public struct PrintSetup: Sendable, Hashable {
  /// Which edge is the upper one.
  public enum Orientation: UInt8, Sendable, Hashable {
    case portrait, landscape
  }

  /// A piece of a header or footer.
  public enum Piece: Sendable, Hashable {
    /// Words.
    case text(String)
    /// Words in bold and larger letters.
    case heading(String)
    /// The number of the page.
    case page
    /// The count of pages.
    case pageCount
  }

  /// A header or footer.
  public struct Band: Sendable, Hashable {
    /// At the left edge.
    public var left: [Piece]
    /// In the middle.
    public var center: [Piece]
    /// At the right edge.
    public var right: [Piece]

    /// A band; empty where nothing is given.
    public init(left: [Piece] = [], center: [Piece] = [], right: [Piece] = []) {
      self.left = left
      self.center = center
      self.right = right
    }
    /// True where nothing is printed.
    public var isEmpty: Bool { left.isEmpty && center.isEmpty && right.isEmpty }
  }

  /// Distances from the paper's edges in millimetres.
  public struct Margins: Sendable, Hashable {
    /// From the left edge.
    public var left: Int
    /// From the right edge.
    public var right: Int
    /// From the upper edge; the header stands within.
    public var top: Int
    /// From the lower edge; the footer stands within.
    public var bottom: Int
    /// Margins from their four sides.
    public init(left: Int, right: Int, top: Int, bottom: Int) {
      self.left = left
      self.right = right
      self.top = top
      self.bottom = bottom
    }
  }

  /// Which edge is the upper one.
  public var orientation = Orientation.portrait
  /// Pages side by side that all columns fit on; 0 for as they come.
  public var pagesWide = 1
  /// Pages one below the other; 0 for as many as it takes.
  public var pagesTall = 0
  /// The rows repeated at the head of each page.
  public var repeatedRows: ClosedRange<Int>?
  /// The columns repeated at the left of each page, where the sheet is more than one page wide.
  public var repeatedColumns: ClosedRange<Int>?
  /// Distances from the edges.
  public var margins = Margins(left: 15, right: 10, top: 12, bottom: 15)
  /// At the head of each page.
  public var header = Band()
  /// At the foot of each page.
  public var footer = Band()
  /// What is printed; nil for all that is filled.
  public var area: CellRange?
  /// True where narrow contents stand in the middle of the page.
  public var centersHorizontally = false

  /// A4 portrait, one page wide.
  public init() {}
}
