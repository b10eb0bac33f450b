import Diagnostics
import Foundation
import Pipeline

/// The command line: parse, call a job, print, exit with its status.
@main
enum Esep {
  static func main() {
    StandardStreams.secure()
    exit(run(Array(CommandLine.arguments.dropFirst()), tell: tell, complain: complain).rawValue)
  }

  /// Does what the words ask for, telling in lines what comes of it.
  static func run(
    _ words: [String], tell: @escaping (String) -> Void, complain: (String) -> Void
  ) -> ExitStatus {
    switch Command.parse(words) {
    case .failure(let error):
      complain(error.text)
      return .usage
    case .success(.help):
      tell(Usage.text)
      return .done
    case .success(.columns):
      ColumnListing.lines.forEach(tell)
      return .done
    case .success(.explain(let request)):
      return DerivationJob.run(request, print: tell)
    case .success(.books(let request)):
      return BooksJob.run(request, print: tell)
    case .success(.run(let request)):
      return RunJob.run(request, print: tell)
    }
  }

  /// Unbuffered, so that lines appear as they are told, in a pipe too.
  private static func tell(_ text: String) {
    // Where nobody can read it, the work is done all the same and the status tells.
    try? FileHandle.standardOutput.write(contentsOf: Data("\(text)\n".utf8))
  }

  private static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data("\(text)\n".utf8))
  }
}
