import Foundation

/// A Swift file of the repository.
struct SourceFile: Sendable {
  /// Below the top level, such as `Sources/Park/Meters.swift`.
  let path: String
  /// As it stands.
  let lines: [String]
  /// Without comments and the words of literals.
  let code: [String]
  /// Comments alone.
  let comments: String
  /// The words of literals alone.
  let words: String

  init(path: String, text: String) {
    self.path = path
    let parts = SwiftText(text)
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    code = parts.code.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    comments = parts.comments
    words = parts.words
  }

  /// The target whose folder it lies in.
  var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
  /// Its name with the ending.
  var fileName: String { path.split(separator: "/").last.map(String.init) ?? "" }
  /// Its name without the ending.
  var name: String { String(path.split(separator: "/").last?.split(separator: ".").first ?? "") }
}

/// The repository that this file belongs to.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path).sorted()
  }

  /// What is built.
  static let sources = Result { try files(in: "Sources") }
  /// What tests it.
  static let tests = Result { try files(in: "Tests") }

  /// All Swift files below a folder, in order of their paths.
  private static func files(in folder: String) throws -> [SourceFile] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
    return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
      SourceFile(path: "\(folder)/\(path)", text: try text("\(folder)/\(path)"))
    }
  }
}
