import Diagnostics
import Dice
import Invoicing
import Ledger
import Measures
import Park
import Testing

/// What holds of closed months whatever is changed in them (I2).
@Suite struct ClosedLaws {
  private struct Period: Hashable {
    let contract: String
    let month: Month
  }

  /// The warnings of a closed month come to what the same run would issue were nothing closed and all agreed to; nothing is
  /// corrected, and what was recorded stays. They are the same where nobody agrees: a closed month never waits (I6).
  @Test func aClosedMonthIsToldByWhatAnOpenOneIssues() throws {
    let told = try (1...60).map(warnings(seed:)).reduce(0, +)
    #expect(told > 50, "enough changed for that to mean something")
  }

  /// Runs a park through all its months; gives back how many warnings were found right.
  private func warnings(seed: Int) throws -> Int {
    var park = try RestlessPark(seed: seed)
    var compared = 0
    for month in LivingPark.months {
      for _ in 0..<park.dice.roll(0...3) { try park.change(before: month) }
      park.findings = []
      if park.dice.oneIn(2) { park.close(through: month.advanced(by: -park.dice.roll(1...2))) }
      let books = park.living.park.books
      var options = BillingPlan.Options(
        through: month, today: month.lastDay.advanced(by: 1), estimateAll: true)
      func run(_ facts: ParkFacts, isConsent: Bool = true) -> BillingResult {
        options.isConsent = isConsent
        return BillingRun.result(of: BillingPlan(of: facts, findings: park.findings, books: books, options: options))
      }
      let now = run(park.living.park.facts)
      let closed = park.living.park.facts.profile.closedThrough
      if let closed {
        var opened = park
        opened.close(through: nil)
        let open = run(opened.living.park.facts)
        expectAsRecorded(now, books, through: closed)
        if !now.isIncomplete, !open.isIncomplete {
          let due = amounts(of: open, through: closed).merging(amounts(of: now, through: closed)) { $0 - $1 }
          let told = warnings(of: now)
          #expect(told.filter { !$0.value.isZero } == due.filter { !$0.value.isZero }, "seed \(seed), \(month)")
          compared += told.count
          let alone = run(park.living.park.facts, isConsent: false)
          expectAsRecorded(alone, books, through: closed)
          #expect(warnings(of: alone) == told, "seed \(seed), \(month): where nobody agrees")
        }
      }
      for batch in now.batches { park.living.park.books.append(batch) }
    }
    return compared
  }

  /// What a run issues for closed months, by contract and month.
  private func amounts(of run: BillingResult, through closed: Month) -> [Period: Money] {
    var result: [Period: Money] = [:]
    for document in run.batches.flatMap(\.documents) where document.period <= closed {
      result[Period(contract: document.contract.text, month: document.period), default: .zero] += document.total
    }
    return result
  }

  private func warnings(of run: BillingResult) -> [Period: Money] {
    var result: [Period: Money] = [:]
    for month in run.months {
      for problem in month.problems.map(\.problem) where problem.code == "closed-month-changed" {
        guard let match = problem.message.en.firstMatch(of: /contract (\S+) for .* correction of (\S+) soms/),
          let amount = try? Money.parse(String(match.2)).get()
        else {
          Issue.record("\(problem.message.en)")
          continue
        }
        result[Period(contract: String(match.1), month: month.month)] = amount
      }
    }
    return result
  }

  private func expectAsRecorded(_ run: BillingResult, _ books: Books, through closed: Month) {
    for batch in run.batches {
      #expect(!batch.documents.contains { $0.period <= closed && $0.kind == .correction })
      for record in batch.months where record.month <= closed {
        guard let old = books.record(of: record.month) else { continue }
        #expect(old.registers.allSatisfy(record.registers.contains))
        #expect(old.consumption.allSatisfy(record.consumption.contains))
      }
    }
  }
}
