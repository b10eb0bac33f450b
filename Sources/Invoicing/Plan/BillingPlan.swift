import Diagnostics
public import Ledger
public import Measures
import Metering
public import Park
import Pricing

/// What a run has to do: which months it calculates and from what, and which single values of interval meters that takes.
///
/// The shell reads these values, and then the run goes. Months before the first to calculate rest on the same inputs as
/// when they were found to be just what stands in the books: what they came to is in the journal, and what was unlikely
/// about them is kept beside it.
public struct BillingPlan: Sendable {
  /// How a run is to go.
  public struct Options: Sendable {
    /// The last month to issue.
    public var through: Month
    /// The day of the run.
    public var today: Day
    /// The date of a month's own documents; nil for its last day.
    public var issuedOn: Day?
    /// True where a month without any reading is billed on estimates.
    public var estimateAll: Bool
    /// True where nothing is to be issued: documents bear no number of the year's sequence.
    public var isDraft: Bool
    /// True where the present facts and records take the place of those that issued months were priced by (I6).
    public var isConsent = false
    /// True where what waits is recorded as seen (I6).
    public var isKeeping = false
    /// What an earlier run kept of months: those that rest on the same inputs still are not calculated again.
    public var kept: [Month: CachedMonth] = [:]
    /// Options from their values.
    public init(through: Month, today: Day, issuedOn: Day? = nil, estimateAll: Bool = false, isDraft: Bool = false) {
      self.through = through
      self.today = today
      self.issuedOn = issuedOn
      self.estimateAll = estimateAll
      self.isDraft = isDraft
    }
  }

  /// What the months to issue go by: the present facts and records, and the records that are gone (I6).
  let facts: ParkFacts
  /// What the input has.
  let present: ParkFacts
  /// What the journal knows of how months were priced.
  let past: RecordedPast
  /// What issued months used and the input has no more; none where somebody agrees that it goes.
  let gone: GoneRecords
  /// True where there is any, agreed or not.
  let hasMissing: Bool
  /// What each issued month that is calculated goes by, where the journal knows it (I6).
  private(set) var recordedFacts: [Month: ParkFacts] = [:]
  /// What intake found, by itself.
  let intake: [Finding]
  /// What intake found wrong, and what the tables and orders show together.
  let findings: [Finding]
  /// What was issued before.
  let books: Books
  let options: Options
  /// The lines that stand before the run.
  let standing: IssuedLines
  let orders: OrderBook
  /// What each month rests on.
  let fingerprints: [Month: String]
  /// True where no contract is known, for a table that all rest on can't be used: nothing is issued by it.
  let isUnusable: Bool
  /// From the park's first to the last that is issued or is to be; empty where the first is yet to come.
  let months: [Month]
  /// The months that may come to something else than was issued, or have yet to be issued; nil where there is none.
  public private(set) var monthsToCalculate: ClosedRange<Month>?

  /// What there is to do.
  ///
  /// - Parameters:
  ///   - facts: the park.
  ///   - findings: what intake found wrong.
  ///   - books: what was issued before.
  public init(of present: ParkFacts, findings: [Finding], books: Books, options: Options) {
    self.present = present
    self.books = books
    self.options = options
    let findings = findings.map { $0.naming(holdersIn: books, present) }
    intake = findings
    past = RecordedPast(books)
    var facts = present
    let missing = GoneRecords(of: past, restoredIn: &facts)
    hasMissing = !missing.isEmpty
    gone = options.isConsent ? GoneRecords() : missing
    if options.isConsent { facts = present } else { facts.takeGoneContracts(of: past.tables) }
    self.facts = facts
    let (first, issued) = (facts.profile.firstMonth, books.issuedMonths)
    let last = max(options.through, issued.max() ?? options.through)
    let standing = IssuedLines(books.documents)
    let orders = OrderBook(facts, standing: standing, through: last) { contract, month in
      !standing.isIssued(contract, month) && (!issued.contains(month) || books.isHeldBack(contract, in: month))
    }
    self.standing = standing
    self.orders = orders
    isUnusable =
      facts.contracts.isEmpty && findings.contains { $0.problem.severity == .error && $0.touches.contains(.everyone) }
    guard first <= last else {
      (months, fingerprints, self.findings) = ([], [:], findings + facts.idleTermColumns() + orders.findings)
      return
    }
    months = Array(first...last)
    // Issued months go by what priced them, whatever the tables are now (I6).
    let tables = TableChecks.findings(in: present, months: first...last, besides: findings).filter { finding in
      guard !options.isConsent, finding.problem.severity == .error, case .only(let month) = finding.months else {
        return true
      }
      return !issued.contains(month)
    }
    self.findings = findings + present.idleTermColumns() + tables + orders.findings
    fingerprints = MonthFingerprints.of(present, orders: orders, books: books, months: first...last)
    let start = firstToCalculate
    guard start <= last else { return }
    monthsToCalculate = start...last
    guard !options.isConsent else { return }
    for month in start...last where issued.contains(month) { recordedFacts[month] = recorded(month) }
  }

  /// What an issued month goes by; nil where the journal does not know it.
  private func recorded(_ month: Month) -> ParkFacts? {
    guard let tables = past.tables(of: month) else { return nil }
    var result = facts.with(tables)
    let held = books.ownBatch(of: month)?.heldBack ?? []
    for contract in held { result.take(contract, from: past.tables(of: contract, in: month).map(facts.with) ?? facts) }
    // A common meter by which nobody was billed then goes by the facts that first billed somebody by it.
    for meter in facts.meters.values where meter.role == .common && !held.isEmpty {
      let sharers = CommonUse(of: meter, in: month, facts: result).contracts.map(\.id)
      guard !sharers.isEmpty, sharers.allSatisfy(held.contains) else { continue }
      let billed = past.tables(ofFirst: sharers, in: month).map(facts.with) ?? facts
      if let known = billed.meters[meter.id] { result.meters[meter.id] = known }
    }
    return result
  }

  /// What a month goes by.
  func facts(of month: Month) -> ParkFacts { recordedFacts[month] ?? facts }

  /// The interval meters whose month stays as recorded: a day has fewer values than it had, or the hours of zones and the
  /// kinds of days, by which the values were summed, are not those that priced it (I6).
  func metersAsRecorded(in month: Month) -> Set<Meter.ID> {
    let gone = gone.intervals[month] ?? []
    guard let recorded = recordedFacts[month] else { return gone }
    let isSame = FactTables(of: recorded).hasHours(of: FactTables(of: facts), in: month)
    return isSame ? gone : gone.union(recorded.meters.values.filter { $0.mode == .interval }.map(\.id))
  }

  /// The plan by which what waits is found, once this one is carried out: the present facts and records in the place of
  /// those that priced the issued months (I6). nil where nothing can wait.
  ///
  /// - Parameter books: with what this plan's run issued.
  func consent(after books: Books) -> BillingPlan? {
    guard !options.isConsent, let calculated = monthsToCalculate, let last = books.issuedMonths.max(),
      !gone.isEmpty || calculated.contains(where: mayDiffer)
    else { return nil }
    var options = options
    options.isConsent = true
    options.through = last
    options.kept = [:]
    return BillingPlan(of: present, findings: intake, books: books, options: options)
  }

  /// True where the present facts may price an issued month otherwise than those that did.
  func mayDiffer(_ month: Month) -> Bool {
    guard books.issuedMonths.contains(month) else { return false }
    guard let tables = past.tables(of: month) else { return !options.isConsent }
    return MonthFingerprints.ofFacts(tables, present, month)
      != MonthFingerprints.ofFacts(.init(of: present), present, month)
  }

  /// The interval meters whose single values the months to calculate need, and on which days.
  public var daysNeedingSeries: [Meter.ID: [Range<Day>]] {
    monthsToCalculate.map(facts.daysNeedingSeries) ?? [:]
  }

  /// True where the run comes for more than one month.
  var areSeveralDue: Bool {
    let issued = Set(books.issuedMonths)
    return months.count { !issued.contains($0) } > 1
  }

  /// True where a month stays as it was issued, whatever the present inputs come to (I2).
  func isClosed(_ month: Month) -> Bool { isClosedInBooks(month) || isUnknown(month) }

  /// True up to the month through which the books are closed.
  func isClosedInBooks(_ month: Month) -> Bool { facts.profile.closedThrough.map { month <= $0 } ?? false }

  /// True where a journal of an earlier version does not know what priced an issued month: every difference waits.
  private func isUnknown(_ month: Month) -> Bool {
    !options.isConsent && books.issuedMonths.contains(month) && past.tables(of: month) == nil
  }

  /// What is wrong with the data of a month before it is calculated.
  func findings(of month: Month) -> [Finding] {
    findings.filter { $0.months == .unissued || $0.months == .only(month) }
  }

  /// True where the data of a month are known to be bad before it is calculated.
  func hasErrors(in month: Month) -> Bool {
    findings(of: month).contains { $0.problem.severity == .error && !$0.touches.isEmpty }
  }

  /// What the next run may pass over a month with; nil where the month has to be calculated again.
  ///
  /// - Parameter found: what its calculation found wrong or unlikely.
  func kept(_ month: Month, found: [Finding], isApart: Bool) -> CachedMonth? {
    guard let fingerprint = fingerprints[month], !hasErrors(in: month),
      !found.contains(where: { $0.problem.severity == .error })
    else { return nil }
    let problems = found.map { MonthProblem(problem: $0.problem, contract: nil) }.inOrder().map(\.problem)
    return CachedMonth(fingerprint: fingerprint, problems: problems, isApart: isApart)
  }

  /// What some months rest on, as far as the books would not have it with a batch; nil where they would have all.
  func newFingerprints(of months: [Month], with batch: Batch, _ books: Books) -> [MonthFingerprint]? {
    var after = books
    after.append(batch)
    let recorded = after.fingerprints
    let new = months.compactMap { month -> MonthFingerprint? in
      // What priced an issued month may come to what stands, and the present facts not.
      guard let digest = fingerprints[month], digest != recorded[month], gone.isEmpty, !mayDiffer(month) else {
        return nil
      }
      return MonthFingerprint(month: month, digest: digest)
    }
    return new.isEmpty ? nil : new
  }

  /// What some months rest on, as far as the books do not have it.
  func allFingerprints(of months: [Month], in books: Books) -> [MonthFingerprint] {
    let recorded = books.fingerprints
    return months.compactMap { month in
      fingerprints[month].flatMap { $0 == recorded[month] ? nil : MonthFingerprint(month: month, digest: $0) }
    }
  }

  private var firstToCalculate: Month {
    let issued = books.issuedMonths
    let recorded = books.fingerprints
    var start = facts.profile.firstMonth
    // What was seen, and is told no more, goes out too where somebody agrees (I6).
    if options.isConsent { return start }
    while issued.contains(start), let fingerprint = fingerprints[start], recorded[start] == fingerprint,
      options.kept[start]?.fingerprint == fingerprint, !hasErrors(in: start)
    {
      start = start.advanced(by: 1)
    }
    while let earlier = neededBefore(start) { start = earlier }
    return start
  }

  /// An earlier month that has to be calculated as well where one is.
  private func neededBefore(_ month: Month) -> Month? {
    // A later reading may put an estimate back on its months (C9), which takes all that was metered in them.
    let before = month.advanced(by: -1)
    if before >= facts.profile.firstMonth, books.endsOnEstimate(before) { return before }
    // What a closed month would be goes on from what those before would be, which no journal tells.
    guard isClosed(month) else { return nil }
    return options.kept.filter { $0.key < month && $0.value.isApart }.keys.min()
  }
}

extension Books {
  fileprivate func endsOnEstimate(_ month: Month) -> Bool {
    record(of: month)?.registers.contains { $0.span?.basis == .estimated } ?? false
  }

  /// True where the last run of a month held a contract back.
  fileprivate func isHeldBack(_ contract: Contract.ID, in month: Month) -> Bool {
    batches.last { $0.month == month && $0.isEarly != true }?.heldBack.contains(contract) ?? false
  }
}
