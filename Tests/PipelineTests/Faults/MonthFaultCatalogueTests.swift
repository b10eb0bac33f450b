import Diagnostics
import FaultPage
import Foundation
import Pipeline
import Testing

@Suite struct MonthFaultCatalogueTests {
  private static let targets = ["Metering", "Pricing", "Invoicing", "Ledger"]
  static let samples =
    registerFaults + handoverFaults + intervalFaults + spikeFaults + sharingFaults + tariffFaults + orderFaults
    + bookFaults
    + TableWarnings.samples.map(\.fault)

  @Test(arguments: samples) func theFaultIsToldWithItsPlaceAndReach(_ sample: MonthFaultSample) throws {
    let park = try park(of: sample)
    let rows = try park.rows(
      "\(sample.month)/problems.csv", "file", "line", "column", "code", "severity", "contract_id", "message", "remedy")
    let told = rows.map { row in
      let place = row[0...2].filter { !$0.isEmpty }.joined(separator: ":")
      return [place, row[3], row[4], row[5]].filter { !$0.isEmpty }.joined(separator: " ")
    }
    #expect(told == sample.found)
    #expect(rows.allSatisfy { !$0[6].isEmpty && !$0[7].isEmpty }, "what, and how to mend it")
    try expectOwnWords(of: sample, in: park)
  }

  /// Each code stands in the documentation with the smallest files that raise it here.
  @Test func thePageIsWhatTheSamplesGenerate() throws {
    let codes = try Set(Self.targets.flatMap(codes(in:)))
    var smallest: [String: (sample: MonthFaultSample, input: FaultInput)] = [:]
    for sample in Self.samples {
      let files = FaultInput(sample.files, later: sample.later, change: "– once June is issued –")
      // What any run tells needs no command.
      let isPlain = if case .run(sample.month) = sample.command { true } else { false }
      let command = isPlain ? [] : [FaultInput("\(sample.command)")]
      let input = FaultInput([files].filter { !$0.text.isEmpty } + command)
      for code in sample.codes where codes.contains(code) {
        if input.text.count < smallest[code]?.input.text.count ?? .max { smallest[code] = (sample, input) }
      }
    }
    let entries = try smallest.map { code, known in
      let said = said(of: known.sample, in: try park(of: known.sample))
      return FaultEntry(code, said: try said.mapValues { try line(of: code, in: $0) }, input: known.input)
    }
    #expect(try FaultPage.outdated(.months, entries) == [], "\(FaultPage.howToWrite)")
  }

  /// The park of a sample, with the month issued that tells of it.
  private func park(of sample: MonthFaultSample) throws -> ParkFolder {
    let park = try ParkFolder(sample.files)
    if !sample.later.isEmpty {
      park.run(through: "2026-06")
      for (name, text) in sample.later { try park.write(text, to: name) }
    }
    park.run(through: sample.month, sample.command.ask)
    return park
  }

  /// All that is told in each language: a run that has nothing new to issue says all again, in the language that it is
  /// asked for.
  private func said(of sample: MonthFaultSample, in park: ParkFolder) -> [Language: [String]] {
    var said: [Language: [String]] = [:]
    for language in Language.allCases {
      park.run(through: sample.month) {
        sample.command.ask(&$0)
        $0.language = language
      }
      said[language] = park.said
    }
    return said
  }

  private func line(of code: String, in said: [String]) throws -> String {
    try #require(said.first { $0.contains("[\(code)]: ") }, "\(said)")
  }

  private func expectOwnWords(of sample: MonthFaultSample, in park: ParkFolder) throws {
    var texts: [String: Set<String>] = [:]
    for (language, said) in said(of: sample, in: park) {
      for code in sample.codes {
        let text = try line(of: code, in: said)
        let words = text.components(separatedBy: "[\(code)]: ")[1].components(separatedBy: "\n    ")
        #expect(words.count >= 2 && words[1].count > "→ ".count, "\(language): \(text)")
        for word in words.prefix(2) { texts[code, default: []].insert(word) }
      }
    }
    for (code, words) in texts { #expect(words.count >= 6, "\(code) has no words of its own in each language") }
  }

  /// A code that no sample provokes may be told at the wrong place, or never.
  @Test(arguments: targets)
  func everyCodeHasASample(target: String) throws {
    let shown = Set(Self.samples.flatMap(\.codes))
    #expect(try codes(in: target).subtracting(shown).sorted() == [])
  }

  /// Every text in kebab case in these targets is a code.
  private func codes(in target: String) throws -> Set<String> {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Sources/\(target)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
    let texts = try files.map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    return Set(texts.flatMap { $0.matches(of: /"([a-z]+(?:-[a-z]+)+)"/).map { String($0.1) } })
  }
}
