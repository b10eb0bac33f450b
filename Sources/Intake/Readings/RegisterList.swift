import Measures
import Park

/// A table of readings with a column for each register, named by its code, instead of a row.
struct RegisterList {
  /// The codes, and the table's columns named after them.
  let codes: [ObisCode]
  let columns: InputTable

  /// The list that a header announces; nil where it has a column `reading`, or names no code.
  init?(_ header: [String]) {
    let words = header.map { composed($0) }
    guard
      !words.contains(where: {
        Tables.readings.names[headerName($0)].map { Tables.readings.columns[$0].name } == "reading"
      })
    else { return nil }
    var written: [(code: ObisCode, names: [String])] = []
    for word in words {
      guard let code = ObisCode(word) else { continue }
      if let known = written.firstIndex(where: { $0.code == code }) {
        if !written[known].names.contains(word) { written[known].names.append(word) }
      } else {
        written.append((code, [word]))
      }
    }
    guard !written.isEmpty else { return nil }
    codes = written.map(\.code)
    let fixed = Tables.readings.columns.filter { !["register", "reading"].contains($0.name) }
    columns = InputTable(
      Tables.readings.file,
      fixed
        + written.map { InputColumn(name: $0.code.text, isRequired: false, standard: "", aliases: $0.names) })
  }
}
