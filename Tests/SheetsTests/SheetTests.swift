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
