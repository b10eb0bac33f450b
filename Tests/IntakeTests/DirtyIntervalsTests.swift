import Diagnostics
import Foundation
import Measures
import Park
import Testing

@testable import Intake

/// Whatever way a file is written, cut and shared out over threads: what is read is what the file's maker meant.
@Suite struct DirtyIntervalsTests {
  /// What is compared: sums by meter and day, and what is wrong.
  private struct Found: Equatable {
    var sums: [String: DirtyIntervals.DaySum] = [:]
    var faults: [String] = []
  }

  private static let facts = Result {
    var sample = InputSample()
    sample["meters.csv"] += "\nINTERVAL-METER-2;power;;C-1;interval;kWh;;0;;2026-01-01;;;"
    return try sample.load().facts
  }

  private func read(_ files: [String], in root: String, _ split: ReadingSplit) throws -> Found {
    let facts = try Self.facts.get()
    let meters = IntervalMeters(facts)
    let reading = IntervalReading(files: files, forms: [:], root: root, meters: meters, facts: facts, split: split)
    let (tally, notes, _) = reading.sums()
    let folder = InputFolder(root)
    for (file, found) in zip(files, notes) {
      folder.report(found.findings)
      found.aside.report(to: folder, file, meters: meters.all)
    }
    var found = Found()
    for (index, meter) in meters.all.enumerated() {
      for entry in tally.months(of: index) {
        #expect(!tally.entries[entry].hasRepeats)
        for (day, sum) in tally.days(entry).enumerated() where sum.count > 0 {
          found.sums["\(meter.id) \(day + 1)"] = .init(
            count: sum.count, estimated: sum.estimated, sum: sum.sum, peak: sum.peak)
        }
      }
    }
    for problem in folder.findings.map(\.problem) where problem.code != "unknown-column" {
      let counted = ["unknown-meter", "outside-installation"].contains(problem.code)
      let count = counted ? problem.message.en.firstMatch(of: /(\d+)\)/).map { " \($0.1)" } ?? "" : ""
      found.faults.append("\(problem.place?.line ?? 0) \(problem.code)\(count)")
    }
    found.faults.sort()
    return found
  }

  @Test(arguments: 1...24) func howAFileIsCutDoesNotMatter(_ seed: Int) throws {
    let made = DirtyIntervals(seed: seed)
    let expected = Found(sums: made.sums, faults: made.faults.sorted())
    var sample = InputSample()
    sample.files = ["i.csv": made.bytes]
    try sample.with { root in
      // A part of one byte cuts at each byte there is.
      for part in [1 + seed % 7, 31, 100, 501, 1 << 20] {
        for block in [[1, 5, 16, 64, 300][seed % 5], 4096] {
          let split = ReadingSplit(threads: 1 + seed % 3, part: part, block: block)
          let found = try read(["i.csv"], in: root, split)
          #expect(found == expected, "part \(part), block \(block), threads \(split.threads)")
        }
      }
    }
  }

  /// Files of their own are shared out, and add up.
  @Test func howFilesAreSharedOutDoesNotMatter() throws {
    var sample = InputSample()
    var names: [String] = []
    var expected: [String] = []
    sample.files = [:]
    for seed in 61...70 {
      let made = DirtyIntervals(seed: seed)
      sample.files["\(seed).csv"] = made.bytes
      names.append("\(seed).csv")
      expected += made.faults
    }
    try sample.with { root in
      for threads in [1, 2, 4] {
        let split = ReadingSplit(threads: threads, part: 300, block: 200)
        let facts = try Self.facts.get()
        let reading = IntervalReading(
          files: names, forms: [:], root: root, meters: IntervalMeters(facts), facts: facts, split: split)
        let found = reading.sums().notes.flatMap(\.findings).map(\.problem)
        #expect(found == found.sorted { ($0.place?.file ?? "") < ($1.place?.file ?? "") })
        #expect(
          found.filter { $0.code != "unknown-column" }.map { "\($0.place?.line ?? 0) \($0.code)" }.sorted()
            == expected.filter { $0.split(separator: " ").count == 2 }.sorted(), "\(threads) threads")
      }
    }
  }
}
