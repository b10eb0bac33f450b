import Park
import Testing

/// Which month bills an order (P11): once, in the month of its completion or the next to be issued.
@Suite struct OrderTests {
  @Test func aCompletedOrderIsBilledOnceInItsMonth() throws {
    var park = try BilledPark("C1")
    try park.order("O1", on: "2026-06-30")
    try park.order("O2", on: "2026-07-01")
    try park.run(through: "2026-06")
    #expect(park.lines("2026-000001") == ["order hours O1 1000.00", "recurring rent 1000.00"])
    #expect(try park.run(through: "2026-06") == [])
    try park.run(through: "2026-08")
    #expect(park.lines("2026-000002") == ["order hours O2 1000.00", "recurring rent 1000.00"])
    #expect(park.lines("2026-000003") == ["recurring rent 1000.00"])
  }

  @Test(arguments: ["requested", "accepted", "cancelled"]) func onlyACompletedOneIsBilled(status: String) throws {
    var park = try BilledPark("C1")
    try park.order("O1", on: "2026-06-10", #require(.init(rawValue: status)))
    #expect(try park.run(through: "2026-06") == ["2026-000001 invoice 2026-06 C1 1000.00"])
  }

  /// Entered when June is out: it goes on July's invoice, with June's day, and says so. It stays there.
  @Test func aLateOrderGoesOnTheNextInvoice() throws {
    var park = try BilledPark("C1")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-06-20")
    #expect(try park.run(through: "2026-06") == [], "it waits for July's run")
    #expect(park.codes("2026-06") == ["late-order"])
    #expect(try park.run(through: "2026-07") == ["2026-000002 invoice 2026-07 C1 2000.00"])
    #expect(park.codes("2026-07") == ["late-order"])
    #expect(park.lines("2026-000002") == ["order hours O1 1000.00", "recurring rent 1000.00"])
    #expect(try park.run(through: "2026-08") == ["2026-000003 invoice 2026-08 C1 1000.00"])
  }

  /// June was run, but this contract had nothing to pay then: its invoice for June is not issued yet.
  @Test func aMonthThatHadNothingToBillTakesItStill() throws {
    var park = try BilledPark("C1", "C2")
    try park.term("C2", "rent", "1000", from: "2026-07-01")
    #expect(try park.run(through: "2026-06") == ["2026-000001 invoice 2026-06 C1 1000.00"])
    try park.order("O1", of: "C2", on: "2026-06-20")
    #expect(
      try park.run(through: "2026-07") == [
        "2026-000002 invoice 2026-07 C1 1000.00", "2026-000003 invoice 2026-06 C2 1000.00",
        "2026-000004 invoice 2026-07 C2 1000.00",
      ])
  }

  @Test func whatWasDoneBeforeTheFirstMonthIsNotBilled() throws {
    var park = try BilledPark("C1")
    try park.order("O1", on: "2026-05-31")
    #expect(try park.run(through: "2026-06") == ["2026-000001 invoice 2026-06 C1 1000.00"])
    #expect(park.codes("2026-06") == ["order-before-first-month"])
  }

  /// 2 hours billed; 3 in truth: the correction takes 1 000 back and adds 1 500. Then cancelled: 1 500 goes back.
  @Test func aBilledOrderThatChangesIsCorrected() throws {
    var park = try BilledPark("C1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-06-20", hours: 3)
    #expect(try park.run(through: "2026-06") == ["2026-000002 correction 2026-06 C1 500.00"])
    #expect(park.lines("2026-000002") == ["reversal hours O1 -1000.00", "order hours O1 1500.00"])
    try park.order("O1", on: "2026-06-20", .cancelled)
    #expect(try park.run(through: "2026-06") == ["2026-000003 correction 2026-06 C1 -1500.00"])
    #expect(park.lines("2026-000003") == ["reversal hours O1 -1500.00"])
    #expect(try park.run(through: "2026-06") == [])
  }
}
