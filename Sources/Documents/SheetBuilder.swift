import Measures
import Sheets

/// A value over one or more columns of a row that is being laid out.
struct Piece {
  let columns: ClosedRange<Int>
  let value: CellValue
  let style: Style

  init(_ columns: ClosedRange<Int>, _ value: CellValue, _ style: Style) {
    self.columns = columns
    self.value = value.fitted
    self.style = style
  }

  init(_ column: Int, _ value: CellValue, _ style: Style) { self.init(column...column, value, style) }
  init(_ columns: ClosedRange<Int>, _ text: String, _ style: Style) {
    self.init(columns, CellValue.text(text), style)
  }
  init(_ column: Int, _ text: String, _ style: Style) {
    self.init(column...column, CellValue.text(text), style)
  }
}

/// Lays a sheet out row by row: merges what spans columns and gives each row the height its words need.
struct SheetBuilder {
  private(set) var sheet: Sheet

  init(name: String, columns: [Int]) {
    sheet = Sheet(name: name, columns: columns)
    sheet.showsGrid = false
  }

  /// The index of the next row.
  var next: Int { sheet.rows.count }
  /// The last column.
  var last: Int { sheet.columns.count - 1 }
  /// All columns.
  var all: ClosedRange<Int> { 0...last }

  /// Adds a row. Pieces must stand from left to right.
  mutating func row(_ pieces: [Piece], least: Int = 15) {
    var cells: [Cell] = []
    var height = least
    for piece in pieces {
      while cells.count < piece.columns.lowerBound { cells.append(.empty) }
      cells.append(Cell(piece.value, piece.style))
      for _ in piece.columns.dropFirst() { cells.append(Cell(.empty, piece.style)) }
      if piece.columns.count > 1 {
        sheet.merges.append(CellRange(rows: next...next, columns: piece.columns))
      }
      if case .text(let text) = piece.value, piece.style.wraps {
        let width = piece.columns.reduce(0) { $0 + sheet.columns[$1] }
        height = max(height, TextFit.height(of: text, style: piece.style, width: width))
      }
    }
    sheet.rows.append(Row(height: height, cells))
  }

  /// A text over all columns.
  mutating func line(_ text: String, _ style: Style, least: Int = 15) {
    row([Piece(all, text, style)], least: least)
  }

  /// An empty row of this height.
  mutating func gap(_ height: Int = 8) { sheet.rows.append(Row(height: height)) }

  /// Puts charts over empty rows: one alone as wide as the columns, several in pairs beside each other.
  mutating func charts(_ charts: [Chart]) {
    let room = min(max(sheet.columns.reduce(0) { $0 + $1 * 7 + 5 }, 720), 960)
    var index = 0
    while index < charts.count {
      let line = charts[index...].prefix(2)
      let width = charts.count == 1 ? room : room / 2 - 6
      for (place, chart) in line.enumerated() {
        var placed = chart
        placed.row = next
        placed.offset = place * (room / 2 + 6)
        placed.width = width
        sheet.charts.append(placed)
      }
      // A row of 15 points is 20 pixels high.
      let height = line.map(\.height).max() ?? 0
      for _ in 0...((height + 19) / 20) { gap(15) }
      index += 2
    }
  }

  /// Sets whatever else the sheet needs.
  mutating func set(_ change: (inout Sheet) -> Void) { change(&sheet) }
}
