import Diagnostics
import Park

/// What is wrong in `park.json`, each with its place in the text.
final class ProfileNotes {
  static let file = "park.json"
  private let text: String
  private(set) var findings: [Finding] = []

  /// The keys that decide what is billed: where one of them seems misspelt, everyone waits.
  private static let decisive: Set<String> = [
    "firstmonth", "closedthrough", "vatpayer", "timezone", "readingwindowdays", "maxestimatedmonths",
    "maxestimatedpercent", "bookclosedays", "dueonworkday", "losslimitpercent", "csv", "language",
  ]

  init(_ text: String) { self.text = text }

  func report(_ problem: Problem, _ touches: [Scope] = []) {
    findings.append(Finding(problem, touches: problem.severity == .error ? touches : []))
  }

  /// What an error about a key of the top level reaches.
  static func touches(_ key: String) -> [Scope] { decisive.contains(JSONKey.flat(key)) ? [.everyone] : [] }

  func place(of key: String, column: String) -> Place {
    let line = JSONKeys.all(in: text).first { $0.name == key }?.line ?? 0
    return Place(file: Self.file, line: line, column: column)
  }
}
