import Foundation
import Intake
import Measures
import Park

/// One reading of a park by esep, as a process of its own tells it.
struct Measurement {
  let rows: Int
  let missing: Int
  let findings: Int
  /// For the whole input, and for the same without intervals.
  let milliseconds: Int
  let tables: Int
  let peakKiB: Int

  /// Reads a park and checks that each meter's month is whole.
  static func take(_ options: Options, _ folder: String) throws -> Measurement {
    let clock = ContinuousClock()
    let split = ReadingSplit(threads: options.threads)
    let start = clock.now
    _ = try Intake.load(folder + "/" + MadePark.tablesAlone) { _ in Day(number: 20_735) }
    let tables = clock.now - start
    let begin = clock.now
    let result = try Intake.load(folder, split: split) { _ in Day(number: 20_735) }
    let time = clock.now - begin
    var rows = 0
    var sums = ""
    for (meter, months) in result.facts.intervals.sorted(by: { $0.key < $1.key }) {
      for (_, month) in months.sorted(by: { $0.key < $1.key }) {
        let days = Array(month.days)
        let count = days.reduce(0) { $0 + $1.count }
        rows += count
        if options.sums != nil {
          let zones = result.facts.zoneNames.indices.map { zone in days.reduce(0) { $0 + $1.byZone[zone] } }
          let figures = [days.reduce(0) { $0 + $1.sum }, days.map(\.peak).max() ?? 0] + zones
          sums += "\(meter),\(count),\(figures.map { "\($0)" }.joined(separator: ","))\n"
        }
      }
    }
    if let file = options.sums {
      let zones = result.facts.zoneNames.map(\.text).joined(separator: ",")
      try "meter_id,count,sum,peak,\(zones)\n\(sums)".write(toFile: file, atomically: true, encoding: .utf8)
    }
    return Measurement(
      rows: rows, missing: result.facts.meters.count * options.days * 48 - rows, findings: result.findings.count,
      milliseconds: Int(time / .milliseconds(1)), tables: Int(tables / .milliseconds(1)), peakKiB: peak())
  }

  /// The most memory that the process has had, in KiB.
  private static func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0
  }

  /// As one line of numbers.
  var line: String { "\(rows) \(missing) \(findings) \(milliseconds) \(tables) \(peakKiB)" }

  private init(rows: Int, missing: Int, findings: Int, milliseconds: Int, tables: Int, peakKiB: Int) {
    self.rows = rows
    self.missing = missing
    self.findings = findings
    self.milliseconds = milliseconds
    self.tables = tables
    self.peakKiB = peakKiB
  }

  init?(line: String) {
    let numbers = line.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    guard numbers.count == 6 else { return nil }
    self.init(
      rows: numbers[0], missing: numbers[1], findings: numbers[2], milliseconds: numbers[3], tables: numbers[4],
      peakKiB: numbers[5])
  }
}
