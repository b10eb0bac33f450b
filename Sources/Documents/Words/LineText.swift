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
    let title = mark(of: line).map { "\($0[language]): \(name)" } ?? name
    return "\(title)\n\(details(of: line).joined(separator: "; "))"
  }

  /// Reversal or new, on a correction.
  private func mark(of line: Charge) -> Phrase? {
    if line.basis == .reversal { return InvoiceWords.reversal }
    return document.kind == .correction ? InvoiceWords.new : nil
  }

  private func title(of line: Charge) -> String {
    if line.component == .penalty { return InvoiceWords.penalty(line.reference)[language] }
    // A service that the tables no longer name: the line's own words say all of it.
    let isKnown = line.service.map { setting.serviceNames[$0] != nil } ?? true
    if !isKnown, !line.description.isEmpty { return line.description }
    let name = line.service.flatMap { setting.serviceNames[$0]?[language] } ?? ""
    // An order's own words say what was done, and by which act.
    if isOfOrder(line), !name.isEmpty, line.description.hasPrefix(name) { return line.description }
    var parts = [self.name(of: line)]
    switch line.component {
    case .tariff(.demand): parts.append(InvoiceWords.demand[language])
    case .tariff(.capacity): parts.append(InvoiceWords.capacity[language])
    case .tariff(.reactive): parts.append(InvoiceWords.reactive[language])
    case .tariff(.percent): parts.append(InvoiceWords.percent[language])
    case .minimum: parts.append(InvoiceWords.minimum[language])
    case .tariff(.energy), .tariff(.fixed), .penalty: break
    }
    if let zone = line.zone { parts.append(InvoiceWords.zone(zone.text)[language]) }
    if let block = line.block, isOneOfBlocks(line, block) { parts.append(InvoiceWords.block(block)[language]) }
    return parts.joined(separator: ", ")
  }

  private func isOfOrder(_ line: Charge) -> Bool {
    line.basis == .order || line.basis == .reversal && !line.reference.isEmpty
  }

  /// Where nothing lies beyond the first block, to number it would only raise questions.
  private func isOneOfBlocks(_ line: Charge, _ block: Int) -> Bool {
    block > 1
      || document.lines.contains { $0.service == line.service && $0.zone == line.zone && ($0.block ?? 1) > 1 }
  }

  /// The service's name; and what was ordered.
  private func name(of line: Charge) -> String {
    let name = line.service.flatMap { setting.serviceNames[$0]?[language] } ?? ""
    if name.isEmpty { return line.service?.text ?? "" }
    guard line.basis == .order else { return name }
    let work = line.orderedWork ?? (line.description.hasPrefix(name) ? "" : line.description)
    return work.isEmpty ? name : "\(name): \(work)"
  }

  private func details(of line: Charge) -> [String] {
    var parts = [DateWords.digits(line.from, through: line.to)]
    switch line.basis {
    case .estimated: parts.append(InvoiceWords.estimated[language])
    case .adjustment:
      let month = line.from.month
      parts.append(
        InvoiceWords.adjustment(DateWords.phrase(month))[language])
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
