import Ledger
import Measures
import Park
import Pricing

/// What a contract's month comes to, and what becomes of that beside the lines that stand (I2).
struct Settled {
  /// What becomes of the lines.
  enum Outcome {
    /// Nothing was issued for the month: they are an invoice, where there are any.
    case invoice
    /// They differ from what stands by these: old reversed, new added.
    case correction([Charge])
    /// They differ from what stands, but the month stays as issued.
    case closed
    /// They are what stands.
    case unchanged
  }

  let contract: Contract
  let month: Month
  let lines: [Charge]
  let outcome: Outcome

  init(_ contract: Contract, _ month: Month, _ lines: [Charge], beside standing: IssuedLines, isClosed: Bool) {
    self.contract = contract
    self.month = month
    self.lines = lines
    guard standing.isIssued(contract.id, month) else {
      outcome = .invoice
      return
    }
    let differing = lines.corrections(of: standing.charges(contract.id, month))
    outcome = differing.isEmpty ? .unchanged : isClosed ? .closed : .correction(differing)
  }

  /// True where the lines stand from now on.
  var stands: Bool {
    switch outcome {
    case .invoice, .correction: true
    case .closed, .unchanged: false
    }
  }

  /// True where the lines would stand, were the month not closed.
  var isClosed: Bool {
    if case .closed = outcome { true } else { false }
  }

  /// What the contract is to get; nil for nothing.
  func document(in standing: IssuedLines) -> UnnumberedDocument? {
    switch outcome {
    case .invoice: lines.isEmpty ? nil : UnnumberedDocument(contract, month, lines, corrects: nil)
    case .correction(let lines):
      UnnumberedDocument(
        contract, month, lines, corrects: standing.invoices[IssuedLines.Key(contract: contract.id, period: month)])
    case .closed, .unchanged: nil
    }
  }
}

extension Charge {
  /// True where nothing differs that makes a correction necessary (I2).
  fileprivate func isBilledLike(_ other: Charge) -> Bool {
    quantity == other.quantity && unitPrice == other.unitPrice && currency == other.currency
      && exchangeRate == other.exchangeRate && discountPercent == other.discountPercent && net == other.net
      && vat == other.vat && salesTax == other.salesTax
  }

  /// The line that takes this one back: same key, quantity and amounts negated.
  fileprivate var reversed: Charge {
    var line = self
    line.basis = .reversal
    line.trace = nil
    line.quantity = -quantity
    line.net = -net
    line.vat = -vat
    line.salesTax = -salesTax
    return line
  }
}

extension [Charge] {
  /// The differing lines between what stands and what the month comes to now: old reversed, new added (I2).
  func corrections(of standing: [Charge]) -> [Charge] {
    var left = standing
    var added: [Charge] = []
    for line in self {
      if let index = left.firstIndex(where: { $0.isSame(as: line) && $0.isBilledLike(line) }) {
        left.remove(at: index)
      } else {
        added.append(line)
      }
    }
    return (left.map(\.reversed) + added).inDocumentOrder()
  }
}
