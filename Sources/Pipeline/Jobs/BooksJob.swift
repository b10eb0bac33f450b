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
    let words = Messages(request.language)
    do {
      guard try storage.exists(JournalFolder.name) else {
        print(words[.noJournal(request.output)])
        return .missingInput
      }
      let lock = try isWriter ? RunLock(storage) : RunLock.shared(storage)
      defer { lock?.release() }
      return try work()
    } catch RunLock.Refusal.held(let holder) {
      print(words[.locked(holder)])
      return .locked
    } catch let fault as JournalFault {
      print(words[.brokenJournal(fault)])
      return .heldBack
    } catch let error as StorageError {
      print(words[.cannotWrite(error)])
      return .cannotWrite
    } catch let failure as IntakeFailure {
      return failure.tell(words, print)
    } catch {
      print(words[.fault("\(error)")])
      return .fault
    }
  }

  /// An act is put among the output, the books elsewhere.
  private var isWriter: Bool {
    if case .statement = request.task { true } else { false }
  }

  private func work() throws -> ExitStatus {
    // The journal before the inputs: what is wrong with it is told first.
    var folder = JournalFolder(storage: storage)
    let journal = try folder.replay()
    guard !journal.books.batches.isEmpty else {
      print(Messages(request.language)[.noJournal(request.output)])
      return .missingInput
    }
    let read = try Intake.load(request.input) { clock in
      request.today ?? clock.local(Instant(seconds: Int64(Date().timeIntervalSince1970))).day
    }
    switch request.task {
    case .verify: return try Verification(job: self, read: read, journal: journal).carryOut()
    case .statement(let contract, let days): return try writeStatement(contract, days, read.facts, journal.books)
    case .export(let form, let file): return try export(form, to: file, read.facts, journal.books)
    }
  }

  /// The language of messages and reports.
  func language(_ facts: ParkFacts) -> Language { request.language ?? facts.profile.language }
}

extension IntakeFailure {
  /// Says why nothing can be read.
  func tell(_ words: Messages, _ print: (String) -> Void) -> ExitStatus {
    switch self {
    case .missing(let name):
      print(words[.missing(name)])
      return .missingInput
    case .unusableProfile(let problems):
      for problem in problems { print(words.text(of: problem)) }
      return .heldBack
    case .unreadable(let name, let number):
      errno = number
      print(words[.unreadable(name, systemWords())])
      return .missingInput
    }
  }
}
