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
  /// The first month.
  public let from: Month
  /// The last month.
  public let through: Month
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
}
