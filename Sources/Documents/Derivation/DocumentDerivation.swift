import Diagnostics
import Ledger
import Measures
import Park
import Pricing
import Sheets

extension Derivation {
  /// How the figures of a document, or of one line of it, came about: registers first, then lines, then totals.
  init(
    _ document: InvoiceDocument, line only: Int? = nil, background: DocumentBackground, setting: DocumentSetting
  ) {
    let language = document.language
    self.init(language: language)
    let chosen = document.lines.enumerated().filter { only == nil || $0.offset + 1 == only }
    var meters = MeterDerivation(document, background, setting, language)
    meters.add(chosen.map(\.element), to: &self)
    let words = LineText(document: document, setting: setting)
    var places: [(net: Int, vat: Int?, salesTax: Int?, total: Int)] = []
    for (index, line) in chosen {
      let derivation = LineDerivation(
        number: index + 1, line: line, reversed: background.reversed[index], meters: meters, words: words,
        language: language)
      places.append(derivation.add(to: &self))
    }
    guard only == nil else { return }
    heading(DerivationWords.totals[language])
    let soms = UnitWords.text("som", in: language)
    let sums: [(Phrase, Money, [Int])] = [
      (InvoiceWords.net, document.net, places.map(\.net)), (InvoiceWords.vat, document.vat, places.compactMap(\.vat)),
      (InvoiceWords.salesTax, document.salesTax, places.compactMap(\.salesTax)),
    ]
    var parts: [Term] = []
    for (label, sum, entries) in sums where !entries.isEmpty {
      let place = calculated(label[language], Figure(sum), unit: soms, Self.sum(entries), isResult: true)
      parts += (parts.isEmpty ? [] : [.text("+")]) + [.entry(place)]
    }
    calculated(InvoiceWords.total[language], Figure(document.total), unit: soms, parts, isResult: true)
  }

  private static func sum(_ entries: [Int]) -> [Term] {
    entries.enumerated().flatMap { index, entry -> [Term] in (index == 0 ? [] : [.text("+")]) + [.entry(entry)] }
  }
}
