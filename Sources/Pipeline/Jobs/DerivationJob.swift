import Diagnostics
import Documents
import Intake
import Ledger
import Measures
import Park

/// Tells how an issued document came about, from the journal alone: the input may have changed since.
public enum DerivationJob {
  /// Carries a request out, telling `print` in lines.
  public static func run(_ request: DerivationRequest, print: (String) -> Void) -> ExitStatus {
    let words = Messages(request.language)
    let books: Books
    do {
      var folder = JournalFolder(storage: Storage(root: request.output))
      books = try folder.replay().books
    } catch let fault as JournalFault {
      print(words[.brokenJournal(fault)])
      return .heldBack
    } catch let error as StorageError {
      print(words[.unreadable(error.path, error.reason)])
      return .missingInput
    } catch {
      print(words[.fault("\(error)")])
      return .fault
    }
    let found = books.batches.enumerated().lazy.compactMap { index, batch in
      batch.documents.first { $0.number == request.invoice }.map { (index, $0) }
    }.first
    guard let (batch, document) = found else {
      print(words[.noSuchInvoice(request.invoice)])
      return .usage
    }
    if let line = request.line, line > document.lines.count {
      print(words[.noSuchLine(line, of: document.number, count: document.lines.count)])
      return .usage
    }
    guard let setting = setting(request.input) else {
      print(words[.fault("tz database")])
      return .fault
    }
    let lines = DerivationListing.lines(
      of: document, line: request.line, background: books.background(of: document, inBatch: batch), setting: setting,
      language: request.language ?? document.language)
    for line in lines { print(line) }
    return .done
  }

  /// The services' names and the park's clock; the clock of Bishkek where the input is gone.
  private static func setting(_ input: String) -> DocumentSetting? {
    if let facts = Intake.names(in: input) { return DocumentSetting(facts) }
    return ParkClock(zone: "Asia/Bishkek").map {
      DocumentSetting(parkName: Phrase(ky: "", ru: "", en: ""), clock: $0, serviceNames: [:], company: .init())
    }
  }
}
