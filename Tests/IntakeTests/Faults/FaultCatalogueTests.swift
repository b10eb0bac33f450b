import Diagnostics
import FaultPage
import Foundation
import Intake
import Measures
import Park
import Testing

/// One fault: the file that has it, the files that it needs beside it, and what is to be found.
struct FaultSample: Sendable, CustomTestStringConvertible {
  let file: String
  let text: String
  let beside: [String: String]
  let found: [String]

  init(_ file: String, _ text: String, beside: [String: String] = [:], _ found: String...) {
    self.file = file
    self.text = text
    self.beside = beside
    self.found = found
  }

  var testDescription: String { found.first ?? file }
  /// The sample's files in a park that is in order.
  var input: InputSample {
    var input = InputSample()
    for (name, text) in beside { input[name] = text }
    input[file] = text
    return input
  }
}

@Suite struct FaultCatalogueTests {
  static let samples = fileFaults + rowFaults + meterFaults + meterFormatFaults + folderFaults + profileFaults

  @Test(arguments: samples) func theFaultIsToldWithItsPlaceAndReach(_ sample: FaultSample) throws {
    let findings = try told(of: sample.input)
    #expect(findings.map(\.summary) == sample.found)
    for problem in findings.map(\.problem) {
      for text in [problem.message, problem.remedy] {
        let words = Set(Language.allCases.map { text[$0] })
        #expect(words.count == Language.allCases.count && !words.contains(""), "\(problem.code): \(words)")
      }
    }
  }

  private func told(of input: InputSample) throws -> [Finding] {
    do {
      return try input.load().findings
    } catch IntakeFailure.unusableProfile(let problems) {
      return problems.map { Finding($0) }
    }
  }

  /// A link that leads nowhere, or to itself, is a file that the system does not open: not one that is not there.
  @Test(arguments: [
    ("readings/r.csv", "nowhere"), ("readings/2026-09", "nowhere"), ("holidays.csv", "holidays.csv"),
    ("holidays.csv", "nowhere"), ("orders", "nowhere"), ("park.json", "nowhere"), ("contracts.csv", "nowhere"),
    ("park.xlsx", "nowhere"), ("payments/p.xlsx", "nowhere"), ("payments/b.txt", "nowhere"),
    ("intervals/i.xml", "nowhere"),
  ])
  func aFileThatTheSystemDoesNotOpen(_ name: String, _ target: String) throws {
    try InputSample().with { root in
      let url = URL(fileURLWithPath: root + "/" + name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try? FileManager.default.removeItem(at: url)
      try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
      try expectUnreadable(root, name)
    }
  }

  /// So is the whole folder, with a slash behind it or without.
  @Test(arguments: ["", "/"]) func aFolderThatTheSystemDoesNotOpen(end: String) throws {
    try InputSample().with { root in
      let link = root + "/link"
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
      try expectUnreadable(link + end, "link")
    }
  }

  private func expectUnreadable(_ root: String, _ name: String) throws {
    let failure = #expect(throws: IntakeFailure.self) { try Intake.load(root) { _ in Day(number: 20_739) } }
    guard case .unreadable(let told, _)? = failure else { Issue.record("\(String(describing: failure))"); return }
    #expect(told.hasSuffix(name))
  }

  /// Each code stands in the documentation with the smallest input that raises it here.
  @Test func thePageIsWhatTheSamplesGenerate() throws {
    var entries: [FaultEntry] = []
    var sizes: [String: Int] = [:]
    for sample in Self.samples {
      let input = sample.input
      for problem in try told(of: input).map(\.problem) {
        let place = problem.place ?? Place(file: sample.file)
        let row =
          input.files[place.file] == nil
          ? FaultInput("\(place.file) is a folder")
          : FaultInput(place.file, input[place.file], line: place.line, message: problem.message.en)
        let shown = FaultInput((sample.beside.isEmpty ? [] : [FaultInput(sample.beside)]) + [row])
        guard shown.text.count < sizes[problem.code] ?? .max else { continue }
        sizes[problem.code] = shown.text.count
        entries.insert(FaultEntry(problem, input: shown), at: 0)
      }
    }
    #expect(try FaultPage.outdated(.input, entries) == [], "\(FaultPage.howToWrite)")
  }

  /// A code that no sample provokes may be told at the wrong place, or never. Every text in kebab case is a code.
  @Test func everyCodeHasASample() throws {
    let shown = Set(
      Self.samples.flatMap(\.found).compactMap { $0.split(separator: " ").dropFirst().first.map(String.init) })
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Sources/Intake")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let texts = try files.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    let codes = Set(texts.flatMap { $0.matches(of: /"([a-z]+(?:-[a-z]+)+)"/).map { String($0.1) } })
    #expect(
      codes.subtracting(shown).sorted() == ["cell-without-value", "no-table-in-workbook", "unreadable-file"],
      "those that no text of a file provokes")
  }
}
