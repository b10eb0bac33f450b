import Foundation
import Measures
import ReadBack
import Sheets
import Testing
import XLSX

/// A folder of its own for each test, removed at the end.
final class Scratch {
  let path = NSTemporaryDirectory() + "esep-xlsx-" + UUID().uuidString
  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }
  func file(_ name: String) -> String { "\(path)/\(name)" }
}

@Suite struct XLSXFileTests {
  private func workbook(_ cells: [Cell], name: String = "Төлөм эсеби") throws -> Workbook {
    Workbook(
      properties: .init(title: "Эсеп", author: "Ө. Үсөнов", company: "Ң", created: try #require(Day(2026, 9, 30))),
      sheets: [Sheet(name: name, columns: [20], rows: cells.map { Row([$0]) })])
  }

  private func written(_ workbook: Workbook) throws -> Archive {
    let scratch = try Scratch()
    let path = scratch.file("book.xlsx")
    try XLSXFile.write(workbook, to: path, scratch: scratch.path)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["book.xlsx"])
    return try Archive(path: path)
  }

  @Test func numbersAreNumbersAndWordsAreWords() throws {
    let book = try workbook([
      Cell(.text("=1+1")), Cell(.money(Money(units: 5_199_996))), Cell(.number(Figure(units: 433_333, decimals: 3))),
      Cell(.formula("SUM(A2:A3)", result: Figure(units: 52_433_293, decimals: 3))), Cell(.text("Ңөү «=»")),
      Cell(.date(try #require(Day(2026, 9, 30)))), Cell(.integer(-7)), Cell(.text("")),
    ])
    let archive = try written(book)
    let sheet = try archive.text("xl/worksheets/sheet1.xml")
    let strings = try archive.text("xl/sharedStrings.xml")
    #expect(strings.contains("<si><t>=1+1</t></si>"))
    #expect(strings.contains("<si><t>Ңөү «=»</t></si>"))
    #expect(sheet.contains("<c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c>"))
    #expect(sheet.contains("<c r=\"A2\" s=\"1\"><v>51999.96</v></c>"))
    #expect(sheet.contains("<c r=\"A3\" s=\"1\"><v>433.333</v></c>"))
    #expect(sheet.contains("<f>SUM(A2:A3)</f><v>52433.293</v>"))
    // 30 September 2026 is day 46 295 of the spreadsheets' calendar.
    #expect(sheet.contains("<c r=\"A6\" s=\"2\"><v>46295</v></c>"))
    #expect(sheet.contains("<c r=\"A7\" s=\"1\"><v>-7</v></c>"))
    #expect(!sheet.contains("<f>1+1</f>"))
  }

  @Test(arguments: [
    "0.01", "0.1", "9.95", "51999.96", "123456789012.34", "9999999999999.99", "-0.07", "8.41", "1234567.000001",
  ])
  func everyFigureComesBackAsItWas(_ digits: String) throws {
    let figure = try #require(Figure(digits))
    let sheet = try written(try workbook([Cell(.number(figure))])).text("xl/worksheets/sheet1.xml")
    let value = try #require(sheet.firstMatch(of: /<v>([^<]+)<\/v>/)?.1)
    #expect(Double(value) == Double(digits))
  }

  @Test func aNumberTooLongForASpreadsheetIsShownInFull() throws {
    let figure = try #require(Figure("12345678901234567.89"))
    let archive = try written(
      try workbook([Cell(.number(figure)), Cell(.formula("SUM(A1:A1)", result: figure))]))
    #expect(try archive.text("xl/sharedStrings.xml").contains("<t>12345678901234567.89</t>"))
    #expect(try archive.text("xl/worksheets/sheet1.xml").contains("<v>12345678901234567.89</v>"))
  }

  @Test func textThatLooksLikeACodeOfTheFormatIsShownAsWritten() throws {
    let strings = try written(try workbook([Cell(.text("_x0041_ и x_x00_"))])).text("xl/sharedStrings.xml")
    #expect(strings.contains("<t>_x005F_x0041_ и x_x00_</t>"))
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let scratch = try Scratch()
    var book = try workbook([Cell(.text("а")), Cell(.money(Money(units: 1)))])
    book.sheets[0].charts = [
      Chart(
        .column, title: "Т",
        series: [
          .init(
            name: "а", categories: .init(sheet: "Төлөм эсеби", CellRange(rows: 0...0, column: 0)),
            values: .init(sheet: "Төлөм эсеби", CellRange(rows: 1...1, column: 0)))
        ], row: 3, column: 0)
    ]
    try XLSXFile.write(book, to: scratch.file("a.xlsx"), scratch: scratch.path)
    try XLSXFile.write(book, to: scratch.file("b.xlsx"), scratch: scratch.path)
    let first = try Data(contentsOf: URL(fileURLWithPath: scratch.file("a.xlsx")))
    let second = try Data(contentsOf: URL(fileURLWithPath: scratch.file("b.xlsx")))
    #expect(first == second)
    // Whenever it is written: no file in it bears the time of the machine, but the first that the format can tell.
    #expect(try Archive(path: scratch.file("a.xlsx")).times == ["1980-01-01 00:00:00"])
    #expect(try Archive(path: scratch.file("a.xlsx")).text("docProps/core.xml").contains("2026-09-30T00:00:00Z"))
  }

  @Test func theFileSaysHowItIsPrinted() throws {
    var book = try workbook([Cell(.text("а"))])
    book.sheets[0].print.orientation = .landscape
    book.sheets[0].print.repeatedRows = 0...0
    book.sheets[0].print.header = .init(left: [.heading("2026"), .text("\nС")])
    book.sheets[0].print.footer = .init(left: [.text("A & B")], right: [.page, .text(" / "), .pageCount])
    book.sheets[0].frozenRows = 1
    let archive = try written(book)
    let sheet = try archive.text("xl/worksheets/sheet1.xml")
    #expect(sheet.contains("paperSize=\"9\""))
    #expect(sheet.contains("orientation=\"landscape\""))
    #expect(sheet.contains("fitToHeight=\"0\""))
    #expect(sheet.contains(#"&amp;12&amp;"Arial,Bold"2026&amp;8&amp;"Arial,Regular""#))
    #expect(sheet.contains("A &amp;&amp; B"))
    #expect(sheet.contains("&amp;P / &amp;N"))
    #expect(sheet.contains("state=\"frozen\""))
    #expect(try archive.text("xl/workbook.xml").contains("_xlnm.Print_Titles"))
  }
}

@Suite struct XLSXErrorTests {
  private func fault(_ sheets: [Sheet], path: String = "/tmp/esep-never.xlsx") throws -> XLSXError? {
    let book = Workbook(
      properties: .init(title: "", author: "", company: "", created: try #require(Day(2026, 9, 30))), sheets: sheets)
    do throws(XLSXError) {
      try XLSXFile.write(book, to: path)
      return nil
    } catch {
      return error
    }
  }

  @Test func aFolderThatIsNotThere() throws {
    let error = try #require(try fault([Sheet(name: "A")], path: "/nowhere/at/all/a.xlsx"))
    #expect(error.path == "/nowhere/at/all/a.xlsx")
    guard case .cannotWrite(let words) = error.reason else {
      Issue.record("\(error)")
      return
    }
    #expect(!words.isEmpty)
  }

  @Test func aFolderInTheFilesPlace() throws {
    let scratch = try Scratch()
    let error = try #require(try fault([Sheet(name: "A")], path: scratch.path))
    guard case .cannotWrite = error.reason else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func aDiskWithoutRoom() throws {
    guard FileManager.default.fileExists(atPath: "/dev/full") else { return }
    let error = try #require(try fault([Sheet(name: "A", rows: [Row([Cell(.text("а"))])])], path: "/dev/full"))
    guard case .cannotWrite = error.reason else {
      Issue.record("\(error)")
      return
    }
  }

  @Test func aTextThatACellCannotHold() throws {
    let longest = String(repeating: "ң", count: 32_767)
    let error = try #require(try fault([Sheet(name: "A", rows: [Row([.empty, Cell(.text(longest + "а"))])])]))
    #expect(error.reason == .textTooLong(count: 32_768))
    #expect(error.sheet == "A")
    #expect(error.cell == "B1")
    let scratch = try Scratch()
    #expect(try fault([Sheet(name: "A", rows: [Row([Cell(.text(longest))])])], path: scratch.file("a.xlsx")) == nil)
    #expect(try Archive(path: scratch.file("a.xlsx")).text("xl/sharedStrings.xml").contains(longest))
  }

  @Test(arguments: ["", "a/b", "[a]", "'a", "History", String(repeating: "a", count: 32)])
  func namesThatSpreadsheetsRefuse(_ name: String) throws {
    #expect(try fault([Sheet(name: name)])?.reason == .badSheetName)
  }

  @Test func whatWouldBeReportedAsDamage() throws {
    #expect(try fault([])?.reason == .noSheet)
    #expect(try fault([Sheet(name: "Акт"), Sheet(name: "АКТ")])?.reason == .repeatedSheetName)
    #expect(try fault([Sheet(name: "A", rows: [Row([Cell(.text("a\0b"))])])])?.reason == .textHoldsNul)
    var merged = Sheet(name: "A")
    merged.merges = [CellRange(rows: 0...2, columns: 0...1), CellRange(rows: 2...3, columns: 1...2)]
    #expect(try fault([merged])?.reason == .overlappingMerges)
  }
}
