import Measures
import Testing

import CSV

@Suite struct CSVWriterTests {
  private func text(_ row: [CSVField], _ dialect: CSVDialect) -> String {
    var writer = CSVWriter(dialect: dialect)
    writer.append(row)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func bothForms() throws {
    let day = try #require(Day(2026, 9, 30))
    let row: [CSVField] = [
      .text("a,b;c"), .number("-1234.50"), .day(day), .moment("2026-09-30T24:00"), .empty, .plain("2026-000123"),
    ]
    #expect(text(row, .standard) == "\u{FEFF}\"a,b;c\",-1234.50,2026-09-30,2026-09-30T24:00,,2026-000123\r\n")
    #expect(text(row, .excelRu) == "\u{FEFF}\"a,b;c\";-1234,50;30.09.2026;30.09.2026 24:00;;2026-000123\r\n")
  }

  @Test(arguments: ["=1+1", "+SUM(A1)", "-x", "@a", "\tx", "\rx"])
  func whatLooksLikeAFormulaIsMadeText(_ value: String) {
    let written = text([.text(value)], .standard)
    #expect(written.hasPrefix("\u{FEFF}'") || written.hasPrefix("\u{FEFF}\"'"))
  }

  @Test func quotesAndLineEndsAreQuoted() {
    #expect(text([.text("say \"hi\"\nthere")], .standard) == "\u{FEFF}\"say \"\"hi\"\"\nthere\"\r\n")
  }
}
