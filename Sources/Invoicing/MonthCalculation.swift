import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing

extension BillingRun {
  /// Calculates a month from the present inputs and gathers its documents; false where the catch-up stops here.
  mutating func calculate(_ month: Month, isRun: Bool) -> Bool {
    let record = books.record(of: month)
    let recorded = Dictionary(uniqueKeysWithValues: (record?.registers ?? []).map { ($0.key, $0) })
    let isClosed = isClosed(month)

    var current = Registers(
      of: facts, in: month, after: history, issued: recorded, estimateAll: options.estimateAll)
    let bad = metersWithBadData(in: month)
    // A head meter bills nobody: where the journal has no month of it, it goes by its good rows (C17).
    let setAside = bad.filter { id in
      facts.meters[id]?.role != .head || recorded.keys.contains { $0.meter == id }
    }
    current.setAside(setAside, recorded: recorded)
    if !isRun, !options.estimateAll, areSeveralDue, !current.hasReadings, current.needed > 0,
      !hasBadReading(in: month)
    {
      let stop = Finding(nothingRead(month, meters: current.needed))
      let lacks: Set = ["no-reading", "estimated-reading", "too-many-estimates"]
      let known = current.findings.filter { !lacks.contains($0.problem.code) }
      // A bad row may be why nothing counts as read.
      outcome.months.append(
        MonthOutcome(
          month: month, problems: problems([stop] + intakeFindings(of: month) + known, month), heldBack: [],
          isStopped: true))
      return false
    }
    if isClosed { close(month, &current, asRecorded: recorded) }
    let result = settled(&current, recorded: recorded, isClosed: isClosed, month: month)
    let (metering, held) = (result.metering, result.held)
    registers[month] = current

    var found = intakeFindings(of: month)
    let own = found.count
    found += result.findings
    for contract in facts.contractsInOrder where !held.contains(contract.id) {
      guard let lines = result.lines[contract.id] else { continue }
      settle(contract, month, lines, isClosed: isClosed)
    }
    history.append(month, current.months.values.sorted { $0.key < $1.key })
    if isClosed { found += closedChanges(of: month, result.lines, held: held, found: found) }
    let balance = remember(result, record)
    found += balance.compactMap { $0.excessiveLoss(in: month, of: facts) }
    note(month, found: Array(found[own...]), bad: held)
    report(found, metering)
    return true
  }

  /// True where this run came for more than one month: of one alone the missing readings are known to be missing (C18).
  private var areSeveralDue: Bool {
    let first = facts.profile.firstMonth
    guard first <= options.through else { return false }
    let issued = Set(books.issuedMonths).subtracting(outcome.batches.map(\.month))
    return (first...options.through).count { !issued.contains($0) } > 1
  }

  /// What intake found wrong with the data of a month.
  func intakeFindings(of month: Month) -> [Finding] {
    findings.filter { $0.months == .unissued || $0.months == .only(month) }
  }

  /// True where a reading of the month is there but bad: it holds back whom it touches, and nobody else.
  private func hasBadReading(in month: Month) -> Bool {
    findings.contains {
      $0.problem.severity == .error && $0.months == .only(month)
        && $0.problem.place?.file.hasPrefix("readings/") ?? false
    }
  }

  /// The meters that a bad reading, interval or row of their own leaves without a month.
  private func metersWithBadData(in month: Month) -> Set<Meter.ID> {
    let bad = intakeFindings(of: month).filter { $0.problem.severity == .error }
    return bad.flatMap(\.touches).reduce(into: []) { meters, touch in
      if case .meter(let id) = touch { meters.insert(id) }
    }
  }

  /// The lines of the month of every contract that is not held back already, by the present inputs.
  mutating func price(
    _ metering: MonthMetering, except held: Set<Contract.ID>, found: inout [Finding]
  ) -> [Contract.ID: [Charge]] {
    let month = metering.month
    let first = facts.profile.firstMonth
    let trueUps = TrueUpLines(
      facts: facts, standing: standing, book: book, registers: registers, known: history.trueUps)
    let closing = metering.registers.months.values.filter { !$0.trueUps.isEmpty }.sorted { $0.key < $1.key }
    let adjustments = trueUps.lines(for: closing, in: month)
    found += adjustments.findings
    // What stood when the month was first priced: a penalty must not change with documents that came after.
    let accounts = accountsBefore.accounts(in: books, paymentsThrough: month.lastDay) { $0 < month }
    var result: [Contract.ID: [Charge]] = [:]
    for contract in facts.contractsInOrder where !held.contains(contract.id) {
      let pricing = ContractPricing(
        of: contract, metering, orders: book.orders(of: contract.id, in: month), facts: facts)
      found += pricing.findings
      var lines = pricing.charges + (adjustments.lines[contract.id] ?? [])
      do {
        let before = standing.penalties(contract.id, before: month, from: first)
        lines += try accounts.penalties(of: contract, through: month, charged: before, firstMonth: first)
      } catch {
        found.append(
          Finding(penaltyTooLarge(contract), touches: [.contract(contract.id)], months: .only(month)))
      }
      let language = language(of: contract)
      for index in lines.indices {
        lines[index].description = lines[index].described(in: language, services: facts.services)
      }
      result[contract.id] = lines.inDocumentOrder()
    }
    return result
  }

  /// Issues what is new of a contract's month: an invoice, a correction, or nothing.
  private mutating func settle(
    _ contract: Contract, _ month: Month, _ lines: [Charge], isClosed: Bool
  ) {
    guard standing.isIssued(contract.id, month) else {
      if !lines.isEmpty { pendingDocuments.append(document(contract, month, lines, corrects: nil)) }
      standing.replace(lines, contract.id, month)
      return
    }
    let corrections = lines.corrections(of: standing.charges(contract.id, month))
    guard !corrections.isEmpty, !isClosed else { return }
    let invoice = standing.invoices[IssuedLines.Key(contract: contract.id, period: month)]
    pendingDocuments.append(document(contract, month, corrections, corrects: invoice))
    standing.replace(lines, contract.id, month)
  }

  /// Keeps the month's metering for the journal: new where somebody is billed by it, as recorded where it waits.
  ///
  /// - Returns: the park's balance of the month.
  private mutating func remember(_ month: CalculatedMonth, _ record: MonthRecord?) -> [ParkBalanceRow] {
    let (metering, bad) = (month.metering, month.held)
    func waits(_ meter: Meter.ID) -> Bool { facts.meters[meter] == nil || month.waiting.contains(meter) }
    // Of a meter that was handed on each part goes with its own contract.
    let heldParts = Set(bad.flatMap(metering.meters(of:)).filter { $0.stretch != nil }.map(\.part))
    let fresh = metering.registers.months.values.filter { !waits($0.meter) && !heldParts.contains($0.key.part) }
    let known = (record?.registers ?? []).filter { waits($0.meter) }
    // Shares of a common meter are told together, so that they sum to it.
    let rows = metering.rows(of: facts).filter { row in
      guard row.isCommon else { return !bad.contains(row.contract) }
      return !waits(row.meter) && (!bad.contains(row.contract) || standing.isIssued(row.contract, metering.month))
    }
    let knownRows = (record?.consumption ?? []).filter { row in
      row.isCommon ? month.waiting.contains(row.meter) : bad.contains(row.contract)
    }
    let allRows = (rows + knownRows).sorted(by: <)
    let new = MonthRecord(
      month: metering.month, registers: (fresh + known).sorted { $0.key < $1.key }, consumption: allRows,
      parkBalance: parkBalance(metering, rows: allRows, record))
    let kept = self.record(new, over: record, metering)
    if kept != record { pendingRecords.append(kept) }
    return kept.parkBalance
  }

  /// C17. Of a head meter whose own row is bad the facts know nothing: what an issued month was supplied with stays as
  /// recorded (I2).
  private func parkBalance(
    _ metering: MonthMetering, rows: [ConsumptionRow], _ record: MonthRecord?
  ) -> [ParkBalanceRow] {
    let balance = metering.parkBalance(of: facts, rows: rows)
    guard let record else { return balance }
    let lost = metersWithBadData(in: metering.month).filter { facts.meters[$0] == nil }
    let billed = Set(record.consumption.map(\.meter))
    guard record.registers.contains(where: { lost.contains($0.meter) && !billed.contains($0.meter) }) else {
      return balance
    }
    var kept = Dictionary(uniqueKeysWithValues: record.parkBalance.map { ($0.service, $0) })
    for var row in balance {
      row.supplied = kept[row.service]?.supplied ?? row.supplied
      kept[row.service] = row
    }
    return kept.values.sorted { $0.service < $1.service }
  }

  /// A month's problems in order, an error once for each contract that it holds back.
  private func problems(_ found: [Finding], _ month: Month, _ metering: MonthMetering? = nil) -> [MonthProblem] {
    let reach = TouchedContracts(facts: facts, month: month, metering: metering)
    let problems = found.flatMap { finding in
      let held = reach.contracts(of: finding).sorted()
      return held.isEmpty
        ? [MonthProblem(problem: finding.problem, contract: nil)]
        : held.map { MonthProblem(problem: finding.problem, contract: $0) }
    }
    return problems.inOrder()
  }

  private mutating func report(_ found: [Finding], _ metering: MonthMetering) {
    let month = metering.month
    // One that has ended may still have a late order to be billed for (P11).
    let unpriced = found.filter { $0.problem.severity == .error && $0.months == .only(month) }.flatMap(\.touches)
    let waiting = heldSince.keys.filter { contract in
      let isInForce = facts.contracts[contract].map { !$0.validity.days(in: month.days).isEmpty } ?? true
      return (isInForce || unpriced.contains(.contract(contract))) && !standing.isIssued(contract, month)
    }
    // Who looks for an invoice in this month's table finds there what holds it back, be it of an earlier month.
    let earlier = outcome.months.flatMap(\.problems).filter { entry in
      entry.problem.severity == .error && entry.contract.map(waiting.contains) ?? false
    }
    let all = (problems(found, month, metering) + earlier).inOrder()
    outcome.months.append(MonthOutcome(month: month, problems: all, heldBack: waiting.sorted()))
  }

  /// A bad row of a month that the run does not come to holds back nobody yet, but is told in the run's last month,
  /// where it is looked for: one of before the first month, or a reading from the future (C1).
  mutating func reportBeyond() {
    guard let first = outcome.months.first?.month, let last = outcome.months.indices.last else { return }
    let reached = first...outcome.months[last].month
    for finding in findings where finding.problem.severity == .error {
      guard case .only(let month) = finding.months, !reached.contains(month) else { continue }
      outcome.months[last].problems.append(MonthProblem(problem: finding.problem, contract: nil))
    }
    outcome.months[last].problems = outcome.months[last].problems.inOrder()
  }

  /// A payment's problem is told in the month that shows it (I5), by what was issued up to that month's run: the one
  /// that received it, and the first of all for what came before.
  mutating func reportPayments(_ month: Month) {
    let first = facts.profile.firstMonth
    let received = Set(facts.payments.filter { max($0.receivedOn.month, first) == month }.map(\.place.reference))
    guard !received.isEmpty else { return }
    let accounts = accountsAfter.accounts(in: books, paymentsThrough: month.lastDay) { $0 <= month }
    guard let index = outcome.months.firstIndex(where: { $0.month == month }) else { return }
    let found = accounts.findings.map(\.problem).filter { $0.place.map { received.contains($0.reference) } ?? false }
    outcome.months[index].problems += found.map { MonthProblem(problem: $0, contract: nil) }
    outcome.months[index].problems = outcome.months[index].problems.inOrder()
  }
}
