import Testing

/// A rule as a page of the catalogue has it: what stands below one of its headings.
struct StatedRule: Sendable, Hashable, CustomTestStringConvertible {
  /// The heading.
  let title: String
  let text: String

  /// `C7` of `C7 Interpolation`; nil where the heading begins with no code.
  var code: String? { title.firstMatch(of: /^([CPI]\d+)\s/).map { String($0.1) } }
  /// The files that it names as its home, as `Metering/Closing.swift`: the target, and the file wherever it lies in that.
  var homes: [String] {
    text.split(separator: "\n").filter { $0.hasPrefix("Home: ") }
      .flatMap { $0.matches(of: /`(\w+\/[\w+]+\.swift)`/).map { String($0.1) } }
  }
  /// True where it says what the program does not do yet.
  var isMarked: Bool { text.split(separator: "\n").contains { $0.hasPrefix("> Not built yet: ") } }
  var testDescription: String { title }

  /// Why the rule is not at home in any of the files; nil where it is. A rule without a code is not cited.
  func homelessness(among files: [SourceFile]) -> String? {
    guard !homes.isEmpty else { return isMarked ? nil : "\(title) has no home" }
    for home in homes {
      let parts = home.split(separator: "/").map(String.init)
      guard let file = files.first(where: { $0.target == parts[0] && $0.fileName == parts[1] }) else {
        return "\(title): there is no \(home)"
      }
      if let code, !ruleCodes(in: file.comments).contains(code) { return "\(file.path) does not cite \(code)" }
    }
    return nil
  }
}

/// The pages beside the sources.
enum Catalogue {
  static let folder = "Sources/esep/Documentation.docc"

  /// The name and the text of each page.
  static let pages = Result {
    try Repository.names(in: folder).map { (name: $0, text: try Repository.text("\(folder)/\($0)")) }
  }

  static let rules = Result { stated(try text("Rules.md")) }
  static let formats = Result { stated(try text("Formats.md")) }

  static func text(_ page: String) throws -> String { try Repository.text("\(folder)/\(page)") }

  /// What stands below each heading of the third level.
  static func stated(_ page: String) -> [StatedRule] {
    page.split(separator: "\n### ").dropFirst().map { part in
      let lines = part.split(separator: "\n", maxSplits: 1)
      let text = lines.count > 1 ? String(lines[1].split(separator: "\n## ")[0]) : ""
      return StatedRule(title: String(lines[0]), text: text)
    }
  }
}

/// What a text cites: C, P or I and a number; of `C2–C14` both ends.
func ruleCodes(in text: String) -> Set<String> {
  Set(text.matches(of: /\b[CPI]\d{1,2}\b/).map { String($0.0) })
}
