import Diagnostics
import Ledger
import Measures
import Park

/// Where each month was left once the run is over, with what only the whole tells.
func told(_ state: RunState, by plan: BillingPlan, _ waiting: Waiting) -> [MonthStatus] {
  let (facts, books) = (plan.facts, state.books)
  let openings = changedOpenings(in: books, facts)
  var running = RunningAccounts(of: facts)
  var months = state.months.map { status in
    let month = status.month
    let payments = paymentProblems(of: month, facts) {
      running.accounts(in: books, paymentsThrough: month.lastDay) { $0.month <= month }
    }
    return status.adding(payments + (openings[month] ?? []) + waiting.problems(of: month))
  }
  // A folder may hold documents of earlier months before its own month is due (I1).
  let known = Set(months.map(\.month))
  let early = Set(books.batches.map(\.month)).subtracting(known).sorted()
  if let first = months.first?.month, let last = months.popLast() {
    let beyond = beyond(first...last.month, plan.findings)
    months.append(last.adding(goneContracts(in: books, plan.present, besides: plan.findings) + beyond))
  }
  return months + early.map { MonthStatus($0, []) }
}

/// A bad row of a month that the run does not come to holds back nobody yet, but is told in the run's last month, where
/// it is looked for: one of before the first month, or a reading from the future (C1).
private func beyond(_ reached: ClosedRange<Month>, _ findings: [Finding]) -> [MonthProblem] {
  findings.compactMap { finding in
    guard finding.problem.severity == .error, case .only(let month) = finding.months, !reached.contains(month) else {
      return nil
    }
    return MonthProblem(problem: finding.problem, contract: nil)
  }
}

extension MonthStatus {
  fileprivate func adding(_ more: [MonthProblem]) -> MonthStatus {
    MonthStatus(month, problems + more, heldBack: heldBack, isStopped: isStopped)
  }
}
