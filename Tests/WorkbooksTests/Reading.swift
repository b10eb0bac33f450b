import ArchiveMaker
import Foundation
import Workbooks

/// The samples of other programs, which `Samples/make.py` makes.
func sample(_ name: String) throws -> String {
  guard let path = Bundle.module.path(forResource: "Samples/" + name, ofType: nil) else {
    throw CocoaError(.fileNoSuchFile)
  }
  return path
}

/// All cells of a workbook as a line each: `sheet!A1 kind text`.
func cells(of workbook: Workbook) throws(WorkbookFault) -> [String] {
  var workbook = workbook
  var lines: [String] = []
  for sheet in workbook.sheets {
    try workbook.forEachRow(of: sheet) { row in
      for column in row.columns {
        let kind = row.kind(column).map { "\($0)" } ?? "empty"
        lines.append("\(sheet.name)!\(row.place(column)) \(kind) \(row.verbatim(column))")
      }
      return true
    }
  }
  return lines
}

/// The kinds and texts of the cells of a workbook with one sheet, without their places.
func values(
  _ rows: String, strings: String = "", formats: String = "", dates1904: Bool = false
) throws(WorkbookFault) -> [String] {
  let made = MadeArchive.workbook([("a", rows)], strings: strings, formats: formats, dates1904: dates1904)
  return try cells(of: .open(bytes: made.bytes)).map { String($0.drop { $0 != " " }.dropFirst()) }
}

/// What opening and reading all of it ends with; nil where it is read to its end.
func fault(_ bytes: [UInt8]) -> WorkbookFault? {
  do throws(WorkbookFault) {
    _ = try cells(of: .open(bytes: bytes))
    return nil
  } catch {
    return error
  }
}

/// The same for a workbook whose one sheet has these rows.
func fault(rows: String, strings: String = "", formats: String = "") -> WorkbookFault? {
  fault(MadeArchive.workbook([("a", rows)], strings: strings, formats: formats).bytes)
}

/// All bytes of a file.
func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

/// A workbook whose one sheet has these rows.
func made(_ rows: String) throws(WorkbookFault) -> Workbook {
  try .open(bytes: MadeArchive.workbook([("a", rows)]).bytes)
}
