import Foundation
import Pipeline
import ReadBack

@testable import esep

/// A scenario's park in a folder of its own, through all its steps.
struct ScenarioRun {
  let scenario: Scenario
  private let room: URL
  private var screen = ""
  /// What each step left below `Output`.
  private var left: [[String: Data]] = []

  private var input: URL { room.appendingPathComponent("Input") }
  private var output: URL { room.appendingPathComponent("Output") }

  /// What does not hold, in words; empty where all does.
  static func differences(_ scenario: Scenario) throws -> [String] {
    var run = ScenarioRun(
      scenario: scenario,
      room: FileManager.default.temporaryDirectory.appendingPathComponent("esep-" + UUID().uuidString))
    defer { try? FileManager.default.removeItem(at: run.room) }
    for step in scenario.steps {
      let found = try run.carryOut(step)
      // What comes after a step that went otherwise says nothing.
      guard found.isEmpty else { return found.map { "step \(step.number): \($0)" } + [run.screen] }
    }
    return []
  }

  private init(scenario: Scenario, room: URL) {
    self.scenario = scenario
    self.room = room
  }

  private mutating func carryOut(_ step: Scenario.Step) throws -> [String] {
    if step.number == 1 || step.isFresh {
      for folder in [input, output] { try? FileManager.default.removeItem(at: folder) }
      try lay(folderFiles(Scenario.all.appendingPathComponent("Base/Input")))
      try lay(scenario.input(of: nil))
      try make(scenario.start)
    }
    try remove(step.change.removed)
    try lay(scenario.input(of: step.number))
    try merge(step.change.park)
    var said: [String] = []
    let words = step.words + ["--input", input.path, "--output", output.path]
    let status = Esep.run(words) {
      said.append($0)
    } complain: {
      said.append($0)
    }
    screen = said.joined(separator: "\n")
    left.append(try folderFiles(output).filter { !$0.key.split(separator: "/").contains { $0.hasPrefix(".") } })
    return try differences(of: step, Int(status.rawValue))
  }

  private func differences(of step: Scenario.Step, _ status: Int) throws -> [String] {
    var found = step.exits.contains(status) ? [] : ["it ended with \(status), not \(step.exits)"]
    for expected in try scenario.expected(of: step.number) {
      found += expected.differences(from: table(expected.path))
    }
    found += step.same.flatMap { differences(below: $0, since: step.sameAs ?? step.number - 1) }
    let told = screen + files(named: "problems.csv").map { String(decoding: $1, as: UTF8.self) }.joined()
    found += step.says.filter { !plain(told).contains(plain($0)) }.map { "nothing says “\($0)”" }
    for (name, words) in step.texts {
      let text = left.last?[name].map { String(decoding: $0, as: UTF8.self) } ?? ""
      found += words.filter { !text.contains($0) }.map { "\(name) has no “\($0)”" }
    }
    return found
  }

  /// Files that are not as a step left them; `.` is all of them.
  private func differences(below path: String, since step: Int) -> [String] {
    guard left.indices.contains(step - 1), let now = left.last else { return ["there is no step \(step)"] }
    let before = left[step - 1]
    let names = Set(before.keys).union(now.keys).filter { path == "." || $0 == path || $0.hasPrefix(path + "/") }
    guard !names.isEmpty else { return ["there is no \(path)"] }
    return names.sorted().filter { before[$0] != now[$0] }.map { name in
      before[name] == nil ? "\(name) is new" : now[name] == nil ? "\(name) is gone" : "\(name) has changed"
    }
  }

  // MARK: What is there

  /// The file of this name in each month's folder, in order of the months.
  private func files(named name: String) -> [(month: String, Data)] {
    (left.last ?? [:]).filter { $0.key.wholeMatch(of: /\d{4}-\d\d\/([^\/]+)/)?.1 == name[...] }
      .map { (String($0.key.prefix(7)), $0.value) }.sorted { $0.0 < $1.0 }
  }

  /// A table of the output; `all/…` is that of every month, with a column `month`, and `problems.csv` what was told in
  /// any place.
  private func table(_ path: String) -> PlainTable {
    if path == "problems.csv" { return told() }
    guard path.hasPrefix("all/") else { return left.last?[path].map(PlainTable.init) ?? PlainTable() }
    var whole = PlainTable()
    for (month, data) in files(named: String(path.dropFirst(4))) {
      let table = PlainTable(data)
      whole.columns = ["month"] + table.columns
      whole.rows += table.rows.map { [month] + $0 }
    }
    return whole
  }

  /// What the months' tables say and, of the screen, what they don't.
  private func told() -> PlainTable {
    var whole = table("all/problems.csv")
    let columns = ["severity", "code", "file", "line"]
    if whole.columns.isEmpty { whole.columns = ["month"] + columns + ["column", "value", "message", "contract_id"] }
    let known = Set(whole.records.map { record in columns.map { record[$0] ?? "" } })
    let finding =
      /(?m)^(?:(.+?)(?::(\d+))?(?::[^:\n]+)?: )?(error|ошибка|ката|warning|предупреждение|эскертүү)\[([a-z0-9-]+)\]: (.*)/
    for match in screen.matches(of: finding) {
      let isError = ["error", "ошибка", "ката"].contains(match.3)
      let row = [isError ? "error" : "warning", String(match.4), String(match.1 ?? ""), String(match.2 ?? "")]
      guard !known.contains(row) else { continue }
      let cells = Dictionary(uniqueKeysWithValues: zip(columns + ["message"], row + [String(match.5)]))
      whole.rows.append(whole.columns.map { cells[$0] ?? "" })
    }
    return whole
  }

  /// Without spaces between digits, and with a point for a decimal comma: as any dialect and language says it.
  private func plain(_ text: String) -> String {
    text.replacing(/(\d)[\u{20}\u{A0}\u{202F}](?=\d{3}(?!\d))/) { "\($0.1)" }
      .replacing(/(\d),(?=\d\d(?!\d))/) { "\($0.1)." }
  }

  // MARK: What is done to the park

  private func lay(_ files: [String: Data]) throws {
    for (name, data) in files {
      let path = input.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: path)
    }
  }

  private func make(_ change: Scenario.Change) throws {
    try remove(change.removed)
    try merge(change.park)
  }

  private func remove(_ names: [String]) throws {
    for name in names { try FileManager.default.removeItem(at: input.appendingPathComponent(name)) }
  }

  private func merge(_ keys: [String: Any]) throws {
    guard !keys.isEmpty else { return }
    let path = input.appendingPathComponent("park.json")
    let known = try JSONSerialization.jsonObject(with: Data(contentsOf: path)) as? [String: Any] ?? [:]
    try JSONSerialization.data(withJSONObject: merged(known, keys)).write(to: path)
  }

  /// `null` takes a key away.
  private func merged(_ old: [String: Any], _ new: [String: Any]) -> [String: Any] {
    var result = old
    for (key, value) in new {
      if value is NSNull {
        result[key] = nil
      } else if let inner = value as? [String: Any] {
        result[key] = merged(old[key] as? [String: Any] ?? [:], inner)
      } else {
        result[key] = value
      }
    }
    return result
  }
}
