import Diagnostics
import Ledger
import Measures
import Sheets

/// The sheet to be paid by: төлөм эсеби, счёт на оплату.
struct InvoiceSheet {
  let frame: InvoiceFrame

  private var document: InvoiceDocument { frame.document }
  private var language: Language { frame.language }
  private var isCorrection: Bool { document.kind == .correction }
  private var title: Phrase { isCorrection ? InvoiceWords.correction : InvoiceWords.invoice }

  func sheet(name: String) -> Sheet {
    var builder = SheetBuilder(name: name, columns: frame.widths)
    addHead(to: &builder)
    let lines = document.lines.enumerated().map { (number: $0 + 1, charge: $1) }
    let head = LineTable(frame: frame, lines: lines).add(to: &builder)
    addFoot(to: &builder)
    builder.set {
      $0.print.repeatedRows = head...head
      $0.print.footer = frame.footer(title)
      $0.tabColor = HouseStyle.ink
    }
    return builder.sheet
  }

  private func addHead(to builder: inout SheetBuilder) {
    frame.addDraftMark(to: &builder)
    builder.line(frame.setting.parkName[language], HouseStyle.label.with { $0.horizontal = .center })
    builder.line(InvoiceWords.numbered(title, document.number)[language], HouseStyle.title, least: 22)
    builder.line(InvoiceWords.of(DateWords.text(document.issuedOn, in: language))[language], HouseStyle.subtitle)
    if isCorrection, let corrected = document.corrects {
      let words = InvoiceWords.corrects(corrected, DateWords.phrase(document.period))
      builder.line(words[language], HouseStyle.subtitle.with { $0.isBold = true })
      builder.line(InvoiceWords.correctionNote[language], HouseStyle.small.with { $0.horizontal = .center })
    }
    builder.gap()
    frame.addParties(to: &builder, seller: InvoiceWords.seller, buyer: InvoiceWords.buyer)
    builder.gap()
    frame.addFact(InvoiceWords.contract, frame.contractPhrase[language].capitalizedStart, to: &builder)
    frame.addFact(InvoiceWords.period, DateWords.text(document.period, in: language), to: &builder)
    frame.addFact(InvoiceWords.ground, InvoiceWords.groundText[language], to: &builder)
    if !document.total.isNegative {
      builder.row([
        Piece(0...1, InvoiceWords.dueOn[language], HouseStyle.label),
        Piece(2...builder.last, DateWords.text(document.dueOn, in: language), HouseStyle.strong),
      ])
    }
    builder.gap()
    builder.line(
      InvoiceWords.soms[language], HouseStyle.small.with { $0.horizontal = .right }, least: 12)
  }

  private func addFoot(to builder: inout SheetBuilder) {
    builder.gap()
    builder.row([
      Piece(0...1, InvoiceWords.inWords[language], HouseStyle.label),
      Piece(2...builder.last, AmountWords.text(document.total, in: language), HouseStyle.strong),
    ])
    builder.gap()
    builder.line(InvoiceWords.balance[language], HouseStyle.heading)
    let invoiced = document.balanceDue - document.openingBalance + document.paid
    let isAdvance = document.balanceDue.isNegative
    let rows: [(Phrase, Money)] = [
      (StatementWords.opening, document.openingBalance), (InvoiceWords.invoiced, invoiced),
      (InvoiceWords.paid, document.paid),
    ]
    for (label, amount) in rows {
      builder.row([Piece(0...4, label[language], HouseStyle.cell), Piece(5...6, .money(amount), HouseStyle.money)])
    }
    let last = isAdvance ? InvoiceWords.advance : InvoiceWords.due
    builder.row(
      [
        Piece(0...4, last[language], HouseStyle.totalLabel.with { $0.horizontal = .left }),
        Piece(5...6, .money(isAdvance ? -document.balanceDue : document.balanceDue), HouseStyle.total),
      ], least: 18)
    builder.gap()
    if !document.total.isNegative {
      frame.addFact(
        InvoiceWords.purpose,
        "\(InvoiceWords.numbered(title, document.number)[language]); \(frame.contractPhrase[language])",
        to: &builder)
      builder.gap()
    }
    frame.addSignature(InvoiceWords.director, document.seller.director, columns: 0...8, to: &builder)
    frame.addSignature(InvoiceWords.accountant, document.seller.chiefAccountant, columns: 0...8, to: &builder)
    builder.row([Piece(0...1, InvoiceWords.seal[language], HouseStyle.label)])
  }
}
