import Diagnostics

/// Where the columns of a table stand in one file.
struct TableLayout {
  let table: InputTable
  /// For each column of the table its place in the file; nil where the file lacks it.
  let positions: [Int?]
  /// What is wrong with the header.
  let problems: [Problem]
  private let indices: [String: Int]

  /// True where the file can be used.
  var isUsable: Bool { !problems.contains { $0.severity == .error } }

  init(_ table: InputTable, header: [String], place: Place) {
    var positions = [Int?](repeating: nil, count: table.columns.count)
    var problems: [Problem] = []
    let names = table.names
    for (position, written) in header.enumerated() {
      let name = headerName(written)
      guard let column = names[name] else {
        let near = nearest(to: name, among: names.keys).flatMap { names[$0] }
        let fault = Fault.unknownColumn(nearest: near.map { table.columns[$0].name })
        problems.append(fault.at(place, value: written))
        continue
      }
      if positions[column] == nil {
        positions[column] = position
      } else {
        problems.append(Fault.repeatedColumn.at(place.at(table.columns[column].name), value: written))
      }
    }
    for (index, column) in table.columns.enumerated() where column.isRequired && positions[index] == nil {
      problems.append(Fault.missingColumn.at(place.at(column.name), value: column.name))
    }
    indices = Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($1.name, $0) })
    self.table = table
    self.positions = positions
    self.problems = problems
  }

  /// Which of the table's columns bears a canonical name.
  func index(_ column: String) -> Int? { indices[column] }

  func isRequired(_ column: String) -> Bool { index(column).map { table.columns[$0].isRequired } ?? false }

  func standard(_ column: String) -> String { index(column).map { table.columns[$0].standard } ?? "" }

  /// Where a column stands in the file.
  func position(_ column: String) -> Int? { index(column).flatMap { positions[$0] } }
}
