import CXLSXWriter
import Measures
import Sheets

/// Writes one sheet into a page of the library's.
@safe struct SheetWriter {
  private let book: Book
  private let page: UnsafeMutablePointer<lxw_worksheet>
  private let sheet: Sheet

  init(_ sheet: Sheet, in book: Book) throws(XLSXError) {
    self.book = book
    self.sheet = sheet
    unsafe page = try unsafe book.addPage(sheet.name)
  }

  func write() throws(XLSXError) {
    for (index, width) in sheet.columns.enumerated() {
      let column = UInt16(index)
      try book.check(
        unsafe worksheet_set_column(page, column, column, Double(width), nil), sheet: sheet.name, row: 0,
        column: index)
    }
    for merge in sheet.merges { try write(merge) }
    for (rowIndex, row) in sheet.rows.enumerated() {
      if let height = row.height {
        try book.check(
          unsafe worksheet_set_row(page, UInt32(rowIndex), Double(height), nil), sheet: sheet.name,
          row: rowIndex, column: 0)
      }
      for (columnIndex, cell) in row.cells.enumerated() where !cell.isBlank {
        let code = try write(cell, row: UInt32(rowIndex), column: UInt16(columnIndex))
        try book.check(code, sheet: sheet.name, row: rowIndex, column: columnIndex)
      }
    }
    try writeView()
    try writePrint()
  }

  private func write(_ cell: Cell, row: UInt32, column: UInt16) throws(XLSXError) -> lxw_error {
    let format = try unsafe book.format(cell.style)
    switch cell.value {
    case .empty:
      return unsafe worksheet_write_blank(page, row, column, format)
    case .text(let text):
      return unsafe worksheet_write_string(page, row, column, escaped(text), format)
    case .date(let day):
      // Spreadsheets count days so that 1 January 1970 is 25 569.
      let dated = try unsafe cell.style.format == .general ? book.format(cell.style.showing(.date)) : format
      return unsafe worksheet_write_number(page, row, column, Double(day.number + 25_569), dated)
    case .number(let figure):
      guard let number = number(figure) else {
        let right = try unsafe book.format(cell.style.with { $0.horizontal = .right })
        return unsafe worksheet_write_string(page, row, column, figure.text, right)
      }
      return unsafe worksheet_write_number(page, row, column, number, format)
    case .formula(let formula, let result):
      guard let number = number(result) else {
        return unsafe worksheet_write_formula_str(page, row, column, "=\(formula)", format, result.text)
      }
      return unsafe worksheet_write_formula_num(page, row, column, "=\(formula)", format, number)
    }
  }

  /// The only way from digits to a binary fraction. Up to 15 significant digits come back as they were: both numbers
  /// are whole and exact, so that the division rounds once.
  private func number(_ figure: Figure) -> Double? {
    if figure.units.magnitude < 1_000_000_000_000_000, figure.decimals <= 15 {
      return Double(Int64(figure.units)) / Double(Int64(powerOfTen(figure.decimals)))
    }
    return figure.significantDigits <= 15 ? Double(figure.text) : nil
  }

  /// A text like `_x0041_` stands for a character in a workbook's own encoding: its first line is spelt out,
  /// so that it is shown as written.
  private func escaped(_ text: String) -> String {
    // Almost no text has an underscore: looking for its byte is far quicker than looking for characters.
    guard unsafe text.utf8.withContiguousStorageIfAvailable({ unsafe $0.contains(0x5F) }) ?? true else { return text }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      let next = rest.prefix(7)
      if next.count == 7, next.hasPrefix("_x"), next.hasSuffix("_"),
        next.dropFirst(2).prefix(4).allSatisfy(\.isHexDigit)
      {
        result += "_x005F"
      }
      result.append(first)
      rest.removeFirst()
    }
    return result
  }

  private func write(_ merge: CellRange) throws(XLSXError) {
    let (row, column) = (merge.rows.lowerBound, merge.columns.lowerBound)
    guard merge.rows.count > 1 || merge.columns.count > 1 else { return }
    var style = Style.plain
    if sheet.rows.indices.contains(row), sheet.rows[row].cells.indices.contains(column) {
      style = sheet.rows[row].cells[column].style
    }
    let code = try unsafe worksheet_merge_range(
      page, UInt32(row), UInt16(column), UInt32(merge.rows.upperBound), UInt16(merge.columns.upperBound), "",
      book.format(style))
    try book.check(code, sheet: sheet.name, row: row, column: column)
  }

  private func writeView() throws(XLSXError) {
    if sheet.frozenRows > 0 || sheet.frozenColumns > 0 {
      unsafe worksheet_freeze_panes(page, UInt32(sheet.frozenRows), UInt16(sheet.frozenColumns))
    }
    if let filter = sheet.autofilter {
      let code = unsafe worksheet_autofilter(
        page, UInt32(filter.rows.lowerBound), UInt16(filter.columns.lowerBound),
        UInt32(filter.rows.upperBound), UInt16(filter.columns.upperBound))
      try book.check(code, sheet: sheet.name, row: filter.rows.lowerBound, column: filter.columns.lowerBound)
    }
    // Taxpayers' numbers and codes are words made of digits: no mark in the corner is to call them a mistake.
    let wordsOfDigits = UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue)
    try book.check(unsafe worksheet_ignore_errors(page, wordsOfDigits, "A1:XFD1048576"), sheet: sheet.name)
    if let color = sheet.tabColor { unsafe worksheet_set_tab_color(page, color.rgb) }
    if !sheet.showsGrid { unsafe worksheet_gridlines(page, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue)) }
  }

  private func writePrint() throws(XLSXError) {
    let setup = sheet.print
    unsafe worksheet_set_paper(page, 9)  // A4
    switch setup.orientation {
    case .portrait: unsafe worksheet_set_portrait(page)
    case .landscape: unsafe worksheet_set_landscape(page)
    }
    unsafe worksheet_fit_to_pages(page, UInt16(setup.pagesWide), UInt16(setup.pagesTall))
    unsafe worksheet_set_margins(
      page, inches(setup.margins.left), inches(setup.margins.right), inches(setup.margins.top),
      inches(setup.margins.bottom))
    if setup.centersHorizontally { unsafe worksheet_center_horizontally(page) }
    if let rows = setup.repeatedRows {
      try book.check(
        unsafe worksheet_repeat_rows(page, UInt32(rows.lowerBound), UInt32(rows.upperBound)), sheet: sheet.name)
    }
    if let columns = setup.repeatedColumns {
      try book.check(
        unsafe worksheet_repeat_columns(page, UInt16(columns.lowerBound), UInt16(columns.upperBound)),
        sheet: sheet.name)
    }
    if let area = setup.area {
      try book.check(
        unsafe worksheet_print_area(
          page, UInt32(area.rows.lowerBound), UInt16(area.columns.lowerBound), UInt32(area.rows.upperBound),
          UInt16(area.columns.upperBound)), sheet: sheet.name)
    }
    if !setup.header.isEmpty {
      try book.check(unsafe worksheet_set_header(page, code(of: setup.header)), sheet: sheet.name)
    }
    if !setup.footer.isEmpty {
      try book.check(unsafe worksheet_set_footer(page, code(of: setup.footer)), sheet: sheet.name)
    }
  }

  private func inches(_ millimetres: Int) -> Double { Double(millimetres) / 25.4 }

  private func code(of band: PrintSetup.Band) -> String {
    [("&L", band.left), ("&C", band.center), ("&R", band.right)].filter { !$0.1.isEmpty }.map { mark, pieces in
      mark + letters("Regular", size: 8)
        + pieces.map { piece in
          switch piece {
          case .text(let text): plain(text)
          case .heading(let text): letters("Bold", size: 12) + plain(text) + letters("Regular", size: 8)
          case .page: "&P"
          case .pageCount: "&N"
          }
        }.joined()
    }.joined()
  }

  /// The typeface after the size: digits that follow the size would be taken for part of it.
  private func letters(_ weight: String, size: Int) -> String {
    "&\(size)&\"\(FormatWriter.typeface),\(weight)\""
  }

  /// Words in a header or footer, where a mark begins a code unless it is written twice.
  private func plain(_ text: String) -> String {
    text.split(separator: "&", omittingEmptySubsequences: false).joined(separator: "&&")
  }
}
