public import Diagnostics
public import Ledger
import Measures
import Sheets

/// How the figures of an issued document came about, as lines of text.
public enum DerivationListing {
  /// Tells it in a language.
  ///
  /// - Parameters:
  ///   - line: the one line to explain, from 1; nil for all.
  ///   - background: what the journal holds about the document.
  public static func lines(
    of document: InvoiceDocument, line: Int?, background: DocumentBackground, setting: DocumentSetting,
    language: Language
  ) -> [String] {
    var told = document
    told.language = language
    let title = document.kind == .correction ? InvoiceWords.correction : InvoiceWords.invoice
    var result = [
      "\(InvoiceWords.numbered(title, document.number)[language]) "
        + InvoiceWords.of(DateWords.text(document.issuedOn, in: language))[language],
      "\(document.contract) — \(document.buyer.name) — \(DateWords.text(document.period, in: language))",
    ]
    if let corrected = document.corrects {
      result.append(InvoiceWords.corrects(corrected, DateWords.phrase(document.period))[language])
    }
    let changes = background.changes(behind: document)
    if !changes.isEmpty {
      let words = ChangeText(setting: setting, language: language)
      result += ["", DerivationWords.changes[language]] + changes.map { "  " + words.text(of: $0) }
    }
    let derivation = Derivation(told, line: line, background: background, setting: setting)
    for entry in derivation.entries {
      switch entry {
      case .heading(let text): result += ["", text]
      case .note(let text): result.append("  \(text)")
      case .step(let step): result.append("  " + text(of: step, in: derivation))
      }
    }
    return result
  }

  private static func text(of step: Derivation.Step, in derivation: Derivation) -> String {
    let how = step.terms.count > 1 ? derivation.shown(step.terms) + " = " : ""
    let value = NumberText.text(step.figure, in: derivation.language)
    let unit = step.unit.isEmpty ? "" : " \(step.unit)"
    let source = step.source.isEmpty ? "" : "  [\(step.source)]"
    return "\(step.label): \(how)\(value)\(unit)\(source)"
  }
}
