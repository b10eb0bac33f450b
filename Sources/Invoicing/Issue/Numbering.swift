import Ledger
import Measures
import Park

/// Numbers, dates and balances the documents of a run, and makes them a batch (I1, I5).
struct Numbering {
  let facts: ParkFacts
  let books: Books
  let dates: DocumentDates
  /// True where nothing is to be issued.
  let isDraft: Bool

  /// - Parameter accounts: those of earlier months, to go on from.
  func batch(
    of found: [UnnumberedDocument], _ records: [MonthRecord], heldBack: [Contract.ID],
    after accounts: inout RunningAccounts
  ) -> Batch {
    let month = dates.folder
    // A draft counts its own documents, none of which the journal will hold.
    let series = isDraft ? "draft" : "\(dates.year)"
    let last = books.lastNumber(in: series)
    let sorted = found.sorted(by: UnnumberedDocument.precedes)
    func documents(_ balances: [BalanceRow] = []) -> [InvoiceDocument] {
      let rows = Dictionary(balances.map { ($0.contract, $0) }) { first, _ in first }
      return sorted.enumerated().map { index, document in
        document.numbered(Books.documentNumber(last + index + 1, in: series), dates, rows[document.contract.id], facts)
      }
    }
    var balances = books.balances(
      on: dates.balancesOn, in: month, issuing: documents(), facts: facts, after: &accounts)
    // Before the month's own batch only those who get a document are told what they owe.
    if dates.isEarly { balances.removeAll { row in !found.contains { $0.contract.id == row.contract } } }
    return Batch(
      month: month, issuedOn: dates.issuedOn, documents: documents(balances), months: records, balances: balances,
      heldBack: heldBack, openingChanges: books.openingChanges(of: balances, in: month, facts: facts),
      isEarly: dates.isEarly)
  }
}

extension Books {
  /// The last number given in a series, which is a year; 0 where there is none.
  fileprivate func lastNumber(in series: String) -> Int {
    let prefix = "\(series)-"
    return documents.filter { $0.number.hasPrefix(prefix) }.compactMap { Int($0.number.dropFirst(prefix.count)) }.max()
      ?? 0
  }
}
