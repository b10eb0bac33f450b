import Diagnostics
import Ledger
import Measures
import Metering
import Park

/// Months that rest on the same inputs as when they were found to be just what stands in the books: they are not
/// calculated again. What they came to is in the journal, and what was unlikely about them is kept beside it.
extension BillingRun {
  /// The first month that may come to something else than what was issued, or has yet to be issued.
  var firstToCalculate: Month {
    let issued = books.issuedMonths
    let recorded = books.fingerprints
    var start = facts.profile.firstMonth
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
    if before >= facts.profile.firstMonth, endsOnEstimate(before) { return before }
    // What a closed month would be goes on from what those before would be, which no journal tells.
    guard isClosed(month) else { return nil }
    return options.kept.filter { $0.key < month && $0.value.isApart }.keys.min()
  }

  private func endsOnEstimate(_ month: Month) -> Bool {
    books.record(of: month)?.registers.contains { $0.span?.basis == .estimated } ?? false
  }

  private func hasErrors(in month: Month) -> Bool {
    intakeFindings(of: month).contains { $0.problem.severity == .error && !$0.touches.isEmpty }
  }

  /// Takes a month as the journal has it.
  mutating func passOver(_ month: Month) {
    // Of a closed month all counts as recorded; else only what is in service by the present inputs.
    let isClosed = isClosed(month)
    if let record = books.record(of: month) { history.append(month, isClosed: isClosed) { record.registers(of: $0, $1) } }
    let kept = options.kept[month]
    outcome.kept[month] = kept
    let problems = intakeFindings(of: month).map(\.problem) + (kept?.problems ?? [])
    outcome.months.append(
      MonthOutcome(
        month: month, problems: problems.map { MonthProblem(problem: $0, contract: nil) }.inOrder(), heldBack: []))
  }

  /// Notes that a month was calculated, and whether all that it came to is in the books with the next batch.
  mutating func note(_ month: Month, found: [Finding], bad: Set<Contract.ID>) {
    guard let fingerprint = fingerprints[month], bad.isEmpty, heldSince.isEmpty, !hasErrors(in: month),
      !found.contains(where: { $0.problem.severity == .error })
    else { return }
    settled.insert(month)
    let problems = found.map { MonthProblem(problem: $0.problem, contract: nil) }.inOrder().map(\.problem)
    outcome.kept[month] = KeptMonth(
      fingerprint: fingerprint, problems: problems, isApart: isClosed(month) && !unclosed.isEmpty)
  }

  /// The fingerprints that the books would not have with a batch; nil where there are none.
  func newFingerprints(with batch: Batch) -> [MonthFingerprint]? {
    var after = books
    after.append(batch)
    let recorded = after.fingerprints
    let new = settled.sorted().compactMap { month in
      fingerprints[month].flatMap { $0 == recorded[month] ? nil : MonthFingerprint(month: month, digest: $0) }
    }
    return new.isEmpty ? nil : new
  }
}
