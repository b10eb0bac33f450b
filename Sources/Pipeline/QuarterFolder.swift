import Diagnostics
import Documents
import Ledger
import Measures
import Park
import Reporting

extension Statement {
  /// False where nothing was owed, billed or paid.
  fileprivate var hasFigures: Bool { !opening.isZero || !entries.isEmpty }
}

/// `Output/2026-Q3/`: the report to the Cabinet of Ministers (point 7) and the register of residents (point 9).
struct QuarterFolder {
  let facts: ParkFacts
  let books: Books
  let language: Language
  let storage: Storage

  func write(_ quarter: Quarter, workbooks: inout RenderedWorkbooks) throws(StorageError) {
    let folder = quarter.description
    let report = QuarterlyReport.make(facts: facts, books: books, quarter: quarter)
    let setting = DocumentSetting(facts)
    let form = facts.profile.csv
    try storage.makeFolder(folder)
    storage.sweep(folder)
    for table in report.sections { try storage.put(table.csv(form), at: "\(folder)/\(table.name).csv") }
    try storage.put(report.figures.csv(form), at: "\(folder)/report.csv")
    try storage.put(report.register.csv(form), at: "\(folder)/register.csv")
    try storage.put(report.publicRegister.csv(form), at: "\(folder)/public-register.csv")
    try workbooks.put(
      ReportWorkbook.make(report.sections, quarter: quarter, language: language, setting: setting),
      at: "\(folder)/report.xlsx")
    try workbooks.put(
      RegisterWorkbook.make(report.register, on: quarter.lastMonth.lastDay, language: language, setting: setting),
      at: "\(folder)/register.xlsx")
    try writeStatements(quarter, setting, workbooks: &workbooks)
  }

  /// A reconciliation act with each contract that had anything to settle.
  private func writeStatements(
    _ quarter: Quarter, _ setting: DocumentSetting, workbooks: inout RenderedWorkbooks
  ) throws(StorageError) {
    let folder = "\(quarter)/statements"
    let accounts = Accounts(of: facts, documents: books.documents, paymentsThrough: quarter.lastMonth.lastDay)
    try storage.makeFolder(folder)
    storage.sweep(folder)
    for contract in facts.contractsInOrder {
      let payments = accounts.allocations.filter { $0.contract == contract.id }.map {
        (payment: $0.payment, amount: $0.amount)
      }
      guard
        let statement = Statement.make(
          contract: contract.id, facts: facts, books: books, from: quarter.firstMonth, through: quarter.lastMonth,
          payments: payments), statement.hasFigures
      else { continue }
      let language = facts.residents[contract.resident]?.language ?? language
      let name = contract.id.text.replacing("/", with: "_")
      try workbooks.put(
        StatementWorkbook.make(statement, language: language, setting: setting), at: "\(folder)/\(name).xlsx")
    }
  }
}
