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

  /// Which columns' texts go on in the next line.
  enum Wrapping {
    /// All, so that paper shows every word.
    case all
    /// These alone, so that long tables keep rows of one line: the last column is cut by the edge of the page.
    case only(Set<String>)
  }

  /// The digits beside each other that can still be read on a page: wider tables go to several pages.
  private static let pageWidth = 230
  /// The characters of words that a header takes beside its codes: 255 in all.
  private static let headerLength = 192

  /// The finished sheet.
  let sheet: Sheet
  /// The totals at its foot.
  let totals: [Total]
  /// The rows of the data, without header and total; nil where the table is empty.
  let dataRows: ClosedRange<Int>?

  /// Lays a table out.
  ///
  /// - Parameters:
  ///   - subtitle: what stands below the title, such as the park and the month.
  ///   - keyColumns: the first columns, which stand on every page and stay in sight where the table is wide.
  ///   - wrapping: which texts go on in the next line.
  ///   - charts: what is drawn above the table, where no page break can cut it.
  init(
    _ table: Table, name: String, subtitle: String, language: Language, keyColumns: Int = 1,
    wrapping: Wrapping = .all, charts: [Chart] = []
  ) {
    let columns = table.columns.indices.map {
      ColumnLayout(index: $0, table: table, language: language, wrapping: wrapping)
    }
    var builder = SheetBuilder(name: name, columns: columns.map(\.width))
    let last = max(0, table.columns.count - 1)
    builder.row([Piece(0, table.title[language], HouseStyle.sheetTitle)], least: 20)
    builder.row([Piece(0, subtitle, HouseStyle.sheetSubtitle)])
    builder.gap(6)
    builder.charts(charts)
    let head = builder.next
    builder.row(columns.map { Piece($0.index, $0.title, HouseStyle.head) }, least: 30)
    for (index, row) in table.rows.enumerated() {
      let isSum = table.sumRows.contains(index)
      builder.row(zip(columns, row).map { column, value in column.piece(value, isSum: isSum) })
    }
    if table.rows.isEmpty {
      builder.row([Piece(0...last, TableWords.empty[language], HouseStyle.tableText.with { $0.isItalic = true })])
      dataRows = nil
      totals = []
    } else {
      let rows = (head + 1)...(head + table.rows.count)
      dataRows = rows
      totals = Self.addTotals(of: columns, rows: rows, language: language, to: &builder)
    }
    var firstPrinted = 0
    builder.set {
      $0.frozenRows = charts.isEmpty ? head + 1 : 0
      if !table.rows.isEmpty {
        $0.autofilter = CellRange(rows: head...(head + table.rows.count), columns: 0...last)
      }
      $0.print.orientation = .landscape
      $0.print.margins = .init(left: 10, right: 10, top: 10, bottom: 14)
      $0.print.repeatedRows = head...head
      let width = $0.columns.reduce(0, +)
      if width > Self.pageWidth {
        $0.print.pagesWide = (width + Self.pageWidth - 1) / Self.pageWidth
        $0.print.repeatedColumns = 0...(keyColumns - 1)
        $0.frozenColumns = keyColumns
        // Over the repeated columns alone the title would be cut on every page but the first: the header has room.
        let heading = String(table.title[language].prefix(80))
        $0.print.header.left = [
          .heading(heading), .text("\n" + String(subtitle.prefix(Self.headerLength - heading.count))),
        ]
        $0.print.margins.top = 20
        firstPrinted = head
      }
      if PageFit.leavesFewRows($0, keyColumns: keyColumns) { $0.print.pagesTall = 1 }
      // Charts may be wider than the columns: they are not to be cut.
      if charts.isEmpty { $0.print.area = CellRange(rows: firstPrinted...($0.rows.count - 1), columns: 0...last) }
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
        pieces.append(Piece(column.index, label, HouseStyle.totalLabel.with { $0.horizontal = .left }))
        continue
      }
      let range = CellRange(rows: rows, column: column.index)
      let format = NumberFormat.signedDecimals(sum.decimals)
      pieces.append(
        Piece(column.index, .formula("SUBTOTAL(109,\(range.text))", result: sum), HouseStyle.total.showing(format)))
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
  private let language: Language
  private let textStyle: Style

  /// Longer texts go on in the next line, sooner where there are many columns; those that don't are cut.
  private static func widest(_ index: Int, of table: Table, wraps: Bool, wrapping: TableSheet.Wrapping) -> Int {
    switch wrapping {
    case .all: table.columns.count > 12 ? 28 : 50
    case .only: index == table.columns.count - 1 ? 40 : 72
    }
  }

  init(index: Int, table: Table, language: Language, wrapping: TableSheet.Wrapping) {
    let column = table.columns[index]
    self.index = index
    self.language = language
    let wraps =
      switch wrapping {
      case .all: true
      case .only(let names): names.contains(column.name)
      }
    textStyle = HouseStyle.tableText.with { $0.wraps = wraps }
    phrase = column.title
    title = column.title[language]
    var widest =
      title.split(separator: " ").map { TextFit.digits(of: String($0), style: HouseStyle.head) + 2 }.max() ?? 6
    var sum: Figure? = column.isSummed ? Figure(0) : nil
    for (number, row) in table.rows.enumerated() {
      let value = row[index]
      let style = table.sumRows.contains(number) ? HouseStyle.tableText.with(Self.markSum) : HouseStyle.tableText
      let text = Self.shown(value, language: language)
      widest = max(widest, TextFit.digits(of: text, style: style) + (value.figure == nil ? 3 : 2))
      if let figure = value.figure, let before = sum { sum = before + figure }
    }
    if let sum { widest = max(widest, sum.text.utf8.count * 5 / 4 + 2) }
    width = min(max(widest, 6), Self.widest(index, of: table, wraps: wraps, wrapping: wrapping))
    self.sum = sum
  }

  func piece(_ value: TableValue, isSum: Bool) -> Piece {
    let text = isSum ? textStyle.with(Self.markSum) : textStyle
    let number = isSum ? HouseStyle.tableNumber.with(Self.markSum) : HouseStyle.tableNumber
    return switch value {
    case .empty: Piece(index, .empty, text)
    case .text, .code, .moment, .month, .quarter, .term: Piece(index, value.words(in: language), text)
    case .day(let day):
      Piece(
        index, .date(day),
        text.with {
          $0.horizontal = .center
          $0.indent = 0
        }.showing(.date))
    case .money(let money): Piece(index, .money(money), number.showing(.signedDecimals(2)))
    case .integer(let count): Piece(index, .integer(count), number.showing(.signedDecimals(0)))
    case .number(let digits):
      Figure(digits).map { Piece(index, .number($0), number.showing(.signedDecimals($0.decimals))) }
        ?? Piece(index, digits, text)
    case .percent(let digits):
      Figure(digits).map { Piece(index, .number($0), number.showing(.percent($0.decimals))) }
        ?? Piece(index, digits, text)
    }
  }

  private static func markSum(_ style: inout Style) {
    style.isBold = true
    style.fill = HouseStyle.pale
  }

  /// The text that a value takes up; figures with room for the marks between their groups.
  private static func shown(_ value: TableValue, language: Language) -> String {
    let words = value.words(in: language)
    return value.figure == nil ? words : words + String(repeating: ",", count: words.utf8.count / 3)
  }
}
