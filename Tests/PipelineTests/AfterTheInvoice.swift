import Measures
import Pipeline
import Testing

/// What changes after an invoice is out: corrections, late orders, payments (I2, I3, P11, C10).
@Suite struct AfterTheInvoice {
  @Test func aCorrectedReadingIssuesACorrectionWithTheDifferingLinesOnly() throws {
    let park = try ParkFolder([
      "terms.csv": """
      contract_id,service,price,valid_from
      C-1,power,2.50,2026-01-01
      C-1,rent,1000,2026-01-01
      """,
      "readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1300\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write("meter_id,read_at,reading,source\nM1,2026-06-30,1150,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "invoice_no", "kind", "corrects", "period", "issued_on", "total") == [
        ["2026-000002", "correction", "2026-000001", "2026-06", "2026-07-31", "125.00"],
        ["2026-000003", "invoice", "", "2026-07", "2026-07-31", "1375.00"],
      ])
    #expect(
      try park.rows("2026-07/lines.csv", "invoice_no", "basis", "quantity", "net") == [
        ["2026-000002", "reversal", "-100.000", "-250.00"], ["2026-000002", "actual", "150.000", "375.00"],
        ["2026-000003", "actual", "150.000", "375.00"], ["2026-000003", "recurring", "1.000000", "1000.00"],
      ])
    #expect(try park.rows("2026-06/invoices.csv", "invoice_no", "total") == [["2026-000001", "1250.00"]])
    let bytes = try park.snapshot()
    #expect(park.run(through: "2026-07") == .done)
    #expect(try park.snapshot() == bytes)
  }

  @Test func aClosedMonthOnlyWarns() throws {
    let park = try ParkFolder()
    park.run(through: "2026-06")
    try park.write(
      #"{"firstMonth": "2026-06", "closedThrough": "2026-06", "name": {"ky": "П"}, "language": "en", "bookCloseDays": 3660}"#,
      to: "park.json")
    try park.write("meter_id,read_at,reading,source\nM1,2026-06-30,1150,corrected\n", to: "readings/late.csv")
    try park.write("contract_id,service,price,valid_from\nC-1,power,3,2026-01-01\n", to: "terms.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let codes = try park.rows("2026-06/problems.csv", "severity", "code")
    #expect(codes.contains(["warning", "closed-month-changed"]), "\(codes)")
    #expect(try park.rows("2026-06/invoices.csv", "invoice_no", "total") == [["2026-000001", "250.00"]])
  }

  @Test func anOrderEnteredLateGoesOnTheNextInvoiceAndSaysSo() throws {
    let orders = "order_id,contract_id,service,ordered_on,completed_on,status,quantity\n"
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2.50,2026-01-01\nC-1,hours,500,2026-01-01\n",
      "readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n",
      "orders/2026.csv": orders + "O1,C-1,hours,2026-06-01,2026-06-20,completed,2\n",
    ])
    park.run(through: "2026-06")
    #expect(
      try park.rows("2026-06/lines.csv", "service", "from", "quantity", "net", "vat", "reference") == [
        ["power", "2026-06-01", "100.000", "250.00", "0.00", ""],
        ["hours", "2026-06-20", "2.000", "1000.00", "120.00", "O1"],
      ])
    try park.write(
      orders + "O1,C-1,hours,2026-06-01,2026-06-20,completed,2\nO2,C-1,hours,2026-06-01,2026-06-28,completed,1\n",
      to: "orders/2026.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/lines.csv", "service", "from", "net", "reference") == [
        ["power", "2026-07-01", "250.00", ""], ["hours", "2026-06-28", "500.00", "O2"],
      ])
    #expect(park.said.joined().contains("warning[late-order]"))
  }

  /// Rent of 1 000 a month, due ten days after it; 0.1 % a day. June's invoice is paid in two parts: 400 on 15 July;
  /// on 5 August 900, of which 600 go to June's and 300 to July's. July charges 11–14 July at 1 000 and 15–31 July at
  /// 600: 14 200 × 0.1 % = 14.20. August charges 1–4 August at 600, 2.40, and July's principal of 1 000 − 300 for
  /// 11–31 August: 14 700 × 0.1 % = 14.70.
  @Test func partPaymentsOverpaymentsAndPenaltyByTheDay() throws {
    let park = try ParkFolder([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from,penalty_percent_per_day
      C-1,R1,1/26,2026-01-01,0.1
      """,
      "terms.csv": "contract_id,service,price,valid_from\nC-1,rent,1000,2026-01-01\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
      "payments/p.csv": """
      payment_id,received_on,amount,contract_id,invoice_no
      P-1,2026-07-15,400,,2026-000001
      P-2,2026-08-05,900,C-1,
      """,
    ])
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    let columns = ["opening_balance", "invoiced", "paid", "closing_balance", "not_due", "overdue_1_30", "advance"]
    func balance(_ month: String) throws -> [String] {
      try columns.flatMap { try park.rows("\(month)/balances.csv", $0).flatMap { $0 } }
    }
    #expect(try balance("2026-06") == ["0.00", "1000.00", "0.00", "1000.00", "1000.00", "0.00", "0.00"])
    #expect(try balance("2026-07") == ["1000.00", "1014.20", "400.00", "1614.20", "1014.20", "600.00", "0.00"])
    #expect(try balance("2026-08") == ["1614.20", "1017.10", "900.00", "1731.30", "1017.10", "714.20", "0.00"])
    #expect(
      try park.rows("2026-08/lines.csv", "component", "reference", "from", "to", "net") == [
        ["fixed", "", "2026-08-01", "2026-08-31", "1000.00"],
        ["penalty", "2026-000001", "2026-08-01", "2026-08-04", "2.40"],
        ["penalty", "2026-000002", "2026-08-11", "2026-08-31", "14.70"],
      ])
  }

  @Test func moneyOfAnUnknownPayerIsNeverDropped() throws {
    let park = try ParkFolder([
      "payments/p.csv": "payment_id,received_on,amount,invoice_no\nP-1,2026-06-15,400,2026-009999\n"
    ])
    #expect(park.run(through: "2026-06") == .done)
    #expect(park.said.joined().contains("warning[unallocated-payment]"), "\(park.said)")
    #expect(try park.rows("2026-06/balances.csv", "paid", "closing_balance") == [["0.00", "250.00"]])
  }

  /// esep bills from June. What came in May is taken to be in what was owed before: it is told once a file, and does not
  /// count.
  @Test func moneyOfBeforeTheFirstMonthDoesNotCount() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,valid_from\nC-1,rent,1000,2026-01-01\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
      "opening-balances.csv": "contract_id,document,due_on,amount\nC-1,OLD-7,2026-04-30,300\n",
      "payments/p.csv": """
      payment_id,received_on,amount,contract_id,resident_id,invoice_no,purpose
      P-1,2026-05-20,400,,,2026-009999,
      P-2,2026-05-21,120,,,OLD-7,
      P-3,2026-05-22,50,C-1,,,Invoice 2026-000044
      P-4,2026-06-23,100,C-1,,,
      """,
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    let told = try ["2026-06", "2026-07"].map {
      try park.rows("\($0)/problems.csv", "severity", "code", "line")
    }
    #expect(told[0] == [["warning", "before-first-month", "2"]])
    #expect(
      try park.rows("2026-06/balances.csv", "opening_balance", "invoiced", "paid", "closing_balance") == [
        ["300.00", "1000.00", "100.00", "1200.00"]
      ])
    #expect(try park.rows("2026-06/unallocated.csv", "payment_id", "amount") == [])
  }

  /// An opening balance that was bad when the first month was issued joins the next balances, and the parts agree.
  @Test func anOpeningBalanceEnteredLaterJoinsTheBalances() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,valid_from\nC-1,rent,1000,2026-01-01\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
    ])
    park.run(through: "2026-06")
    try park.write("contract_id,document,due_on,amount\nC-1,OLD,2026-05-31,300\n", to: "opening-balances.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/balances.csv", "opening_balance", "invoiced", "closing_balance", "overdue_61_90") == [
        ["1300.00", "1000.00", "2300.00", "300.00"]
      ])
  }

  /// The resident reads what was done and by which act; so says the line that takes it back.
  @Test func anOrderIsBilledWithItsWordsAndItsAct() throws {
    let header = "order_id,contract_id,service,description,ordered_on,completed_on,status,act_number\n"
    let order = "O1,C-1,hours,Audit of the boiler,2026-06-01,2026-06-20,"
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,valid_from\nC-1,hours,500,2026-01-01\nC-1,power,0,2026-01-01\n",
      "orders/o.csv": header + order + "completed,A-17\n",
    ])
    func told() throws -> [[String]] {
      try park.rows("2026-06/lines.csv", "reference", "basis", "description").filter { $0[0] == "O1" }
    }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try told() == [["O1", "order", "Consulting: Audit of the boiler; act No. A-17"]])
    try park.write(header + order + "cancelled,\n", to: "orders/o.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try told() == ["order", "reversal"].map { ["O1", $0, "Consulting: Audit of the boiler; act No. A-17"] })
  }
}
