import Diagnostics
import Ledger
import Measures
import Pricing
import Sheets

/// The act by which both parties confirm what was done: penalties are no part of it.
struct ActSheet {
  let frame: InvoiceFrame

  private var document: InvoiceDocument { frame.document }
  private var language: Language { frame.language }
  private var title: Phrase {
    document.kind == .correction ? InvoiceWords.correctionAct : InvoiceWords.act
  }

  /// The sheet; nil where nothing was done that an act could confirm.
  func sheet(name: String) -> Sheet? {
    let lines = document.lines.enumerated().map { (number: $0 + 1, charge: $1) }
      .filter { $0.charge.component != .penalty }
    guard !lines.isEmpty else { return nil }
    var builder = SheetBuilder(name: name, columns: frame.widths)
    frame.addDraftMark(to: &builder)
    builder.line(frame.setting.parkName[language], HouseStyle.label.with { $0.horizontal = .center })
    builder.line(InvoiceWords.numbered(title, document.number)[language], HouseStyle.title, least: 22)
    builder.line(InvoiceWords.of(DateWords.text(document.issuedOn, in: language))[language], HouseStyle.subtitle)
    builder.gap()
    frame.addParties(to: &builder, seller: InvoiceWords.actSeller, buyer: InvoiceWords.actBuyer)
    builder.gap()
    builder.line(statement[language], HouseStyle.text)
    builder.gap()
    builder.line(InvoiceWords.soms[language], HouseStyle.small.with { $0.horizontal = .right }, least: 12)
    let head = LineTable(frame: frame, lines: lines).add(to: &builder)
    addFoot(total: lines.map(\.charge.total).total(), hasPenalty: lines.count < document.lines.count, to: &builder)
    builder.set {
      $0.print.repeatedRows = head...head
      $0.print.footer = frame.footer(InvoiceWords.actTab)
    }
    return builder.sheet
  }

  private var statement: Phrase {
    let month = DateWords.phrase(document.period)
    if document.kind == .correction, let corrected = document.corrects {
      return InvoiceWords.correctionActText(corrected, month)
    }
    return InvoiceWords.actText(frame.contractPhrase, month)
  }

  private func addFoot(total: Money, hasPenalty: Bool, to builder: inout SheetBuilder) {
    builder.gap()
    builder.row([
      Piece(0...1, InvoiceWords.inWords[language], HouseStyle.label),
      Piece(2...builder.last, AmountWords.text(total, in: language), HouseStyle.strong),
    ])
    builder.gap()
    if document.kind == .invoice { builder.line(InvoiceWords.accepted[language], HouseStyle.text) }
    if hasPenalty { builder.line(InvoiceWords.withoutPenalty[language], HouseStyle.small) }
    builder.gap(14)
    let left = 0...3
    let right = 5...9
    builder.row([
      Piece(left, InvoiceWords.actSeller[language], HouseStyle.heading),
      Piece(right, InvoiceWords.actBuyer[language], HouseStyle.heading),
    ])
    builder.row([
      Piece(left, document.seller.name, HouseStyle.text), Piece(right, document.buyer.name, HouseStyle.text),
    ])
    builder.row([
      Piece(left, InvoiceWords.director[language], HouseStyle.label),
      Piece(right, InvoiceWords.director[language], HouseStyle.label),
    ])
    builder.row(
      [
        Piece(left, document.seller.director, HouseStyle.signature.with { $0.horizontal = .right }),
        Piece(right, document.buyer.director, HouseStyle.signature.with { $0.horizontal = .right }),
      ], least: 26)
    let caption = "\(InvoiceWords.signature[language]), \(InvoiceWords.fullName[language])"
    builder.row([Piece(left, caption, HouseStyle.caption), Piece(right, caption, HouseStyle.caption)], least: 12)
    builder.row([
      Piece(left, InvoiceWords.seal[language], HouseStyle.label),
      Piece(right, InvoiceWords.seal[language], HouseStyle.label),
    ])
  }
}
