import Measures
import Sheets
import Testing

extension Workbook {
  /// The sheet of a name.
  func sheet(_ name: String) throws -> Sheet {
    try #require(sheets.first { $0.name == name }, "\(name) among \(sheets.map(\.name))")
  }
}

extension Sheet {
  /// All texts, row by row.
  var texts: [String] {
    rows.flatMap(\.cells).compactMap { if case .text(let text) = $0.value { text } else { nil } }
  }

  /// The rows whose first text begins like this.
  func rows(startingWith start: String) -> [Row] {
    rows.filter { row in
      row.cells.contains { if case .text(let text) = $0.value { text.hasPrefix(start) } else { false } }
    }
  }

  /// Each formula with its result, in order.
  var formulas: [(cell: String, formula: String, result: String)] {
    rows.enumerated().flatMap { rowIndex, row in
      row.cells.enumerated().compactMap { columnIndex, cell in
        guard case .formula(let formula, let result) = cell.value else { return nil }
        return (CellRange.name(row: rowIndex, column: columnIndex), formula, result.text)
      }
    }
  }

  /// The sum of the numbers that a formula such as `SUM(G12:G15)` covers, added up from the cells themselves.
  func sum(of range: Substring) throws -> String {
    let bounds = range.split(separator: ":")
    let (first, last) = (try Self.place(bounds[0]), try Self.place(bounds[1]))
    var total = Figure(0)
    for row in first.row...last.row {
      guard case .number(let figure) = rows[row].cells[first.column].value else { continue }
      total = total + figure
    }
    return total.text
  }

  private static func place(_ name: Substring) throws -> (row: Int, column: Int) {
    let letters = name.prefix { $0.isLetter }
    let row = try #require(Int(name.dropFirst(letters.count)))
    return (row - 1, letters.unicodeScalars.reduce(0) { $0 * 26 + Int($1.value) - 64 } - 1)
  }

  /// The numbers of a row, as text.
  static func numbers(_ row: Row) -> [String] {
    row.cells.compactMap {
      switch $0.value {
      case .number(let figure), .formula(_, let figure): figure.text
      case .empty, .text, .date: nil
      }
    }
  }
}
