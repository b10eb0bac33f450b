import Foundation
import Synchronization

/// The page `Faults.md` of the documentation: each part of it is what the samples of one test target generate.
public enum FaultPage {
  /// A part of the page, by its heading.
  public enum Part: String, Sendable {
    /// What is wrong with files, rows and cells as they are read.
    case input = "## Faults of the input"
    /// What shows when a month is metered, priced and booked.
    case months = "## Faults of a month"
  }

  /// How the page is written anew.
  public static let howToWrite = "ESEP_WRITE_FAULTS=1 swift test --filter FaultCatalogue"

  private static let writing = Mutex(())
  private static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "../../Sources/esep/Documentation.docc/Faults.md")

  /// The codes whose sections of the page are not what the entries generate, or should not be there. Where the variable
  /// `ESEP_WRITE_FAULTS` is set, the part is written anew first.
  public static func outdated(_ part: Part, _ entries: [FaultEntry]) throws -> [String] {
    let fresh = Dictionary(entries.map { ($0.code, $0.section) }) { first, _ in first }
    return try writing.withLock { _ in
      if ProcessInfo.processInfo.environment["ESEP_WRITE_FAULTS"] != nil {
        let body = fresh.sorted { $0.key < $1.key }.map(\.value).joined(separator: "\n")
        let text = try parts().map { $0.hasPrefix(part.rawValue) ? "\(lead(of: $0))\n\(body)" : $0 }
        try Data(text.joined(separator: "\n").utf8).write(to: path)
      }
      let known = try parts().first { $0.hasPrefix(part.rawValue) }.map(sections) ?? [:]
      return Set(fresh.keys).union(known.keys).filter { fresh[$0] != known[$0] }.sorted()
    }
  }

  /// The page, cut before each part.
  private static func parts() throws -> [String] {
    let pieces = try String(contentsOf: path, encoding: .utf8).components(separatedBy: "\n## ")
    return pieces.enumerated().map { $0 == 0 ? $1 : "## " + $1 }
  }

  /// What stands before the first code of a part.
  private static func lead(of part: String) -> String { part.components(separatedBy: "\n### ")[0].trimmed + "\n" }

  private static func sections(_ part: String) -> [String: String] {
    let pieces = part.components(separatedBy: "\n### ").dropFirst()
    let named = pieces.map { ($0.components(separatedBy: "\n")[0], "### " + $0.trimmed + "\n") }
    return Dictionary(named) { first, _ in first }
  }
}

extension String {
  fileprivate var trimmed: String { trimmingCharacters(in: .newlines) }
}
