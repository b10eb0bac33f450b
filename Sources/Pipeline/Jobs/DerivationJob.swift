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
    withoutActuallyEscaping(print) { print in
      let job = Job(words: Messages(request.language), print: print, isReader: true)
      return job.run { try work(request, job) }
    }
  }

  private static func work(_ request: DerivationRequest, _ job: Job) throws -> ExitStatus {
    var folder = JournalFolder(storage: Storage(root: request.output))
    let books = try folder.replay().books
    let found = books.batches.enumerated().lazy.compactMap { index, batch in
      batch.documents.first { $0.number == request.invoice }.map { (index, $0) }
    }.first
    guard let (batch, document) = found else { return job.end(.usage, .noSuchInvoice(request.invoice)) }
    if let line = request.line, line > document.lines.count {
      return job.end(.usage, .noSuchLine(line, of: document.number, count: document.lines.count))
    }
    guard let setting = setting(request.input) else { return job.end(.fault, .fault("tz database")) }
    let lines = DerivationListing.lines(
      of: document, line: request.line, background: books.background(of: document, inBatch: batch), setting: setting,
      language: request.language ?? document.language)
    lines.forEach(job.print)
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
