import Diagnostics
import Invoicing
import Ledger
import Measures
import Metering
import Park
import Pricing
import Testing

/// C3, C7–C10: whatever is read, estimated, interpolated, trued up and corrected on the way, what is billed in the end
/// is the last reading less the first.
@Suite struct ReadingChainTests {
  @Test(arguments: 1...100) func whatWasUsedIsBilledOnce(seed: Int) throws {
    let chain = try ReadingChain(seed: seed)
    var park = chain.park
    let held = park.months.flatMap { month in month.heldBack.map { "\(month.month) \($0)" } }
    #expect(held == [], "\(park.months.flatMap(\.problems).map(\.problem.code))")
    #expect(park.books.documents.flatMap(\.lines).map(\.quantity).total() == chain.used)
    // At 10 soms, a thousandth is a tyiyn: no line has anything to round.
    #expect(park.books.documents.map(\.net).total() == Money(units: chain.used.units / 1000))
    #expect(try park.run(through: "2026-12", estimateAll: true) == [], "and nothing more")
  }

  /// The law is tried on chains that have everything.
  @Test func chainsHaveAllKindsOfMonths() throws {
    var kinds: Set<String> = []
    for seed in 1...60 {
      let books = try ReadingChain(seed: seed).park.books
      kinds.formUnion(books.documents.flatMap(\.lines).map(\.basis.rawValue))
      for span in books.batches.flatMap(\.months).flatMap(\.registers).compactMap(\.span) {
        kinds.insert(span.basis.rawValue)
        if span.rollover { kinds.insert("rollover") }
      }
    }
    #expect(kinds == ["actual", "estimated", "interpolated", "adjustment", "reversal", "rollover"])
  }
}
