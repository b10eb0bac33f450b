import Diagnostics
import Measures
import Pipeline
import Reporting

/// The commands that read the books: `verify`, `statement`, `export`.
struct BooksCommand {
  let words: ArraySlice<String>

  func parsed(_ command: String) throws(Misuse) -> BooksRequest {
    var rest = words
    var subject: String?
    if command == "statement" {
      guard let word = rest.popFirst(), !word.hasPrefix("--") else {
        throw Misuse("statement takes a contract, as contract_id has it")
      }
      subject = word
    }
    let own = ["statement": ["--from", "--to"], "export": ["--format", "--to"]][command] ?? []
    let options = try values(rest, known: ["--input", "--output", "--today", "--language"] + own, of: command)
    var request = BooksRequest(try task(command, subject, options))
    request.input = options["--input"] ?? request.input
    request.output = options["--output"] ?? request.output
    if let word = options["--today"] { request.today = try day(word, "--today") }
    if let word = options["--language"] {
      guard let language = Language(rawValue: word) else {
        throw Misuse("--language takes ky, ru or en, not “\(word)”")
      }
      request.language = language
    }
    return request
  }

  private func task(
    _ command: String, _ subject: String?, _ options: [String: String]
  ) throws(Misuse) -> BooksRequest.Task {
    guard let subject else {
      guard command == "export" else { return .verify }
      let word = options["--format"] ?? ""
      guard let form = PlainTextBooks.Form(rawValue: word) else {
        throw Misuse("--format takes hledger or beancount, not “\(word)”")
      }
      return .export(form, file: options["--to"])
    }
    guard let from = options["--from"], let to = options["--to"] else {
      throw Misuse("statement takes --from and --to")
    }
    let first = try days(from, "--from").lowerBound
    let last = try days(to, "--to").upperBound
    guard first <= last else { throw Misuse("--from \(from) is later than --to \(to)") }
    return .statement(contract: subject, days: first...last)
  }

  private func values(
    _ words: ArraySlice<String>, known: [String], of command: String
  ) throws(Misuse) -> [String: String] {
    var rest = words
    var values: [String: String] = [:]
    while let option = rest.popFirst() {
      guard known.contains(option) else { throw Misuse("\(command) has no option “\(option)”") }
      guard let value = rest.popFirst(), !value.isEmpty else { throw Misuse("\(option) takes a value") }
      guard values.updateValue(value, forKey: option) == nil else {
        throw Misuse("\(option) is given twice")
      }
    }
    return values
  }

  private func day(_ word: String, _ option: String) throws(Misuse) -> Day {
    guard let day = Day.parse(word) else {
      throw Misuse("\(option) takes a date, such as 2026-09-30, not “\(word)”")
    }
    return day
  }

  /// A day, or all days of a month or quarter.
  private func days(_ word: String, _ option: String) throws(Misuse) -> ClosedRange<Day> {
    if let month = Month(word) { return month.firstDay...month.lastDay }
    if let quarter = Quarter(word) { return quarter.firstMonth.firstDay...quarter.lastMonth.lastDay }
    let day = try day(word, option)
    return day...day
  }
}
