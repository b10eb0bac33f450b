import CSV
import Workbooks

/// A sheet of a workbook, read as a table: its rows as those of a CSV file, so that all rules of tables hold.
struct SheetTable {
  private var workbook: Workbook
  private let sheet: Workbook.Sheet

  init(_ workbook: Workbook, _ sheet: Workbook.Sheet) {
    self.workbook = workbook
    self.sheet = sheet
  }

  /// Opens the workbook that a sheet is named in.
  static func open(_ name: SheetName, in root: String) throws(WorkbookFault) -> SheetTable {
    let workbook = try Workbook.open(root + "/" + name.workbook)
    guard let sheet = workbook.sheets.first(where: { $0.name == name.sheet }) else {
      throw .missing(part: name.sheet)
    }
    return SheetTable(workbook, sheet)
  }

  /// The header and the row's number: the first of ten rows that fits wholly, else the one that fits best; nil for a
  /// sheet without a row.
  mutating func header(_ fit: CSVReader.HeaderFit) throws(WorkbookFault) -> (names: [String], line: Int, isWhole: Bool)?
  {
    var best: (names: [String], line: Int, fits: Int)?
    var rows = 0
    try workbook.forEachRow(of: sheet) { row in
      let names = Self.names(row)
      let fits = fit(names)
      if fits > best?.fits ?? -1 { best = (names, row.number, fits) }
      rows += 1
      return fits != CSVReader.wholeHeader && rows < CSVReader.headerRows
    }
    return best.map { ($0.names, $0.line, $0.fits == CSVReader.wholeHeader) }
  }

  /// Hands over the rows below the header, each with its fault where it has one.
  ///
  /// - Parameter midnight: a column whose date without a time is that day's midnight.
  mutating func forEachRow(
    below header: (names: [String], line: Int), midnight: Int? = nil,
    _ body: (borrowing CSVRow, CSVFault?) -> Void
  ) throws(WorkbookFault) {
    var taken = CSVRow()
    try workbook.forEachRow(of: sheet) { row in
      if row.number <= header.line { return true }
      taken.begin(line: row.number)
      var fault: CSVFault?
      for column in 0..<max(row.count, header.names.count) {
        guard column < header.names.count, !header.names[column].isEmpty else {
          if !row.isEmpty(column) {
            fault = Self.fault(.tooManyCells(found: column + 1, expected: header.names.count), row, column)
          }
          taken.append("")
          continue
        }
        var text = row.verbatim(column)
        switch row.kind(column) {
        case .error, .uncalculated: fault = Self.fault(.noValue, row, column)
        case .date where column == midnight && text.utf8.count == 10: text += "T00:00"
        default: break
        }
        taken.append(text)
      }
      taken.finish()
      body(taken, fault)
      return true
    }
  }

  private static func fault(_ kind: CSVFault.Kind, _ row: borrowing SheetRow, _ column: Int) -> CSVFault {
    CSVFault(kind: kind, line: row.number, excerpt: "\(row.place(column)): \(row.trimmed(column))")
  }

  private static func names(_ row: borrowing SheetRow) -> [String] {
    var names = (0..<row.count).map { row.trimmed($0) }
    while names.last == "" { names.removeLast() }
    return names
  }
}
