import Diagnostics
import Foundation
import Pipeline
import Testing

@Suite struct MonthFaultCatalogueTests {
  static let samples =
    registerFaults + intervalFaults + sharingFaults + tariffFaults + orderFaults + bookFaults
    + TableWarnings.samples.map(\.fault)

  @Test(arguments: samples) func theFaultIsToldWithItsPlaceAndReach(_ sample: MonthFaultSample) throws {
    let park = try ParkFolder(sample.files)
    if !sample.later.isEmpty {
      park.run(through: "2026-06")
      for (name, text) in sample.later { try park.write(text, to: name) }
    }
    park.run(through: sample.month)
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

  /// A run that has nothing new to issue says all again, in the language that it is asked for.
  private func expectOwnWords(of sample: MonthFaultSample, in park: ParkFolder) throws {
    var texts: [String: Set<String>] = [:]
    for language in Language.allCases {
      park.run(through: sample.month) { $0.language = language }
      for code in sample.codes {
        let text = try #require(park.said.first { $0.contains("[\(code)]: ") }, "\(park.said)")
        let words = text.components(separatedBy: "[\(code)]: ")[1].components(separatedBy: "\n    ")
        #expect(words.count >= 2 && words[1].count > "→ ".count, "\(language): \(text)")
        for word in words.prefix(2) { texts[code, default: []].insert(word) }
      }
    }
    for (code, words) in texts { #expect(words.count >= 6, "\(code) has no words of its own in each language") }
  }

  /// A code that no sample provokes may be told at the wrong place, or never.
  @Test(arguments: ["Metering", "Pricing", "Invoicing", "Ledger"])
  func everyCodeHasASample(target: String) throws {
    let shown = Set(Self.samples.flatMap(\.codes))
    #expect(try codes(in: target).subtracting(shown).sorted() == [])
  }

  /// Every text in kebab case in these targets is a code.
  private func codes(in target: String) throws -> Set<String> {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "../../../Sources/\(target)")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let texts = try files.map { try String(contentsOf: $0, encoding: .utf8) }
    return Set(texts.flatMap { $0.matches(of: /"([a-z]+(?:-[a-z]+)+)"/).map { String($0.1) } })
  }
}
