import CSV
import Foundation

/// The forms in which systems that read meters hand over intervals, beside tables.
enum MeterForm: Sendable {
  /// Макет 80020: XML by measuring point and channel.
  case layout80020
  /// NEM12: lines of comma-separated records, a day in each.
  case nem12
  /// A sheet of a workbook, which is a table all the same.
  case sheet
}

/// The files of `readings/` and `intervals/`, each by what it holds and not by where it lies.
struct MeterFiles {
  /// Tables of readings and lists of registers.
  private(set) var readings: [String] = []
  /// All that holds intervals.
  private(set) var intervals: [String] = []
  /// Those of them that are no tables.
  private(set) var forms: [String: MeterForm] = [:]
  /// What of them a later message takes the place of.
  fileprivate(set) var superseded: [String: Deliveries80020.Superseded] = [:]

  fileprivate enum Content {
    case form(MeterForm)
    case intervals, readings
  }

  fileprivate mutating func add(_ file: String, _ content: Content) {
    switch content {
    case .readings: readings.append(file)
    case .intervals: intervals.append(file)
    case .form(let form):
      intervals.append(file)
      forms[file] = form
    }
  }
}

extension InputFolder {
  /// Looks into each file of the two folders. A table that is not plainly the other folder's is its own folder's, and
  /// has to bear a table's ending.
  func findMeterFiles() -> MeterFiles {
    var found = MeterFiles()
    let isForm = { (file: String) in if case .form = Self.content(self.path(file)) { true } else { false } }
    let files = ["readings", "intervals"].flatMap { folder in
      self.files(in: folder, isWanted: isForm).map { (name: $0, folder: folder) }
    }
    for (file, folder) in files.sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) {
      if SheetName(file) != nil {
        found.add(file, holdsIntervals(sheet: file) ? .form(.sheet) : .readings)
      } else {
        found.add(file, Self.content(path(file)) ?? (folder == "readings" ? .readings : .intervals))
      }
    }
    let messages = found.intervals.filter { found.forms[$0] == .layout80020 }
    do throws(ReadRefusal) {
      found.superseded = try Deliveries80020.superseded(among: messages, path: path)
    } catch {
      refuse(error)
    }
    return found
  }

  private func holdsIntervals(sheet file: String) -> Bool {
    guard let header = header(ofSheet: file, InputTable.meterFit) else { return false }
    return Tables.intervals.has(["start", "value"], in: header)
  }

  /// What the first lines of a file tell about it; nil where they tell nothing.
  private static func content(_ path: String) -> MeterFiles.Content? {
    guard let text = leadingText(path) else { return nil }
    let blank: Set<Character> = [" ", "\u{A0}", "\t", "\n", "\r", "\r\n", "\u{FEFF}"]
    let start = text.drop { blank.contains($0) }
    if start.hasPrefix("<") { return .form(.layout80020) }
    for line in start.split(whereSeparator: \.isNewline).prefix(CSVReader.headerRows + 1) {
      let names = line.split { $0 == ";" || $0 == "," || $0 == "\t" }.map {
        composed(String($0.filter { $0 != "\"" }))
      }
      if names.count > 1, names[0] == "100", names[1].uppercased().hasPrefix("NEM") { return .form(.nem12) }
      if Tables.intervals.has(["start", "value"], in: names) { return .intervals }
      let isReading = Tables.readings.has(["reading"], in: names) || names.contains { ObisCode($0) != nil }
      if isReading, Tables.readings.has(["read_at"], in: names) { return .readings }
    }
    return nil
  }
}

extension InputTable {
  /// True where a header names all of these columns.
  fileprivate func has(_ wanted: Set<String>, in header: [String]) -> Bool {
    wanted.isSubset(of: header.compactMap { names[headerName($0)].map { columns[$0].name } })
  }
}
