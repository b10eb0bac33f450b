import Foundation
import Measures
import Sheets
import Testing
import XLSX

/// Workbooks as LibreOffice calculates them: what the file keeps beside a formula is replaced by a wrong figure, so
/// that only a true calculation can give the right one.
struct Recalculation {
  private static let program = "/usr/bin/soffice"
  /// A figure that no formula comes to.
  private static let wrong = Figure(units: -98_765_432_123, decimals: 3)

  /// Each formula of the workbooks that comes to another figure than the one kept with it: `book sheet cell: …`.
  static func differences(in workbooks: [String: Workbook]) throws -> (formulas: Int, wrong: [String]) {
    let folder = NSTemporaryDirectory() + "esep-recalculation-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/user/user", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(alwaysRecalculate.utf8).write(
      to: URL(fileURLWithPath: folder + "/user/user/registrymodifications.xcu"))
    for (name, workbook) in workbooks {
      try XLSXFile.write(forgetful(workbook), to: "\(folder)/\(name).xlsx", scratch: folder)
    }
    try convert(workbooks.keys.sorted().map { "\(folder)/\($0).xlsx" }, in: folder)
    var formulas = 0
    var wrong: [String] = []
    for (name, workbook) in workbooks.sorted(by: { $0.key < $1.key }) {
      for sheet in workbook.sheets {
        let path = "\(folder)/\(name)-\(sheet.name).csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let rows = cells(of: text)
        for (rowIndex, row) in sheet.rows.enumerated() {
          for (column, cell) in row.cells.enumerated() {
            guard case .formula(let formula, let result) = cell.value else { continue }
            formulas += 1
            let shown =
              rows.indices.contains(rowIndex) && rows[rowIndex].indices.contains(column)
              ? rows[rowIndex][column] : ""
            guard let figure = Figure(shown), isEqual(figure, result) else {
              let place = "\(name) \(sheet.name) \(CellRange.name(row: rowIndex, column: column))"
              wrong.append("\(place): \(formula) is \(shown), not \(result.text)")
              continue
            }
          }
        }
      }
    }
    return (formulas, wrong)
  }

  /// A sum may be off in its last binary digits, which no format shows; an amount that is rounded otherwise is not.
  private static func isEqual(_ a: Figure, _ b: Figure) -> Bool {
    let rest = a + Figure(units: -b.units, decimals: b.decimals)
    return rest.units.magnitude * 1_000_000_000 < UInt128(powerOfTen(rest.decimals))
  }

  private static func forgetful(_ workbook: Workbook) -> Workbook {
    var copy = workbook
    for (sheet, row, column) in places(of: workbook) {
      if case .formula(let formula, _) = copy.sheets[sheet].rows[row].cells[column].value {
        copy.sheets[sheet].rows[row].cells[column].value = .formula(formula, result: wrong)
      }
    }
    return copy
  }

  private static func places(of workbook: Workbook) -> [(sheet: Int, row: Int, column: Int)] {
    workbook.sheets.enumerated().flatMap { sheet, value in
      value.rows.enumerated().flatMap { row, value in value.cells.indices.map { (sheet, row, $0) } }
    }
  }

  private static func convert(_ files: [String], in folder: String) throws {
    #expect(
      FileManager.default.isExecutableFile(atPath: program),
      "LibreOffice is needed for this test: apt-get install libreoffice-calc-nogui")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    // Fields between commas, in quotes only where needed, UTF-8, as kept and not as shown, every sheet to a file.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    process.arguments =
      [
        "-env:UserInstallation=file://\(folder)/user", "--headless", "--convert-to", filter, "--outdir", folder,
      ] + files
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  private static let alwaysRecalculate = """
    <?xml version="1.0" encoding="UTF-8"?>
    <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
    <item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
    <value>0</value></prop></item>
    </oor:items>
    """

  /// RFC 4180, with line ends within quotes.
  private static func cells(of text: String) -> [[String]] {
    var rows: [[String]] = [[""]]
    var isQuoted = false
    for character in text {
      let last = rows.count - 1
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: rows[last].append("")
      case "\n" where !isQuoted, "\r\n" where !isQuoted: rows.append([""])
      default: rows[last][rows[last].count - 1].append(character)
      }
    }
    return rows
  }
}
