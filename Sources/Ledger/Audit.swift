public import Diagnostics
import Measures
public import Park

/// The first thing in the books that does not agree with the rest.
public struct Disagreement: Sendable, Hashable {
  /// The journal's file or the output's, below the output folder.
  public let file: String
  /// What does not agree, and with what.
  public let message: Phrase

  /// A disagreement in a file.
  public init(_ file: String, _ message: Phrase) {
    self.file = file
    self.message = message
  }
}

extension Books {
  /// The first disagreement among what was issued: numbers without a gap or a repeat in each year (I1), one invoice a
  /// contract and month, corrections of invoices that are there (I2), balances that follow from the documents and from
  /// the month before and what was recorded of opening balances (I5), and documents that show their balances.
  ///
  /// - Parameter facts: for the opening balances. Early journals do not record what became of them: there a contract that
  ///   has one, had one when it was first shown, or has a change recorded later, may gain or lose by it at any time.
  public func firstDisagreement(_ facts: ParkFacts) -> Disagreement? {
    let changed = batches.flatMap { $0.openingChanges ?? [] }.map(\.contract)
    var audit = Audit(withOpening: Set(facts.openingBalances.map(\.contract) + changed))
    for (index, batch) in batches.enumerated() {
      let file = "journal/" + Journal.fileName(sequence: index + 1, month: batch.month)
      if let message = audit.take(batch) { return Disagreement(file, message) }
    }
    return nil
  }
}

/// Reads the batches in order and says where one does not follow from those before.
private struct Audit {
  private struct Period: Hashable {
    let contract: Contract.ID
    let month: Month
  }

  /// The contracts that may open otherwise than they last closed where changes are not recorded yet.
  private var withOpening: Set<Contract.ID>
  /// True from the first batch on that records changes: whoever wrote it, and those after it, records them all.
  private var isRecording = false
  private var shown: Set<Contract.ID> = []
  private var lastNumber: [Int: Int] = [:]
  private var invoices: [Period: String] = [:]
  private var invoiced: [Period: Money] = [:]
  private var closings = Closings()

  init(withOpening: Set<Contract.ID>) { self.withOpening = withOpening }

  mutating func take(_ batch: Batch) -> Phrase? {
    for document in batch.documents {
      if let fault = number(document) ?? place(document, in: batch) { return fault }
      invoiced[Period(contract: document.contract, month: batch.month), default: .zero] += document.total
    }
    return balances(batch)
  }

  private mutating func number(_ document: InvoiceDocument) -> Phrase? {
    let year = document.issuedOn.month.year
    let next = (lastNumber[year] ?? 0) + 1
    lastNumber[year] = next
    let expected = Books.documentNumber(next, in: "\(year)")
    guard document.number != expected else { return nil }
    return Phrase(
      ky: "номерлер ырааттуу эмес: \(expected) күтүлгөн, \(document.number) турат",
      ru: "номера идут не подряд: ожидался \(expected), стоит \(document.number)",
      en: "the numbers do not follow: \(expected) was to come, \(document.number) stands there")
  }

  private mutating func place(_ document: InvoiceDocument, in batch: Batch) -> Phrase? {
    let period = Period(contract: document.contract, month: document.period)
    switch document.kind {
    case .invoice:
      if let other = invoices[period] {
        return Phrase(
          ky: "\(document.contract) келишимине \(document.period) үчүн эки эсеп бар: \(other) жана \(document.number)",
          ru: "по договору \(document.contract) за \(document.period) два счёта: \(other) и \(document.number)",
          en: "contract \(document.contract) has two invoices for \(document.period): \(other) and \(document.number)")
      }
      invoices[period] = document.number
    case .correction:
      if document.corrects == nil || invoices[period] != document.corrects {
        return Phrase(
          ky: "\(document.number) оңдоосу түзөткөн эсеп жок: \(document.corrects ?? "—")",
          ru: "нет счёта, который исправляет \(document.number): \(document.corrects ?? "—")",
          en: "correction \(document.number) corrects an invoice that is not there: \(document.corrects ?? "—")")
      }
    }
    guard document.issuedOn == batch.issuedOn else {
      return differ(
        document.number, Phrase(ky: "чыгарылган күнү", ru: "дата выставления", en: "date of issue"),
        "\(document.issuedOn)", "\(batch.issuedOn)")
    }
    let row = batch.balances.first { $0.contract == document.contract }
    let shown = [document.openingBalance, document.paid, document.balanceDue]
    let balance = row.map { [$0.openingBalance, $0.paid, $0.closingBalance] } ?? []
    guard shown == balance else {
      return differ(
        document.number, Phrase(ky: "калдык", ru: "сальдо", en: "balance"),
        shown.map(\.description).joined(separator: " / "), balance.map(\.description).joined(separator: " / "))
    }
    return nil
  }

  private mutating func balances(_ batch: Batch) -> Phrase? {
    if batch.openingChanges != nil { isRecording = true }
    let changes = Dictionary(
      (batch.openingChanges ?? []).map { ($0.contract, $0.amount) }, uniquingKeysWith: { $0 + $1 })
    for row in batch.balances {
      let sum = invoiced[Period(contract: row.contract, month: batch.month)] ?? .zero
      if row.invoiced != sum {
        return differ(
          "\(row.contract)", Phrase(ky: "эсептелди", ru: "начислено", en: "invoiced"), "\(row.invoiced)", "\(sum)")
      }
      let parts = row.notDue + row.overdue - row.advance
      if row.closingBalance != parts {
        return differ(
          "\(row.contract)", Phrase(ky: "мезгил аягындагы калдык", ru: "сальдо на конец", en: "closing balance"),
          "\(row.closingBalance)", "\(parts)")
      }
      if shown.insert(row.contract).inserted, !row.openingBalance.isZero { withOpening.insert(row.contract) }
      let before = closings.last(row.contract, before: batch.month) + (changes[row.contract] ?? .zero)
      if row.openingBalance != before, isRecording || !withOpening.contains(row.contract) {
        return differ(
          "\(row.contract)", Phrase(ky: "мезгил башындагы калдык", ru: "сальдо на начало", en: "opening balance"),
          "\(row.openingBalance)", "\(before)")
      }
    }
    if batch.isEarly != true { closings.take(batch.balances, of: batch.month) }
    let named = Set(batch.documents.map(\.contract)).union(changes.keys)
    guard let missing = named.subtracting(batch.balances.map(\.contract)).min() else { return nil }
    return Phrase(
      ky: "\(missing) келишиминин калдыгы жок", ru: "нет сальдо договора \(missing)",
      en: "contract \(missing) has no balance")
  }

  private func differ(_ whose: String, _ what: Phrase, _ found: String, _ expected: String) -> Phrase {
    Phrase(
      ky: "\(whose), \(what.ky): \(found), бирок документтер боюнча \(expected)",
      ru: "\(whose), \(what.ru): \(found), а по документам \(expected)",
      en: "\(whose), \(what.en): \(found), but \(expected) by the documents")
  }
}

extension Books {
  /// `2026-000123`: the number in a series, which is a year.
  public static func documentNumber(_ number: Int, in series: String) -> String {
    let digits = String(number)
    return "\(series)-" + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }
}
