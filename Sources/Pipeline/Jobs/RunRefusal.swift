import Ledger
import Measures
import Park

extension RunRequest {
  /// Why a run is refused before it begins; nil where it may go on.
  ///
  /// - Parameters:
  ///   - wanted: the last month to issue.
  ///   - first: the park's first month.
  func refusal(of wanted: Month, first: Month, today: Day, books: Books) -> Messages.Text? {
    if wanted.firstDay > today { return .notBegun(wanted) }
    switch scope {
    case .all: break
    case .month(let month):
      guard month >= first else { return .beforeFirst(month, first) }
      if isDraft { return books.issuedMonths.contains(month) ? .alreadyIssued(month) : nil }
      let missing = (first..<month).first { !books.issuedMonths.contains($0) }
      if let missing { return .earlierMonthMissing(missing, before: month) }
    case .final: break
    case .quarter(let quarter):
      guard quarter.lastMonth >= first else { return .beforeFirst(quarter.lastMonth, first) }
      let missing = quarter.months.first { $0 >= first && !books.issuedMonths.contains($0) }
      return missing.map { .quarterIncomplete($0, of: quarter) }
    }
    return unissuable(from: first, through: wanted, today: today, books)
  }

  /// Why the months that are due can't be issued (I1).
  private func unissuable(from first: Month, through wanted: Month, today: Day, _ books: Books) -> Messages.Text? {
    if wanted.lastDay >= today { return .notOver(wanted) }
    guard first <= wanted else { return nil }
    let due = (first...wanted).filter { !books.issuedMonths.contains($0) }
    guard let last = due.last else { return nil }
    // What is due goes by what is recorded of the months before: first things first.
    if isConsent { return .dueBeforeConsent(last) }
    // A clock that is years ahead must not issue years.
    if scope == .all, through == nil, self.today == nil, due.count > Self.mostByTheClock {
      return .tooManyByTheClock(due.count, through: last)
    }
    if let issuedOn, issuedOn < last.lastDay || issuedOn > today {
      return .issuedOnOutOfBounds(issuedOn, from: last.lastDay, to: today)
    }
    return nil
  }

  /// How many months may be issued by the clock alone.
  private static let mostByTheClock = 3

  /// Why a contract can't be billed before its month is over (I7); nil where it can.
  func finalRefusal(of id: Contract.ID, _ facts: ParkFacts, today: Day, books: Books) -> Messages.Text? {
    guard let contract = facts.contracts[id] else { return .noSuchContract(id.text) }
    guard let end = contract.validity.until?.advanced(by: -1), end <= today else { return .notEnded(id.text) }
    let (month, first) = (end.month, facts.profile.firstMonth)
    guard month >= first else { return .beforeFirst(month, first) }
    if today > month.lastDay || books.issuedMonths.contains(month) { return .finalTooLate(id.text, month) }
    let missing = (first..<month).first { !books.issuedMonths.contains($0) }
    return missing.map { .earlierMonthMissing($0, before: month) }
  }
}
