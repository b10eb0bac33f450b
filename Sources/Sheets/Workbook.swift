public import Measures

/// A sheet as a plain value: what stands where, and how it is printed.
public struct Sheet: Sendable, Hashable {
  /// 1 to 31 characters, none of `[ ] : * ? / \`, no apostrophe at either end, different from all others.
  public var name: String
  /// The columns' widths in digits of the plain style.
  public var columns: [Int]
  /// From row 1 on.
  public var rows: [Row]
  /// Cells that are one; they must not overlap.
  public var merges: [CellRange] = []
  /// The rows that stay in sight.
  public var frozenRows = 0
  /// The columns that stay in sight.
  public var frozenColumns = 0
  /// Header row and rows that can be filtered.
  public var autofilter: CellRange?
  /// How it goes to paper.
  public var print = PrintSetup()
  /// The colour of its tab.
  public var tabColor: Color?
  /// False where it is to look like paper.
  public var showsGrid = true
  /// Charts over its cells.
  public var charts: [Chart] = []

  /// A sheet; everything else is set after.
  public init(name: String, columns: [Int] = [], rows: [Row] = []) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }

  /// A name that every spreadsheet takes, as near to the wanted one as can be; other than all those `taken`,
  /// to which it is added.
  public static func name(_ wanted: String, taken: inout Set<String>) -> String {
    let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]
    var base = String(wanted.map { forbidden.contains($0) || $0.isNewline ? " " : $0 })
    while let first = base.first, first == " " || first == "'" { base.removeFirst() }
    base = trimmed(base, to: 31)
    if base.isEmpty || base.lowercased() == "history" { base = "Sheet" }
    var result = base
    var count = 2
    while taken.contains(result.lowercased()) {
      let ending = " (\(count))"
      result = trimmed(base, to: 31 - ending.utf16.count) + ending
      count += 1
    }
    taken.insert(result.lowercased())
    return result
  }

  private static func trimmed(_ text: String, to length: Int) -> String {
    var result = text
    while result.utf16.count > length { result.removeLast() }
    while let last = result.last, last == " " || last == "'" { result.removeLast() }
    return result
  }
}

/// A workbook as a plain value. Equal workbooks become files of the same bytes.
public struct Workbook: Sendable, Hashable {
  /// What the file says of itself.
  public struct Properties: Sendable, Hashable {
    /// What it is.
    public var title: String
    /// Who answers for it.
    public var author: String
    /// Whose it is.
    public var company: String
    /// The day the file says it was made: never the clock's, so that two runs give the same bytes.
    public var created: Day

    /// Properties of a file.
    public init(title: String, author: String, company: String, created: Day) {
      self.title = title
      self.author = author
      self.company = company
      self.created = created
    }
  }

  /// What the file says of itself.
  public var properties: Properties
  /// At least one.
  public var sheets: [Sheet]

  /// A workbook.
  public init(properties: Properties, sheets: [Sheet]) {
    self.properties = properties
    self.sheets = sheets
  }
}
