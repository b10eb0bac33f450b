import Ledger
import Measures
import Metering
import Park
import Pricing

/// What a run has come to after some months. ``BillingRun`` hands it from month to month; nobody else writes it.
struct RunState {
  /// What the run would have come to were no month closed.
  indirect enum IfOpen {
    /// Just what it has come to.
    case same
    /// Something else, from a closed month on.
    case other(RunState)
  }

  /// All that is issued, by this run too.
  private(set) var books: Books
  /// The lines that stand for each contract and month.
  private(set) var standing: IssuedLines
  /// Where registers closed, month after month.
  private(set) var history = History()
  /// What the months calculated so far are billed by.
  private(set) var past: [Month: PastMonth] = [:]
  /// Who is held back in some month so far.
  private(set) var heldBack: Set<Contract.ID> = []
  /// What was found in months that are issued, or are about to be: it goes out with the next batch.
  private(set) var documents: [UnnumberedDocument] = []
  private(set) var records: [MonthRecord] = []
  /// Where each month so far was left.
  private(set) var months: [MonthStatus] = []
  private(set) var batches: [Batch] = []
  /// What the next run may pass over months with.
  private(set) var kept: [Month: CachedMonth] = [:]
  /// True where no later month can be calculated.
  private(set) var isOver = false
  /// What the journal knows of how months were priced, by this run too.
  private(set) var recorded: RecordedPast
  /// The accounts as they stood before the latest month, to go on from.
  private var accounts: RunningAccounts
  private(set) var ifOpen = IfOpen.same

  init(_ plan: BillingPlan) {
    books = plan.books
    standing = plan.standing
    recorded = plan.past
    accounts = RunningAccounts(of: plan.facts)
  }

  /// The accounts with the documents of the runs of earlier months, and the payments up to the end of a month.
  mutating func accounts(before month: Month) -> Accounts {
    accounts.accounts(in: books, paymentsThrough: month.lastDay) {
      $0.month < month || $0.month == month && $0.isEarly == true
    }
  }

  /// Takes a month as the journal has it.
  mutating func passOver(_ status: MonthStatus, _ record: MonthRecord?, isClosed: Bool, _ kept: CachedMonth?) {
    // Of a closed month all counts as recorded; else only what is in service by the present inputs.
    if let record { history.append(status.month, isClosed: isClosed) { record.registers(of: $0, $1) } }
    self.kept[status.month] = kept
    months.append(status)
  }

  /// Takes in a calculated month and what becomes of each contract's lines of it; its record where that is new.
  mutating func take(_ calculated: CalculatedMonth, _ settled: [Settled], _ record: MonthRecord?, facts: ParkFacts) {
    let month = calculated.metering.month
    heldBack.formUnion(calculated.precedence.held)
    history.append(month, calculated.registers.months.values.sorted { $0.key < $1.key })
    past[month] = PastMonth(facts: facts, registers: calculated.registers)
    for one in settled {
      if let document = one.document(in: standing) { documents.append(document) }
      if one.stands { standing.replace(one.lines, one.contract.id, one.month) }
    }
    if let record { records.append(record) }
  }

  /// Notes where a month was left.
  mutating func tell(_ status: MonthStatus, _ kept: CachedMonth? = nil) {
    if let kept { self.kept[status.month] = kept }
    months.append(status)
  }

  /// Tells of closed months what the present facts come to, though they never will be issued (I2).
  mutating func takeClosed(from other: RunState, where isClosed: (Month) -> Bool) {
    let told = Dictionary(other.months.map { ($0.month, $0) }) { $1 }
    months = months.map { status in isClosed(status.month) ? told[status.month] ?? status : status }
    for month in kept.keys where isClosed(month) { kept[month] = other.kept[month] }
  }

  /// Goes no further: what was found before may go out, a month that is not issued leaves nothing.
  mutating func end(before month: Month) {
    isOver = true
    documents.removeAll { $0.period >= month }
    records.removeAll { $0.month >= month }
  }

  /// Issues what was found so far with a month's own batch.
  mutating func commit(as month: Month, _ plan: BillingPlan) {
    let options = plan.options
    commit(.own(month, issuedOn: options.issuedOn, today: options.today, in: books, plan.facts), plan)
  }

  /// Issues what was found, where there is anything and no month it could go out with. Money that was told late and
  /// consumption that is another now are shown even where there is no document to go with them.
  mutating func commitFound(_ plan: BillingPlan) {
    guard let dates = DocumentDates.found(on: plan.options.today, in: books, plan.facts) else { return }
    let isWanted =
      !documents.isEmpty || plan.options.isConsent && plan.hasMissing || hasNewRows
      || hasNewPayments(toShow: dates, plan)
    if isWanted { commit(dates, plan) }
  }

  /// True where an issued month shows another consumption than it did.
  private var hasNewRows: Bool {
    records.contains { record in books.record(of: record.month).map { !record.shows(like: $0) } ?? false }
  }

  /// True where the month of some dates, whose books are open still, shows other payments than it did (I5).
  private mutating func hasNewPayments(toShow dates: DocumentDates, _ plan: BillingPlan) -> Bool {
    guard !dates.isEarly, plan.monthsToCalculate?.contains(dates.folder) ?? false else { return false }
    func paid(_ rows: [BalanceRow]) -> [Contract.ID: Money] {
      Dictionary(rows.map { ($0.contract, $0.paid) }) { $1 }.filter { !$0.value.isZero }
    }
    let now = books.balances(
      on: dates.balancesOn, in: dates.folder, issuing: [], facts: plan.facts, after: &accounts)
    return paid(now) != paid(books.balances(of: dates.folder))
  }

  /// Issues one document by itself (I7): what else was found waits for the next run.
  mutating func commit(_ document: UnnumberedDocument, _ dates: DocumentDates, _ plan: BillingPlan) {
    documents = [document]
    records = []
    kept = [:]
    commit(dates, plan)
  }

  private mutating func commit(_ dates: DocumentDates, _ plan: BillingPlan) {
    let numbering = Numbering(facts: plan.facts, books: books, dates: dates, isDraft: plan.options.isDraft)
    let made = numbering.batch(
      of: documents, records, heldBack: months.last { $0.month == dates.folder }?.heldBack ?? [], after: &accounts)
    var batch = made.resting(on: plan.newFingerprints(of: kept.keys.sorted(), with: made, books))
    record(plan, in: &batch)
    books.append(batch)
    batches.append(batch)
    recorded.take(batch)
    standing.name(batch.documents)
    documents = []
    records = []
  }

  /// Keeps with a batch what it goes by (I6): the facts that changed, and the records that no earlier batch has. Where
  /// somebody agreed to the present ones, all that was issued goes by them from now on.
  private mutating func record(_ plan: BillingPlan, in batch: inout Batch) {
    let tables = FactTables(of: plan.facts).changes(since: recorded.tables)
    batch.facts = tables.isEmpty ? nil : tables
    var used = batch
    if plan.options.isConsent {
      batch.isConsent = true
      used.isConsent = true
      let known = Set(batch.months.map(\.month))
      used.months += books.issuedMonths.subtracting(known).sorted().compactMap { books.record(of: $0) }
      used.documents += books.documents
    }
    let month = batch.month
    let settled = accounts.accounts(in: books, issuing: batch.documents, paymentsThrough: month.lastDay) {
      $0.month <= month
    }
    let new = UsedRecords(of: used, in: plan.facts, settled: settled.allocations)
      .new(since: plan.options.isConsent ? UsedRecords() : recorded.records)
    batch.records = new.isEmpty ? nil : new
  }

  /// Records that what waits was seen, beside what is issued (I6).
  mutating func commit(seen waiting: Waiting, _ plan: BillingPlan) {
    guard !waiting.isEmpty, let month = books.issuedMonths.max(),
      let last = books.batches.last(where: { $0.month == month && $0.isEarly != true })
    else { return }
    var batch = Batch(
      month: month, issuedOn: last.issuedOn, documents: [], months: [], balances: last.balances,
      heldBack: last.heldBack)
    batch.seen = waiting.differences.map(\.seen)
    batch.fingerprints = plan.allFingerprints(of: kept.keys.sorted(), in: books)
    books.append(batch)
    batches.append(batch)
    recorded.take(batch)
  }

  /// Adds to the last batch that issued months come to what stands by the present facts too.
  mutating func prove(_ months: [Month], _ plan: BillingPlan) {
    guard let last = batches.popLast() else { return }
    var proven = last
    let new = plan.allFingerprints(of: months, in: books)
    if !new.isEmpty { proven.fingerprints = (last.fingerprints ?? []) + new }
    batches.append(proven)
  }
}

/// The same run were nothing closed (I2). As long as that makes no difference it is this one, and is spared.
extension RunState {
  /// True where the present inputs of closed months come to something else than was issued.
  var isApart: Bool {
    if case .other = ifOpen { true } else { false }
  }

  /// From here on the present inputs come to something else than what is closed.
  mutating func part(replacing settled: [Settled] = []) {
    guard !isApart else { return }
    var open = self
    for one in settled { open.standing.replace(one.lines, one.contract.id, one.month) }
    ifOpen = .other(open)
  }

  /// Lets the other course, where there is one, go on by what is issued by now.
  mutating func goOnIfOpen(_ advance: (inout RunState) -> Void) {
    guard case .other(var open) = ifOpen else { return }
    ifOpen = .same
    open.books = books
    advance(&open)
    ifOpen = .other(open)
  }
}
