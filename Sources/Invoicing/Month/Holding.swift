import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing

/// A month as it is billed, and who can't be billed for it.
struct CalculatedMonth {
  let metering: MonthMetering
  /// Where each register closes: the next month opens there (C3).
  let registers: Registers
  /// What goes by the present inputs and what as recorded; in it who waits.
  let precedence: Precedence
  /// The lines of each contract that is not held back.
  let lines: [Contract.ID: [Charge]]
  /// What is wrong or unlikely, beyond what was found before.
  let findings: [Finding]
}

/// Who waits: whom an error holds back from a month, and which meters then stay as they were. That may leave others
/// without their month, so it is looked for until nothing changes; it never gives back a month that the present inputs
/// deny.
struct Holding {
  let calculation: MonthCalculation
  private var facts: ParkFacts { calculation.facts }
  private var month: Month { calculation.month }

  /// - Parameter present: what the registers come to by the present inputs.
  func settled(_ present: Registers, by first: Precedence) -> CalculatedMonth {
    var precedence = first
    var registers = first.registers(present)
    var findings = registers.findings
    while true {
      let priced = calculation.priced(registers, except: precedence.held)
      let known = Set(findings)
      findings += priced.findings.filter { !known.contains($0) }
      let held = heldBack(by: findings, priced.metering).union(precedence.held)
      precedence = precedence.holding(held, waiting(priced.metering, held), isBilled: isBilled)
      let next = precedence.registers(present)
      let isSettled = next.months.areBilled(like: registers.months)
      registers = next
      guard isSettled else { continue }
      return CalculatedMonth(
        metering: priced.metering, registers: registers, precedence: precedence,
        lines: priced.lines.filter { !held.contains($0.key) }, findings: findings)
    }
  }

  /// The contracts whose month can't be calculated, or must wait for an earlier one. An error of no month touches only
  /// what is not issued, where the journal has what priced the rest.
  private func heldBack(by found: [Finding], _ metering: MonthMetering) -> Set<Contract.ID> {
    let reach = TouchedContracts(facts: facts, month: month, metering: metering)
    let isIssued = { calculation.standing.isIssued($0, month) }
    var held = calculation.heldBefore.filter { !isIssued($0) }
    for finding in found { held.formUnion(reach.contracts(of: finding)) }
    for finding in calculation.intake {
      let touched = reach.contracts(of: finding)
      let stands = calculation.isRecorded && finding.months == .unissued
      held.formUnion(stands ? touched.filter { !isIssued($0) } : touched)
    }
    return held
  }

  /// A common meter waits with the last of those who share it. A head meter bills nobody and waits where it can't be told.
  private func waiting(_ metering: MonthMetering, _ held: Set<Contract.ID>) -> Set<Meter.ID> {
    guard !held.isEmpty else { return metering.failed }
    let reach = TouchedContracts(facts: facts, month: month)
    let meters = facts.meters.values.filter { meter in
      let owners = reach.owners(of: meter)
      return !owners.isEmpty && owners.isSubset(of: held)
    }
    return metering.failed.union(meters.map(\.id))
  }

  /// True where the month was issued for all who pay for a meter.
  private func isBilled(_ meter: Meter.ID) -> Bool {
    let owners = facts.meters[meter].map(TouchedContracts(facts: facts, month: month).owners) ?? []
    return !owners.isEmpty && owners.allSatisfy { calculation.standing.isIssued($0, month) }
  }
}

extension [RegisterKey: RegisterMonth] {
  fileprivate func areBilled(like other: Self) -> Bool {
    count == other.count && allSatisfy { key, register in other[key]?.isBilled(like: register) ?? false }
  }
}
