import Dice
import Foundation

/// A park with nothing but interval meters, made from a seed: the tables that every run needs, and a month of intervals.
struct MadePark {
  let options: Options
  private let root: URL
  private let delimiter: UInt8
  private let mark: UInt8

  init(_ options: Options, at root: URL) {
    self.options = options
    self.root = root
    delimiter = options.dirt.contains(.comma) ? UInt8(ascii: ";") : UInt8(ascii: ",")
    mark = options.dirt.contains(.comma) ? UInt8(ascii: ",") : UInt8(ascii: ".")
  }

  /// Three zones: night, and on workdays the evening's peak.
  static let zones = """
    zone,days,from,to
    night,all,22:00,06:00
    day,workday,06:00,18:00
    day,weekend,06:00,22:00
    peak,workday,18:00,22:00

    """

  /// The folder in which the tables stand once more without intervals.
  static let tablesAlone = "tables-alone"

  func write() throws {
    let folder = root.appendingPathComponent("intervals")
    let alone = root.appendingPathComponent(Self.tablesAlone)
    for made in [folder, alone] { try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true) }
    var meters = "meter_id,service,contract_id,mode,unit,installed_on\n"
    for meter in 0..<options.meters { meters += "\(name(meter)),power,C-1,interval,kWh,2026-09-01\n" }
    for (file, text) in [
      ("park.json", "{\"firstMonth\": \"2026-09\"}"),
      ("residents.csv", "resident_id,full_name,short_name,legal_form,entered_on\nR1,One,One,legal_entity,2026-01-01\n"),
      ("contracts.csv", "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\n"),
      ("services.csv", "service,point,kind,unit,tax,name_ky\npower,13.1,metered,kWh,vat,Ток\n"),
      ("taxes.csv", "tax,name,kind,rate_percent,valid_from\nvat,vat,vat,12,2020-01-01\n"),
      (
        "tariffs.csv",
        "tariff,component,zone,price,valid_from\nT,energy,night,2,2020-01-01\nT,energy,day,3,2020-01-01\n"
          + "T,energy,peak,4,2020-01-01\nT,demand,,100,2020-01-01\n"
      ),
      ("zones.csv", Self.zones), ("terms.csv", "contract_id,service,tariff,valid_from\nC-1,power,T,2026-01-01\n"),
      ("meters.csv", meters),
    ] {
      for place in [root, alone] { try Data(text.utf8).write(to: place.appendingPathComponent(file)) }
    }
    for file in 0..<options.files {
      try writeIntervals(
        file, to: folder.appendingPathComponent(String("00000\(file)".suffix(6)) + ".csv"))
    }
  }

  private func name(_ meter: Int) -> String { "M-" + String("0000\(meter)".suffix(max(5, "\(meter)".count))) }

  /// The share of one file: whole meters, or whole days where the rows are sorted by time.
  private func writeIntervals(_ file: Int, to url: URL) throws {
    guard FileManager.default.createFile(atPath: url.path, contents: nil) else { throw CocoaError(.fileWriteUnknown) }
    let handle = try FileHandle(forWritingTo: url)
    defer { try? handle.close() }
    var dice = Dice(seed: options.seed &* 1000 &+ file)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 << 20)
    if options.dirt.contains(.mark) { bytes += [0xEF, 0xBB, 0xBF] }
    var columns = ["meter_id", "start", "value", "quality"]
    if options.dirt.contains(.cyrillic) { columns.append("note") }
    bytes += Array(columns.joined(separator: String(UnicodeScalar(delimiter))).utf8)
    endLine(&bytes)
    let names = (0..<options.meters).map { Array(name($0).utf8) }
    let (outer, inner) = options.byTime ? (options.days, options.meters) : (options.meters, options.days)
    let share = (outer * file / options.files)..<(outer * (file + 1) / options.files)
    for first in share {
      for second in 0..<(options.byTime ? 48 : inner) {
        for third in 0..<(options.byTime ? inner : 48) {
          let (meter, day, half) = options.byTime ? (third, first, second) : (first, second, third)
          row(names[meter], day, half, &dice, &bytes)
        }
        if bytes.count > 900_000 {
          try handle.write(contentsOf: bytes)
          bytes.removeAll(keepingCapacity: true)
        }
      }
    }
    if options.dirt.contains(.torn) { bytes += Array("M-00000\(UnicodeScalar(delimiter))2026-09".utf8) }
    try handle.write(contentsOf: bytes)
  }

  private func row(_ name: [UInt8], _ day: Int, _ half: Int, _ dice: inout Dice, _ bytes: inout [UInt8]) {
    let chance = dice.roll(0...999_999_999)
    if options.dirt.contains(.blank), chance % 700 == 0 { endLine(&bytes) }
    let isQuoted = options.dirt.contains(.allQuoted) || (options.dirt.contains(.quoted) && chance % 100 == 1)
    func cell(_ fill: (inout [UInt8]) -> Void) {
      if isQuoted { bytes.append(0x22) }
      fill(&bytes)
      if isQuoted { bytes.append(0x22) }
    }
    cell { $0 += name }
    bytes.append(delimiter)
    cell { bytes in
      bytes += Self.month
      twoDigits(day + 1, &bytes)
      bytes.append(UInt8(ascii: "T"))
      twoDigits(half / 2, &bytes)
      bytes.append(UInt8(ascii: ":"))
      twoDigits(half % 2 * 30, &bytes)
    }
    bytes.append(delimiter)
    cell { bytes in
      // Up to 39.999 kWh in half an hour.
      let thousandths = chance / 1000 % 40_000
      if thousandths >= 10_000 { bytes.append(UInt8(0x30 + thousandths / 10_000)) }
      bytes.append(UInt8(0x30 + thousandths / 1000 % 10))
      bytes.append(mark)
      bytes.append(UInt8(0x30 + thousandths / 100 % 10))
      twoDigits(thousandths % 100, &bytes)
    }
    bytes.append(delimiter)
    cell { $0.append(chance % 500 == 2 ? UInt8(ascii: "E") : UInt8(ascii: "A")) }
    if options.dirt.contains(.cyrillic) {
      bytes.append(delimiter)
      bytes += Self.note
    }
    endLine(&bytes)
  }

  private static let month = Array("2026-09-".utf8)
  private static let note = Array("кВт·ч".utf8)

  private func endLine(_ bytes: inout [UInt8]) {
    if options.dirt.contains(.crlf) { bytes.append(0x0D) }
    bytes.append(0x0A)
  }

  private func twoDigits(_ number: Int, _ bytes: inout [UInt8]) {
    bytes.append(UInt8(0x30 + number / 10))
    bytes.append(UInt8(0x30 + number % 10))
  }
}
