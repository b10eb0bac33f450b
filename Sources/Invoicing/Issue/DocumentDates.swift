import Ledger
import Measures
import Park

/// In which folder the documents of a batch lie, when they are issued and when they are due (I1).
///
/// Dates never go back: where a document would be dated before one that is issued already, of whatever contract, it
/// bears that one's date.
struct DocumentDates {
  /// The month whose folder holds the documents.
  let folder: Month
  let issuedOn: Day
  /// True where they lie in the folder before the month's own batch.
  let isEarly: Bool
  /// The day of the run, where nothing may be due before it.
  private let notDueBefore: Day?
  private let facts: ParkFacts

  private init(folder: Month, issuedOn: Day, isEarly: Bool, notDueBefore: Day?, _ books: Books, _ facts: ParkFacts) {
    self.folder = folder
    self.issuedOn = max(issuedOn, books.lastIssue ?? issuedOn)
    self.isEarly = isEarly
    self.notDueBefore = notDueBefore
    self.facts = facts
  }

  /// A month's own batch: of its last day, or of the day that was asked for. What the last finished month bills must
  /// still be payable on the day of the run; what is caught up of earlier months was due then.
  static func own(
    _ month: Month, issuedOn day: Day?, today: Day, in books: Books, _ facts: ParkFacts
  ) -> DocumentDates {
    DocumentDates(
      folder: month, issuedOn: day ?? month.lastDay, isEarly: false,
      notDueBefore: month == today.month.advanced(by: -1) ? today : nil, books, facts)
  }

  /// What is found when no month is due: it belongs to the last issued month as long as its books are open, else to the
  /// month after it. nil where nothing was ever issued.
  static func found(on today: Day, in books: Books, _ facts: ParkFacts) -> DocumentDates? {
    guard let last = books.issuedMonths.max(), let own = books.ownBatch(of: last) else { return nil }
    let isClosed = facts.profile.closedThrough.map { last <= $0 } ?? false
    let hasLater = books.batches.contains { $0.month > last && !$0.documents.isEmpty }
    if !isClosed, !hasLater, today <= last.lastDay.advanced(by: facts.profile.bookCloseDays) {
      return DocumentDates(
        folder: last, issuedOn: own.issuedOn, isEarly: false, notDueBefore: today, books, facts)
    }
    let next = last.advanced(by: 1)
    return DocumentDates(
      folder: next, issuedOn: min(today, next.lastDay), isEarly: true, notDueBefore: today, books, facts)
  }

  /// The last bill of a leaver, before his month is over (I7): of the day of the run.
  static func final(_ month: Month, on today: Day, in books: Books, _ facts: ParkFacts) -> DocumentDates {
    DocumentDates(folder: month, issuedOn: today, isEarly: true, notDueBefore: nil, books, facts)
  }

  /// The year whose numbers the documents bear.
  var year: Int { issuedOn.month.year }
  /// Up to which day payments count in what the documents say is owed (I5).
  var balancesOn: Day { isEarly ? issuedOn : folder.lastDay }

  /// The last day of payment without penalty: a worked day, unless the park says otherwise.
  func dueOn(_ contract: Contract) -> Day {
    let days = contract.row(on: issuedOn).paymentDays
    var day = issuedOn.advanced(by: days)
    if let today = notDueBefore, day < today { day = today.advanced(by: days) }
    guard facts.profile.dueOnWorkday else { return day }
    // A calendar in which nobody works any more moves nothing.
    return (0...366).lazy.map(day.advanced).first { facts.kind(of: $0) == .workday } ?? day
  }
}

extension Books {
  /// The day of the last document; nil where there is none.
  fileprivate var lastIssue: Day? { batches.filter { !$0.documents.isEmpty }.map(\.issuedOn).max() }
}
