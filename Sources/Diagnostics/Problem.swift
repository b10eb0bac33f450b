/// Where in the input something stands.
public struct Place: Sendable, Hashable, Codable, Comparable, CustomStringConvertible {
  /// The file's path below the input folder, with `/` between folders.
  public let file: String
  /// The line, counted from 1; 0 for the file as a whole.
  public let line: Int
  /// The column's canonical name, where one cell is meant.
  public let column: String?
  /// How the sheet of a workbook calls that cell: `B7`. The file is then `tables.xlsx:Sheet`.
  public let cell: String?

  /// A file, a line of it, or a cell of that line.
  public init(file: String, line: Int = 0, column: String? = nil, cell: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.cell = cell
  }

  /// The same line, narrowed to a column.
  public func at(_ column: String, cell: String? = nil) -> Place {
    Place(file: file, line: line, column: column, cell: cell)
  }

  /// `file`, `file:line` or `file:line:column`; of a workbook's cell `file.xlsx:Sheet!B7`.
  public var description: String {
    if let cell { return "\(file)!\(cell)" }
    var text = file
    if line > 0 { text += ":\(line)" }
    if let column { text += ":\(column)" }
    return text
  }

  /// `file:line`, as the `source` column of `lines.csv` gives it.
  public var reference: String { line > 0 ? "\(file):\(line)" : file }

  /// The place that a ``reference`` names.
  public init(reference: String) {
    guard let colon = reference.lastIndex(of: ":"), let line = Int(reference[reference.index(after: colon)...]) else {
      self.init(file: reference)
      return
    }
    self.init(file: String(reference[..<colon]), line: line)
  }

  /// By file, then line, then column.
  public static func < (a: Place, b: Place) -> Bool {
    if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
    if a.line != b.line { return a.line < b.line }
    return (a.column ?? "").utf8.lexicographicallyPrecedes((b.column ?? "").utf8)
  }
}

/// How bad a problem is.
public enum Severity: String, Sendable, Hashable, Comparable, Codable {
  /// Something is held back until it is mended.
  case error
  /// Worth a look; nothing is held back.
  case warning

  /// What people call it.
  public var wording: Phrase {
    switch self {
    case .error: Phrase(ky: "ката", ru: "ошибка", en: "error")
    case .warning: Phrase(ky: "эскертүү", ru: "предупреждение", en: "warning")
    }
  }

  /// Errors stand before warnings.
  public static func < (a: Severity, b: Severity) -> Bool { a == .error && b == .warning }
}

/// A fault in the data, as a value: what is wrong, where, and how to mend it.
public struct Problem: Sendable, Hashable, Codable {
  /// How bad it is.
  public let severity: Severity
  /// A stable name in kebab case, such as `unknown-column`, that scripts and the documentation may rely on.
  public let code: String
  /// Where it stands in the input; nil where no one place is to blame.
  public let place: Place?
  /// The offending text as it stands in the file; empty where there is none.
  public let value: String
  /// What is wrong, and why that is wrong.
  public let message: Phrase
  /// How to mend it.
  public let remedy: Phrase

  /// A problem from its parts.
  public init(
    _ severity: Severity, _ code: String, at place: Place?, value: String = "", message: Phrase, remedy: Phrase
  ) {
    self.severity = severity
    self.code = code
    self.place = place
    self.value = value
    self.message = message
    self.remedy = remedy
  }

  /// The same where it holds back nothing.
  public var asWarning: Problem { Problem(.warning, code, at: place, value: value, message: message, remedy: remedy) }

  /// `file:line:column: error[code]: message` and, on a line of its own, the remedy.
  public func rendered(in language: Language) -> String {
    let start = place.map { "\($0): " } ?? ""
    let shown = value.isEmpty ? "" : " «\(visible(value))»"
    return "\(start)\(severity.wording[language])[\(code)]: \(message[language])\(shown)\n    → \(remedy[language])"
  }
}

/// A text whose control characters show, each as its picture: a line break as `␊`, which would break the message's line.
private func visible(_ text: String) -> String {
  let shown = text.unicodeScalars.map { scalar -> Unicode.Scalar in
    if scalar.value == 0x7F { return "\u{2421}" }
    return scalar.value < 0x20 ? Unicode.Scalar(0x2400 + scalar.value) ?? scalar : scalar
  }
  return String(String.UnicodeScalarView(shown))
}
