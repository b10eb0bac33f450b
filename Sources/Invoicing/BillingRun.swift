import Diagnostics
public import Ledger
public import Measures
import Metering
public import Park
import Pricing

/// One run over all months: what is due to be issued, and what issued months come to now (I1, I2).
///
/// A pure function of the facts and the books: the same inputs give the same batches.
public struct BillingRun {
  /// How a run is to go.
  public struct Options: Sendable {
    /// The last month to issue.
    public var through: Month
    /// The date of the documents; nil for the last day of the month of the run.
    public var issuedOn: Day?
    /// True where a month without any reading is billed on estimates.
    public var estimateAll: Bool
    /// True where nothing is to be issued: documents bear no number of the year's sequence.
    public var isDraft: Bool
    /// What an earlier run kept of months: those that rest on the same inputs still are not calculated again.
    public var kept: [Month: KeptMonth] = [:]
    /// Options from their values.
    public init(through: Month, issuedOn: Day? = nil, estimateAll: Bool = false, isDraft: Bool = false) {
      self.through = through
      self.issuedOn = issuedOn
      self.estimateAll = estimateAll
      self.isDraft = isDraft
    }
  }

  var facts: ParkFacts
  let findings: [Finding]
  let options: Options
  var books: Books
  var standing: IssuedLines
  var book: OrderBook
  var history = History()
  var registers: [Month: Registers] = [:]
  /// Up to which month nothing is corrected.
  var closedThrough: Month?
  /// The run in which nothing is closed, from the first closed month on that would come to something else in it. One at
  /// most; a structure can't hold another of its kind but in a list.
  var unclosed: [BillingRun] = []
  /// From which month on each contract is held back.
  var heldSince: [Contract.ID: Month] = [:]
  /// Found in months that were issued before; they go out with the next month of the run.
  var pendingDocuments: [InvoiceDocument] = []
  var pendingRecords: [MonthRecord] = []
  /// What stood before each month's run, and after it.
  var accountsBefore: RunningAccounts
  var accountsAfter: RunningAccounts
  var outcome = RunOutcome()
  /// What each month rests on.
  let fingerprints: [Month: String]
  /// The months of this run whose calculation leaves nothing open.
  var settled: Set<Month> = []

  /// Runs through all months: those that may have changed are calculated.
  ///
  /// - Parameters:
  ///   - facts: the park.
  ///   - findings: what intake found wrong.
  ///   - books: what was issued before.
  ///   - series: reads the single values of the interval meters that need them for the months to be calculated.
  public static func outcome<E>(
    of facts: ParkFacts, findings: [Finding], books: Books, options: Options,
    series: (ParkFacts, ClosedRange<Month>) throws(E) -> [Meter.ID: IntervalSeries]?
  ) throws(E) -> RunOutcome {
    var run = BillingRun(facts: facts, findings: findings, books: books, options: options)
    let (start, last) = (run.firstToCalculate, run.last)
    if start <= last, let values = try series(facts, start...last) { run.facts.intervalSeries = values }
    run.go(from: start)
    return run.outcome
  }

  /// The same with facts that hold all single values that are needed.
  public static func outcome(
    of facts: ParkFacts, findings: [Finding], books: Books, options: Options
  ) -> RunOutcome {
    outcome(of: facts, findings: findings, books: books, options: options) { _, _ in nil }
  }

  private var last: Month { max(options.through, books.issuedMonths.max() ?? options.through) }

  private init(facts: ParkFacts, findings: [Finding], books: Books, options: Options) {
    self.facts = facts
    self.books = books
    self.options = options
    closedThrough = facts.profile.closedThrough
    accountsBefore = RunningAccounts(of: facts)
    accountsAfter = accountsBefore
    standing = IssuedLines(books.documents)
    let last = max(options.through, books.issuedMonths.max() ?? options.through)
    let (standing, issued) = (standing, books.issuedMonths)
    book = OrderBook(facts, standing: standing, through: last) { contract, month in
      !standing.isIssued(contract, month) && (!issued.contains(month) || books.isHeldBack(contract, in: month))
    }
    let first = facts.profile.firstMonth
    let tables =
      first <= last ? TableChecks.findings(in: facts, months: first...last, besides: findings) : []
    outcome.isUnusable =
      facts.contracts.isEmpty && findings.contains { $0.problem.severity == .error && $0.touches.contains(.everyone) }
    self.findings = findings + facts.idleTermColumns() + tables + book.findings
    fingerprints =
      first <= last ? MonthFingerprints.of(facts, book: book, books: books, months: first...last) : [:]
  }

  private mutating func go(from start: Month) {
    let first = facts.profile.firstMonth
    guard first <= last else { return }
    for month in first...last {
      if month < start {
        passOver(month)
        continue
      }
      let isRun = books.issuedMonths.contains(month)
      guard calculate(month, isRun: isRun) else { break }
      if isRun { continue }
      if outcome.isUnusable { break }
      // Nothing was ever issued, and nothing can be: the first data have yet to be put right. Once they are, the
      // months are issued as if this run had not been.
      let isNobodyFree = facts.contracts.keys.allSatisfy { heldSince[$0] != nil }
      if books.batches.isEmpty, pendingDocuments.isEmpty, isNobodyFree { break }
      commit(as: month)
    }
    if !pendingDocuments.isEmpty, let month = books.issuedMonths.max() { commit(as: month) }
    for month in outcome.months.map(\.month) { reportPayments(month) }
    reportOpenings()
    reportGone()
    reportBeyond()
  }

  /// Numbers the documents found so far and makes them a batch of the month of the run.
  private mutating func commit(as month: Month) {
    let issuedOn = options.issuedOn ?? month.lastDay
    var documents = pendingDocuments.sorted {
      $0.contract != $1.contract
        ? $0.contract < $1.contract : $0.period != $1.period ? $0.period < $1.period : $0.kind < $1.kind
    }
    // A draft counts its own documents, none of which the journal will hold.
    let series = options.isDraft ? "draft" : "\(issuedOn.month.year)"
    var number = books.lastNumber(in: series)
    for index in documents.indices {
      number += 1
      documents[index].number = Books.documentNumber(number, in: series)
      documents[index].issuedOn = issuedOn
      let days = facts.contracts[documents[index].contract]?.paymentDays ?? 0
      documents[index].dueOn = issuedOn.advanced(by: days)
    }
    let balances = books.balances(
      atEndOf: month, issuing: documents, facts: facts, after: &accountsBefore)
    for index in documents.indices {
      guard let row = balances.first(where: { $0.contract == documents[index].contract }) else { continue }
      documents[index].openingBalance = row.openingBalance
      documents[index].paid = row.paid
      documents[index].balanceDue = row.closingBalance
    }
    var batch = Batch(
      month: month, issuedOn: issuedOn, documents: documents, months: pendingRecords, balances: balances,
      heldBack: outcome.months.last { $0.month == month }?.heldBack ?? [])
    batch.openingChanges = books.openingChanges(of: balances, in: month, facts: facts)
    batch.fingerprints = newFingerprints(with: batch)
    books.append(batch)
    outcome.batches.append(batch)
    standing.name(documents)
    pendingDocuments = []
    pendingRecords = []
  }
}
