import Diagnostics
import Foundation
import Measures
import Park

extension FactReader {
  /// Reads `payments/`: tables, and banks' statements, which their first line tells; and `payment-contracts.csv`.
  ///
  /// A bad row holds back whose money it says it is: a contract, or all of a resident's. A payer that can't be told holds
  /// back nobody, and the money stays in the facts, so that it is shown (I3).
  func readPayments() {
    var rows = KeyedRows<Payment.ID, Payment>()
    var receipts = BankReceipts()
    var holders = readPaymentContracts()
    let payers = facts.residentsByINN
    for file in folder.files(in: "payments") {
      if let statement = BankStatement(path: folder.path(file), file: file) {
        readStatement(statement, payers, &receipts)
      } else {
        folder.rows(file, as: Tables.payments, touches: [.everyone]) { row in
          readPayment(&row, payers, &holders, &rows)
        }
      }
    }
    let received = receipts.all
    for receipt in received {
      var row = receipt.row
      rows.add(receipt.payment, key: receipt.payment.id, &row, column: "Номер")
      folder.report(row)
    }
    facts.payments = rows.rows.values.sorted { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
    for index in facts.payments.indices { facts.payments[index].holder = holders.take(facts.payments[index].id) }
    holders.reportLost(to: folder)
    reportLikeReceipts(received)
    report(paidOut: receipts)
    setAsideWhatCameBefore()
    reportUnallocated()
  }

  private func readPayment(
    _ row: inout TableRow, _ payers: Payers, _ holders: inout PaymentHolders,
    _ rows: inout KeyedRows<Payment.ID, Payment>
  ) {
    let id = row.id("payment_id", Payment.self)
    if let id { holders.meet(id) }
    let received = row.day("received_on")
    if let received, received > today { row.report(.datedAhead(today), "received_on") }
    let kind = row.choice("kind", Payment.Kind.self)
    let amount = row.number("amount", Money.self)
    // What is wrong with the payer keeps the money where it is shown.
    let isWhole = row.isGood
    if let amount, amount <= .zero { row.report(.amountNotPositive, "amount") }
    let invoice = row.word("invoice_no")
    let purpose = row.text("purpose")
    let isTold = invoice != nil || (id.map { holders[$0] != nil } ?? false)
    if let invoice { row.touch(.invoice(invoice)) }
    let payee = payee(&row, payers, isTold: isTold)
    guard isWhole, let id, let received, let kind, let amount else { return }
    rows.add(
      Payment(
        id: id, receivedOn: received, kind: kind, amount: amount, payee: payee, invoice: invoice, purpose: purpose,
        place: row.place),
      key: id, &row, column: "payment_id")
  }

  /// Whose the row says the money is, which is what its errors touch.
  ///
  /// - Parameter isTold: true where something else tells whose it is.
  private func payee(_ row: inout TableRow, _ payers: Payers, isTold: Bool) -> Payment.Payee {
    let given = ["contract_id", "resident_id", "inn"].filter { row.word($0) != nil }
    if given.count > 1 { row.report(.onePayee, value: given.joined(separator: ", ")) }
    var payees: [Payment.Payee] = []
    if let id = row.id("contract_id", Contract.self) {
      payees.append(.contract(id))
      if facts.contracts[id] != nil || folder.isBroken(.contract, id.text) {
        row.touch(.contract(id))
      } else if !isTold {
        let near = nearlyNamed(id.text, among: facts.contracts.keys.map(\.text))
        for name in near { row.touch(.contract(Contract.ID(name))) }
        if let name = near.first { row.report(.unknown(.contract, nearest: name), "contract_id") }
      }
    }
    if let id = row.id("resident_id", Resident.self) {
      payees.append(.resident(id))
      if facts.residents[id] != nil || folder.isBroken(.resident, id.text) {
        row.touch(.resident(id))
      } else if !isTold {
        let near = nearlyNamed(id.text, among: facts.residents.keys.map(\.text))
        for name in near { row.touch(.resident(Resident.ID(name))) }
        if let name = near.first { row.report(.unknown(.resident, nearest: name), "resident_id") }
      }
    }
    if given.contains("inn") {
      let inn = row.code("inn", digits: 14)
      payees.append(.inn(inn))
      for resident in payers[inn] ?? [] { row.touch(.resident(resident)) }
    }
    return given.count > 1 ? .several(payees) : payees.first ?? .unsaid
  }

  /// What came before the first month is in the opening balances: it does not count. Of each file it is told once.
  private func setAsideWhatCameBefore() {
    let first = facts.profile.firstMonth.firstDay
    let early = facts.payments.filter { $0.receivedOn < first }
    if early.isEmpty { return }
    facts.payments.removeAll { $0.receivedOn < first }
    for (_, payments) in Dictionary(grouping: early, by: \.place.file) {
      guard let top = payments.min(by: { $0.place < $1.place }) else { continue }
      let fault = Fault.beforeFirstMonth(payments.count, payments.map(\.amount).total(), facts.profile.firstMonth)
      folder.report(fault.at(top.place, value: "\(top.receivedOn)"))
    }
  }

  /// Money whose payer can't be told, or who has no contract: it is shown as unallocated (I3). Where an invoice may tell
  /// whose it is, the accounts say what is wrong.
  private func reportUnallocated() {
    let payers = Park.Payers(of: facts)
    for payment in facts.payments where payment.holder == nil && payment.invoice == nil && payment.amount > .zero {
      let (column, value): (String, String)
      switch payment.payee {
      case .contract(let id):
        guard facts.contracts[id] == nil, !folder.isBroken(.contract, id.text),
          nearlyNamed(id.text, among: facts.contracts.keys.map(\.text)).isEmpty
        else { continue }
        (column, value) = ("contract_id", id.text)
      case .resident(let id):
        guard payers.contracts(of: id, on: payment.receivedOn).isEmpty, !folder.isBroken(.resident, id.text),
          nearlyNamed(id.text, among: facts.residents.keys.map(\.text)).isEmpty || facts.residents[id] != nil
        else { continue }
        (column, value) = ("resident_id", id.text)
      case .inn(let inn):
        // Another form is told already.
        guard payment.account != nil || isCode(inn, digits: 14), payment.invoicesInPurpose.isEmpty,
          payers.residents(with: inn, on: payment.receivedOn).allSatisfy({
            payers.contracts(of: $0, on: payment.receivedOn).isEmpty
          })
        else { continue }
        (column, value) = (payment.account == nil ? "inn" : "ПлательщикИНН", inn)
      case .unsaid:
        guard payment.invoicesInPurpose.isEmpty else { continue }
        folder.report(Fault.unallocatedPayment(payment).at(payment.place))
        continue
      case .several: continue
      }
      folder.report(Fault.unallocatedPayment(payment).at(payment.place.at(column), value: value))
    }
  }

  /// What went from the company to a resident, and no row of the payments says that it was given back.
  private func report(paidOut receipts: BankReceipts) {
    for paid in receipts.paidOut
    where !facts.payments.contains(where: {
      $0.kind == .refund && $0.amount == paid.amount && $0.receivedOn == paid.on
    }) {
      folder.report(Fault.paidToResident.at(paid.place, value: "\(paid.on) \(paid.amount)"))
    }
  }
}
