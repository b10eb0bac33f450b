public import Measures
public import Park

/// The accounts as they stood after each of several months: each goes on from the one before, so that years cost no
/// more than their documents. Where that can't be, for a document bears an earlier day, they are played anew.
public struct RunningAccounts: Sendable {
  private let facts: ParkFacts
  private var known: (accounts: Accounts, batches: Int)?

  /// Nothing played yet.
  public init(of facts: ParkFacts) { self.facts = facts }

  /// The accounts with the documents of some batches, and the payments received up to a day.
  ///
  /// - Parameter isWanted: tells of a batch whether its documents count.
  public mutating func accounts(
    in books: Books, paymentsThrough last: Day, where isWanted: (Batch) -> Bool
  ) -> Accounts {
    let batches = books.batches
    let count = batches.prefix { isWanted($0) }.count
    let isPrefix = !batches[count...].contains { isWanted($0) }
    if isPrefix, let (earlier, played) = known, played <= count {
      var accounts = earlier
      known = nil
      if accounts.goOn(
        with: batches[played..<count].flatMap(\.documents), shown: books.shownPayments, paymentsThrough: last)
      {
        known = (accounts, count)
        return accounts
      }
    }
    let documents = batches.filter { isWanted($0) }.flatMap(\.documents)
    let accounts = Accounts(of: facts, documents: documents, shown: books.shownPayments, paymentsThrough: last)
    known = isPrefix ? (accounts, count) : nil
    return accounts
  }

  /// The same with documents that a run is about to issue: they are played on a copy.
  public mutating func accounts(
    in books: Books, issuing documents: [InvoiceDocument], paymentsThrough last: Day, where isWanted: (Batch) -> Bool
  ) -> Accounts {
    var accounts = accounts(in: books, paymentsThrough: last, where: isWanted)
    if accounts.goOn(with: documents, shown: books.shownPayments, paymentsThrough: last) { return accounts }
    let issued = books.batches.filter { isWanted($0) }.flatMap(\.documents)
    return Accounts(of: facts, documents: issued + documents, shown: books.shownPayments, paymentsThrough: last)
  }
}
