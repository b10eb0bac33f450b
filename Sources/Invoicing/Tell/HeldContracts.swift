import Diagnostics
import Measures
import Metering
import Park

/// Where a calculated month was left: all that was found, and who waits for it.
func status(of calculated: CalculatedMonth, found: [Finding], after state: RunState, facts: ParkFacts) -> MonthStatus {
  let month = calculated.metering.month
  // One that has ended may still have a late order to be billed for (P11).
  let unpriced = found.filter { $0.problem.severity == .error && $0.months == .only(month) }.flatMap(\.touches)
  let waiting = state.heldBack.filter { contract in
    let isInForce = facts.contracts[contract].map { !$0.validity.days(in: month.days).isEmpty } ?? true
    return (isInForce || unpriced.contains(.contract(contract))) && !state.standing.isIssued(contract, month)
  }
  // Who looks for an invoice in this month's table finds there what holds it back, be it of an earlier month.
  let earlier = state.months.flatMap(\.problems).filter { entry in
    entry.problem.severity == .error && entry.contract.map(waiting.contains) ?? false
  }
  let reach = TouchedContracts(facts: facts, month: month, metering: calculated.metering)
  return MonthStatus(month, reach.problems(of: found) + earlier, heldBack: waiting.sorted())
}
