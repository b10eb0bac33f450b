import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing
import Reporting
import Sheets

/// Where each meter stood at both ends of the month, and what came of it.
struct MeterSheet {
  let frame: InvoiceFrame
  let consumption: [ConsumptionRow]
  /// What was metered in the document's period; nil where the journal has none of it.
  let record: MonthRecord?

  private enum Column {
    static let service = 0
    static let meter = 1
    static let register = 2
    static let openingAt = 3
    static let opening = 4
    static let closingAt = 5
    static let closing = 6
    static let difference = 7
    static let multiplier = 8
    static let losses = 9
    static let quantity = 10
    static let unit = 11
    static let basis = 12
  }

  private var language: Language { frame.language }

  /// The sheet; nil where nothing was metered.
  func sheet(name: String) -> Sheet? {
    guard !consumption.isEmpty else { return nil }
    var builder = SheetBuilder(name: name, columns: [20, 17, 9, 15, 14, 15, 14, 14, 12, 9, 14, 9, 24])
    frame.addDraftMark(to: &builder)
    builder.line(MeterWords.meters[language], HouseStyle.title, least: 22)
    let document = frame.document
    builder.line(
      "\(document.buyer.name) — \(frame.contractPhrase[language]) — "
        + DateWords.text(document.period, in: language), HouseStyle.subtitle)
    builder.gap()
    let head = builder.next
    builder.row(titles.enumerated().map { Piece($0, $1[language], HouseStyle.head) }, least: 30)
    for group in groups { add(group, to: &builder) }
    builder.gap()
    builder.line(MeterWords.note[language], HouseStyle.small)
    builder.set {
      $0.print.orientation = .landscape
      $0.print.repeatedRows = head...head
      $0.print.footer = frame.footer(InvoiceWords.metersTab)
    }
    return builder.sheet
  }

  private var titles: [Phrase] {
    [
      MeterWords.service, MeterWords.meter, MeterWords.register, MeterWords.openingAt, MeterWords.opening,
      MeterWords.closingAt, MeterWords.closing, MeterWords.difference, MeterWords.multiplier, MeterWords.losses,
      MeterWords.quantity, MeterWords.unit, MeterWords.basis,
    ]
  }

  /// The rows by service, then meter and register; reactive energy last, for it is no part of the service's sum.
  private var groups: [[ConsumptionRow]] {
    let sorted = consumption.sorted { a, b in
      if a.service != b.service { return a.service < b.service }
      if isReactive(a) != isReactive(b) { return isReactive(b) }
      return a < b
    }
    var result: [[ConsumptionRow]] = []
    for row in sorted {
      if let last = result.last?.first, last.service == row.service {
        result[result.count - 1].append(row)
      } else {
        result.append([row])
      }
    }
    return result
  }

  private func isReactive(_ row: ConsumptionRow) -> Bool { row.register == .reactive }

  private func add(_ group: [ConsumptionRow], to builder: inout SheetBuilder) {
    let first = builder.next
    for row in group { builder.row(pieces(row)) }
    let summed = group.filter { !isReactive($0) }
    guard summed.count > 1, let unit = summed.first?.unit else { return }
    let range = CellRange(rows: first...(first + summed.count - 1), column: Column.quantity)
    let sum = Figure(summed.map(\.quantity).total(), decimals: 3)
    builder.row(
      [
        Piece(Column.service...Column.losses, MeterWords.sum[language], HouseStyle.totalLabel),
        Piece(
          Column.quantity, .formula("SUM(\(range.text))", result: sum), HouseStyle.total.showing(.signedDecimals(3))),
        Piece(Column.unit, UnitWords.text(unit, in: language), HouseStyle.totalLabel.with { $0.horizontal = .center }),
        Piece(Column.basis, .empty, HouseStyle.totalLabel),
      ], least: 18)
  }

  private func pieces(_ row: ConsumptionRow) -> [Piece] {
    let name = frame.setting.serviceNames[row.service]?[language] ?? row.service.text
    let multiplier = Figure(row.multiplier, decimals: 0)
    let losses = Figure(row.lossPercent, decimals: 0)
    return [
      Piece(Column.service, name, HouseStyle.cell), Piece(Column.meter, row.meter.text, HouseStyle.cell),
      Piece(Column.register, row.register == .total ? "" : row.register.text, HouseStyle.middle),
    ] + spanPieces(row) + [
      Piece(Column.multiplier, .number(multiplier), HouseStyle.number.showing(.decimals(multiplier.decimals))),
      Piece(
        Column.losses, row.lossPercent.isZero ? .empty : .number(losses),
        HouseStyle.number.showing(.percent(losses.decimals))),
      Piece(
        Column.quantity, .number(Figure(row.quantity, decimals: 3)), HouseStyle.number.showing(.signedDecimals(3))),
      Piece(Column.unit, UnitWords.text(row.unit, in: language), HouseStyle.middle),
      Piece(Column.basis, basis(of: row), HouseStyle.cell),
    ]
  }

  private func spanPieces(_ row: ConsumptionRow) -> [Piece] {
    guard let span = row.span else {
      return (Column.openingAt...Column.difference).map { Piece($0, .empty, HouseStyle.cell) }
    }
    let reading = HouseStyle.number.showing(.decimals(row.decimals))
    return [
      Piece(Column.openingAt, moment(span.openingAt), HouseStyle.middle),
      Piece(Column.opening, .number(Figure(span.opening, decimals: row.decimals)), reading),
      Piece(Column.closingAt, moment(span.closingAt), HouseStyle.middle),
      Piece(Column.closing, .number(Figure(span.closing, decimals: row.decimals)), reading),
      Piece(
        Column.difference, .number(Figure(difference(of: span), decimals: row.decimals)),
        reading.showing(.signedDecimals(row.decimals))),
    ]
  }

  /// A date where the reading stands at the end of a day, which is how readings without a time are meant (C1).
  private func moment(_ instant: Instant) -> CellValue {
    let (day, second) = frame.setting.clock.local(instant)
    if second == 0 { return .date(day.advanced(by: -1)) }
    let clock = [second / 3600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return .text("\(DateWords.digits(day)) \(clock)")
  }

  /// Closing less opening. A display that rolled over had come close to its end (C4), so its range is the next
  /// power of ten above the opening.
  private func difference(of span: ReadingSpan) -> FineQuantity {
    guard span.rollover else { return span.closing - span.opening }
    var range = FineQuantity.one
    while range <= span.opening { range = FineQuantity(units: range.units * 10) }
    return span.closing - span.opening + range
  }

  /// How the quantity came about, with the readings that an edit supersedes: these stay visible.
  private func basis(of row: ConsumptionRow) -> String {
    let register = record?.register(row.key)
    let methods = row.methods(of: register)
    var parts = methods.map { $0.wording[language] }
    // What makes it an estimate is told by these words alone; that it is one, by the word of the line (C16).
    if row.basis == .estimated, !methods.contains(.history) {
      parts[0] = "\(Charge.Basis.estimated.wording[language]): \(parts[0])"
    }
    if let intervals = register?.trace?.intervals, intervals.filled > 0 {
      parts.append(MeterWords.filled(intervals.filled)[language])
    }
    for point in register?.trace?.superseded ?? [] {
      let value = NumberText.text(Figure(point.value, decimals: row.decimals), in: language)
      parts.append(MeterWords.superseded(value)[language])
    }
    if row.span?.rollover == true { parts.append(MeterWords.rollover[language]) }
    return parts.joined(separator: "; ")
  }
}
