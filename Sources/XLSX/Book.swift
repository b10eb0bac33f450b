import CXLSXWriter
import Glibc
import Measures
import Sheets
import Synchronization

/// An open workbook of the library's. Given back to it when closed, or when it is let go after an error.
@safe final class Book {
  let path: String
  private let scratch: String
  /// Closing reads the workbook's date with `gmtime`, whose answer lies in a place that all threads share.
  private static let calendar = Mutex(())
  private var handle: UnsafeMutablePointer<lxw_workbook>?
  private var formats: [Style: UnsafeMutablePointer<lxw_format>] = unsafe [:]
  /// Neighbours mostly look alike.
  private var latest: (style: Style, format: UnsafeMutablePointer<lxw_format>)?
  private var pages: [String: UnsafeMutablePointer<lxw_worksheet>] = unsafe [:]

  init(path: String, scratch: String) throws(XLSXError) {
    self.path = path
    self.scratch = scratch
    let folder = unsafe strdup(scratch)
    defer { unsafe free(folder) }
    var options = unsafe lxw_workbook_options()
    unsafe options.tmpdir = folder
    unsafe handle = workbook_new_opt(path, &options)
    if unsafe handle == nil { throw fault(LXW_ERROR_MEMORY_MALLOC_FAILED) }
    setDefaultTypeface()
  }

  deinit {
    if let handle = unsafe handle { unsafe lxw_workbook_free(handle) }
  }

  /// Columns are measured in digits of the first format's typeface: it is to be the one that the cells have, for
  /// the library's own is missing on many computers, which then draw the columns wider or narrower.
  private func setDefaultTypeface() {
    guard let first = unsafe handle?.pointee.formats?.pointee.stqh_first else { return }
    unsafe format_set_font_name(first, FormatWriter.typeface)
    unsafe format_set_font_size(first, Double(Style.plain.size))
  }

  func close() throws(XLSXError) {
    let closing = unsafe handle
    unsafe handle = nil
    let (result, number) = Self.calendar.withLock { _ in
      errno = 0
      let result = unsafe workbook_close(closing)
      return (result, errno)
    }
    let reason: XLSXError.Reason
    switch result {
    case LXW_NO_ERROR: return
    case LXW_ERROR_CREATING_TMPFILE: reason = .noScratch(folder: scratch, systemWords(number))
    case LXW_ERROR_CREATING_XLSX_FILE, LXW_ERROR_ZIP_FILE_OPERATION, LXW_ERROR_ZIP_CLOSE, LXW_ERROR_ZIP_FILE_ADD:
      reason = .cannotWrite(number == 0 ? words(result) : systemWords(number))
    default: throw fault(result)
    }
    throw XLSXError(path: path, sheet: nil, cell: nil, reason: reason)
  }

  func set(_ properties: Workbook.Properties) throws(XLSXError) {
    let title = unsafe strdup(properties.title)
    let author = unsafe strdup(properties.author)
    let company = unsafe strdup(properties.company)
    defer {
      unsafe free(title)
      unsafe free(author)
      unsafe free(company)
    }
    var values = unsafe lxw_doc_properties()
    unsafe values.title = title
    unsafe values.author = author
    unsafe values.company = company
    unsafe values.created = time_t(properties.created.number * 86_400)
    try check(unsafe workbook_set_properties(handle, &values))
  }

  /// A new page of the library's.
  func addPage(_ name: String) throws(XLSXError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let page = unsafe workbook_add_worksheet(handle, name) else {
      throw fault(LXW_ERROR_PARAMETER_VALIDATION, sheet: name)
    }
    unsafe pages[name] = unsafe page
    return unsafe page
  }

  func addCharts(of sheet: Sheet) throws(XLSXError) {
    guard let page = unsafe pages[sheet.name] else { return }
    for chart in sheet.charts {
      let kind = UInt8(ChartWriter.type(of: chart.kind).rawValue)
      guard let handle = unsafe workbook_add_chart(handle, kind) else {
        throw fault(LXW_ERROR_MEMORY_MALLOC_FAILED, sheet: sheet.name)
      }
      unsafe ChartWriter(handle: handle).write(chart)
      var options = unsafe lxw_chart_options()
      unsafe options.x_offset = Int32(chart.offset)
      // The library's chart is 480 by 288 pixels at a scale of 1.
      unsafe options.x_scale = Double(chart.width) / 480
      unsafe options.y_scale = Double(chart.height) / 288
      let code = unsafe worksheet_insert_chart_opt(
        page, UInt32(chart.row), UInt16(chart.column), handle, &options)
      try check(code, sheet: sheet.name, row: chart.row, column: chart.column)
    }
  }

  /// The library's format of a style: each is made once.
  func format(_ style: Style) throws(XLSXError) -> UnsafeMutablePointer<lxw_format> {
    if let latest = unsafe latest, unsafe latest.style == style { return unsafe latest.format }
    let format = try unsafe format(lookedUp: style)
    unsafe latest = unsafe (style, format)
    return unsafe format
  }

  private func format(lookedUp style: Style) throws(XLSXError) -> UnsafeMutablePointer<lxw_format> {
    if let known = unsafe formats[style] { return unsafe known }
    guard let format = unsafe workbook_add_format(handle) else { throw fault(LXW_ERROR_MEMORY_MALLOC_FAILED) }
    unsafe FormatWriter(handle: format).write(style)
    unsafe formats[style] = unsafe format
    return unsafe format
  }

  func check(
    _ code: lxw_error, sheet: String? = nil, row: Int? = nil, column: Int? = nil
  ) throws(XLSXError) {
    guard code != LXW_NO_ERROR else { return }
    throw fault(code, sheet: sheet, row: row, column: column)
  }

  private func fault(
    _ code: lxw_error, sheet: String? = nil, row: Int? = nil, column: Int? = nil
  ) -> XLSXError {
    var cell: String?
    if let row, let column { cell = CellRange.name(row: row, column: column) }
    return XLSXError(path: path, sheet: sheet, cell: cell, reason: .refused(words(code)))
  }

  private func words(_ code: lxw_error) -> String {
    guard let words = unsafe lxw_strerror(code) else { return "error \(code.rawValue)" }
    return unsafe String(cString: words)
  }
}
