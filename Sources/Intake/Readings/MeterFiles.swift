import CSV
import Foundation

/// The forms in which systems that read meters hand over intervals, beside tables.
enum MeterForm: Sendable {
  /// Макет 80020: XML by measuring point and channel.
  case layout80020
  /// NEM12: lines of comma-separated records, a day in each.
  case nem12
}

/// The files of `readings/` and `intervals/`, each by what it holds and not by where it lies.
struct MeterFiles {
  /// Tables of readings and lists of registers.
  private(set) var readings: [String] = []
  /// All that holds intervals.
  private(set) var intervals: [String] = []
  /// Those of them that are no tables.
  private(set) var forms: [String: MeterForm] = [:]

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
    let files = files(in: "readings", isWanted: isForm) + files(in: "intervals", isWanted: isForm)
    for file in files.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
      found.add(file, Self.content(path(file)) ?? (file.hasPrefix("readings/") ? .readings : .intervals))
    }
    return found
  }

  /// What the first lines of a file tell about it; nil where they tell nothing.
  private static func content(_ path: String) -> MeterFiles.Content? {
    guard let text = leadingText(path) else { return nil }
    let blank: Set<Character> = [" ", "\u{A0}", "\t", "\n", "\r", "\r\n", "\u{FEFF}"]
    let start = text.drop { blank.contains($0) }
    if start.hasPrefix("<") { return .form(.layout80020) }
    let header = start.prefix { $0 != "\n" && $0 != "\r" && $0 != "\r\n" }
    let names = header.split { $0 == ";" || $0 == "," || $0 == "\t" }.map {
      composed(String($0.filter { $0 != "\"" }))
    }
    if names.count > 1, names[0] == "100", names[1].uppercased().hasPrefix("NEM") { return .form(.nem12) }
    if Tables.intervals.has(["start", "value"], in: names) { return .intervals }
    let isReading = Tables.readings.has(["reading"], in: names) || names.contains { ObisCode($0) != nil }
    return isReading && Tables.readings.has(["read_at"], in: names) ? .readings : nil
  }
}

extension InputTable {
  /// True where a header names all of these columns.
  fileprivate func has(_ wanted: Set<String>, in header: [String]) -> Bool {
    wanted.isSubset(of: header.compactMap { names[$0.lowercased()].map { columns[$0].name } })
  }
}
