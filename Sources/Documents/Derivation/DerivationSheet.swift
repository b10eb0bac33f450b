import Diagnostics
import Ledger
import Sheets

/// The sheet that shows a resident how each amount came about, with formulas that can be followed cell by cell.
struct DerivationSheet {
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
    builder.line(DerivationWords.title[language], HouseStyle.title, least: 22)
    builder.line(
      "\(InvoiceWords.numbered(title, document.number)[language]) — \(frame.contractPhrase[language]) — "
        + DateWords.text(document.period, in: language), HouseStyle.subtitle)
    builder.gap()
    let changes = background.changes(behind: document)
    if !changes.isEmpty {
      let words = ChangeText(setting: frame.setting, language: language)
      builder.line(DerivationWords.changes[language], Self.heading, least: 18)
      for change in changes { builder.line(words.text(of: change), HouseStyle.cell) }
      builder.gap()
    }
    builder.line(DerivationWords.note[language], HouseStyle.small)
    builder.gap()
    let head = builder.next
    let titles = [
      TableWords.figure, DerivationWords.how, DerivationWords.value, MeterWords.unit, DerivationWords.source,
    ]
    builder.row(titles.enumerated().map { Piece($0, $1[language], HouseStyle.head) }, least: 20)
    let derivation = Derivation(document, background: background, setting: frame.setting)
    let first = builder.next
    for entry in derivation.entries { add(entry, of: derivation, first: first, to: &builder) }
    builder.set {
      $0.print.repeatedRows = head...head
      $0.print.footer = frame.footer(title)
    }
    return builder.sheet
  }

  private static let heading = HouseStyle.totalLabel.with { $0.horizontal = .left }
  private static let note = HouseStyle.cell.with { $0.isItalic = true }
  private static let result = HouseStyle.cell.with { $0.isBold = true }
  private static let how = HouseStyle.cell.with { $0.color = HouseStyle.grey }
  private static let source = HouseStyle.cell.with { $0.size = 8 }

  /// Each entry is one row, so that a step's row follows from its place.
  private func add(_ entry: Derivation.Entry, of derivation: Derivation, first: Int, to builder: inout SheetBuilder) {
    switch entry {
    case .heading(let text): builder.line(text, Self.heading, least: 18)
    case .note(let text): builder.line(text, Self.note)
    case .step(let step):
      let formula = derivation.formula(step) { CellRange.name(row: first + $0, column: Column.value) }
      let value: CellValue = formula.map { .formula($0, result: step.figure) } ?? .number(step.figure)
      let number = step.isResult ? HouseStyle.total : HouseStyle.number
      let text = step.isResult ? Self.result : HouseStyle.cell
      // One figure taken over from above needs no calculation beside it.
      let isTaken = step.terms.count < 2
      var pieces = [Piece(isTaken ? Column.what...Column.how : Column.what...Column.what, step.label, text)]
      if !isTaken { pieces.append(Piece(Column.how, derivation.shown(step.terms), Self.how)) }
      pieces += [
        Piece(Column.value, value, number.showing(.signedDecimals(step.figure.decimals))),
        Piece(Column.unit, step.unit, HouseStyle.middle), Piece(Column.source, step.source, Self.source),
      ]
      builder.row(pieces)
    }
  }
}
