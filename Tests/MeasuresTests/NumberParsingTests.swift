import Measures
import Testing

@Suite struct NumberParsingTests {
  @Test(arguments: [
    ("0", 0), ("12", 1200), ("12.5", 1250), ("12,50", 1250), ("+3", 300), ("-3,07", -307), ("1 234,5", 123_450),
    ("1\u{A0}234\u{A0}567.89", 123_456_789), ("12\u{202F}345", 1_234_500), ("007", 700), ("1.5000000", 150),
    ("1000000000000", 100_000_000_000_000),
  ])
  func asAccountantsWrite(text: String, tyiyn: Int64) {
    #expect(Money.parse(text) == .success(Money(units: tyiyn)))
  }

  @Test(arguments: [
    ("", NumberFault.notANumber), ("-", .notANumber), ("12abc", .notANumber), ("1 2", .notANumber),
    ("1 23 456", .notANumber), ("12 ", .notANumber), ("5.", .notANumber), ("1e5", .notANumber),
    ("--1", .notANumber), ("1.2.3", .notANumber), ("1,234.56", .bothMarks), ("1.234,56", .bothMarks),
    ("1.005", .tooManyDecimals(allowed: 2)), ("1000000000001", .tooLarge), ("99999999999999999999", .tooLarge),
  ])
  func andNothingElse(text: String, fault: NumberFault) {
    #expect(Money.parse(text) == .failure(fault))
  }

  @Test func textShowsTheDecimalsAskedFor() {
    #expect(Money(units: -5).description == "-0.05")
    #expect(UnitPrice(units: 3_650_000).text(decimals: 2) == "3.65")
    #expect(UnitPrice(units: 3_654_321).text(decimals: 2) == "3.654321")
    #expect(Percent(units: 12_000_000).text(decimals: 0) == "12")
    #expect(FineQuantity(units: 433_333).text(decimals: 6) == "0.433333")
  }
}
