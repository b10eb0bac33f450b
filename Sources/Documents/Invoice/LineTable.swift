import Diagnostics
import Ledger
import Measures
import Park
import Pricing
import Sheets

/// The table of lines, on the invoice and on the act.
struct LineTable {
  let frame: InvoiceFrame
  let lines: [(number: Int, charge: Charge)]

  private typealias Column = InvoiceFrame.Column
  private var language: Language { frame.language }

  /// Adds head, lines and totals; says in which row the head stands.
  func add(to builder: inout SheetBuilder) -> Int {
    let head = builder.next
    let titles = [
      InvoiceWords.numberSign[language], InvoiceWords.name[language], InvoiceWords.unit[language],
      InvoiceWords.quantity[language],
      InvoiceWords.price[language], InvoiceWords.discount[language], InvoiceWords.net[language],
      InvoiceWords.vat[language], InvoiceWords.salesTax[language], InvoiceWords.total[language],
    ]
    builder.row(titles.enumerated().map { Piece($0, $1, HouseStyle.head) }, least: 30)
    let words = LineText(document: frame.document, setting: frame.setting)
    let first = builder.next
    for line in lines { builder.row(pieces(line.number, line.charge, words)) }
    addTotals(rows: first...max(first, builder.next - 1), to: &builder)
    return head
  }

  private func pieces(_ number: Int, _ line: Charge, _ words: LineText) -> [Piece] {
    let ground: (inout Style) -> Void = { style in
      if line.basis == .reversal {
        style.isItalic = true
        style.color = HouseStyle.grey
      }
    }
    let isPercent = line.component == .tariff(.percent)
    let quantity = line.shown(line.quantity)
    let price = Figure(line.unitPrice, decimals: 2)
    let priceFormat: NumberFormat = isPercent ? .percent(price.decimals) : .decimals(price.decimals)
    let discount = Figure(line.discountPercent, decimals: 0)
    let amounts = [line.net, line.vat, line.salesTax, line.total]
    return [
      Piece(Column.number, .integer(number), HouseStyle.middle.with(ground)),
      Piece(Column.name, words.text(of: line), HouseStyle.cell.with(ground)),
      Piece(Column.unit, UnitWords.text(line.unit, in: language), HouseStyle.middle.with(ground)),
      Piece(
        Column.quantity, .number(quantity), HouseStyle.number.showing(.signedDecimals(quantity.decimals)).with(ground)),
      Piece(Column.price, .number(price), HouseStyle.number.showing(priceFormat).with(ground)),
      Piece(
        Column.discount, line.discountPercent.isZero ? .empty : .number(discount),
        HouseStyle.number.showing(.percent(discount.decimals)).with(ground)),
    ] + amounts.enumerated().map { Piece(Column.net + $0, .money($1), HouseStyle.money.with(ground)) }
  }

  private func addTotals(rows: ClosedRange<Int>, to builder: inout SheetBuilder) {
    let charges = lines.map(\.charge)
    let sums = [
      charges.map(\.net).total(), charges.map(\.vat).total(), charges.map(\.salesTax).total(),
      charges.map(\.total).total(),
    ]
    builder.row(
      [Piece(Column.number...Column.discount, TableWords.total[language], HouseStyle.totalLabel)]
        + sums.enumerated().map { index, sum in
          let range = CellRange(rows: rows, column: Column.net + index)
          return Piece(Column.net + index, .formula("SUM(\(range.text))", result: Figure(sum)), HouseStyle.total)
        }, least: 18)
  }
}
