import Ledger
import Measures
import Metering
import Park
import Pricing

/// A month as the present inputs have it, and who can't be billed for it.
struct CalculatedMonth {
  var metering: MonthMetering
  /// What is wrong or unlikely, beyond what intake found.
  var findings: [Finding]
  /// The lines of each contract that is not held back.
  var lines: [Contract.ID: [Charge]]
  /// Whose month can't be calculated, or must wait for an earlier one.
  var held: Set<Contract.ID>
  /// Meters whose month is not recorded anew: of all who pay for them nobody is billed now.
  var waiting: Set<Meter.ID>
}

extension BillingRun {
  /// Prices a month, and finds whom it holds back.
  ///
  /// Where an issued month stays as it was for a contract, its meters stay as recorded: the next month opens there (C3),
  /// and parents and common meters go by it, so that nothing is billed twice and nothing is lost before the data are
  /// mended. That may leave others without their month, never give back one that the present inputs deny.
  mutating func settled(
    _ current: inout Registers, recorded: [RegisterKey: RegisterMonth], isClosed: Bool, month: Month
  ) -> CalculatedMonth {
    let intake = intakeFindings(of: month)
    var result = CalculatedMonth(
      metering: MonthMetering(current, of: facts, in: month), findings: current.findings, lines: [:], held: [],
      waiting: [])
    while true {
      var found = result.metering.findings
      result.lines = price(result.metering, except: result.held, found: &found)
      let known = Set(result.findings)
      result.findings += found.filter { !known.contains($0) }
      result.held.formUnion(heldBack(by: intake + result.findings, result.metering))
      result.waiting.formUnion(waiting(result.metering, held: result.held))
      // A closed month is as recorded already.
      guard !isClosed else { return result }
      let staying = staying(of: result.waiting, recorded, month)
      guard current.stay(staying, asRecorded: recorded) else { return result }
      result.metering = MonthMetering(current, of: facts, in: month)
    }
  }

  /// The contracts whose month can't be calculated, or must wait for an earlier one.
  private mutating func heldBack(by found: [Finding], _ metering: MonthMetering) -> Set<Contract.ID> {
    let month = metering.month
    let reach = TouchedContracts(facts: facts, month: month, metering: metering)
    let touched = found.reduce(into: Set<Contract.ID>()) { $0.formUnion(reach.contracts(of: $1)) }
    for contract in touched where heldSince[contract] == nil { heldSince[contract] = month }
    return touched.union(
      heldSince.keys.filter { contract in !standing.isIssued(contract, month) })
  }

  /// A common meter waits with the last of those who share it. A head meter bills nobody and waits where it can't be told.
  private func waiting(_ metering: MonthMetering, held: Set<Contract.ID>) -> Set<Meter.ID> {
    guard !held.isEmpty else { return metering.failed }
    let reach = TouchedContracts(facts: facts, month: metering.month)
    let meters = facts.meters.values.filter { meter in
      let owners = reach.owners(of: meter)
      return !owners.isEmpty && owners.isSubset(of: held)
    }
    return metering.failed.union(meters.map(\.id))
  }

  /// Of the meters that wait, those whose month was issued. Of a contract that has yet to be billed for the month nothing
  /// is recorded; it goes by the present inputs when it comes.
  private func staying(
    of waiting: Set<Meter.ID>, _ recorded: [RegisterKey: RegisterMonth], _ month: Month
  ) -> Set<Meter.ID> {
    guard !waiting.isEmpty else { return [] }
    let known = Set(recorded.keys.map(\.meter))
    let reach = TouchedContracts(facts: facts, month: month)
    return waiting.filter { id in
      guard !known.contains(id) else { return true }
      let owners = facts.meters[id].map(reach.owners) ?? []
      return !owners.isEmpty && owners.allSatisfy { standing.isIssued($0, month) }
    }
  }
}
