import Diagnostics
import Ledger
import Sheets

/// The sheet that shows a resident how each amount came about, with formulas that can be followed cell by cell.
struct WhySheet {
  let frame: InvoiceFrame
  let background: DocumentBackground

  private enum Column {
    static let what = 0
    static let how = 1
    static let value = 2
    static let unit = 3
    static let source = 4
  }

  private var language: Language { frame.language }

  func sheet(name: String) -> Sheet {
    var builder = SheetBuilder(name: name, columns: [38, 36, 16, 11, 25])
    let document = frame.document
    let title = document.kind == .correction ? InvoiceWords.correction : InvoiceWords.invoice
    frame.addDraftMark(to: &builder)
    builder.line(WhyWords.title[language], Look.title, least: 22)
    builder.line(
      "\(InvoiceWords.numbered(title, document.number)[language]) — \(frame.contractPhrase[language]) — "
        + DateWords.text(document.period, in: language), Look.subtitle)
    builder.gap()
    builder.line(WhyWords.note[language], Look.small)
    builder.gap()
    let head = builder.next
    let titles = [WhyWords.what, WhyWords.how, WhyWords.value, WhyWords.unit, WhyWords.source]
    builder.row(titles.enumerated().map { Piece($0, $1[language], Look.head) }, least: 20)
    let steps = Derivation(document, background: background, setting: frame.setting)
    let first = builder.next
    for entry in steps.entries { add(entry, of: steps, first: first, to: &builder) }
    builder.set {
      $0.print.repeatedRows = head...head
      $0.print.footer = frame.footer(title)
    }
    return builder.sheet
  }

  /// Each entry is one row, so that a step's row follows from its place.
  private func add(_ entry: Derivation.Entry, of steps: Derivation, first: Int, to builder: inout SheetBuilder) {
    switch entry {
    case .heading(let text):
      builder.line(text, Look.totalLabel.with { $0.horizontal = .left }, least: 18)
    case .note(let text):
      builder.line(text, Look.cell.with { $0.isItalic = true })
    case .step(let step):
      let formula = steps.formula(step) { CellRange.name(row: first + $0, column: Column.value) }
      let value: CellValue = formula.map { .formula($0, result: step.figure) } ?? .number(step.figure)
      let number = step.isResult ? Look.total : Look.number
      let text = Look.cell.with { $0.isBold = step.isResult }
      // One figure taken over from above needs no calculation beside it.
      let how = step.terms.count > 1 ? steps.shown(step.terms) : ""
      let label =
        how.isEmpty
        ? [Piece(Column.what...Column.how, step.label, text)]
        : [Piece(Column.what, step.label, text), Piece(Column.how, how, Look.cell.with { $0.color = Look.grey })]
      builder.row(
        label + [
          Piece(Column.value, value, number.showing(.signedDecimals(step.figure.decimals))),
          Piece(Column.unit, step.unit, Look.middle),
          Piece(Column.source, step.source, Look.cell.with { $0.size = 8 }),
        ])
    }
  }
}
