import Diagnostics
import Foundation
import Intake
import Ledger
import Measures
import Park

/// The jobs that read the books: they issue nothing.
public struct BooksJob {
  let request: BooksRequest
  let print: (String) -> Void
  let storage: Storage

  /// Carries a request out, telling `print` in lines what came of it.
  public static func run(_ request: BooksRequest, print: @escaping (String) -> Void) -> ExitStatus {
    BooksJob(request: request, print: print, storage: Storage(root: request.output)).start()
  }

  private func start() -> ExitStatus {
    let job = Job(words: Messages(request.language), print: print)
    return job.run {
      guard try storage.exists(JournalFolder.name) else {
        return job.end(.missingInput, .noJournal(request.output))
      }
      let lock = try isWriter ? RunLock(storage) : RunLock.shared(storage)
      defer { lock?.release() }
      return try work(job)
    }
  }

  /// An act is put among the output, the books elsewhere.
  private var isWriter: Bool {
    if case .statement = request.task { true } else { false }
  }

  private func work(_ job: Job) throws -> ExitStatus {
    // The journal before the inputs: what is wrong with it is told first.
    var folder = JournalFolder(storage: storage)
    let journal = try folder.replay()
    guard !journal.books.batches.isEmpty else { return job.end(.missingInput, .noJournal(request.output)) }
    let read = try Intake.load(request.input) { clock in
      request.today ?? clock.local(.now).day
    }
    switch request.task {
    case .verify:
      return try Verification(request: request, storage: storage, read: read, journal: journal).carryOut(print)
    case .statement(let contract, let days): return try writeStatement(contract, days, read.facts, journal.books)
    case .export(let form, let file): return try export(form, to: file, read.facts, journal.books)
    }
  }

  /// The language of messages and reports.
  func language(_ facts: ParkFacts) -> Language { request.language ?? facts.profile.language }
}
