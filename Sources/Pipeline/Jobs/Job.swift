import Foundation
import Intake
import Ledger

/// What all jobs have in common: whatever stops one is told, and becomes its exit status.
struct Job {
  /// In the language asked for, else in all of them: the park's own is not known yet.
  let words: Messages
  let print: (String) -> Void
  /// True for a job that writes nothing.
  var isReader = false

  /// Carries the work out.
  func run(_ work: () throws -> ExitStatus) -> ExitStatus {
    do {
      return try work()
    } catch RunLock.Refusal.held(let holder) {
      return end(.locked, .locked(holder))
    } catch RunLock.Refusal.storage(let error) {
      return end(.cannotWrite, .cannotWrite(error))
    } catch let error as StorageError {
      return isReader
        ? end(.missingInput, .unreadable(error.path, error.reason)) : end(.cannotWrite, .cannotWrite(error))
    } catch let fault as JournalFault {
      return end(.heldBack, .brokenJournal(fault))
    } catch IntakeFailure.missing(let name) {
      return end(.missingInput, .missing(name))
    } catch IntakeFailure.unreadable(let name, let number) {
      errno = number
      return end(.missingInput, .unreadable(name, systemWords()))
    } catch IntakeFailure.unusableProfile(let problems) {
      for problem in problems { print(words.text(of: problem)) }
      return .heldBack
    } catch {
      return end(.fault, .fault("\(error)"))
    }
  }

  /// Says why there is no more to do.
  func end(_ status: ExitStatus, _ text: Messages.Text) -> ExitStatus {
    print(words[text])
    return status
  }
}
