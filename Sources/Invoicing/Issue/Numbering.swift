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
    var documents = found.sorted(by: UnnumberedDocument.precedes).enumerated().map { index, document in
      numbered(document, Books.documentNumber(last + index + 1, in: series))
    }
    var balances = books.balances(
      on: dates.balancesOn, in: month, issuing: documents, facts: facts, after: &accounts)
    // Before the month's own batch only those who get a document are told what they owe.
    if dates.isEarly { balances.removeAll { row in !documents.contains { $0.contract == row.contract } } }
    for index in documents.indices {
      guard let row = balances.first(where: { $0.contract == documents[index].contract }) else { continue }
      documents[index].openingBalance = row.openingBalance
      documents[index].paid = row.paid
      documents[index].balanceDue = row.closingBalance
    }
    var batch = Batch(
      month: month, issuedOn: dates.issuedOn, documents: documents, months: records, balances: balances,
      heldBack: heldBack)
    batch.isEarly = dates.isEarly ? true : nil
    batch.openingChanges = books.openingChanges(of: balances, in: month, facts: facts)
    return batch
  }

  private func numbered(_ document: UnnumberedDocument, _ number: String) -> InvoiceDocument {
    let contract = document.contract
    return InvoiceDocument(
      number: number, kind: document.kind, corrects: document.corrects, contract: contract.id,
      resident: contract.resident, period: document.period, issuedOn: dates.issuedOn, dueOn: dates.dueOn(contract),
      lines: document.lines, openingBalance: .zero, paid: .zero, balanceDue: .zero, language: document.language,
      contractNumber: contract.number, contractSignedOn: contract.signedOn, seller: document.seller,
      buyer: document.buyer)
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
