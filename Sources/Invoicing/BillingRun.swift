import Diagnostics
import Ledger
public import Measures
import Metering
public import Park
import Pricing

/// One run over all months: what is due to be issued, and what issued months come to now (I1, I2). It is a fold: each
/// month takes the state that those before it came to, and gives the next.
///
/// A pure function of the plan: the same inputs give the same batches.
public struct BillingRun {
  private let plan: BillingPlan
  private let series: [Meter.ID: IntervalSeries]?

  /// Runs through all months.
  ///
  /// - Parameter series: the single values of the interval meters that the plan needs them of; nil where the plan's facts
  ///   hold them.
  public static func result(of plan: BillingPlan, series: [Meter.ID: IntervalSeries]? = nil) -> BillingResult {
    let run = BillingRun(plan: plan, series: series)
    var state = run.state()
    state.commitFound(plan)
    var waiting = Waiting()
    if let consent = plan.consent(after: state.books) {
      let open = BillingRun(plan: consent, series: series).state()
      state.takeClosed(from: open, where: plan.isClosedInBooks)
      let all = Waiting(open.documents, plan)
      if plan.options.isKeeping { state.commit(seen: all, plan) } else { waiting = all }
      let issued = consent.months.filter { state.kept[$0] != nil && !waiting.months.contains($0) }
      if !plan.options.isKeeping { state.prove(issued, plan) }
    }
    let kept = state.kept.filter { month, _ in !waiting.months.contains(month) }
    return BillingResult(
      months: told(state, by: plan, waiting), batches: state.batches, kept: kept, waiting: waiting.causes,
      isUnusable: plan.isUnusable)
  }

  /// Bills a contract that has ended before its month has (I7): by readings alone, dated the day of the run, with penalty
  /// to the day before. The month's own batch finds it issued and corrects it by what comes later.
  ///
  /// - Parameter plan: of the months issued so far.
  public static func finalBill(
    of id: Contract.ID, in month: Month, by plan: BillingPlan, series: [Meter.ID: IntervalSeries]? = nil
  ) -> BillingResult {
    let run = BillingRun(plan: plan, series: series)
    var state = run.state()
    var facts = plan.facts.alone(id)
    if let series { facts.intervalSeries = series }
    func result(_ status: MonthStatus) -> BillingResult {
      BillingResult(
        months: state.months.filter { $0.month != month } + [status], batches: state.batches, kept: state.kept,
        waiting: [], isUnusable: false)
    }
    guard let contract = facts.contracts[id], !state.standing.isIssued(id, month) else {
      return result(MonthStatus(month, []))
    }
    let intake = plan.intake.filter { $0.months == .unissued || $0.months == .only(month) }
    var calculation = MonthCalculation(
      month: month, facts: facts, intake: intake, isRecorded: false, asRecorded: [],
      orders: OrderBook(facts, standing: state.standing, through: month) { contract, _ in contract == id },
      record: nil, standing: state.standing, history: state.history, past: state.past,
      accounts: state.accounts(before: month), heldBefore: [])
    calculation.penaltyThrough = plan.options.today.advanced(by: -1)
    let present = calculation.present(estimateAll: true)
    let guesses = metersGuessed(for: id, facts, present)
      .map { Finding(finalNeedsReading($0, contract), touches: [.contract(id)], months: .only(month)) }
    let calculated = Holding(calculation: calculation).settled(present, by: calculation.precedence(present))
    let found = intake + guesses + calculated.findings.filter { $0.problem.severity == .error || guesses.isEmpty }
    let reach = TouchedContracts(facts: facts, month: month, metering: calculated.metering)
    let problems = reach.problems(of: found).filter { $0.contract == nil || $0.contract == id }
    let isHeld = calculated.precedence.held.contains(id) || !guesses.isEmpty
    if !isHeld, let lines = calculated.lines[id], !lines.isEmpty {
      state.commit(
        UnnumberedDocument(contract, month, lines, corrects: nil),
        .final(month, on: plan.options.today, in: state.books, facts), plan)
    }
    return result(MonthStatus(month, problems, heldBack: isHeld ? [id] : []))
  }

  /// The meters whose month a contract's last bill would rest on a guess of. A line between two readings is none, and
  /// another's part of a meter that was handed on does not concern the bill.
  private static func metersGuessed(for id: Contract.ID, _ facts: ParkFacts, _ present: Registers) -> [Meter] {
    let ofOthers = Set(
      facts.meters.values.flatMap { meter -> [MeterPart] in
        let isBehindOwn = meter.parent.map { facts.meters[$0] != nil } ?? false
        return isBehindOwn ? [] : facts.stretches(of: meter).filter { $0.contract != id }.map(\.part)
      })
    let guessed = present.months.values.filter { register in
      let isGuess = register.span.map { $0.basis == .estimated } ?? register.isEstimated
      return isGuess && !ofOthers.contains(register.key.part)
    }
    return Set(guessed.map(\.meter)).sorted().compactMap { facts.meters[$0] }
  }

  /// What the run comes to before what is left over goes out.
  private func state() -> RunState {
    let calculated = plan.monthsToCalculate
    var state = RunState(plan)
    for month in plan.months where !state.isOver {
      if calculated?.contains(month) ?? false { step(&state, month) } else { passOver(&state, month) }
    }
    return state
  }

  /// The facts that price a month.
  private func facts(of month: Month) -> ParkFacts {
    var facts = plan.facts(of: month)
    if let series { facts.intervalSeries = series }
    return facts
  }

  /// Takes a month as the journal has it.
  private func passOver(_ state: inout RunState, _ month: Month) {
    let kept = plan.options.kept[month]
    let problems = plan.findings(of: month).map(\.problem) + (kept?.problems ?? [])
    state.passOver(
      MonthStatus(month, problems.map { MonthProblem(problem: $0, contract: nil) }), state.books.record(of: month),
      isClosed: plan.isClosed(month), kept)
  }

  /// Calculates a month, and issues it where it is due.
  private func step(_ state: inout RunState, _ month: Month) {
    let isRun = plan.books.issuedMonths.contains(month)
    let facts = facts(of: month)
    advance(&state, month, isDue: !isRun, isClosed: plan.isClosed(month))
    guard !isRun, !state.isOver else { return }
    // A month that can be billed to nobody is not issued (I1): once the data are put right it is, as a month of its own.
    let inForce = facts.contractsInOrder.filter { !$0.validity.days(in: month.days).isEmpty }
    let isNobodyFree = !state.heldBack.isEmpty && inForce.allSatisfy { state.heldBack.contains($0.id) }
    if plan.isUnusable || isNobodyFree {
      state.end(before: month)
    } else {
      state.commit(as: month, plan)
    }
  }

  /// Calculates a month and takes in what it comes to.
  private func advance(_ state: inout RunState, _ month: Month, isDue: Bool, isClosed: Bool) {
    let intake = plan.findings(of: month)
    guard let calculated = calculated(&state, month, intake, isDue: isDue, isClosed: isClosed) else { return }
    let standing = state.standing
    let facts = facts(of: month)
    // What is fed by a meter that goes as recorded stays as issued: its values are not all there.
    let staying = TouchedContracts(facts: facts, month: month).contracts(fedBy: plan.metersAsRecorded(in: month))
    let settled = facts.contractsInOrder.filter { !staying.contains($0.id) }.compactMap { contract in
      calculated.lines[contract.id].map { Settled(contract, month, $0, beside: standing, isClosed: isClosed) }
    }
    let precedence = calculated.precedence
    let record = precedence.record(of: calculated.metering, facts) { standing.isIssued($0, month) }
    state.take(calculated, settled, record == precedence.record ? nil : record, facts: facts)
    let differing = settled.filter(\.isClosed)
    if !differing.isEmpty { state.part(replacing: differing) }
    var found = calculated.findings
    if plan.isClosedInBooks(month), isClosed {
      found += closedChanges(of: month, state, calculated, besides: intake + found, facts: facts)
    }
    found += record.parkBalance.compactMap { $0.excessiveLoss(in: month, of: facts) }
    state.tell(
      status(of: calculated, found: intake + found, after: state, facts: facts),
      state.heldBack.isEmpty ? plan.kept(month, found: found, isApart: isClosed && state.isApart) : nil)
  }

  /// What a month comes to; nil where the catch-up stops there.
  private func calculated(
    _ state: inout RunState, _ month: Month, _ intake: [Finding], isDue: Bool, isClosed: Bool
  ) -> CalculatedMonth? {
    let calculation = MonthCalculation(
      month: month, facts: facts(of: month), intake: intake, isRecorded: plan.recordedFacts[month] != nil,
      asRecorded: plan.metersAsRecorded(in: month), orders: plan.orders,
      record: state.books.record(of: month), standing: state.standing, history: state.history, past: state.past,
      accounts: state.accounts(before: month), heldBefore: state.heldBack)
    let present = calculation.present(estimateAll: plan.options.estimateAll)
    if isDue, plan.areSeveralDue, !plan.options.estimateAll, let stop = calculation.stop(present) {
      state.tell(stop)
      state.end(before: month)
      return nil
    }
    var precedence = calculation.precedence(present)
    if isClosed {
      if !precedence.isAsRecorded(present) { state.part() }
      state.goOnIfOpen { advance(&$0, month, isDue: false, isClosed: false) }
      precedence = precedence.closed(ifOpen: state.errorsIfOpen(in: month))
    }
    return Holding(calculation: calculation).settled(present, by: precedence)
  }
}
