import Diagnostics
import Foundation
import Intake
import Invoicing
import Ledger
import Measures
import Park
import Reporting

/// Holds the journal, its sums and all that lies in the output against each other, and names the first thing that
/// does not agree. It changes nothing: what the output should be is laid out in a folder of its own.
struct Verification {
  let request: BooksRequest
  let storage: Storage
  let read: IntakeResult
  let journal: Journal

  private var language: Language { request.language ?? read.facts.profile.language }

  func carryOut(_ print: (String) -> Void) throws -> ExitStatus {
    let words = Messages(language)
    if let found = try firstDisagreement() {
      print(words.say(found.phrase))
      return .heldBack
    }
    let books = journal.books
    if try JournalFolder(storage: storage).record() == nil { print(words.say(Self.noRecord)) }
    print(
      words.say(Self.agreed(books.batches.count, documents: books.documents.count, seal: journal.seal)))
    return .done
  }

  private func firstDisagreement() throws -> Disagreement? {
    if let found = try strayInJournal() { return found }
    if let found = journal.books.firstDisagreement(read.facts) ?? reportDisagreement() { return found }
    return try outputDisagreement()
  }

  /// Files that no run left there.
  private func strayInJournal() throws(StorageError) -> Disagreement? {
    let books = journal.books
    let own = Set(books.batches.enumerated().map { Journal.fileName(sequence: $0 + 1, month: $1.month) })
    let names = try storage.names(in: JournalFolder.name)
    if let stray = names.first(where: { !own.contains($0) && !$0.hasSuffix(Storage.temporaryMark) }) {
      return Disagreement(JournalFolder.name + "/" + stray, Self.stray)
    }
    guard let record = try JournalFolder(storage: storage).record(), record != journal.end,
      let last = books.batches.last
    else { return nil }
    let name = Journal.fileName(sequence: books.batches.count, month: last.month)
    return Disagreement(JournalFolder.name + "/" + name, Self.notRecorded)
  }

  /// What the report sums by points, against the documents and the balances (point 7).
  private func reportDisagreement() -> Disagreement? {
    let books = journal.books
    for quarter in books.finishedQuarters {
      let report = QuarterlyReport.make(facts: read.facts, books: books, quarter: quarter)
      let months = quarter.months.filter(books.issuedMonths.contains)
      let documents = months.flatMap { books.documents(inFolderOf: $0) }
      let balances = months.last.map { books.balances(of: $0) } ?? []
      let sums: [(section: String, column: String, sum: Money)] = [
        ("services", "net", documents.map(\.net).total()), ("services", "vat", documents.map(\.vat).total()),
        ("services", "sales_tax", documents.map(\.salesTax).total()),
        ("services", "total", documents.map(\.total).total()),
        ("settlements", "invoiced", documents.map(\.total).total()),
        ("settlements", "closing_balance", balances.map(\.closingBalance).total()),
      ]
      for (name, column, sum) in sums {
        guard let section = report.section(name), let row = section.rows.last,
          let index = section.columns.firstIndex(where: { $0.name == column }), row[index] != .money(sum)
        else { continue }
        return Disagreement("\(quarter)/\(name).csv", Self.sum(column, sum))
      }
    }
    return nil
  }

  /// Lays everything out anew and compares it, file by file in order of names.
  private func outputDisagreement() throws -> Disagreement? {
    let books = journal.books
    let facts = read.facts
    let first = facts.profile.firstMonth
    let top = try storage.names(in: "")
    // A month that stopped a run has a folder with its problems, and was not issued.
    let stopped = Set(top.compactMap { Month($0) }).subtracting(books.batches.map(\.month))
    let last = books.issuedMonths.union(stopped).max() ?? first
    guard first <= last else { return nil }
    // Nothing is passed over here: every month is calculated from the inputs.
    let result = try BillingPlan(
      of: facts, findings: read.findings, books: books, options: .init(through: last, today: read.today)
    )
    .carriedOut(reading: request.input, facts)
    let scratch = try Storage.scratch()
    defer { try? FileManager.default.removeItem(atPath: scratch.root) }
    try Projection(facts: facts, journal: journal, language: language).write(result, to: scratch)
    let folders = top.filter { Month($0) != nil || Quarter($0) != nil }
    let expected = scratch.files(in: try scratch.names(in: "").filter { Month($0) != nil || Quarter($0) != nil })
    let found = storage.files(in: folders)
    for name in expected.union(found).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      guard let bytes = storage.read(name) else { return Disagreement(name, Self.missing) }
      guard let right = scratch.read(name) else { return Disagreement(name, Self.stray) }
      if bytes != right { return Disagreement(name, result.batches.isEmpty ? Self.differs : Self.isBehind) }
    }
    // Every file is as it should be, and yet the present inputs come to other documents.
    return result.batches.isEmpty ? nil : Disagreement(request.input, Self.isBehind)
  }
}

extension Storage {
  /// The files below some folders, by their paths; those that are not in place yet are none.
  fileprivate func files(in folders: [String]) -> Set<String> {
    var files: Set<String> = []
    for folder in folders {
      for name in (try? FileManager.default.subpathsOfDirectory(atPath: path(folder))) ?? [] {
        let file = folder + "/" + name
        if (try? exists(file + "/.")) != true, !name.hasSuffix(Self.temporaryMark) { files.insert(file) }
      }
    }
    return files
  }
}
