import Diagnostics
import Ledger
import Measures
import Park

/// What is wrong with the payments that a month shows (I5): those that it received, and the first of all what came
/// before.
///
/// - Parameter accounts: as they stood after the month's run.
func paymentProblems(of month: Month, _ facts: ParkFacts, in accounts: () -> Accounts) -> [MonthProblem] {
  let first = facts.profile.firstMonth
  let received = Set(facts.payments.filter { max($0.receivedOn.month, first) == month }.map(\.place.reference))
  guard !received.isEmpty else { return [] }
  return accounts().findings.map(\.problem).filter { $0.place.map { received.contains($0.reference) } ?? false }
    .map { MonthProblem(problem: $0, contract: nil) }
}
