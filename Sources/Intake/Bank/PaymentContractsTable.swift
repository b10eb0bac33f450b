import Diagnostics
import Measures
import Park

/// Whose payments are by `payment-contracts.csv`, and which of its rows found theirs.
struct PaymentHolders {
  private var left: [Payment.ID: Payment.Holder]
  /// Payments that stand somewhere, be their rows good or not.
  private var met: Set<Payment.ID> = []

  init(_ holders: [Payment.ID: Payment.Holder]) { left = holders }

  subscript(id: Payment.ID) -> Payment.Holder? { left[id] }

  mutating func meet(_ id: Payment.ID) { met.insert(id) }

  /// The holder of a payment that is read.
  mutating func take(_ id: Payment.ID) -> Payment.Holder? {
    met.insert(id)
    return left[id]
  }

  /// Rows whose payment stands nowhere.
  func reportLost(to folder: InputFolder) {
    for (id, holder) in left where !met.contains(id) {
      let near = nearlyNamed(id.text, among: met.map(\.text)).first
      folder.report(
        Fault.unknownPayment(nearest: near).at(holder.place.at("payment_id"), value: id.text),
        [.contract(holder.contract)])
    }
  }
}

/// A row of the table, before its payment is known.
private struct PaymentContract: Placed {
  let payment: Payment.ID
  let contract: Contract.ID
  var place: Place
}

extension FactReader {
  /// Reads `payment-contracts.csv`: whose a bank's document is where it does not say.
  func readPaymentContracts() -> PaymentHolders {
    var rows = KeyedRows<Payment.ID, PaymentContract>()
    folder.table(Tables.paymentContracts, touches: [.everyone]) { row in
      // A bank's documents have long names.
      let payment = row.word("payment_id").map { Payment.ID($0) }
      let contract = contract(&row)
      guard row.isGood, let payment, let contract else { return }
      rows.add(
        PaymentContract(payment: payment, contract: contract, place: row.place), key: payment, &row,
        column: "payment_id")
    }
    return PaymentHolders(rows.rows.mapValues { Payment.Holder(contract: $0.contract, place: $0.place) })
  }
}

extension Fault {
  fileprivate static func unknownPayment(nearest: String?) -> Fault {
    Fault(
      "unknown-payment",
      message: Phrase(
        ky: "Мындай төлөм payments/ ичинде жок", ru: "Такого платежа в payments/ нет",
        en: "There is no such payment in payments/"),
      remedy: nearest.map { .perhaps($0) }
        ?? Phrase(
          ky: "payment_id маанисин unallocated.csv файлынан көчүрүңүз же сапты өчүрүңүз",
          ru: "Скопируйте payment_id из unallocated.csv или удалите строку",
          en: "Copy payment_id from unallocated.csv, or delete the row"))
  }
}
