import Measures
import Park

/// When the documents of a batch are issued, and when they are due (I1).
struct DocumentDates {
  let issuedOn: Day

  /// - Parameters:
  ///   - month: the month of the run.
  ///   - day: the day that was asked for; the month's last where none was.
  init(of month: Month, issuedOn day: Day?) { issuedOn = day ?? month.lastDay }

  /// The year whose numbers the documents bear.
  var year: Int { issuedOn.month.year }

  /// The last day of payment without penalty.
  func dueOn(_ contract: Contract) -> Day { issuedOn.advanced(by: contract.paymentDays) }
}
