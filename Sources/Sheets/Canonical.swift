import Measures

extension Workbook {
  /// Everything that reaches the file, as bytes that are equal exactly where the workbooks are.
  ///
  /// The caller hashes them: where the hash is that of the last run, the file need not be written again.
  /// They start with the number of the layout, which is raised when the writer changes what it makes of a
  /// workbook.
  public var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter()
    writer.put(Self.layoutNumber)
    writer.put(properties.title)
    writer.put(properties.author)
    writer.put(properties.company)
    writer.put(properties.created.number)
    writer.put(sheets.count)
    for sheet in sheets { writer.put(sheet) }
    return writer.bytes
  }

  private static let layoutNumber = 5
}

/// Writes values one after the other, each with its length or a mark, so that no two workbooks give the same.
private struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []
  /// Styles recur in almost every cell: each is spelt out once and named by its number after.
  private var styles: [Style: Int] = [:]
  /// Neighbours mostly look alike.
  private var latest: (style: Style, number: Int)?

  /// Seven bits a byte, the lowest first, the sign in the lowest bit.
  mutating func put(_ number: some BinaryInteger) {
    let value = Int64(number)
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  mutating func put(_ figure: Figure) {
    put(figure.decimals)
    put(Int64(truncatingIfNeeded: figure.units >> 64))
    put(Int64(truncatingIfNeeded: figure.units))
  }

  mutating func put(_ flag: Bool) { bytes.append(flag ? 0x2B : 0x2D) }

  mutating func put(_ range: CellRange?) { put(range?.text ?? "") }

  mutating func put(_ sheet: Sheet) {
    put(sheet.name)
    put(sheet.columns.count)
    for width in sheet.columns { put(width) }
    put(sheet.rows.count)
    for row in sheet.rows { put(row) }
    put(sheet.merges.count)
    for merge in sheet.merges { put(merge) }
    put(sheet.frozenRows)
    put(sheet.frozenColumns)
    put(sheet.autofilter)
    put(sheet.print)
    put(sheet.tabColor.map { Int($0.rgb) } ?? -1)
    put(sheet.showsGrid)
    put(sheet.charts.count)
    for chart in sheet.charts { put(chart) }
  }

  mutating func put(_ row: Row) {
    put(row.height ?? -1)
    put(row.cells.count)
    for cell in row.cells { put(cell) }
  }

  mutating func put(_ cell: Cell) {
    switch cell.value {
    case .empty: put(0)
    case .text(let text):
      put(1)
      put(text)
    case .number(let figure):
      put(2)
      put(figure)
    case .date(let day):
      put(3)
      put(day.number)
    case .formula(let formula, let result):
      put(4)
      put(formula)
      put(result)
    }
    put(cell.style)
  }

  mutating func put(_ style: Style) {
    if let latest, latest.style == style { return put(latest.number) }
    latest = (style, styles[style] ?? styles.count)
    if let number = styles[style] { return put(number) }
    put(styles.count)
    styles[style] = styles.count
    put(style.isBold)
    put(style.isItalic)
    put(style.size)
    put(style.color.map { Int($0.rgb) } ?? -1)
    put(style.fill.map { Int($0.rgb) } ?? -1)
    put(style.horizontal.rawValue)
    put(style.vertical.rawValue)
    put(style.wraps)
    put(style.indent)
    for line in [style.top, style.bottom, style.left, style.right] { put(line.rawValue) }
    put(style.format.code)
  }

  mutating func put(_ setup: PrintSetup) {
    put(setup.orientation.rawValue)
    put(setup.pagesWide)
    put(setup.pagesTall)
    put(setup.repeatedRows?.lowerBound ?? -1)
    put(setup.repeatedRows?.upperBound ?? -1)
    put(setup.repeatedColumns?.lowerBound ?? -1)
    put(setup.repeatedColumns?.upperBound ?? -1)
    for side in [setup.margins.left, setup.margins.right, setup.margins.top, setup.margins.bottom] { put(side) }
    put(setup.header)
    put(setup.footer)
    put(setup.area)
    put(setup.centersHorizontally)
  }

  mutating func put(_ band: PrintSetup.Band) {
    for pieces in [band.left, band.center, band.right] {
      put(pieces.count)
      for piece in pieces {
        switch piece {
        case .text(let text): put(text)
        case .heading(let text):
          put(-3)
          put(text)
        case .page: put(-1)
        case .pageCount: put(-2)
        }
      }
    }
  }

  mutating func put(_ chart: Chart) {
    put(chart.kind.rawValue)
    put(chart.title)
    put(chart.categoryTitle)
    put(chart.valueTitle)
    put(chart.valueFormat.code)
    put(chart.startsAtZero)
    put(chart.series.count)
    for series in chart.series {
      put(series.name)
      for reference in [series.categories, series.values] {
        put(reference.sheet)
        put(reference.range)
      }
    }
    for number in [chart.row, chart.column, chart.offset, chart.width, chart.height] { put(number) }
  }
}
