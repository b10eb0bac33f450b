import Diagnostics
import Documents
import Invoicing
import Ledger
import Measures
import Metering
import Park
import Reporting

/// `Output/2026-09/`: what a month's runs issued, laid out again from the journal and the inputs.
struct MonthFolder {
  let facts: ParkFacts
  let books: Books
  let language: Language
  let storage: Storage
  let isDraft: Bool
  private let batchOfDocument: [String: Int]

  init(facts: ParkFacts, books: Books, language: Language, storage: Storage, isDraft: Bool = false) {
    self.isDraft = isDraft
    self.facts = facts
    self.books = books
    self.language = language
    self.storage = storage
    let numbers = books.batches.enumerated().flatMap { index, batch in batch.documents.map { ($0.number, index) } }
    batchOfDocument = Dictionary(numbers) { first, _ in first }
  }

  /// The tables that change with the present inputs, while the others stand in the journal.
  func presentTables(_ status: MonthStatus, accounts: Accounts) -> [Table] {
    MonthTables.presentTables(
      month: status.month, facts: facts, books: books, problems: status.problems, accounts: accounts)
  }

  /// - Parameter accounts: as they stood after the month's run.
  func write(_ status: MonthStatus, accounts: Accounts) throws(StorageError) {
    let month = status.month
    let folder = month.description
    try storage.makeFolder(folder)
    let tables = MonthTables.make(
      month: month, facts: facts, books: books, problems: status.problems, accounts: accounts)
    // A month that no run has been through has its problems to tell, and documents of earlier months may lie there (I1).
    let isRun = books.issuedMonths.contains(month)
    let documents = books.documents(inFolderOf: month)
    let early = documents.isEmpty ? [tables.problems] : [tables.invoices, tables.lines, tables.problems]
    var all = tables.all
    if isDraft {
      all.insert(
        MonthComparison.table(month: month, facts: facts, books: books, heldBack: status.heldBack), at: 0)
    }
    for table in isRun ? all : early {
      try storage.put(table.csv(facts.profile.csv), at: "\(folder)/\(table.name).csv")
    }
    guard isRun || !documents.isEmpty else { return }
    var setting = DocumentSetting(facts)
    setting.isDraft = isDraft
    if !documents.isEmpty { try storage.makeFolder("\(folder)/invoices") }
    try storage.keepOnly(Set(documents.map { "\($0.number).xlsx" }), in: "\(folder)/invoices")
    for document in documents {
      let batch = batchOfDocument[document.number] ?? books.batches.count - 1
      let background = books.background(of: document, inBatch: batch)
      let rows = background.records[document.period]?.consumption.filter { $0.contract == document.contract }
      try storage.put(
        InvoiceWorkbook.make(document, consumption: rows ?? [], background: background, setting: setting),
        at: "\(folder)/invoices/\(document.number).xlsx")
    }
    guard isRun else { return }
    try storage.put(
      MonthWorkbook.make(all, month: month, language: language, setting: setting),
      at: "\(folder)/month.xlsx")
  }
}
