import Diagnostics
import Ledger
import Measures
import Park
import Pricing
import Sheets

/// What a line of an invoice says in words.
struct LineText {
  let document: InvoiceDocument
  let setting: DocumentSetting

  private var language: Language { document.language }

  /// The service and what of it, then when and how, each on a line of its own.
  func text(of line: Charge) -> String {
    let name = self.title(of: line)
    let title = mark(of: line).map { "\($0): \(name)" } ?? name
    return "\(title)\n\(details(of: line).joined(separator: "; "))"
  }

  /// Reversal or new, on a correction.
  private func mark(of line: Charge) -> String? {
    if line.basis == .reversal { return line.basis.wording[language].capitalizedStart }
    return document.kind == .correction ? InvoiceWords.new[language] : nil
  }

  private func title(of line: Charge) -> String {
    let name = line.service.flatMap { setting.serviceNames[$0]?[language] }
    // An order's own words say what was done, and by which act; and where the tables no longer name the service, the
    // line's own words say all of it.
    if line.isOfOrder || name == nil && line.service != nil, !line.description.isEmpty { return line.description }
    let isFirstBlockTold = document.lines.contains {
      $0.service == line.service && $0.zone == line.zone && ($0.block ?? 1) > 1
    }
    return line.title(of: name ?? line.service?.text ?? "", in: language, isFirstBlockTold: isFirstBlockTold)
  }

  private func details(of line: Charge) -> [String] {
    var parts = [DateWords.digits(line.from, through: line.to)]
    switch line.basis {
    case .estimated: parts.append(line.basis.wording[language])
    case .adjustment: parts.append(ChargeWords.adjustment(DateWords.phrase(line.from.month))[language])
    case .order: parts.append(InvoiceWords.order(line.reference)[language])
    case .actual, .recurring, .minimum, .penalty, .reversal: break
    }
    if line.currency != .soms {
      parts.append(InvoiceWords.rate(line.currency.text, line.exchangeRate.text(decimals: 0))[language])
    }
    return parts
  }
}

extension Charge {
  /// What is prorated has six decimals; the zeros among them say nothing to a reader.
  var leastDecimals: Int { quantityDecimals == 6 ? 0 : quantityDecimals }

  /// A quantity of the line as a document shows it.
  func shown(_ quantity: FineQuantity) -> Figure { Figure(quantity, decimals: leastDecimals) }
}
