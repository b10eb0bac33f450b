import Diagnostics
import Measures
import Pipeline

/// What the words of the command line ask for.
enum Command {
  case run(RunRequest)
  case explain(DerivationRequest)
  case books(BooksRequest)
  case columns
  case help

  static func parse(_ words: [String]) -> Result<Command, Misuse> {
    do throws(Misuse) {
      return .success(try parsed(words))
    } catch {
      return .failure(error)
    }
  }

  private static func parsed(_ words: [String]) throws(Misuse) -> Command {
    guard let first = words.first else { throw Misuse("say what to do, such as run") }
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
    case "final":
      guard let word = rest.popFirst(), !word.hasPrefix("--") else {
        throw Misuse("final takes a contract, such as KD-001")
      }
      request.scope = .final(word)
    case "explain": return .explain(try explain(rest))
    case "verify", "statement", "export": return .books(try BooksCommand(words: rest).parsed(first))
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
      if option == "--draft" {
        guard case .month = request.scope else { throw Misuse("--draft goes with month alone") }
        request.isDraft = true
        continue
      }
      if option == "--correct" || option == "--keep" {
        guard request.scope == .all, !request.isConsent, !request.isKeeping else {
          throw Misuse("--correct or --keep goes with run, one of them")
        }
        if option == "--keep" { request.isKeeping = true } else { request.isConsent = true }
        continue
      }
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
      default: request.language = try language(value)
      }
    }
  }

  /// `explain INVOICE [LINE]` and its options.
  private static func explain(_ words: ArraySlice<String>) throws(Misuse) -> DerivationRequest {
    var rest = words
    guard let invoice = rest.popFirst(), !invoice.hasPrefix("--") else {
      throw Misuse("explain takes the number of an invoice, such as 2026-000012")
    }
    var request = DerivationRequest(invoice: invoice)
    if let word = rest.first, !word.hasPrefix("--") {
      guard let line = Int(word), line > 0 else { throw Misuse("a line is a number from 1, not “\(word)”") }
      request.line = line
      rest.removeFirst()
    }
    while let option = rest.popFirst() {
      guard ["--input", "--output", "--language"].contains(option) else {
        throw Misuse("explain has no option “\(option)”")
      }
      guard let value = rest.popFirst(), !value.isEmpty else { throw Misuse("\(option) takes a value") }
      switch option {
      case "--input": request.input = value
      case "--output": request.output = value
      default: request.language = try language(value)
      }
    }
    return request
  }

  private static func language(_ word: String) throws(Misuse) -> Language {
    guard let language = Language(rawValue: word) else {
      throw Misuse("--language takes ky, ru or en, not “\(word)”")
    }
    return language
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
