import Foundation
import ReadBack

/// A folder of `Tests/Scenarios`: a small park, what is done with it, and what must come of it. Its form is told in
/// `Tests/Scenarios/README.md`.
struct Scenario {
  static let all = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../Scenarios").standardizedFileURL

  static var names: [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: all.path)) ?? []
    return found.filter { $0 != "Base" && !$0.hasSuffix(".md") }.sorted()
  }

  /// What is wrong with a scenario itself.
  struct Mistake: Error, CustomStringConvertible {
    let description: String
  }

  /// A change of the park and a command.
  struct Step {
    let number: Int
    let words: [String]
    let exits: [Int]
    let change: Change
    let isFresh: Bool
    let same: [String]
    let sameAs: Int?
    let says: [String]
    let texts: [String: [String]]
  }

  /// What is done to the tables besides laying files over them.
  struct Change {
    let park: [String: Any]
    let removed: [String]
  }

  let folder: URL
  let start: Change
  let steps: [Step]

  init(_ name: String) throws {
    folder = Self.all.appendingPathComponent(name)
    let data = try Data(contentsOf: folder.appendingPathComponent("scenario.json"))
    guard let plan = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw Mistake(description: "scenario.json is no object")
    }
    if let listed = plan["steps"] as? [[String: Any]] {
      try Self.check(plan, against: ["steps", "park", "remove"])
      start = try Self.change(plan)
      steps = try listed.enumerated().map { try Self.step($1, $0 + 1) }
    } else {
      start = Change(park: [:], removed: [])
      steps = [try Self.step(plan, 1)]
    }
    try checkFiles()
  }

  /// The files to lay over the park before a step; `nil` for those of the beginning.
  func input(of step: Int?) throws -> [String: Data] { try files(in: step.map { "\($0)/Input" } ?? "Input") }

  /// The tables that a step must leave.
  func expected(of step: Int) throws -> [ExpectedTable] {
    let files = try files(in: step == 1 ? "Expected" : "\(step)/Expected")
    return files.sorted { $0.key < $1.key }.map { ExpectedTable(path: $0, table: PlainTable($1)) }
  }

  private func files(in name: String) throws -> [String: Data] { try folderFiles(folder.appendingPathComponent(name)) }

  private static func step(_ plan: [String: Any], _ number: Int) throws -> Step {
    try check(plan, against: ["esep", "exit", "park", "remove", "fresh", "same", "as", "says", "text"])
    guard let command = plan["esep"] as? String else { throw Mistake(description: "step \(number) has no esep") }
    return Step(
      number: number, words: command.split(separator: " ").map(String.init),
      exits: plan["exit"] as? [Int] ?? [plan["exit"] as? Int ?? 0], change: try change(plan),
      isFresh: plan["fresh"] as? Bool ?? false, same: plan["same"] as? [String] ?? [], sameAs: plan["as"] as? Int,
      says: plan["says"] as? [String] ?? [], texts: plan["text"] as? [String: [String]] ?? [:])
  }

  private static func change(_ plan: [String: Any]) throws -> Change {
    Change(park: plan["park"] as? [String: Any] ?? [:], removed: plan["remove"] as? [String] ?? [])
  }

  private static func check(_ plan: [String: Any], against known: Set<String>) throws {
    for key in plan.keys.sorted() where !known.contains(key) {
      throw Mistake(description: "scenario.json: nothing is called “\(key)”")
    }
  }

  /// A file that lies where nobody looks would be a scenario that says less than it seems to.
  private func checkFiles() throws {
    let places = ["Input/", "Expected/"] + steps.flatMap { ["\($0.number)/Input/", "\($0.number)/Expected/"] }
    let names = try folderFiles(folder).keys.sorted()
    for name in names where !["README.md", "scenario.json"].contains(name) {
      guard let place = places.first(where: name.hasPrefix), place != "1/Expected/" else {
        throw Mistake(description: "\(name) belongs to no step")
      }
      guard place.hasSuffix("Input/") || name.hasSuffix(".csv") else {
        throw Mistake(description: "\(name) is no .csv: only tables are expected")
      }
    }
    guard names.contains("README.md") else { throw Mistake(description: "there is no README.md") }
    let isSaying = steps.contains { !$0.same.isEmpty || !$0.says.isEmpty || !$0.texts.isEmpty || $0.exits != [0] }
    guard isSaying || names.contains(where: { $0.contains("Expected/") }) else {
      throw Mistake(description: "nothing is expected")
    }
  }
}

/// Every file below a folder, by its path there; none where there is no such folder.
func folderFiles(_ folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder.path) else { return files }
  for name in names {
    let path = folder.appendingPathComponent(name).path
    let type = try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    if type == .typeRegular { files[name] = FileManager.default.contents(atPath: path) }
  }
  return files
}
