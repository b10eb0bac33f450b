import Foundation
import Measures
import Pipeline
import Testing

/// A bad row of `payments/` holds back whose money it says it is; money whose payer can't be told is shown (I3). An error
/// that holds back nobody lets all be billed, but the run ends with 65 as long as it stands.
@Suite struct BadPayments {
  struct Case: Sendable, CustomTestStringConvertible {
    /// `payment_id,received_on,kind,amount,contract_id,resident_id,inn,invoice_no`.
    let rows: [String]
    let code: String
    /// Whom it holds back of C-1 (R1), C-2 (R2) and C-3 (R1).
    var held: [String] = []
    /// The money that is shown as nobody's: `payment_id amount`.
    var shown: [String] = []

    init(_ rows: String..., code: String, held: [String] = [], shown: [String] = []) {
      (self.rows, self.code, self.held, self.shown) = (rows, code, held, shown)
    }

    var testDescription: String { "\(rows)" }
  }

  private static let header = "payment_id,received_on,kind,amount,contract_id,resident_id,inn,invoice_no\n"

  @Test(arguments: [
    Case("P-1,2026-06-10,,5OO,C-1,,,", code: "bad-number", held: ["C-1"]),
    Case("P-1,2026-06-10,,500.005,C-1,,,", code: "too-many-decimals", held: ["C-1"]),
    Case("P-1,2026-06-31,,500,C-1,,,", code: "bad-date", held: ["C-1"]),
    Case("P-1,2026-06-10,gift,500,C-1,,,", code: "bad-choice", held: ["C-1"]),
    Case(",2026-06-10,,500,C-1,,,", code: "empty-cell", held: ["C-1"]),
    Case("P-1,2026-06-10,,,,R1,,", code: "empty-cell", held: ["C-1", "C-3"]),
    Case("P-1,2026-06-10,,5OO,,,11111111111111,", code: "bad-number", held: ["C-1", "C-3"]),
    Case("P-1,2026-06-10,,5OO,C-2,,,2026-000001", code: "bad-number", held: ["C-2"]),
    Case("P-1,2026-06-10,,500,C-1,,,", "P-1,2026-06-10,,500,C-2,,,", code: "conflicting-rows", held: ["C-1", "C-2"]),
    Case("P-1,2026-06-10,,500,,R1,,", "P-1,2026-06-10,,50,,R1,,", code: "conflicting-rows", held: ["C-1", "C-3"]),
    // Two payers: whose it is can't be told, so the money is shown, and both wait.
    Case("P-1,2026-06-10,,500,C-2,R1,,", code: "one-payee", held: ["C-1", "C-2", "C-3"], shown: ["P-1 500.00"]),
    Case(
      "P-1,2026-06-10,,500,C-1,,11111111111111,2026-000001", code: "one-payee", held: ["C-1", "C-3"],
      shown: ["P-1 500.00"]),
    // Nobody is named who is known.
    Case("P-1,2026-06-10,,500,,,1111111111111,", code: "bad-form", shown: ["P-1 500.00"]),
    Case("P-1,2026-06-10,,5OO,,,33333333333333,", code: "bad-number"),
    // Whose invoice it is, the row doesn't say.
    Case("P-1,2026-06-10,,5OO,,,,2026-000001", code: "bad-number"),
    Case("P-1,2026-06-10,,0,C-1,,,", code: "amount-not-positive", held: ["C-1"], shown: ["P-1 0.00"]),
    Case("P-1,2026-06-10,,-5,,R1,,", code: "amount-not-positive", held: ["C-1", "C-3"], shown: ["P-1 -5.00"]),
  ])
  func aBadRowHoldsBackWhoseMoneyItIs(_ sample: Case) throws {
    let rows = sample.rows.map { $0 + "\n" }.joined()
    let park = try ParkFolder.ofThreeRents(["payments/p.csv": Self.header + rows])
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    let told = try park.rows("2026-06/problems.csv", "severity", "code", "contract_id").filter { $0[1] == sample.code }
    #expect(told == (sample.held.isEmpty ? [""] : sample.held).map { ["error", sample.code, $0] })
    let billed = ["C-1", "C-2", "C-3"].filter { !sample.held.contains($0) }
    // Where all are held back there is no month yet.
    if billed.isEmpty { return }
    #expect(try park.rows("2026-06/invoices.csv", "contract_id").flatMap { $0 } == billed)
    let shown = try park.rows("2026-06/unallocated.csv", "payment_id", "amount").map { $0.joined(separator: " ") }
    #expect(shown == sample.shown)
  }

  /// Nobody has the number, or nobody is named: that is a warning, and the money is shown.
  @Test(arguments: [
    ("P-1,2026-06-10,,500,,,33333333333333,", "inn"), ("P-1,2026-06-10,,500,,,,", ""),
    ("P-1,2026-06-10,,500, ,,,", ""),
  ])
  func anUnknownPayerHoldsBackNobody(_ row: String, _ column: String) throws {
    let park = try ParkFolder.ofThreeRents(["payments/p.csv": Self.header + row + "\n"])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/problems.csv", "severity", "code", "line", "column") == [
        ["warning", "unallocated-payment", "2", column]
      ])
    #expect(try park.rows("2026-06/invoices.csv", "contract_id") == [["C-1"], ["C-2"], ["C-3"]])
    #expect(try park.rows("2026-06/unallocated.csv", "payment_id", "amount") == [["P-1", "500.00"]])
  }

  /// What is issued stays; July waits for the row, and has the money once it is mended.
  @Test func mendedItIsIssued() throws {
    let park = try ParkFolder.ofThreeRents()
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write(Self.header + "P-1,2026-07-05,,5OO,C-1,,,\n", to: "payments/p.csv")
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
    #expect(try park.rows("2026-07/invoices.csv", "contract_id") == [["C-2"], ["C-3"]])
    try park.write(Self.header + "P-1,2026-07-05,,500,C-1,,,\n", to: "payments/p.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "invoice_no", "contract_id", "paid").last == [
        "2026-000006", "C-1", "500.00",
      ])
  }

  /// Both payers of a row that names two stand in the table, so that the accountant can tell which is right.
  @Test func whatTheRowNamesIsShown() throws {
    let park = try ParkFolder.ofThreeRents([
      "payments/p.csv": Self.header + "P-1,2026-06-10,,500,C-2,,22222222222222,2026-000002\n"
    ])
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    #expect(
      try park.rows("2026-06/unallocated.csv", "contract_id", "resident_id", "inn", "invoice_no", "source") == [
        ["C-2", "", "22222222222222", "2026-000002", "payments/p.csv:2"]
      ])
  }

  private func statement(_ documents: [String]) -> String {
    let all = documents.enumerated().map { index, fields in
      "СекцияДокумент=Платежное поручение\nНомер=\(index + 1)\nДата=05.07.2026\nДатаПоступило=05.07.2026\n"
        + "ПлательщикСчет=1\n\(fields)\nКонецДокумента\n"
    }
    return "1CClientBankExchange\n" + all.joined() + "КонецФайла\n"
  }

  /// A bank's bad document holds back the contracts of its payer, where that is known.
  @Test(arguments: [
    ("Сумма=5OO\nПлательщикИНН=11111111111111", ["C-1", "C-3"]),
    ("Сумма=5OO\nПлательщик=ИНН 22222222222222 Two", ["C-2"]),
    ("Сумма=5OO\nПлательщикИНН=33333333333333", []), ("Сумма=5OO\nНазначениеПлатежа=счет 2026-000001", []),
    ("Сумма=-5\nПлательщикИНН=11111111111111", ["C-1", "C-3"]),
  ])
  func aBadDocumentHoldsBackItsPayer(_ fields: String, _ held: [String]) throws {
    let park = try ParkFolder.ofThreeRents(["payments/bank.txt": statement([fields])])
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
    #expect(
      try park.rows("2026-07/problems.csv", "file", "contract_id").map { $0[1] } == (held.isEmpty ? [""] : held))
    let billed = ["C-1", "C-2", "C-3"].filter { !held.contains($0) }
    #expect(try park.rows("2026-07/invoices.csv", "contract_id").flatMap { $0 } == billed)
  }

  /// 1 000 of the 3 000 go to C-1, the oldest of R1, and 2 000 to C-3. A longer number, or one that is not behind `ИНН`,
  /// is no taxpayer's.
  @Test func theTaxpayersNumberMayStandBeforeTheName() throws {
    let park = try ParkFolder.ofThreeRents([
      "payments/bank.txt": statement([
        "Сумма=3000\nПлательщик=ИНН 11111111111111 ОсОО «Один»",
        "Сумма=500\nПлательщик1=ИНН 22222222222222, ОсОО «Два»",
        "Сумма=70\nПлательщик=ИНН 222222222222221 ОсОО «Два»",
        "Сумма=80\nПлательщик=ОсОО «Два», счет 22222222222222",
        "Сумма=90\nПлательщик=ИНН 22222222222222\nПлательщикИНН=44444444444444",
      ])
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/balances.csv", "contract_id", "paid") == [
        ["C-1", "1000.00"], ["C-2", "500.00"], ["C-3", "2000.00"],
      ])
    #expect(
      try park.rows("2026-07/unallocated.csv", "amount", "inn") == [
        ["70.00", ""], ["80.00", ""], ["90.00", "44444444444444"],
      ])
  }

  /// Without a number nobody is like a resident without one: the money is nobody's, or the invoice's that it names.
  @Test func aPayerWithoutANumberIsNoResidentWithoutOne() throws {
    let park = try ParkFolder.ofThreeRents([
      "residents.csv": """
      resident_id,full_name,short_name,legal_form,entered_on,inn
      R1,Resident One LLC,One,legal_entity,2026-01-01,11111111111111
      R2,Branch,Branch,foreign_branch,2026-01-01,
      """,
      "payments/bank.txt": statement([
        "Сумма=300\nПлательщик=Somebody", "Сумма=40\nПлательщик=Somebody\nНазначениеПлатежа=счет 2026-000001",
      ]),
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/balances.csv", "contract_id", "paid") == [
        ["C-1", "40.00"], ["C-2", "0.00"], ["C-3", "0.00"],
      ])
    #expect(try park.rows("2026-07/unallocated.csv", "amount") == [["300.00"]])
  }
}
