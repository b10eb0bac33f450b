import Diagnostics
import Dice
import Invoicing
import Ledger
import Measures
import Park
import Testing

/// A month that rests on the same inputs is not calculated again, and nobody can tell: the documents, the journal and
/// the problems are those of a run that calculates every month.
@Suite struct PassedOverMonths {
  /// Runs as `park.run` does; gives back the first month that was calculated, nil where none was.
  @discardableResult
  private func run(
    _ park: inout BilledPark, _ kept: inout [Month: CachedMonth], through month: String, isConsent: Bool = false
  ) throws -> Month? {
    let month = try #require(Month(month))
    var options = BillingPlan.Options(through: month, today: month.lastDay.advanced(by: 1))
    options.kept = kept
    options.isConsent = isConsent
    let plan = BillingPlan(of: park.facts, findings: [], books: park.books, options: options)
    let result = BillingRun.result(of: plan)
    for batch in result.batches { park.books.append(batch) }
    kept = result.kept
    return plan.monthsToCalculate?.lowerBound
  }

  @Test func onlyWhatMayHaveChangedIsCalculated() throws {
    var park = try BilledPark("C-1")
    var kept: [Month: CachedMonth] = [:]
    #expect(try run(&park, &kept, through: "2026-06") == Month("2026-06"))
    #expect(try run(&park, &kept, through: "2026-06") == nil, "all is as it was")
    #expect(try run(&park, &kept, through: "2026-07") == Month("2026-07"))
    #expect(try run(&park, &kept, through: "2026-08") == Month("2026-08"))
    // A term from July on: June stays as it is. Then July and August are corrected, and known again.
    try park.term("C-1", "hours", "600", from: "2026-07-01")
    #expect(try run(&park, &kept, through: "2026-08") == Month("2026-06"), "the old row counted from June")
    try park.order("O1", on: "2026-08-10")
    #expect(try run(&park, &kept, through: "2026-09") == Month("2026-06"), "nothing was issued that could tell of it")
    #expect(try run(&park, &kept, through: "2026-09") == nil)
    kept = [:]
    #expect(try run(&park, &kept, through: "2026-09") == Month("2026-06"), "the hint is gone")
    #expect(try run(&park, &kept, through: "2026-09") == nil)
  }

  /// An order moves from July to August: both are calculated again, and June is not. So it is where it returns.
  @Test func theMonthsThatAnOrderLeavesAndReturnsToAreCalculated() throws {
    var park = try BilledPark("C-1")
    var kept: [Month: CachedMonth] = [:]
    try park.order("O1", on: "2026-07-10")
    try run(&park, &kept, through: "2026-08")
    try park.order("O1", on: "2026-08-10")
    #expect(try run(&park, &kept, through: "2026-08") == Month("2026-07"))
    #expect(park.lines("2026-000004") == ["reversal hours O1 -1000.00"])
    #expect(try run(&park, &kept, through: "2026-08") == nil)
    try park.order("O1", on: "2026-07-10")
    #expect(try run(&park, &kept, through: "2026-08") == Month("2026-07"))
    #expect(park.lines("2026-000005") == ["order hours O1 1000.00"])
    #expect(try run(&park, &kept, through: "2026-08") == nil)
  }

  @Test func whatBeginsLaterLeavesEarlierMonthsAsTheyWere() throws {
    var park = try BilledPark("C-1")
    var kept: [Month: CachedMonth] = [:]
    try run(&park, &kept, through: "2026-08")
    var other = try #require(park.facts.contracts[Contract.ID("C-1")])
    other.id = Contract.ID("C-0")
    other.resident = Resident.ID("R2")
    other.validity = try #require(Period(from: BilledPark.day("2026-08-01"), through: nil))
    park.facts.contracts[other.id] = other
    try park.term("C-0", "rent", "700", from: "2026-08-01")
    // A bill for a month that is issued waits until somebody agrees, and then all is calculated (I6).
    #expect(try run(&park, &kept, through: "2026-08") == Month("2026-08"))
    #expect(park.books.documents.count == 3, "three rents")
    #expect(try run(&park, &kept, through: "2026-08", isConsent: true) == Month("2026-06"))
    #expect(park.books.documents.count == 4, "three rents, and the new contract's")
  }

  @Test(arguments: 1...60) func passingOverChangesNothing(seed: Int) throws {
    var park = try RestlessPark(seed: seed)
    var kept: [Month: CachedMonth] = [:]
    for month in LivingPark.months {
      for _ in 0..<3 {
        for _ in 0..<park.dice.roll(0...2) { try park.change(before: month) }
        let facts = park.living.park.facts
        let books = park.living.park.books
        var options = BillingPlan.Options(through: month, today: month.lastDay.advanced(by: 1))
        options.isConsent = park.dice.oneIn(2)
        let whole = BillingRun.result(
          of: BillingPlan(of: facts, findings: park.findings, books: books, options: options))
        options.kept = kept
        let quick = BillingRun.result(
          of: BillingPlan(of: facts, findings: park.findings, books: books, options: options))
        #expect(quick.batches == whole.batches)
        #expect(quick.months.map(\.problems) == whole.months.map(\.problems))
        #expect(quick.months.map(\.heldBack) == whole.months.map(\.heldBack))
        #expect(quick.kept == whole.kept)
        for batch in whole.batches { park.living.park.books.append(batch) }
        // The hint may be gone, or be that of an earlier run.
        if !park.dice.oneIn(4) { kept = quick.kept }
        if park.dice.oneIn(8) { kept = [:] }
      }
    }
  }
}
