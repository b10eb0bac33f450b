import Diagnostics
import Documents
import Ledger
import Measures
import Park
import Reporting

extension Contract.ID {
  /// The name as a file's: no other contract has the same, and every file system takes it.
  var fileName: String {
    let escaped = text.replacing("%", with: "%25").replacing("/", with: "%2F").replacing("\\", with: "%5C")
    let name = escaped.hasPrefix(".") ? "%2E" + escaped.dropFirst() : escaped
    guard name.utf8.count > 200 else { return name }
    var short = name
    while short.utf8.count > 200 { short.removeLast() }
    return short + "-" + SHA256.hex(of: Array(text.utf8)).prefix(8)
  }
}

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
  /// What all payments did, in order of their days.
  let allocations: [PaymentPart]

  func write(_ quarter: Quarter) throws(StorageError) {
    let report = QuarterlyReport.make(facts: facts, books: books, quarter: quarter)
    let folder = quarter.description
    let setting = DocumentSetting(facts)
    let form = facts.profile.csv
    try storage.makeFolder(folder)
    for table in report.sections { try storage.put(table.csv(form), at: "\(folder)/\(table.name).csv") }
    try storage.put(report.figures.csv(form), at: "\(folder)/report.csv")
    try storage.put(report.register.csv(form), at: "\(folder)/register.csv")
    try storage.put(report.publicRegister.csv(form), at: "\(folder)/public-register.csv")
    for (index, language) in (facts.profile.reportLanguages ?? [language]).enumerated() {
      try storage.put(
        ReportWorkbook.make(report.sections, quarter: quarter, language: language, setting: setting),
        at: "\(folder)/report\(index == 0 ? "" : "-\(language.rawValue)").xlsx")
    }
    try storage.put(
      RegisterWorkbook.make(report.register, on: quarter.lastMonth.lastDay, language: language, setting: setting),
      at: "\(folder)/register.xlsx")
    try writeStatements(quarter, setting)
  }

  /// A reconciliation act with each contract that had anything to settle.
  private func writeStatements(_ quarter: Quarter, _ setting: DocumentSetting) throws(StorageError) {
    let folder = "\(quarter)/statements"
    try storage.makeFolder(folder)
    var written: Set<String> = []
    let parts = Dictionary(grouping: allocations(through: quarter), by: \.contract)
    let own = books.split(among: facts.contracts.keys)
    for contract in facts.contractsInOrder {
      let payments = (parts[contract.id] ?? []).map { (payment: $0.payment, amount: $0.amount) }
      guard
        let statement = Statement.make(
          contract: contract.id, facts: facts, books: own[contract.id] ?? books, from: quarter.firstMonth,
          through: quarter.lastMonth, payments: payments), statement.hasFigures
      else { continue }
      let language = facts.resident(of: contract, on: quarter.lastMonth.lastDay)?.language ?? language
      let name = contract.id.fileName + ".xlsx"
      written.insert(name)
      try storage.put(
        StatementWorkbook.make(statement, language: language, setting: setting), at: "\(folder)/\(name)")
    }
    try storage.keepOnly(written, in: folder)
  }

  private func allocations(through quarter: Quarter) -> [PaymentPart] {
    allocations.filter { $0.payment.receivedOn <= quarter.lastMonth.lastDay }
  }
}
