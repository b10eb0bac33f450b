import Ledger
import Measures
import Park
import Pricing

/// The lines that stand for each contract and month after all corrections (I2).
struct IssuedLines {
  struct Key: Hashable {
    let contract: Contract.ID
    let period: Month
  }

  /// The documents of each contract's month, in order of issue.
  private var documents: [Key: [InvoiceDocument]]
  /// What a run has found to stand instead.
  private var replaced: [Key: [Charge]] = [:]
  /// The invoice that corrections of a contract's month correct.
  private(set) var invoices: [Key: String] = [:]
  /// The months whose documents ever billed an order, whatever became of it since (P11).
  private(set) var orderMonths: [Order.ID: Set<Month>] = [:]

  init(_ documents: [InvoiceDocument]) {
    self.documents = Dictionary(grouping: documents) { Key(contract: $0.contract, period: $0.period) }
    name(documents)
    for document in documents {
      for line in document.referringLines where line.basis == .order {
        orderMonths[Order.ID(line.reference), default: []].insert(document.period)
      }
    }
  }

  func isIssued(_ contract: Contract.ID, _ period: Month) -> Bool {
    invoices[Key(contract: contract, period: period)] != nil
  }

  func charges(_ contract: Contract.ID, _ period: Month) -> [Charge] {
    let key = Key(contract: contract, period: period)
    return replaced[key] ?? Self.standing((documents[key] ?? []).map(\.lines))
  }

  /// Those that are for an order or an overdue document.
  func referringCharges(_ contract: Contract.ID, _ period: Month) -> [Charge] {
    let key = Key(contract: contract, period: period)
    return replaced[key]?.filter(\.isReferring) ?? Self.standing((documents[key] ?? []).map(\.referringLines))
  }

  /// Takes in the numbers of documents that were just issued.
  mutating func name(_ documents: [InvoiceDocument]) {
    for document in documents where document.kind == .invoice {
      invoices[Key(contract: document.contract, period: document.period)] = document.number
    }
  }

  mutating func replace(_ charges: [Charge], _ contract: Contract.ID, _ period: Month) {
    replaced[Key(contract: contract, period: period)] = charges
  }

  /// All lines of a contract for months before one.
  func charges(_ contract: Contract.ID, before month: Month, from first: Month) -> [Charge] {
    guard first < month else { return [] }
    return (first..<month).flatMap { charges(contract, $0) }
  }

  /// The penalties of a contract for months before one.
  func penalties(_ contract: Contract.ID, before month: Month, from first: Month) -> [Charge] {
    guard first < month else { return [] }
    return (first..<month).flatMap { referringCharges(contract, $0) }.filter { $0.component == .penalty }
  }

  /// The lines of some documents, less those that a later one reverses.
  private static func standing(_ documents: [[Charge]]) -> [Charge] {
    var lines: [Charge] = []
    for line in documents.joined() {
      guard line.basis == .reversal else {
        lines.append(line)
        continue
      }
      if let index = lines.firstIndex(where: { $0.isSame(as: line) && $0.isUndone(by: line) }) {
        lines.remove(at: index)
      }
    }
    return lines
  }
}

extension Charge {
  /// True where both are the same charge of the same month, whatever their amounts.
  func isSame(as other: Charge) -> Bool { key == other.key && isAdjustment == other.isAdjustment }

  fileprivate func isUndone(by reversal: Charge) -> Bool {
    net + reversal.net == .zero && quantity + reversal.quantity == .zero && vat + reversal.vat == .zero
      && salesTax + reversal.salesTax == .zero
  }
}
