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

  func write(_ outcome: MonthOutcome, workbooks: inout RenderedWorkbooks) throws(StorageError) {
    let month = outcome.month
    let folder = month.description
    try storage.makeFolder(folder)
    storage.sweep(folder)
    let problems = outcome.problems.map { ReportedProblem(problem: $0.problem, contract: $0.contract) }
    let tables = MonthTables.make(month: month, facts: facts, books: books, problems: problems)
    // A month that no run has been through has nothing but its problems to tell.
    let isRun = books.issuedMonths.contains(month)
    for table in isRun ? tables.all : [tables.problems] {
      try storage.put(table.csv(facts.profile.csv), at: "\(folder)/\(table.name).csv")
    }
    guard isRun else { return }
    let setting = DocumentSetting(facts)
    let documents = books.documents(inFolderOf: month)
    if !documents.isEmpty {
      try storage.makeFolder("\(folder)/invoices")
      storage.sweep("\(folder)/invoices")
    }
    for document in documents {
      let rows = (consumption(behind: document)).filter { $0.contract == document.contract }
      try workbooks.put(
        InvoiceWorkbook.make(document, consumption: rows, setting: setting),
        at: "\(folder)/invoices/\(document.number).xlsx")
    }
    try workbooks.put(
      MonthWorkbook.make(tables.all, month: month, language: language, setting: setting),
      at: "\(folder)/month.xlsx")
  }

  /// The metering that a document rested on: the record that stood when its batch was committed.
  private func consumption(behind document: InvoiceDocument) -> [ConsumptionRow] {
    var latest: [ConsumptionRow] = []
    for batch in books.batches {
      if let record = batch.months.last(where: { $0.month == document.period }) { latest = record.consumption }
      if batch.documents.contains(where: { $0.number == document.number }) { break }
    }
    return latest
  }
}
