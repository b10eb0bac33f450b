import Documents
import Foundation
import Ledger
import Measures
import Park
import Reporting

extension BooksJob {
  /// The reconciliation act of one contract for any days, beside the months' folders.
  func writeStatement(
    _ name: String, _ days: ClosedRange<Day>, _ facts: ParkFacts, _ books: Books
  ) throws -> ExitStatus {
    let words = Messages(language(facts))
    let accounts = Accounts(
      of: facts, documents: books.documents, shown: books.shownPayments, paymentsThrough: days.upperBound.month.lastDay)
    let contract = facts.contractsInOrder.first { $0.id.text == name }
    guard let contract,
      let whole = Statement.make(
        contract: contract.id, facts: facts, books: books, from: days.lowerBound.month,
        through: days.upperBound.month,
        payments: accounts.allocations.filter { $0.contract == contract.id }.map { ($0.payment, $0.amount) })
    else {
      print(words[.noSuchContract(name)])
      return .usage
    }
    let file = "\(Self.statements)/\(contract.id.fileName)_\(days.lowerBound)_\(days.upperBound).xlsx"
    try storage.makeFolder(Self.statements)
    try storage.put(
      StatementWorkbook.make(
        whole.cut(to: days),
        language: request.language ?? facts.resident(of: contract, on: days.upperBound)?.language
          ?? facts.profile.language,
        setting: DocumentSetting(facts)), at: file)
    print(words[.written(storage.path(file))])
    return .done
  }

  /// The folder for acts over any days.
  static let statements = "statements"

  /// The books for another program, into a file or to the caller.
  func export(
    _ form: PlainTextBooks.Form, to file: String?, _ facts: ParkFacts, _ books: Books
  ) throws -> ExitStatus {
    let text = PlainTextBooks.make(form, facts: facts, books: books)
    guard let file else {
      print(String(text.dropLast()))
      return .done
    }
    let (folder, name) = Disk.split(file)
    try Storage(root: folder).put(Array(text.utf8), at: name)
    print(Messages(language(facts))[.written(file)])
    return .done
  }
}
