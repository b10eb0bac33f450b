import Diagnostics
import Foundation
import Intake
import Invoicing
import Ledger
import Measures
import Metering
import Park

/// The main job: brings the park up to date. What cron calls.
public struct RunJob {
  private let request: RunRequest
  private let print: (String) -> Void

  /// Carries a request out, telling `print` in lines what came of it.
  public static func run(_ request: RunRequest, print: @escaping (String) -> Void) -> ExitStatus {
    RunJob(request: request, print: print).start()
  }

  private func start() -> ExitStatus {
    let storage = Storage(root: request.output)
    // A draft has a folder and a lock of its own: it stands in nobody's way.
    let place = request.isDraft ? Storage(root: storage.path(Self.draftFolder)) : storage
    // Before the park's own language is known, messages are in the one asked for, else in all of them.
    let words = Messages(request.language)
    guard isFolder(request.input) else {
      print(words[.noInputFolder(request.input)])
      return .missingInput
    }
    do {
      try place.makeFolder("")
      let lock = try RunLock(place)
      defer { lock.release() }
      try place.sweep()
      return try work(storage)
    } catch let refusal as RunLock.Refusal {
      switch refusal {
      case .held(let holder):
        print(words[.locked(holder)])
        return .locked
      case .storage(let error):
        print(words[.cannotWrite(error)])
        return .cannotWrite
      }
    } catch let error as StorageError {
      print(words[.cannotWrite(error)])
      return .cannotWrite
    } catch let fault as JournalFault {
      print(words[.brokenJournal(fault)])
      return .heldBack
    } catch let failure as IntakeFailure {
      return failure.tell(words, print)
    } catch {
      print(words[.fault("\(error)")])
      return .fault
    }
  }

  /// Only a folder has a `.` in it.
  private func isFolder(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path + "/.") }

  private func work(_ storage: Storage) throws -> ExitStatus {
    var folder = JournalFolder(storage: storage)
    var journal = try folder.replay(isTrusting: true)
    try folder.recordEnd(of: journal)
    let kept = KeptFiles(storage: storage)
    let read = try Intake.load(request.input, kept: kept.hint(isWriting: !request.isDraft)) { clock in
      request.today ?? clock.local(Instant(seconds: Int64(Date().timeIntervalSince1970))).day
    }
    let facts = read.facts
    if !request.isDraft { kept.keepOnly(facts.intervalFiles.keys) }
    let language = request.language ?? facts.profile.language
    let words = Messages(language)
    let first = facts.profile.firstMonth
    if let begun = journal.books.batches.first?.month, begun != first {
      print(words[.firstMonthMoved(from: begun, to: first)])
      return .heldBack
    }
    let wanted = wantedMonth(today: read.today)
    if let refusal = request.refusal(of: wanted, first: first, today: read.today, books: journal.books) {
      print(words[refusal])
      return .usage
    }
    guard first <= max(wanted, journal.books.issuedMonths.max() ?? wanted) else {
      print(words[.nothingDue(first)])
      return .done
    }
    let keptMonths = KeptMonths(storage: storage)
    var options = BillingPlan.Options(
      through: wanted, today: read.today, issuedOn: request.issuedOn, estimateAll: request.estimateAll,
      isDraft: request.isDraft)
    options.kept = keptMonths.read()
    let plan = BillingPlan(of: facts, findings: read.findings, books: journal.books, options: options)
    var result = plan.carriedOut(reading: request.input, facts)
    try folder.check(journal)
    if request.isDraft { return try draft(wanted, result, facts, journal.books, language, storage) }
    // A report alone issues nothing: what is due goes out with the next run.
    if case .quarter = request.scope { result = result.withoutBatches }
    for batch in result.batches { try folder.commit(batch, to: &journal) }
    folder.remember(journal)
    try keptMonths.write(result.kept)
    try Projection(facts: facts, journal: journal, language: language).write(result, to: storage)
    try folder.check(journal)
    RunSummary(result: result, books: journal.books, facts: facts, words: words, output: request.output)
      .lines.forEach(print)
    return result.isIncomplete ? .heldBack : .done
  }

  /// Lays out one month as it would be issued now, beside all that is issued and without touching it.
  private func draft(
    _ month: Month, _ result: BillingResult, _ facts: ParkFacts, _ issued: Books, _ language: Language,
    _ storage: Storage
  ) throws -> ExitStatus {
    var books = issued
    for batch in result.batches { books.append(batch) }
    let place = Storage(root: storage.path(Self.draftFolder))
    // Where the month comes to nothing this time, an earlier draft of it must not stand.
    if !books.issuedMonths.contains(month) {
      for folder in ["\(month)", "\(month)/invoices"] { try place.clear(folder) }
    }
    var workbooks = RenderedWorkbooks(place)
    defer { try? workbooks.remember() }
    let folder = MonthFolder(facts: facts, books: books, language: language, storage: place, isDraft: true)
    var running = RunningAccounts(of: facts)
    let accounts = running.accounts(in: books, paymentsThrough: month.lastDay) { $0.month <= month }
    for found in result.months where found.month == month {
      try folder.write(found, accounts: accounts, workbooks: &workbooks)
    }
    RunSummary(
      result: result, books: books, facts: facts, words: Messages(language),
      output: "\(request.output)/\(Self.draftFolder)", draft: month
    ).lines.forEach(print)
    return result.isIncomplete ? .heldBack : .done
  }

  private static let draftFolder = "draft"

  /// The last month to issue: the one asked for, else the last finished one.
  private func wantedMonth(today: Day) -> Month {
    switch request.scope {
    case .month(let month): month
    case .quarter(let quarter): quarter.lastMonth
    case .all: request.through ?? today.month.advanced(by: -1)
    }
  }
}
