import Measures
import Sheets
import Testing

@Suite struct FigureTests {
  @Test(arguments: [
    ("0", 0, 0), ("12.50", 1250, 2), ("-0.05", -5, 2), ("433.333", 433_333, 3), ("1000000", 1_000_000, 0),
  ])
  func readsAndWritesPlainDigits(_ text: String, _ units: Int, _ decimals: Int) throws {
    let figure = try #require(Figure(text))
    #expect(figure == Figure(units: Int128(units), decimals: decimals))
    #expect(figure.text == text)
  }

  @Test(arguments: ["", "-", ".5", "5.", "1 000", "1,5", "1.2.3", "+1", "12a", "١"])
  func refusesAnythingElse(_ text: String) {
    #expect(Figure(text) == nil)
  }

  @Test func addsExactlyAcrossDecimals() throws {
    let sum = try #require(Figure("0.1")) + #require(Figure("0.2")) + #require(Figure("-0.333"))
    #expect(sum.text == "-0.033")
  }

  @Test func keepsTheDecimalsOfAPrice() {
    #expect(Figure(UnitPrice(units: 2_500_000), decimals: 2).text == "2.50")
    #expect(Figure(UnitPrice(units: 2_123_400), decimals: 2).text == "2.1234")
    #expect(Figure(Quantity(units: 7_000), decimals: 0).text == "7")
  }

  @Test func countsTheDigitsThatASpreadsheetMustKeep() throws {
    #expect(try #require(Figure("9999999999999.99")).significantDigits == 15)
    #expect(try #require(Figure("12345678901234.56")).significantDigits == 16)
    #expect(try #require(Figure("1000000000000000000")).significantDigits == 1)
    #expect(Figure(0).significantDigits == 1)
  }
}
