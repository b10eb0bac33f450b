import Measures
import Park

/// The payments that balances of issued months showed, and the contracts they were shown with (I3): there they stay as
/// long as their own rows stand.
public struct ShownPayments: Sendable {
  private var known: [Payment.ID: UsedRecords.UsedPayment] = [:]

  /// None.
  public init() {}

  /// Takes in the next batch. Where somebody agreed to the present records, it has all of them.
  mutating func take(_ batch: Batch) {
    if batch.isConsent == true { known = [:] }
    for used in batch.records?.payments ?? [] { known[used.payment.id] = used }
  }

  /// Whose a payment is by what was shown; nil where it was not, or its rows say something else now.
  func parts(of payment: Payment) -> [UsedRecords.UsedPayment.Part]? {
    known[payment.id].flatMap { $0.payment.says(what: payment) && !$0.parts.isEmpty ? $0.parts : nil }
  }
}

extension Payment {
  /// True where another payment's rows say the same, wherever they stand.
  fileprivate func says(what other: Payment) -> Bool {
    receivedOn == other.receivedOn && kind == other.kind && amount == other.amount && payee == other.payee
      && invoice == other.invoice && purpose == other.purpose && holder?.contract == other.holder?.contract
  }
}
