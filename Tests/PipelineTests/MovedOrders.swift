import Pipeline
import Testing

/// Billed orders that turn out to have been done later, or not, or after all (P11), in another currency and in closed
/// months. A 2-hour order at 10 USD: 1 750 soms in June, at 87.5, and 1 800 in July, at 90; no tax.
@Suite struct MovedOrders {
  private static let orders = "order_id,contract_id,service,ordered_on,completed_on,status,quantity\n"
  private static let june = orders + "O1,C-1,works,2026-06-01,2026-06-20,completed,2\n"
  private static let july = orders + "O1,C-1,works,2026-06-01,2026-07-20,completed,2\n"
  private static let cancelled = orders + "O1,C-1,works,2026-06-01,2026-06-20,cancelled,2\n"

  private func park() throws -> ParkFolder {
    try ParkFolder([
      "terms.csv": """
      contract_id,service,price,currency,valid_from
      C-1,power,2.50,,2026-01-01
      C-1,works,10,USD,2026-01-01
      """,
      "exchange-rates.csv": "currency,date,rate\nUSD,2026-06-30,87.5\nUSD,2026-07-31,90\nUSD,2026-08-31,95\n",
      "readings/later.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\nM1,2026-08-31,1300\n",
      "orders/o.csv": Self.june,
    ])
  }

  private func close(_ park: ParkFolder, through month: String?) throws {
    let closed = month.map { #", "closedThrough": "\#($0)""# } ?? ""
    try park.write(
      #"{"firstMonth": "2026-06", "name": {"en": "Park"}, "language": "en", "bookCloseDays": 3660\#(closed)}"#,
      to: "park.json")
  }

  private func issued(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/invoices.csv", "kind", "period", "net")
  }

  /// The cancellation is put right when July is out: June has the order again, at June's rate.
  @Test func whatIsRestoredHasTheRateOfItsMonth() throws {
    let park = try park()
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try issued(park, "2026-06") == [["invoice", "2026-06", "2000.00"]])
    try park.write(Self.cancelled, to: "orders/o.csv")
    park.run(through: "2026-07")
    #expect(try issued(park, "2026-07") == [["correction", "2026-06", "-1750.00"], ["invoice", "2026-07", "250.00"]])
    try park.write(Self.june, to: "orders/o.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try issued(park, "2026-08") == [["correction", "2026-06", "1750.00"], ["invoice", "2026-08", "250.00"]])
    #expect(
      try park.rows("2026-08/lines.csv", "basis", "from", "exchange_rate", "net", "reference").first == [
        "order", "2026-06-20", "87.5", "1750.00", "O1",
      ])
    let before = try park.snapshot()
    #expect(park.run(through: "2026-08") == .done)
    #expect(try park.snapshot() == before, "nothing is left to change")
  }

  /// Done in July: June gives back 1 750, and July bills it at its own rate.
  @Test func whatWasDoneLaterHasTheRateOfThatMonth() throws {
    let park = try park()
    park.run(through: "2026-06")
    try park.write(Self.july, to: "orders/o.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try issued(park, "2026-07") == [["correction", "2026-06", "-1750.00"], ["invoice", "2026-07", "2050.00"]])
    #expect(
      try park.rows("2026-07/lines.csv", "basis", "from", "exchange_rate", "net").filter { $0[0] != "actual" } == [
        ["reversal", "2026-06-20", "87.5", "-1750.00"], ["order", "2026-07-20", "90", "1800.00"],
      ])
    let before = try park.snapshot()
    #expect(park.run(through: "2026-07") == .done)
    #expect(try park.snapshot() == before, "nothing is left to change")
  }

  /// June is closed and can't give the order back: so July does not bill it, until June is opened again.
  @Test func whatAClosedMonthHasBilledIsBilledNowhereElse() throws {
    let park = try park()
    park.run(through: "2026-06")
    try close(park, through: "2026-06")
    try park.write(Self.july, to: "orders/o.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try issued(park, "2026-07") == [["invoice", "2026-07", "250.00"]])
    let told = try park.rows("2026-06/problems.csv", "code", "message")
    #expect(told.map { $0[0] } == ["closed-month-changed"])
    #expect(told[0][1].contains("a correction of -1750.00 soms would be due"))
    try close(park, through: nil)
    park.run(through: "2026-08")
    // July is out by then: 1 900 at August's rate.
    #expect(
      try issued(park, "2026-08") == [["correction", "2026-06", "-1750.00"], ["invoice", "2026-08", "2150.00"]])
  }

  /// June was closed without the order: it is billed like a late one, with the next invoice.
  @Test func whatAClosedMonthGaveBackIsLate() throws {
    let park = try park()
    park.run(through: "2026-06")
    try park.write(Self.cancelled, to: "orders/o.csv")
    park.run(through: "2026-06")
    try close(park, through: "2026-06")
    try park.write(Self.june, to: "orders/o.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try issued(park, "2026-07") == [["invoice", "2026-07", "2050.00"]])
    #expect(try park.rows("2026-06/problems.csv", "code") == [])
    #expect(try park.rows("2026-07/problems.csv", "code") == [["late-order"]])
  }

  /// A contract that no table knows any more goes on by its last row (I6): the order that is another's now is taken back
  /// from it, and billed once.
  @Test func whatAContractThatIsGoneWasBilledIsTakenBackWhereTheOrderIsAnothers() throws {
    let (contracts, terms) = ("contract_id,resident_id,number,valid_from\n", "contract_id,service,price,valid_from\n")
    let park = try ParkFolder([
      "contracts.csv": contracts + "C-1,R1,1,2026-01-01\nC-2,R1,2,2026-01-01\n",
      "terms.csv": terms + "C-1,works,10,2026-01-01\nC-2,works,10,2026-01-01\nC-2,rent,5,2026-01-01\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
      "orders/o.csv": Self.june,
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/lines.csv", "reference", "net") == [["O1", "20.00"], ["", "5.00"]])
    try park.write(contracts + "C-2,R1,2,2026-01-01\n", to: "contracts.csv")
    try park.write(terms + "C-2,works,10,2026-01-01\nC-2,rent,5,2026-01-01\n", to: "terms.csv")
    try park.write(Self.june.replacing("O1,C-1", with: "O1,C-2"), to: "orders/o.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    let lines = try park.rows("2026-07/lines.csv", "basis", "reference", "net")
    #expect(Set(lines) == [["reversal", "O1", "-20.00"], ["order", "O1", "20.00"], ["recurring", "", "5.00"]])
    #expect(lines.count == 3)
  }

  /// C-1 has ended when its order comes in, of a day without a term: that is an error until somebody mends it.
  @Test func aLateOrderOfAContractThatHasEndedStaysAnError() throws {
    let park = try ParkFolder([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from,valid_to
      C-1,R1,1,2026-01-01,2026-06-15
      C-2,R1,2,2026-01-01,
      """,
      "terms.csv": """
      contract_id,service,price,valid_from,valid_to
      C-1,works,10,2026-01-01,2026-06-10
      C-1,rent,5,2026-01-01,
      C-2,rent,5,2026-01-01,
      """,
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write(Self.june.replacing("2026-06-20", with: "2026-06-12"), to: "orders/o.csv")
    for _ in 1...2 {
      #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
      let errors = try park.rows("2026-07/problems.csv", "severity", "code", "contract_id").filter { $0[0] == "error" }
      #expect(errors == [["error", "order-without-term", "C-1"]])
    }
    #expect(try park.rows("2026-07/invoices.csv", "contract_id") == [["C-2"]])
  }
}
