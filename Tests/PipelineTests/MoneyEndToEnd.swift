import Foundation
import Measures
import Pipeline
import Testing

/// Payments by every way of naming what they are for, and what becomes of debts.
@Suite struct MoneyEndToEnd {
  private func park(_ tables: [String: String]) throws -> ParkFolder { try .ofThreeRents(tables) }

  private func paid(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/balances.csv", "contract_id", "paid", "closing_balance", "advance")
  }

  private func payments(_ rows: String...) -> [String: String] {
    [
      "payments/p.csv": "payment_id,received_on,amount,contract_id,resident_id,inn,invoice_no,purpose\n"
        + rows.joined(separator: "\n") + "\n"
    ]
  }

  /// 500 by R1's number would go to C1, whose invoice is the oldest; the purpose names C3's.
  @Test(arguments: [
    "P1,2026-07-05,500,,,11111111111111,,Оплата по счету № 2026-000003 от 30.06.2026",
    "P1,2026-07-05,500,,R1,,,2026-000003 эсеби боюнча", "P1,2026-07-05,500,C3,,,,за 2026-000003",
    "P1,2026-07-05,500,,,,2026-000003,",
  ])
  func anInvoiceInThePurposeIsPaid(_ row: String) throws {
    let park = try park(payments(row))
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try paid(park, "2026-07") == [
        ["C1", "0.00", "2000.00", "0.00"], ["C2", "0.00", "4000.00", "0.00"], ["C3", "500.00", "5500.00", "0.00"],
      ])
  }

  /// C1's rent falls from 1 000 to 400 before July is billed: June's correction, 2026-000004, is 600 below 0 and lowers
  /// June's invoice to 400, and July's, 2026-000005, is 400. A payment of 500 that names the correction is C1's all the
  /// same, and a refund that names it is owed by C1.
  @Test(arguments: [("", "500.00", "700.00"), ("refund", "-500.00", "1700.00")])
  func aCorrectionBelowZeroTellsWhoseTheMoneyIs(_ kind: String, _ paid: String, _ closing: String) throws {
    let park = try park([:])
    park.run(through: "2026-06")
    try park.write(
      """
      contract_id,service,price,valid_from
      C1,rent,400,2026-01-01
      C2,rent,2000,2026-01-01
      C3,rent,3000,2026-01-01
      """, to: "terms.csv")
    try park.write(
      "payment_id,received_on,kind,amount,invoice_no\nP1,2026-08-05,\(kind),500,2026-000004\n", to: "payments/p.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "invoice_no", "kind", "contract_id", "total").first == [
        "2026-000004", "correction", "C1", "-600.00",
      ])
    // 400 a month of June, July and August, less 500 or more 500.
    #expect(
      try park.rows("2026-08/balances.csv", "contract_id", "paid", "closing_balance").first == ["C1", paid, closing])
    #expect(try park.rows("2026-08/problems.csv", "code") == [])
  }

  /// What no purpose may do: pay another's invoice, one of later, part of a longer number, or overrule `invoice_no`.
  @Test(arguments: [
    ("P1,2026-07-05,500,,R1,,,счет 2026-000002", "C1", true),
    ("P1,2026-06-30,500,,R1,,,счет 2026-000003", "C1", true),
    ("P1,2026-07-05,500,,R1,,,счет 2026-999999", "C1", true),
    ("P1,2026-07-05,500,,R1,,,договор 12026-0000031", "C1", false),
    ("P1,2026-07-05,500,C1,,,,счет 2026-000003", "C1", true),
    ("P1,2026-07-05,500,,,,2026-000001,вместо 2026-000003", "C1", false),
  ])
  func aPurposeThatFitsNothingIsPassedOver(_ row: String, _ contract: String, _ warns: Bool) throws {
    let park = try park(payments(row))
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    let touched = try (paid(park, "2026-06") + paid(park, "2026-07")).filter { $0[1] != "0.00" }
    #expect(touched.map { [$0[0], $0[1]] } == [[contract, "500.00"]])
    let codes = try ["2026-06", "2026-07"].flatMap { try park.rows("\($0)/problems.csv", "code").flatMap { $0 } }
    #expect(codes.contains("payment-purpose") == warns, "\(codes)")
  }

  private func statement(_ encoding: String.Encoding) throws -> [UInt8] {
    let text = """
      1CClientBankExchange
      ВерсияФормата=1.03
      Кодировка=Windows
      СекцияДокумент=Платежное поручение
      Номер=17
      Дата=03.07.2026
      Сумма=3000.00
      ПлательщикСчет=1110000000000001
      ПлательщикИНН=11111111111111
      ПолучательСчет=9990000000000001
      ДатаПоступило=04.07.2026
      НазначениеПлатежа=Оплата по счету № 2026-000003 от 30.06.2026, в т.ч. НДС
      КонецДокумента
      СекцияДокумент=Платежное поручение
      Номер=18
      Дата=05.07.2026
      Сумма=70.50
      ПлательщикСчет=3330000000000001
      ПлательщикИНН=33333333333333
      ПолучательСчет=9990000000000001
      ДатаПоступило=05.07.2026
      НазначениеПлатежа=Оплата по договору
      КонецДокумента
      СекцияДокумент=Платежное поручение
      Номер=19
      Дата=06.07.2026
      Сумма=2100.00
      ПлательщикСчет=4440000000000001
      ПлательщикИНН=44444444444444
      ПолучательСчет=9990000000000001
      ДатаПоступило=06.07.2026
      НазначениеПлатежа=За Резидент Два, счет 2026-000002
      КонецДокумента
      КонецФайла

      """
    return [UInt8](try #require(text.replacing("\n", with: "\r\n").data(using: encoding)))
  }

  /// C3's invoice in full; 70.50 of a stranger; another's money for C2's invoice of 2 000, 100 over. The second copy of
  /// the statement, in the other encoding, changes nothing.
  @Test func aBanksStatementCountsOnceInEitherEncoding() throws {
    for encodings in [[String.Encoding.utf8], [.windowsCP1251], [.windowsCP1251, .utf8]] {
      let park = try park([:])
      try park.write("payment_id,received_on,amount,contract_id\n", to: "payments/none.csv")
      for (index, encoding) in encodings.enumerated() {
        try Data(statement(encoding)).write(to: URL(fileURLWithPath: park.input + "/payments/bank-\(index).txt"))
      }
      #expect(park.run(through: "2026-07") == .done, "\(park.said)")
      #expect(
        try paid(park, "2026-07") == [
          ["C1", "0.00", "2000.00", "0.00"], ["C2", "2100.00", "1900.00", "0.00"],
          ["C3", "3000.00", "3000.00", "0.00"],
        ], "\(encodings)")
      #expect(
        try park.rows("2026-07/unallocated.csv", "payment_id", "amount", "inn", "purpose") == [
          ["2026-07-05/18/3330000000000001", "70.50", "33333333333333", "Оплата по договору"]
        ])
      #expect(try park.rows("2026-06/unallocated.csv", "payment_id") == [])
      #expect(try park.rows("2026-07/problems.csv", "code").contains(["unknown-payer"]))
    }
  }

  /// 5 000 for C2's invoice of 2 000, paid twice: 3 000 over, of which July takes 2 000; then 5 000 more.
  @Test func overAndDoublePaymentsAreAdvances() throws {
    let park = try park(
      payments(
        "P1,2026-07-05,5000,,,,2026-000002,", "P2,2026-08-05,5000,,,,2026-000002,",
        "P2,2026-08-05,5000,,,,2026-000002,"))
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try paid(park, "2026-07")[1] == ["C2", "5000.00", "-1000.00", "1000.00"])
    #expect(try paid(park, "2026-08")[1] == ["C2", "5000.00", "-4000.00", "4000.00"])
  }

  /// Due 10 July: 21 days overdue on 31 July, 52 on 31 August, 82 on 30 September. C1's penalty of July, 0.1 % of 1 000
  /// for 21 days, is 21.00, due on 10 August with July's rent; August's is 31.00 and, for July's rent, 21.00.
  @Test func remindersGrowWithTheDays() throws {
    let park = try park([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from,penalty_percent_per_day
      C1,R1,1/26,2026-01-01,0.1
      """,
      "terms.csv": "contract_id,service,price,valid_from\nC1,rent,1000,2026-01-01\n",
    ])
    #expect(park.run(through: "2026-10") == .done, "\(park.said)")
    func reminders(_ month: String) throws -> [[String]] {
      try park.rows(
        "\(month)/reminders.csv", "contract_id", "level", "point", "documents", "oldest_due_on", "days_overdue",
        "principal", "penalty", "total")
    }
    #expect(try reminders("2026-06") == [])
    let one = "2026-000001"
    #expect(
      try reminders("2026-07") == [["C1", "reminder", "12.5", one, "2026-07-10", "21", "1000.00", "0.00", "1000.00"]])
    let two = "\(one)|2026-000002"
    #expect(
      try reminders("2026-08") == [["C1", "warning", "12.6", two, "2026-07-10", "52", "2000.00", "21.00", "2021.00"]])
    let three = "\(two)|2026-000003"
    #expect(
      try reminders("2026-09") == [["C1", "warning", "12.6", three, "2026-07-10", "82", "3000.00", "73.00", "3073.00"]])
    #expect(try reminders("2026-10").map { $0[1] } == ["claim"])
    // The same as balances.csv has it.
    #expect(
      try park.rows("2026-09/balances.csv", "overdue_1_30", "overdue_31_60", "overdue_61_90") == [
        ["1052.00", "1021.00", "1000.00"]
      ])
  }

  @Test func theDaysOfTheLevelsAreTheParks() throws {
    let park = try park([
      "park.json": #"{"firstMonth": "2026-06", "name": {"ky": "П"}, "language": "en", "reminderAfterDays": 21, "#
        + #""warningAfterDays": 40, "claimAfterDays": 51}"#
    ])
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try park.rows("2026-07/reminders.csv", "level") == [])
    #expect(try park.rows("2026-08/reminders.csv", "level") == [["claim"], ["claim"], ["claim"]])
  }
}
