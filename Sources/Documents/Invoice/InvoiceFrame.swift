import Diagnostics
import Ledger
import Measures
import Park
import Pricing
import Sheets

/// What the sheets of an invoice have in common: columns, parties, table of lines, signatures.
struct InvoiceFrame {
  let document: InvoiceDocument
  let setting: DocumentSetting

  var language: Language { document.language }

  /// The columns of the table of lines.
  enum Column {
    static let number = 0
    static let name = 1
    static let unit = 2
    static let quantity = 3
    static let price = 4
    static let discount = 5
    static let net = 6
    static let vat = 7
    static let salesTax = 8
    static let total = 9
  }

  /// Widths in digits: what amounts need, and never less than their heads.
  var widths: [Int] {
    func width(_ amounts: [Money], least: Int) -> Int {
      let longest = amounts.map { $0.text(decimals: 2).utf8.count }.max() ?? 0
      return max(least, longest + longest / 4 + 1)
    }
    let lines = document.lines
    let quantities = lines.map { $0.quantity.text(decimals: $0.leastDecimals).utf8.count }.max() ?? 0
    let prices = lines.map { $0.unitPrice.text(decimals: 2).utf8.count }.max() ?? 0
    return [
      4, 33, 8, max(10, quantities + quantities / 4 + 1), max(9, prices + 2), 11,
      width(lines.map(\.net) + [document.net], least: 12), width(lines.map(\.vat) + [document.vat], least: 10),
      width(lines.map(\.salesTax) + [document.salesTax], least: 9),
      width(lines.map(\.total) + [document.total], least: 13),
    ]
  }

  /// `№ 12/2026, 2026-жылдын 5-январы`.
  var contractPhrase: Phrase {
    let number = document.contractNumber.isEmpty ? document.contract.text : document.contractNumber
    return DateWords.contract(number, signedOn: document.contractSignedOn)
  }

  /// Says that the document is not issued, where it is not.
  func addDraftMark(to builder: inout SheetBuilder) {
    guard setting.isDraft else { return }
    builder.line(InvoiceWords.draftMark[language], HouseStyle.draftMark, least: 24)
  }

  /// Both parties side by side.
  func addParties(to builder: inout SheetBuilder, seller: Phrase, buyer: Phrase) {
    let left = 0...4
    let right = 5...9
    builder.row([
      Piece(left, seller[language], HouseStyle.heading), Piece(right, buyer[language], HouseStyle.heading),
    ])
    builder.row([
      Piece(left, document.seller.name, HouseStyle.strong), Piece(right, document.buyer.name, HouseStyle.strong),
    ])
    let sellerLines = requisites(of: document.seller)
    let buyerLines = requisites(of: document.buyer)
    for index in 0..<max(sellerLines.count, buyerLines.count) {
      builder.row([
        Piece(left, index < sellerLines.count ? sellerLines[index] : "", HouseStyle.text),
        Piece(right, index < buyerLines.count ? buyerLines[index] : "", HouseStyle.text),
      ])
    }
  }

  private func requisites(of party: Party) -> [String] {
    func joined(_ pairs: [(Phrase, String)]) -> String {
      pairs.filter { !$0.1.isEmpty }.map { "\($0.0[language]): \($0.1)" }.joined(separator: "   ")
    }
    return [
      joined([(InvoiceWords.inn, party.inn), (InvoiceWords.okpo, party.okpo)]),
      joined([(InvoiceWords.taxOffice, party.taxOffice ?? "")]),
      joined([(InvoiceWords.address, party.address)]),
      joined([(InvoiceWords.bank, party.bankName), (InvoiceWords.bic, party.bic)]),
      joined([(InvoiceWords.account, party.account)]),
      joined([(InvoiceWords.phone, [party.phone, party.email].filter { !$0.isEmpty }.joined(separator: ", "))]),
    ].filter { !$0.isEmpty }
  }

  /// A label and what it says.
  func addFact(_ label: Phrase, _ text: String, to builder: inout SheetBuilder) {
    builder.row([
      Piece(0...1, label[language], HouseStyle.label), Piece(2...builder.last, text, HouseStyle.text),
    ])
  }

  /// Who signs, with the line to sign on.
  func addSignature(
    _ role: Phrase, _ name: String, columns: ClosedRange<Int>, to builder: inout SheetBuilder
  ) {
    let (from, to) = (columns.lowerBound, columns.upperBound)
    builder.row(
      [
        Piece(from...(from + 1), role[language], HouseStyle.text.with { $0.vertical = .bottom }),
        Piece((from + 2)...(from + 4), "", HouseStyle.signature),
        Piece((from + 5)...to, name, HouseStyle.signature.with { $0.horizontal = .center }),
      ], least: 26)
    builder.row(
      [
        Piece((from + 2)...(from + 4), InvoiceWords.signature[language], HouseStyle.caption),
        Piece((from + 5)...to, InvoiceWords.fullName[language], HouseStyle.caption),
      ], least: 12)
  }

  /// The foot of every page: number of the document, number of the page.
  func footer(_ title: Phrase) -> PrintSetup.Band {
    PrintSetup.Band(
      left: [.text(InvoiceWords.numbered(title, document.number)[language])],
      right: [.text("\(InvoiceWords.page[language]) "), .page, .text(" / "), .pageCount])
  }
}
