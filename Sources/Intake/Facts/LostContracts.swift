import Diagnostics
import Park

/// Contracts that rows name and no row of `contracts.csv` declares: where that table lost a row, or was cut off, each is
/// told once, at the first row that names it, with all the others.
struct LostContracts {
  private var rows: [String: (places: [Place], touches: [Scope])] = [:]

  /// Adds a row, and what its error reaches.
  mutating func add(_ name: String, at place: Place, _ touches: [Scope]) {
    rows[name, default: ([], [])].places.append(place)
    rows[name]?.touches += touches
  }

  /// One finding for each contract, by its name; `known` are those of `contracts.csv`.
  func findings(among known: [String]) -> [Finding] {
    rows.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { name, rows in
      let fault = Fault.unknown(.contract, name, among: known)
      let told = rows.places.count == 1 ? fault : fault.naming(Self.list(rows.places))
      return Finding(told.at(rows.places[0], value: name), touches: rows.touches.uniqued())
    }
  }

  /// The lines by file, in the order in which the files were read: `terms.csv: 3, 4; meters.csv: 2`. Of many lines the
  /// first ten and their count.
  private static func list(_ places: [Place]) -> String {
    places.map(\.file).uniqued().map { file in
      let lines = places.filter { $0.file == file }.map(\.line)
      let more = lines.count > 10 ? " … (\(lines.count))" : ""
      return "\(file): \(lines.prefix(10).map(String.init).joined(separator: ", "))\(more)"
    }.joined(separator: "; ")
  }
}

extension Fault {
  fileprivate func naming(_ rows: String) -> Fault {
    Fault(
      severity, code,
      message: Phrase(
        ky: "\(message.ky); аны атаган саптар эсепке алынган жок — \(rows)",
        ru: "\(message.ru); строки, которые его называют, не учтены — \(rows)",
        en: "\(message.en); the rows that name it are set aside: \(rows)"),
      remedy: remedy)
  }
}
