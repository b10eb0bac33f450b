import Glibc
public import Sheets

/// Workbooks as `.xlsx` files.
public enum XLSXFile {
  /// Writes a workbook to a path, replacing what is there; equal workbooks give the same bytes.
  ///
  /// The path is meant to be a temporary one of the caller's, who then syncs and renames the file: after an
  /// error it may be empty or half written. Texts are always written as strings. Numbers are written as real
  /// numbers; one with more than the 15 significant digits that spreadsheets keep is written as text, so that
  /// nobody reads a figure that is not so.
  ///
  /// - Parameters:
  ///   - path: the file to write.
  ///   - scratch: a folder for the library's temporary files, about ten a workbook, removed at the end.
  /// - Throws: what could not be written, where, and why.
  public static func write(
    _ workbook: Workbook, to path: String, scratch: String = "/tmp"
  ) throws(XLSXError) {
    try Validation(path: path).check(workbook)
    try probe(path, scratch: scratch)
    let book = try Book(path: path, scratch: scratch)
    try book.set(workbook.properties)
    for sheet in workbook.sheets { try SheetWriter(sheet, in: book).write() }
    for sheet in workbook.sheets { try book.addCharts(of: sheet) }
    try book.close()
    try Scratch(folder: scratch).check(afterWriting: path)
  }

  /// The library prints a line of its own to standard error when it can't create a file: try it before.
  private static func probe(_ path: String, scratch: String) throws(XLSXError) {
    guard unsafe access(scratch, W_OK | X_OK) == 0 else {
      throw XLSXError(path: path, sheet: nil, cell: nil, reason: .noScratch(folder: scratch, systemWords(errno)))
    }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw XLSXError(path: path, sheet: nil, cell: nil, reason: .cannotWrite(systemWords(errno)))
    }
    close(descriptor)
  }
}

/// The system's words for an error.
func systemWords(_ number: Int32) -> String {
  guard let words = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: words)
}
