import Measures
import Pipeline
import Testing

/// A payment that names an invoice and, beside it, a contract, a resident or a taxpayer's number (I3).
@Suite struct PaymentsBesideAPayer {
  struct Case: Sendable, CustomTestStringConvertible {
    /// From `received_on` on: `received_on,kind,amount,contract_id,resident_id,inn,invoice_no`.
    let row: String
    /// What C-1, C-2 and C-3 have paid by the end of July.
    let paid: [String]
    /// What they owe then: of the rents 2 000, 4 000 and 6 000 for June and July.
    let owed: [String]
    /// The codes of what is told.
    var told: [String] = []

    var testDescription: String { row }
  }

  @Test(arguments: [
    // C-3's invoice, though C-1's is older.
    Case(row: "07-05,,500,C-3,,,2026-000003", paid: ["0", "0", "500"], owed: ["2000", "4000", "5500"]),
    Case(row: "07-05,,500,,R1,,2026-000003", paid: ["0", "0", "500"], owed: ["2000", "4000", "5500"]),
    Case(row: "07-05,,500,,,11111111111111,2026-000003", paid: ["0", "0", "500"], owed: ["2000", "4000", "5500"]),
    // 3 000 for C-3's invoice, the rest for what C-1 owes.
    Case(row: "07-05,,3500,C-1,,,2026-000003", paid: ["500", "0", "3000"], owed: ["1500", "4000", "3000"]),
    Case(row: "07-05,,3500,,R1,,2026-000003", paid: ["500", "0", "3000"], owed: ["1500", "4000", "3000"]),
    // 3 000 and 1 000, and 1 000 ahead for the contract of the invoice, not for the one that the row names.
    Case(row: "07-05,,5000,C-1,,,2026-000003", paid: ["1000", "0", "4000"], owed: ["1000", "4000", "2000"]),
    // Money given back is owed by the contract of the invoice.
    Case(row: "07-05,refund,500,C-1,,,2026-000003", paid: ["0", "0", "-500"], owed: ["2000", "4000", "6500"]),
    // There is no such invoice, or not before the day: as if the cell were empty.
    Case(
      row: "07-05,,500,C-3,,,2026-009999", paid: ["0", "0", "500"], owed: ["2000", "4000", "5500"],
      told: ["payment-invoice"]),
    Case(
      row: "07-05,,500,,R1,,2026-009999", paid: ["500", "0", "0"], owed: ["1500", "4000", "6000"],
      told: ["payment-invoice"]),
    Case(
      row: "07-31,,1200,,,11111111111111,2026-000006", paid: ["1000", "0", "200"], owed: ["1000", "4000", "5800"],
      told: ["payment-invoice"]),
    // Another's invoice wins, and what it leaves stays with its contract.
    Case(
      row: "07-05,,2500,C-1,,,2026-000002", paid: ["0", "2500", "0"], owed: ["2000", "1500", "6000"],
      told: ["payment-payer"]),
    Case(
      row: "07-05,,500,,,11111111111111,2026-000002", paid: ["0", "500", "0"], owed: ["2000", "3500", "6000"],
      told: ["payment-payer"]),
    Case(
      row: "07-05,,500,C-9,,,2026-000002", paid: ["0", "500", "0"], owed: ["2000", "3500", "6000"],
      told: ["payment-payer"]),
    // Whom no table knows pays for whom he likes.
    Case(row: "07-05,,500,,,44444444444444,2026-000002", paid: ["0", "500", "0"], owed: ["2000", "3500", "6000"]),
  ])
  func theInvoiceComesFirst(_ sample: Case) throws {
    let park = try ParkFolder.ofThreeRents([
      "payments/p.csv": "payment_id,received_on,kind,amount,contract_id,resident_id,inn,invoice_no\nP-1,2026-"
        + sample.row + "\n"
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try park.rows("2026-07/balances.csv", "paid").flatMap { $0 } == sample.paid.map { $0 + ".00" })
    #expect(try park.rows("2026-07/balances.csv", "closing_balance").flatMap { $0 } == sample.owed.map { $0 + ".00" })
    #expect(try park.rows("2026-07/problems.csv", "code").flatMap { $0 } == sample.told)
    #expect(try park.rows("2026-07/unallocated.csv", "payment_id") == [])
  }

  /// In August C-3 owes for June and July, C-1 too, and C-1's June is older than C-3's July. After C-3's invoice of June its
  /// July comes first, whether the row names the payer beside the invoice or not.
  @Test(arguments: ["2026-08-05,3500,,2026-000003", "2026-08-05,3500,R1,2026-000003"])
  func aResidentBesideTheInvoiceChangesNothing(_ row: String) throws {
    let park = try ParkFolder.ofThreeRents([
      "payments/p.csv": "payment_id,received_on,amount,resident_id,invoice_no\nP-1," + row + "\n"
    ])
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try park.rows("2026-08/balances.csv", "paid") == [["0.00"], ["0.00"], ["3500.00"]])
  }

  /// Neither the payer nor the invoice is known: the money is shown, and so is what the row says.
  @Test func whereNothingIsKnownTheMoneyIsShown() throws {
    let park = try ParkFolder.ofThreeRents([
      "payments/p.csv": "payment_id,received_on,amount,contract_id,invoice_no\nP-1,2026-07-05,500,C-9,2026-009999\n"
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/problems.csv", "severity", "code") == [
        ["warning", "unallocated-payment"], ["warning", "payment-invoice"],
      ])
    #expect(
      try park.rows("2026-07/unallocated.csv", "payment_id", "amount", "contract_id", "invoice_no") == [
        ["P-1", "500.00", "C-9", "2026-009999"]
      ])
  }
}
