import Measures
import Park
import Testing

@testable import Reporting

@Suite struct StatementTests {
  @Test func itRunsFromTheOpeningToTheClosingOfTheBalances() throws {
    let statement = try #require(
      Statement.make(
        contract: Sample.first, facts: try Sample.facts(), books: try Sample.books(), from: Sample.july,
        through: Sample.september,
        payments: [
          try Sample.payment("P-2", "2026-09-30", "20000"), try Sample.payment("P-1", "2026-08-15", "10000"),
          try Sample.payment("P-3", "2026-10-01", "7"),
        ]))
    #expect(statement.opening.description == "1000.00")
    #expect(statement.entries.map(\.number) == ["P-1", "2026-000001", "P-2", "2026-000002", "2026-000003"])
    #expect(
      statement.entries.map(\.balance.description)
        == ["-9000.00", "53551.76", "33551.76", "38559.39", "38592.10"])
    #expect(statement.entries.map(\.debit.description) == ["0.00", "62551.76", "0.00", "5007.63", "32.71"])
    #expect(statement.entries.last?.kind == .correction)
    #expect(statement.entries.last?.period == Sample.august)
    #expect(statement.invoiced.description == "67592.10")
    #expect(statement.paid.description == "30000.00")
    #expect(statement.closing.description == "38592.10")
    #expect(statement.recordedClosing == statement.closing)
  }

  @Test func aPaymentEnteredLateIsShownInTheNextPeriod() throws {
    // 500.00 received in August came to light after August was run: September's balances show it.
    let statement = try #require(
      Statement.make(
        contract: Sample.first, facts: try Sample.facts(), books: try Sample.books(septemberPaid: "20450"),
        from: Sample.september, through: Sample.september,
        payments: [
          try Sample.payment("P-1", "2026-08-15", "10000"), try Sample.payment("P-0", "2026-08-20", "500"),
          try Sample.payment("P-2", "2026-09-20", "20000"), try Sample.payment("P-3", "2026-09-25", "50", .refund),
        ]))
    #expect(statement.entries.map(\.kind).prefix(3) == [.enteredLate, .payment(.payment), .payment(.refund)])
    #expect(statement.entries.map(\.credit.description).prefix(3) == ["500.00", "20000.00", "-50.00"])
    // 53 551.76 + 5 040.34 − 20 450.00
    #expect(statement.closing.description == "38142.10")
    #expect(statement.recordedClosing == statement.closing)
  }

  @Test func aContractWithoutARowOpensAndClosesAtNothing() throws {
    let statement = try #require(
      Statement.make(
        contract: Sample.second, facts: try Sample.facts(), books: try Sample.books(), from: Sample.august,
        through: Sample.august, payments: []))
    #expect(statement.opening == .zero)
    #expect(statement.entries.isEmpty)
    #expect(statement.recordedClosing == .zero)
  }
}
