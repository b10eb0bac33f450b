import Diagnostics
import Measures
import Reporting
import Sheets

/// A table as a sheet: title, a header that stays in sight and filters, rows, and totals at the foot that count
/// what the filter shows.
struct TableSheet {
  /// The total of a column, and where it stands.
  struct Total {
    let title: Phrase
    /// Such as `G31`.
    let cell: String
    let sum: Figure
  }

  /// The finished sheet.
  let sheet: Sheet
  /// The totals at its foot.
  let totals: [Total]
  /// The rows of the data, without header and total; nil where the table is empty.
  let dataRows: ClosedRange<Int>?

  /// Lays a table out.
  ///
  /// - Parameter subtitle: what stands below the title, such as the park and the month.
  init(_ table: Table, name: String, subtitle: String, language: Language) {
    let columns = table.columns.indices.map {
      ColumnLayout(index: $0, table: table, language: language)
    }
    var builder = SheetBuilder(name: name, columns: columns.map(\.width))
    let last = max(0, table.columns.count - 1)
    builder.row([Piece(0, table.title[language], Look.sheetTitle)], least: 20)
    builder.row([Piece(0, subtitle, Look.sheetSubtitle)])
    builder.gap(6)
    let head = builder.next
    builder.row(columns.map { Piece($0.index, $0.title, Look.head) }, least: 30)
    for row in table.rows {
      builder.row(zip(columns, row).map { column, value in column.piece(value) })
    }
    if table.rows.isEmpty {
      builder.row([Piece(0...last, TableWords.empty[language], Look.tableText.with { $0.isItalic = true })])
      dataRows = nil
      totals = []
    } else {
      let rows = (head + 1)...(head + table.rows.count)
      dataRows = rows
      totals = Self.addTotals(of: columns, rows: rows, language: language, to: &builder)
    }
    builder.set {
      $0.frozenRows = head + 1
      if !table.rows.isEmpty {
        $0.autofilter = CellRange(rows: head...(head + table.rows.count), columns: 0...last)
      }
      $0.print.orientation = .landscape
      $0.print.margins = .init(left: 10, right: 10, top: 10, bottom: 14)
      $0.print.repeatedRows = head...head
      $0.print.footer = PrintSetup.Band(
        left: [.text(String(table.title[language].prefix(80)))],
        right: [.text("\(InvoiceWords.page[language]) "), .page, .text(" / "), .pageCount])
    }
    sheet = builder.sheet
  }

  private static func addTotals(
    of columns: [ColumnLayout], rows: ClosedRange<Int>, language: Language, to builder: inout SheetBuilder
  ) -> [Total] {
    let summed = columns.filter { $0.sum != nil }
    guard !summed.isEmpty else { return [] }
    let row = builder.next
    var totals: [Total] = []
    var pieces: [Piece] = []
    for column in columns {
      guard let sum = column.sum else {
        let label = column.index == 0 ? TableWords.total[language] : ""
        pieces.append(Piece(column.index, label, Look.totalLabel.with { $0.horizontal = .left }))
        continue
      }
      let range = CellRange(rows: rows, column: column.index)
      let format = NumberFormat.signedDecimals(sum.decimals)
      pieces.append(
        Piece(column.index, .formula("SUBTOTAL(109,\(range.text))", result: sum), Look.total.showing(format)))
      totals.append(
        Total(title: column.phrase, cell: CellRange.name(row: row, column: column.index), sum: sum))
    }
    builder.row(pieces, least: 18)
    return totals
  }
}

/// How one column of a table is shown.
private struct ColumnLayout {
  let index: Int
  let phrase: Phrase
  let title: String
  let width: Int
  /// The exact sum; nil where none makes sense.
  let sum: Figure?
  private let column: String
  private let language: Language

  /// Longer texts go on in the next line.
  private static let widest = 42

  init(index: Int, table: Table, language: Language) {
    let column = table.columns[index]
    self.index = index
    self.language = language
    self.column = column.name
    phrase = column.title
    title = column.title[language]
    var widest = title.split(separator: " ").map { TextFit.digits(of: String($0), style: Look.head) + 2 }.max() ?? 6
    var sum: Figure? = column.isSummed ? Figure(0) : nil
    for row in table.rows {
      let value = row[index]
      let text = Self.shown(value, column: column.name, language: language)
      widest = max(widest, TextFit.digits(of: text, style: .plain) + 1)
      if let figure = Self.figure(value), let before = sum { sum = before + figure }
    }
    if let sum { widest = max(widest, sum.text.utf8.count * 5 / 4 + 2) }
    width = min(max(widest, 6), Self.widest)
    self.sum = sum
  }

  func piece(_ value: Value) -> Piece {
    switch value {
    case .empty: Piece(index, .empty, Look.tableText)
    case .text(let text): Piece(index, text, Look.tableText)
    case .code, .month: Piece(index, Self.shown(value, column: column, language: language), Look.tableText)
    case .day(let day): Piece(index, .date(day), Look.tableText.with { $0.horizontal = .center }.showing(.date))
    case .money(let money): Piece(index, .money(money), Look.tableNumber.showing(.signedDecimals(2)))
    case .integer(let count): Piece(index, .integer(count), Look.tableNumber.showing(.signedDecimals(0)))
    case .number(let text):
      Figure(text).map {
        Piece(index, .number($0), Look.tableNumber.showing(.signedDecimals($0.decimals)))
      } ?? Piece(index, text, Look.tableText)
    case .percent(let text):
      Figure(text).map {
        Piece(index, .number($0), Look.tableNumber.showing(.percent($0.decimals)))
      } ?? Piece(index, text, Look.tableText)
    }
  }

  private static func figure(_ value: Value) -> Figure? {
    switch value {
    case .money(let money): Figure(money)
    case .integer(let count): Figure(count)
    case .number(let text), .percent(let text): Figure(text)
    case .empty, .text, .code, .day, .month: nil
    }
  }

  /// The text that a value takes up; figures with room for the marks between their groups.
  private static func shown(_ value: Value, column: String, language: Language) -> String {
    switch value {
    case .empty: ""
    case .text(let text): text
    case .code(let code): CodeWords.text(code, column: column, in: language)
    case .day(let day): DateWords.digits(day)
    case .month(let month): month.description
    case .money(let money): grouped(money.text(decimals: 2))
    case .integer(let count): grouped(String(count))
    case .number(let text): grouped(text)
    case .percent(let text): "\(text) %"
    }
  }

  private static func grouped(_ digits: String) -> String {
    digits + String(repeating: ",", count: digits.utf8.count / 3)
  }
}
