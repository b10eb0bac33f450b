import Measures
import Sheets
import Testing

@Suite struct SheetTests {
  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")])
  func namesColumnsAsSpreadsheetsDo(_ column: Int, _ name: String) {
    #expect(CellRange.columnName(column) == name)
  }

  @Test func cutsWhatACellDoesNotTake() {
    // An emoji takes two of a cell's 32 767 characters, and is not torn.
    for (text, fitted) in [
      (String(repeating: "й", count: 32_767), String(repeating: "й", count: 32_767)),
      (String(repeating: "й", count: 32_768), String(repeating: "й", count: 32_766) + "…"),
      ("a" + String(repeating: "😀", count: 16_384), "a" + String(repeating: "😀", count: 16_382) + "…"),
    ] { #expect(CellValue.text(text).fitted == .text(fitted)) }
    #expect(CellValue.integer(7).fitted == .integer(7))
  }

  @Test func namesRanges() {
    #expect(CellRange(rows: 2...8, columns: 1...3).text == "B3:D9")
  }

  @Test func makesNamesThatSpreadsheetsTake() {
    var taken: Set<String> = []
    #expect(Sheet.name("Акт: [2026/09]?", taken: &taken) == "Акт   2026 09")
    #expect(Sheet.name("акт   2026 09", taken: &taken) == "акт   2026 09 (2)")
    #expect(Sheet.name("'History", taken: &taken) == "Sheet")
    #expect(Sheet.name("", taken: &taken) == "Sheet (2)")
    let long = String(repeating: "ң", count: 40)
    #expect(Sheet.name(long, taken: &taken).count == 31)
    #expect(Sheet.name(long, taken: &taken) == String(repeating: "ң", count: 27) + " (2)")
  }

  @Test func percentagesAreShownAsTheyAreCounted() {
    #expect(NumberFormat.percent(1).code == "#,##0.0\"\u{A0}%\"")
    #expect(NumberFormat.signedDecimals(2).code == "#,##0.00;[Red]-#,##0.00")
  }
}

@Suite struct CanonicalBytesTests {
  private func workbook(_ change: (inout Workbook) -> Void = { _ in }) throws -> Workbook {
    var sheet = Sheet(name: "A", columns: [10, 12], rows: [Row([Cell(.text("ab")), Cell(.text("c"))])])
    sheet.merges = [CellRange(rows: 0...0, columns: 0...1)]
    var result = Workbook(
      properties: .init(title: "t", author: "a", company: "c", created: try #require(Day(2026, 9, 30))),
      sheets: [sheet])
    change(&result)
    return result
  }

  @Test func equalWorkbooksGiveEqualBytes() throws {
    #expect(try workbook().canonicalBytes == workbook().canonicalBytes)
  }

  @Test func anythingThatReachesTheFileChangesThem() throws {
    let changes: [(inout Workbook) -> Void] = [
      { $0.properties.author = "b" },
      { $0.properties.created = $0.properties.created.advanced(by: 1) },
      { $0.sheets[0].name = "B" },
      { $0.sheets[0].columns = [10, 13] },
      { $0.sheets[0].rows[0].cells = [Cell(.text("a")), Cell(.text("bc"))] },
      { $0.sheets[0].rows[0].cells[1].value = .number(Figure(1)) },
      { $0.sheets[0].rows[0].cells[1].value = .formula("A1", result: Figure(1)) },
      { $0.sheets[0].rows[0].cells[1].style.isBold = true },
      { $0.sheets[0].rows[0].cells[1].style.bottom = .thin },
      { $0.sheets[0].rows[0].height = 20 },
      { $0.sheets[0].merges = [] },
      { $0.sheets[0].frozenRows = 1 },
      { $0.sheets[0].autofilter = CellRange(rows: 0...1, column: 0) },
      { $0.sheets[0].print.orientation = .landscape },
      { $0.sheets[0].print.header.left = [.text("x")] },
      { $0.sheets[0].print.header.left = [.heading("x")] },
      { $0.sheets[0].print.footer.right = [.page] },
      { $0.sheets[0].print.footer.right = [.pageCount] },
      { $0.sheets[0].tabColor = Color(0x102030) },
      { $0.sheets[0].charts = [Chart(.pie, title: "x", series: [], row: 0, column: 0)] },
      { $0.sheets.append(Sheet(name: "B")) },
    ]
    let all = try [workbook()] + changes.map { try workbook($0) }
    #expect(Set(all.map(\.canonicalBytes)).count == all.count)
  }
}
