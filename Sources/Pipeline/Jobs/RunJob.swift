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
    let job = Job(words: Messages(request.language), print: print)
    return job.run {
      guard try Intake.hasFolder(request.input) else { return job.end(.missingInput, .noInputFolder(request.input)) }
      try place.makeFolder("")
      let lock = try RunLock(place)
      defer { lock.release() }
      for folder in try outputFolders(of: place) { try place.sweep(folder) }
      return try work(storage)
    }
  }

  /// Wherever a run puts files.
  private func outputFolders(of place: Storage) throws(StorageError) -> [String] {
    let folders = try place.names(in: "").filter { Month($0) != nil || Quarter($0) != nil }
    return ["", JournalFolder.name, BooksJob.statements]
      + folders.flatMap { [$0, $0 + "/invoices", $0 + "/statements"] }
  }

  private func work(_ storage: Storage) throws -> ExitStatus {
    let now = request.now ?? .now
    let cache = Cache(storage, isWriting: !request.isDraft, now: now)
    var folder = JournalFolder(storage: storage, cache: cache)
    var journal = try folder.replay()
    try folder.recordEnd(of: journal)
    let read = try Intake.load(request.input, cache: cache.intervals) { clock in
      request.today ?? clock.local(now).day
    }
    let facts = read.facts
    let language = request.language ?? facts.profile.language
    let words = Messages(language)
    let first = facts.profile.firstMonth
    if let begun = journal.books.batches.first?.month, begun != first {
      print(words[.firstMonthMoved(from: begun, to: first)])
      return .heldBack
    }
    let wanted = wantedMonth(today: read.today)
    if case .final(let contract) = request.scope,
      let refusal = request.finalRefusal(of: Contract.ID(contract), facts, today: read.today, books: journal.books)
    {
      print(words[refusal])
      return .usage
    }
    if let refusal = request.refusal(of: wanted, first: first, today: read.today, books: journal.books) {
      print(words[refusal])
      return .usage
    }
    let isFinal = if case .final = request.scope { true } else { false }
    guard isFinal || first <= max(wanted, journal.books.issuedMonths.max() ?? wanted) else {
      print(words[.nothingDue(first)])
      return .done
    }
    var options = BillingPlan.Options(
      through: wanted, today: read.today, issuedOn: request.issuedOn, estimateAll: request.estimateAll,
      isDraft: request.isDraft)
    options.isConsent = request.isConsent
    options.isKeeping = request.isKeeping
    options.kept = cache.months()
    let plan = BillingPlan(of: facts, findings: read.findings, books: journal.books, options: options)
    var result = try plan.carriedOut(reading: request.input, facts, request.scope)
    if request.isDraft { return try draft(wanted, result, facts, journal.books, language, storage) }
    // A report alone issues nothing: what is due goes out with the next run.
    if case .quarter = request.scope { result.batches = [] }
    for batch in result.batches { try folder.commit(batch, to: &journal) }
    cache.write(result.kept)
    try Projection(facts: facts, journal: journal, language: language).write(result, to: storage, cache: cache)
    cache.removeOthers()
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
    let folder = MonthFolder(facts: facts, books: books, language: language, storage: place, isDraft: true)
    var running = RunningAccounts(of: facts)
    let accounts = running.accounts(in: books, paymentsThrough: month.lastDay) { $0.month <= month }
    for found in result.months where found.month == month {
      try folder.write(found, accounts: accounts)
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
    case .final: today.month.advanced(by: -1)
    case .all: request.through ?? today.month.advanced(by: -1)
    }
  }
}
