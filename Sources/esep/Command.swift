import Diagnostics
import Measures
import Pipeline

/// What the words of the command line ask for.
enum Command {
  case run(RunRequest)
  case columns
  case help

  /// Words that ask for nothing we know, and what to write instead.
  struct Misuse: Error {
    let text: String
    init(_ what: String) { text = "esep: \(what)\n\n\(Usage.text)" }
  }

  static func parse(_ words: [String]) -> Result<Command, Misuse> {
    do throws(Misuse) {
      return .success(try parsed(words))
    } catch {
      return .failure(error)
    }
  }

  private static func parsed(_ words: [String]) throws(Misuse) -> Command {
    guard let first = words.first else { return .help }
    var rest = words.dropFirst()
    if ["help", "--help", "-h"].contains(first) || rest.contains("--help") { return .help }
    var request = RunRequest()
    switch first {
    case "run": break
    case "month":
      guard let word = rest.popFirst(), let month = Month(word) else {
        throw Misuse("month takes a month, such as 2026-09")
      }
      request.scope = .month(month)
    case "quarter":
      guard let word = rest.popFirst(), let quarter = Quarter(word) else {
        throw Misuse("quarter takes a quarter, such as 2026-Q3")
      }
      request.scope = .quarter(quarter)
    case "template":
      guard Array(rest) == ["--columns"] else { throw Misuse("template takes --columns") }
      return .columns
    default: throw Misuse("there is no command “\(first)”")
    }
    try take(rest, into: &request)
    return .run(request)
  }

  private static func take(_ words: ArraySlice<String>, into request: inout RunRequest) throws(Misuse) {
    var words = words
    var seen: Set<String> = []
    while let option = words.popFirst() {
      guard seen.insert(option).inserted else { throw Misuse("\(option) is given twice") }
      if option == "--estimate-all" {
        request.estimateAll = true
        continue
      }
      guard ["--input", "--output", "--through", "--today", "--issued-on", "--language"].contains(option) else {
        throw Misuse("there is no option “\(option)”")
      }
      guard let value = words.popFirst(), !value.isEmpty else { throw Misuse("\(option) takes a value") }
      switch option {
      case "--input": request.input = value
      case "--output": request.output = value
      case "--through":
        guard request.scope == .all else { throw Misuse("--through goes with run alone") }
        request.through = try month(value)
      case "--today": request.today = try day(value, option)
      case "--issued-on": request.issuedOn = try day(value, option)
      default:
        guard let language = Language(rawValue: value) else {
          throw Misuse("--language takes ky, ru or en, not “\(value)”")
        }
        request.language = language
      }
    }
  }

  private static func month(_ word: String) throws(Misuse) -> Month {
    guard let month = Month(word) else { throw Misuse("--through takes a month, such as 2026-09, not “\(word)”") }
    return month
  }

  private static func day(_ word: String, _ option: String) throws(Misuse) -> Day {
    guard let day = Day.parse(word) else { throw Misuse("\(option) takes a date, such as 2026-09-30, not “\(word)”") }
    return day
  }
}
