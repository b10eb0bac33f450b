import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing

/// Months up to `closedThrough` stay as issued (I2). What their present inputs come to is found by a second run, in which
/// nothing is closed: it goes on from its own closings, and none of it is kept but the warnings.
extension BillingRun {
  func isClosed(_ month: Month) -> Bool { closedThrough.map { month <= $0 } ?? false }

  /// This run as it would go on were nothing closed.
  private var opened: BillingRun {
    var run = self
    run.closedThrough = nil
    return run
  }

  /// Puts what the journal recorded of a closed month in the place of what its registers come to now, so that the first
  /// open month opens where the journal says.
  ///
  /// As long as that makes no difference, the second run would be the same as this one and is spared.
  mutating func close(_ month: Month, _ current: inout Registers, asRecorded recorded: [RegisterKey: RegisterMonth]) {
    let isAsIssued = recorded.allSatisfy { key, register in current.months[key]?.comes(to: register) ?? false }
    if !isAsIssued, unclosed.isEmpty { unclosed = [opened] }
    for (key, register) in recorded { current.months[key] = register }
    guard !unclosed.isEmpty else { return }
    unclosed[0].books = books
    _ = unclosed[0].calculate(month, isRun: true)
    // A present reading may not fit the recorded opening, and yet all the present readings agree.
    let faults = Set(unclosed[0].errors(in: month).map(\.fault))
    let meters = Set(recorded.keys.map { Scope.meter($0.meter) })
    current.findings.removeAll { finding in
      finding.problem.severity == .error && meters.isSuperset(of: finding.touches)
        && !faults.contains(finding.problem.fault)
    }
  }

  /// What is wrong with a month if it is the last that this run has been through.
  private func errors(in month: Month) -> [Problem] {
    guard let last = outcome.months.last, last.month == month else { return [] }
    return last.problems.map(\.problem).filter { $0.severity == .error }
  }

  /// What a closed month would be corrected by, and why it can't be told where the present inputs no longer agree. That
  /// is no error: no later month opens there.
  ///
  /// - Parameters:
  ///   - priced: each contract's lines by what is recorded.
  ///   - found: what is told of the month already.
  mutating func closedChanges(
    of month: Month, _ priced: [Contract.ID: [Charge]], held: Set<Contract.ID>, found: [Finding]
  ) -> [Finding] {
    let known = Set(found.map(\.problem.fault))
    let errors = (unclosed.first?.errors(in: month) ?? []).filter { !known.contains($0.fault) }
    var findings = errors.map { Finding($0.asWarning) }
    var changed: [(Contract.ID, [Charge])] = []
    for contract in facts.contractsInOrder where !held.contains(contract.id) {
      let now = unclosed.isEmpty ? priced[contract.id] : unclosed[0].lines(of: contract.id, month)
      guard let now else { continue }
      let corrections = now.corrections(of: standing.charges(contract.id, month))
      guard !corrections.isEmpty else { continue }
      findings.append(Finding(closedChange(contract, month, by: corrections.map(\.total).total())))
      changed.append((contract.id, now))
    }
    if unclosed.isEmpty, !changed.isEmpty {
      unclosed = [opened]
      for (contract, lines) in changed { unclosed[0].standing.replace(lines, contract, month) }
    }
    return findings
  }

  /// A contract's lines after this run has been through a month; nil where it waits.
  private func lines(of contract: Contract.ID, _ month: Month) -> [Charge]? {
    heldSince[contract] != nil && !standing.isIssued(contract, month) ? nil : standing.charges(contract, month)
  }

  /// What is to be kept of a month: of a closed one what was recorded, so that its tables show what was billed and by
  /// what. A contract that is billed for it only now joins.
  func record(_ new: MonthRecord, over recorded: MonthRecord?, _ metering: MonthMetering) -> MonthRecord {
    guard isClosed(new.month), let recorded else { return new }
    let known = Set(recorded.registers.map(\.key))
    let billed = Set(recorded.consumption.map(\.contract))
    let registers = recorded.registers + new.registers.filter { !known.contains($0.key) }
    let joining = new.consumption.filter { row in
      !billed.contains(row.contract) && !standing.isIssued(row.contract, new.month)
    }
    let consumption = (recorded.consumption + joining).sorted(by: <)
    // What the park bears of a common meter changes only with one that nobody was billed by before.
    let fresh = facts.meters.values.filter { meter in
      meter.role == .common && !known.contains { $0.meter == meter.id }
        && metering.registers.months.keys.contains { $0.meter == meter.id }
    }
    var balance = Dictionary(uniqueKeysWithValues: recorded.parkBalance.map { ($0.service, $0) })
    for var row in metering.parkBalance(of: facts, rows: consumption) {
      if let old = balance[row.service] {
        row.supplied = old.supplied ?? row.supplied
        if !fresh.contains(where: { $0.service == row.service }) { row.parkShare = old.parkShare }
        row.unit = old.unit
      }
      balance[row.service] = row
    }
    return MonthRecord(
      month: new.month, registers: registers.sorted { $0.key < $1.key }, consumption: consumption,
      parkBalance: balance.values.sorted { $0.service < $1.service })
  }
}

extension RegisterMonth {
  /// True where another is billed like this one, however both came about.
  fileprivate func comes(to other: RegisterMonth) -> Bool {
    span == other.span && days == other.days && quantity == other.quantity && isEstimated == other.isEstimated
      && trueUps == other.trueUps
  }
}

extension Problem {
  /// What is wrong where, whatever it is measured by.
  fileprivate var fault: [String] { [code, place?.description ?? "", value] }
}
