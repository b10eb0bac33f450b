import Dice
import Foundation
import Measures

/// A file of `intervals/` as no program should write it, made from a seed, and what is to be read from it: told while
/// it is written, without reading it.
struct DirtyIntervals {
  enum Encoding: CaseIterable { case utf8, utf8WithMark, windows1251, utf16 }

  /// What one meter's day comes to, in millionths.
  struct DaySum: Equatable {
    var count = 0
    var estimated = 0
    var sum: Int64 = 0
    var peak: Int64 = 0
  }

  private(set) var bytes: [UInt8] = []
  /// By `meter day`.
  private(set) var sums: [String: DaySum] = [:]
  /// `line code`, in order; rows that are set aside for their meter as `line code count`.
  private(set) var faults: [String] = []

  private var text = ""
  private var line = 1
  private var dice: Dice
  private let delimiter: Character
  private let hasNote: Bool
  private let isCyrillic: Bool
  /// Rows with such a meter: its first line, and how many.
  private var unknown: (line: Int, count: Int)?
  private var outside: [String: (line: Int, count: Int)] = [:]

  init(seed: Int) {
    dice = Dice(seed: seed)
    delimiter = dice.pick([",", ";", "\t"])
    hasNote = dice.oneIn(2)
    isCyrillic = dice.oneIn(3)
    let encoding = dice.pick(Encoding.allCases)
    if dice.oneIn(3) { end() }
    write(["meter_id", "start", "value", "quality"] + (hasNote ? [isCyrillic ? "примечание" : "note"] : []))
    end()
    for half in 0..<dice.roll(20...60) { row(half) }
    tornEnd()
    if let unknown { faults.append("\(unknown.line) unknown-meter \(unknown.count)") }
    for rows in outside.values { faults.append("\(rows.line) outside-installation \(rows.count)") }
    switch encoding {
    case .utf8: bytes = Array(text.utf8)
    case .utf8WithMark: bytes = [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case .windows1251: bytes = [UInt8](text.data(using: .windowsCP1251) ?? Data(text.utf8))
    case .utf16: bytes = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }
  }

  private mutating func write(_ cells: [String]) { text += cells.joined(separator: String(delimiter)) }

  private mutating func end() {
    text += dice.oneIn(4) ? "\r\n" : dice.oneIn(30) ? "\r" : "\n"
    line += 1
  }

  /// The row of a half hour, on 1 or 2 July 2026: good ones in every way of writing them, and bad ones.
  private mutating func row(_ half: Int) {
    if dice.oneIn(12), text.last != "\r" { end() }
    let meter = dice.pick(["I-1", "INTERVAL-METER-2"])
    let day = 1 + half / 48
    let (hour, minute) = (half % 48 / 2, half % 2 * 30)
    let units = Int64(dice.roll(0...12_345_678))
    var cells = [meter, start(day, hour, minute), value(units), dice.pick(["A", "", "a", "E", "e"])]
    var isGood = true
    switch dice.roll(1...24) {
    case 1:
      cells[0] = "NOBODY"
      unknown = (unknown?.line ?? line, (unknown?.count ?? 0) + 1)
      isGood = false
    case 2:
      cells[1] = "2025-07-01 00:00"
      outside[meter, default: (line, 0)].count += 1
      isGood = false
    case 3: (cells[2], isGood) = ("-1", bad("negative-interval"))
    case 4: (cells[2], isGood) = ("1.2345678", bad("too-many-decimals"))
    case 5: (cells[1], isGood) = ("2026-07-01 25:00", bad("bad-instant"))
    case 6: (cells[1], isGood) = ("2026-07-01 00:07", bad("interval-off-grid"))
    case 7: (cells[3], isGood) = ("X", bad("bad-choice"))
    case 8:
      _ = bad("too-few-cells")
      write(Array(cells[0..<2]))
      return end()
    case 9: cells[0] = " \(meter)\u{A0}"
    default: break
    }
    var lines = 1
    if hasNote { cells.append(note(&lines)) }
    write(cells.map { $0.contains("\"") || $0.contains("\u{A0}") || !dice.oneIn(10) ? $0 : "\"\($0)\"" })
    line += lines - 1
    if isGood {
      let isEstimated = cells[3].lowercased() == "e"
      var sum = sums["\(meter) \(day)"] ?? DaySum()
      sum.count += 1
      sum.estimated += isEstimated ? 1 : 0
      sum.sum += units
      sum.peak = max(sum.peak, units)
      sums["\(meter) \(day)"] = sum
    }
    end()
  }

  private mutating func bad(_ code: String) -> Bool {
    faults.append("\(line) \(code)")
    return false
  }

  private mutating func start(_ day: Int, _ hour: Int, _ minute: Int) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let time = "\(two(hour)):\(two(minute))"
    switch dice.roll(1...8) {
    case 1: return "0\(day).07.2026 \(time)"
    case 2: return "2026-07-0\(day)T\(time):00"
    case 3: return "2026-07-0\(day)T\(time)+06:00"
    case 4: return "2026-07-0\(day) \(time)"
    case 5 where hour == 0 && minute == 0 && day == 2: return "2026-07-01T24:00"
    default: return "2026-07-0\(day)T\(time)"
    }
  }

  private mutating func value(_ units: Int64) -> String {
    let decimals = String("000000\(units % 1_000_000)".suffix(6))
    let mark = dice.oneIn(2) ? "." : ","
    let number = "\(dice.oneIn(6) ? "00" : "")\(units / 1_000_000)\(mark)\(decimals)"
    return mark == "," && delimiter == "," ? "\"\(number)\"" : number
  }

  private mutating func note(_ lines: inout Int) -> String {
    switch dice.roll(1...6) {
    case 1:
      lines = 2
      return "\"two\nlines\""
    case 2:
      lines = 3
      return "\"I-1\(delimiter)2026-07-01T00:00\(delimiter)9\(delimiter)A\(delimiter)\r\nI-1\n\"\"\""
    case 3: return isCyrillic ? "кВт·ч" : "kWh"
    default: return ""
    }
  }

  private mutating func tornEnd() {
    switch dice.roll(1...4) {
    case 1:
      _ = bad("too-few-cells")
      text += "I-1\(delimiter)2026-0"
    case 2: while let last = text.last, last.isNewline { text.removeLast() }
    default: break
    }
  }
}
