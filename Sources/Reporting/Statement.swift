public import Ledger
public import Measures
public import Park

/// The reconciliation of one contract over a stretch of months: what was owed, billed and paid, entry by entry.
public struct Statement: Sendable, Hashable {
  /// What an entry is.
  public enum EntryKind: Sendable, Hashable {
    /// An invoice: a debit.
    case invoice
    /// A correction: a debit, below 0 where it takes away.
    case correction
    /// Money, a set-off or a write-off: a credit. A refund is a credit below 0.
    case payment(Payment.Kind)
    /// Payments received before the period, but entered after the months before it were run: the sum that their
    /// balances could not show. Without a number.
    case enteredLate
  }

  /// One document or payment.
  public struct Entry: Sendable, Hashable {
    /// The day of issue or receipt.
    public let date: Day
    /// The document's number, or the payment's name.
    public let number: String
    /// What it is.
    public let kind: EntryKind
    /// The month that a document is for; nil for a payment.
    public let period: Month?
    /// What it adds to the debt; zero for a payment.
    public let debit: Money
    /// What it takes off the debt; zero for a document.
    public let credit: Money
    /// What is owed after it.
    public let balance: Money
  }

  /// A payment, or the part of one, that was put to the contract's account (I3): above 0 for what lowers the debt,
  /// below 0 for a refund.
  public typealias AllocatedPayment = (payment: Payment, amount: Money)

  /// The contract.
  public let contract: Contract
  /// The resident.
  public let resident: Resident
  /// The management company.
  public let company: ParkProfile.Company
  /// The first and the last day.
  public let days: ClosedRange<Day>
  /// What was owed at the start; below 0 an advance.
  public let opening: Money
  /// In order of their dates; on one day payments before documents (I3).
  public let entries: [Entry]
  /// The documents in all.
  public let invoiced: Money
  /// The payments in all.
  public let paid: Money
  /// opening + invoiced − paid.
  public var closing: Money { opening + invoiced - paid }
  /// The closing of the balances at the end of the last month; nil where no run has been through it. Differs from
  /// ``closing`` only where a payment was entered after the month was run.
  public let recordedClosing: Money?

  /// The statement of a contract; nil where its contract or resident is not among the facts.
  ///
  /// It opens where the balances of its first month open, whatever `payments` holds.
  /// - Parameter payments: all that was put to the contract's account since its beginning, in any order; what was
  ///   received after the last month is left out.
  public static func make(
    contract id: Contract.ID, facts: ParkFacts, books: Books, from: Month, through: Month,
    payments: [AllocatedPayment]
  ) -> Statement? {
    guard let whole = facts.contracts[id], let resident = facts.resident(of: whole, on: through.lastDay)
    else { return nil }
    let contract = whole.row(on: through.lastDay)
    let opening = openingBalance(of: id, facts: facts, books: books, from: from, through: through)
    let entries = entries(of: id, books: books, from: from, through: through, payments: payments)
    var balance = opening
    let running = entries.map { entry in
      balance += entry.debit - entry.credit
      return Entry(
        date: entry.date, number: entry.number, kind: entry.kind, period: entry.period, debit: entry.debit,
        credit: entry.credit, balance: balance)
    }
    let recorded: Money? =
      books.issuedMonths.contains(through)
      ? books.balances(of: through).first { $0.contract == id }?.closingBalance ?? .zero : nil
    return Statement(
      contract: contract, resident: resident, company: facts.profile.company, days: from.firstDay...through.lastDay,
      opening: opening, entries: running, invoiced: entries.map(\.debit).total(),
      paid: entries.map(\.credit).total(), recordedClosing: recorded)
  }

  /// The same account over some of its days: what stands before them is in the opening.
  public func cut(to days: ClosedRange<Day>) -> Statement {
    // A document may be dated outside the months in whose folders it lies; whole months keep all of theirs.
    guard days != self.days else { return self }
    let isFromStart = days.lowerBound == self.days.lowerBound
    let isToEnd = days.upperBound == self.days.upperBound
    let before = entries.filter { !isFromStart && $0.date < days.lowerBound }
    let kept = entries.filter {
      (isFromStart || $0.date >= days.lowerBound) && (isToEnd || $0.date <= days.upperBound)
    }
    return Statement(
      contract: contract, resident: resident, company: company, days: days,
      opening: opening + before.map(\.debit).total() - before.map(\.credit).total(), entries: kept,
      invoiced: kept.map(\.debit).total(), paid: kept.map(\.credit).total(),
      recordedClosing: isToEnd ? recordedClosing : nil)
  }

  /// The opening of the first month that was run; before any run the opening balances as entered.
  private static func openingBalance(
    of id: Contract.ID, facts: ParkFacts, books: Books, from: Month, through: Month
  ) -> Money {
    let issued = books.issuedMonths.sorted()
    func row(_ month: Month) -> BalanceRow? { books.balances(of: month).first { $0.contract == id } }
    if let first = issued.first(where: { $0 >= from && $0 <= through }) { return row(first)?.openingBalance ?? .zero }
    if let before = issued.last(where: { $0 < from }) { return row(before)?.closingBalance ?? .zero }
    return facts.openingBalances.filter { $0.contract == id }.map(\.amount).total()
  }

  private static func entries(
    of id: Contract.ID, books: Books, from: Month, through: Month, payments: [AllocatedPayment]
  ) -> [Entry] {
    let first = from.firstDay
    let last = through.lastDay
    var entries: [Entry] = []
    let before = payments.filter { $0.payment.receivedOn < first }.map(\.amount).total()
    let shown = books.issuedMonths.filter { $0 < from }.sorted()
      .flatMap { books.balances(of: $0) }.filter { $0.contract == id }.map(\.paid).total()
    if before != shown { entries.append(.credit(first, "", .enteredLate, before - shown)) }
    for item in payments where item.payment.receivedOn >= first && item.payment.receivedOn <= last {
      entries.append(.credit(item.payment.receivedOn, item.payment.title, .payment(item.payment.kind), item.amount))
    }
    for batch in books.batches where batch.month >= from && batch.month <= through {
      for document in batch.documents where document.contract == id {
        entries.append(.debit(document))
      }
    }
    return entries.sorted { a, b in
      if a.date != b.date { return a.date < b.date }
      if a.isCredit != b.isCredit { return a.isCredit }
      return a.number.utf8.lexicographicallyPrecedes(b.number.utf8)
    }
  }
}

extension Statement.Entry {
  /// True for a payment: it stands before the documents of its day.
  fileprivate var isCredit: Bool {
    switch kind {
    case .invoice, .correction: false
    case .payment, .enteredLate: true
    }
  }

  fileprivate static func credit(_ date: Day, _ number: String, _ kind: Statement.EntryKind, _ amount: Money) -> Self {
    Self(date: date, number: number, kind: kind, period: nil, debit: .zero, credit: amount, balance: .zero)
  }

  fileprivate static func debit(_ document: InvoiceDocument) -> Self {
    Self(
      date: document.issuedOn, number: document.number, kind: document.kind == .invoice ? .invoice : .correction,
      period: document.period, debit: document.total, credit: .zero, balance: .zero)
  }
}
