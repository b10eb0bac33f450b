import Sheets

/// Finds what spreadsheets would not take before the library is called: it lets some of it pass, and a file
/// with it would be reported as damaged when a person opens it.
struct Validation {
  static let rowLimit = 1_048_576
  static let columnLimit = 16_384

  let path: String

  func check(_ workbook: Workbook) throws(XLSXError) {
    guard !workbook.sheets.isEmpty else { throw fault(.noSheet) }
    var names: Set<String> = []
    for sheet in workbook.sheets {
      guard isName(sheet.name) else { throw fault(.badSheetName, sheet: sheet) }
      guard names.insert(sheet.name.lowercased()).inserted else {
        throw fault(.repeatedSheetName, sheet: sheet)
      }
      try check(sheet)
    }
  }

  private func check(_ sheet: Sheet) throws(XLSXError) {
    guard sheet.rows.count <= Self.rowLimit, sheet.columns.count <= Self.columnLimit else {
      throw fault(.outsideSheet, sheet: sheet)
    }
    for (rowIndex, row) in sheet.rows.enumerated() {
      guard row.cells.count <= Self.columnLimit else {
        throw fault(.outsideSheet, sheet: sheet, row: rowIndex, column: row.cells.count - 1)
      }
      for (columnIndex, cell) in row.cells.enumerated() {
        guard case .text(let text) = cell.value else { continue }
        if text.utf8.count > CellValue.longestText, text.utf16.count > CellValue.longestText {
          throw fault(.textTooLong(count: text.utf16.count), sheet: sheet, row: rowIndex, column: columnIndex)
        }
        if text.utf8.contains(0) {
          throw fault(.textHoldsNul, sheet: sheet, row: rowIndex, column: columnIndex)
        }
      }
    }
    try checkMerges(of: sheet)
  }

  /// Merges are few in a row, so each is compared with those that reach its first row only.
  private func checkMerges(of sheet: Sheet) throws(XLSXError) {
    var open: [CellRange] = []
    for merge in sheet.merges.sorted(by: { $0.rows.lowerBound < $1.rows.lowerBound }) {
      open.removeAll { $0.rows.upperBound < merge.rows.lowerBound }
      if open.contains(where: { $0.overlaps(merge) }) {
        throw fault(
          .overlappingMerges, sheet: sheet, row: merge.rows.lowerBound, column: merge.columns.lowerBound)
      }
      open.append(merge)
    }
  }

  private func isName(_ name: String) -> Bool {
    let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]
    return (1...31).contains(name.utf16.count) && !name.contains(where: forbidden.contains)
      && !name.utf8.contains(0) && !name.hasPrefix("'") && !name.hasSuffix("'")
      && name.lowercased() != "history"
  }

  private func fault(
    _ reason: XLSXError.Reason, sheet: Sheet? = nil, row: Int? = nil, column: Int? = nil
  ) -> XLSXError {
    var cell: String?
    if let row, let column { cell = CellRange.name(row: row, column: column) }
    return XLSXError(path: path, sheet: sheet?.name, cell: cell, reason: reason)
  }
}
