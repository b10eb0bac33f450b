import Dice
import Ledger
import Measures
import Park
import Pricing
import Testing

/// Which month bills an order (P11): once, in the month of its completion or the next to be issued.
@Suite struct OrderTests {
  @Test func aCompletedOrderIsBilledOnceInItsMonth() throws {
    var park = try BilledPark("C-1")
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
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-10", #require(.init(rawValue: status)))
    #expect(try park.run(through: "2026-06") == ["2026-000001 invoice 2026-06 C-1 1000.00"])
  }

  /// Entered when June is out: it goes on July's invoice, with June's day, and says so. It stays there.
  @Test func aLateOrderGoesOnTheNextInvoice() throws {
    var park = try BilledPark("C-1")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-06-20")
    #expect(try park.run(through: "2026-06") == [], "it waits for July's run")
    #expect(park.codes("2026-06") == ["late-order"])
    #expect(try park.run(through: "2026-07") == ["2026-000002 invoice 2026-07 C-1 2000.00"])
    #expect(park.codes("2026-07") == ["late-order"])
    #expect(park.lines("2026-000002") == ["order hours O1 1000.00", "recurring rent 1000.00"])
    #expect(try park.run(through: "2026-08") == ["2026-000003 invoice 2026-08 C-1 1000.00"])
  }

  /// June was run, but this contract had nothing to pay then: its invoice for June is not issued yet.
  @Test func aMonthThatHadNothingToBillTakesItStill() throws {
    var park = try BilledPark("C-1", "C-2")
    try park.term("C-2", "rent", "1000", from: "2026-07-01")
    #expect(try park.run(through: "2026-06") == ["2026-000001 invoice 2026-06 C-1 1000.00"])
    try park.order("O1", of: "C-2", on: "2026-06-20")
    #expect(
      try park.run(through: "2026-07") == [
        "2026-000002 invoice 2026-07 C-1 1000.00", "2026-000003 invoice 2026-06 C-2 1000.00",
        "2026-000004 invoice 2026-07 C-2 1000.00",
      ])
  }

  @Test func whatWasDoneBeforeTheFirstMonthIsNotBilled() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-05-31")
    #expect(try park.run(through: "2026-06") == ["2026-000001 invoice 2026-06 C-1 1000.00"])
    #expect(park.codes("2026-06") == ["order-before-first-month"])
  }

  /// 2 hours billed; 3 in truth: the correction takes 1 000 back and adds 1 500. Then cancelled: 1 500 goes back.
  @Test func aBilledOrderThatChangesIsCorrected() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-06-20", hours: 3)
    #expect(try park.run(through: "2026-06") == ["2026-000002 correction 2026-06 C-1 500.00"])
    #expect(park.lines("2026-000002") == ["reversal hours O1 -1000.00", "order hours O1 1500.00"])
    try park.order("O1", on: "2026-06-20", .cancelled)
    #expect(try park.run(through: "2026-06") == ["2026-000003 correction 2026-06 C-1 -1500.00"])
    #expect(park.lines("2026-000003") == ["reversal hours O1 -1500.00"])
    #expect(try park.run(through: "2026-06") == [])
  }

  /// Billed in June, and in truth done in August: June gives it back at once, and August bills it when it is due.
  @Test func anOrderThatWasDoneLaterIsBilledLater() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-08-10")
    #expect(try park.run(through: "2026-06") == ["2026-000002 correction 2026-06 C-1 -1000.00"])
    #expect(park.lines("2026-000002") == ["reversal hours O1 -1000.00"])
    #expect(try park.run(through: "2026-06") == [])
    #expect(try park.run(through: "2026-07") == ["2026-000003 invoice 2026-07 C-1 1000.00"])
    #expect(try park.run(through: "2026-08") == ["2026-000004 invoice 2026-08 C-1 2000.00"])
    #expect(park.lines("2026-000004") == ["order hours O1 1000.00", "recurring rent 1000.00"])
    #expect(try park.run(through: "2026-08") == [])
  }

  /// July is out as well: what was done in July is late then, and goes on August's invoice.
  @Test func anOrderThatWasDoneInALaterMonthThatIsOutIsLate() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-07")
    try park.order("O1", on: "2026-07-10")
    #expect(try park.run(through: "2026-07") == ["2026-000003 correction 2026-06 C-1 -1000.00"])
    #expect(park.codes("2026-07") == ["late-order"])
    #expect(try park.run(through: "2026-07") == [])
    #expect(try park.run(through: "2026-08") == ["2026-000004 invoice 2026-08 C-1 2000.00"])
  }

  /// Before August is due the day is put right again: June has it back.
  @Test func anOrderThatIsMovedAndMovedBackIsJunesAgain() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-08-10")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-06-20")
    #expect(try park.run(through: "2026-07").first == "2026-000003 correction 2026-06 C-1 1000.00")
    #expect(park.lines("2026-000003") == ["order hours O1 1000.00"])
    #expect(try park.run(through: "2026-07") == [])
    #expect(try park.run(through: "2026-08") == ["2026-000005 invoice 2026-08 C-1 1000.00"])
  }

  /// Once August has billed it, it stays August's, whichever earlier day it was done on: only the day is corrected.
  @Test func anOrderThatWasDoneEarlierStaysInItsMonth() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-08-10")
    try park.run(through: "2026-08")
    try park.order("O1", on: "2026-06-20")
    #expect(try park.run(through: "2026-08") == ["2026-000005 correction 2026-08 C-1 0.00"])
    #expect(park.lines("2026-000005") == ["order hours O1 1000.00", "reversal hours O1 -1000.00"])
    #expect(park.codes("2026-08") == ["late-order"])
    #expect(try park.run(through: "2026-08") == [])
  }

  @Test func anOrderThatWasCancelledByMistakeIsItsMonthsAgain() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-07")
    try park.order("O1", on: "2026-06-20", .cancelled)
    #expect(try park.run(through: "2026-07") == ["2026-000003 correction 2026-06 C-1 -1000.00"])
    try park.order("O1", on: "2026-06-20")
    #expect(try park.run(through: "2026-07") == ["2026-000004 correction 2026-06 C-1 1000.00"])
    #expect(try park.run(through: "2026-07") == [])
    #expect(try park.run(through: "2026-08") == ["2026-000005 invoice 2026-08 C-1 1000.00"])
  }

  /// June's late order is on July's invoice: there it goes back, and there it returns.
  @Test func aLateOrderThatWasCancelledByMistakeReturnsWhereItWasBilled() throws {
    var park = try BilledPark("C-1")
    try park.run(through: "2026-06")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-08")
    try park.order("O1", on: "2026-06-20", .cancelled)
    #expect(try park.run(through: "2026-08") == ["2026-000004 correction 2026-07 C-1 -1000.00"])
    try park.order("O1", on: "2026-06-20")
    #expect(try park.run(through: "2026-08") == ["2026-000005 correction 2026-07 C-1 1000.00"])
    #expect(try park.run(through: "2026-08") == [])
  }

  /// June's was called off; what was done in August under its number is August's.
  @Test func aCancelledOrderThatIsDoneInALaterMonthIsBilledThere() throws {
    var park = try BilledPark("C-1")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", on: nil, .cancelled)
    #expect(try park.run(through: "2026-07").first == "2026-000002 correction 2026-06 C-1 -1000.00")
    try park.order("O1", on: "2026-08-10")
    #expect(try park.run(through: "2026-07") == [])
    #expect(try park.run(through: "2026-08") == ["2026-000004 invoice 2026-08 C-1 2000.00"])
  }

  /// It was the other contract's: both are corrected in the month that billed it.
  @Test func anOrderThatPassesToAnotherContractIsCorrectedInBoth() throws {
    var park = try BilledPark("C-1", "C-2")
    try park.order("O1", on: "2026-06-20")
    try park.run(through: "2026-06")
    try park.order("O1", of: "C-2", on: "2026-06-20")
    #expect(
      try park.run(through: "2026-06") == [
        "2026-000003 correction 2026-06 C-1 -1000.00", "2026-000004 correction 2026-06 C-2 1000.00",
      ])
    #expect(try park.run(through: "2026-06") == [])
  }

  /// Orders that are entered late, cancelled, restored and dated anew at random. After each run one that was done stands
  /// in one month at most, and in none that ended before it was done; all others stand nowhere. A run without a change
  /// issues nothing. The month after the last day bills what was waiting.
  @Test(arguments: 1...60) func everyOrderThatWasDoneIsBilledOnce(seed: Int) throws {
    var park = try BilledPark("C-1")
    var dice = Dice(seed: seed)
    for number in 6...13 {
      let month = Month(year: 2026, month: 1).advanced(by: number - 1)
      for _ in 0..<3 {
        for name in ["O1", "O2", "O3"] where number <= 12 && dice.oneIn(3) {
          let day = Month(year: 2026, month: 6).firstDay.advanced(by: dice.roll(0...210))
          try park.order(name, on: day.description, dice.pick([.completed, .completed, .cancelled]))
        }
        try park.run(through: month.description)
        #expect(try park.run(through: month.description) == [])
        for order in park.facts.orders.values {
          let done = try #require(order.completedOn)
          var billed: [Month: Money] = [:]
          for document in park.books.documents {
            for line in document.lines where line.reference == order.id.text {
              billed[document.period, default: .zero] += line.net
            }
          }
          let standing = billed.filter { $0.value != .zero }
          if order.status == .cancelled {
            #expect(standing == [:])
          } else {
            #expect(standing.values.allSatisfy { $0 == Money(whole: 1000) })
            #expect(standing.keys.allSatisfy { $0 >= done.month })
            #expect(standing.count <= 1)
            if number == 13 { #expect(standing.count == 1) }
          }
        }
      }
    }
  }
}
