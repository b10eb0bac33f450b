import Diagnostics
import Foundation
import Measures
import Park

extension FactReader {
  /// Reads `payments/`: tables, and banks' statements, which their first line tells.
  ///
  /// A bad row holds back whose money it says it is: a contract, or all of a resident's. Two faults hold back nobody, and
  /// the money stays in the facts, so that it is shown (I3): a payer that can't be told, and an amount not above 0. Where
  /// only an invoice tells whose the money is, nobody is held back either: invoices are not known here. Nor does a file
  /// that can't be read at all say whose money it holds.
  func readPayments() {
    var rows = KeyedRows<Payment.ID, Payment>()
    let payers = facts.residentsByINN
    for file in folder.files(in: "payments") {
      if let statement = BankStatement(path: folder.path(file), file: file) {
        readStatement(statement, payers, &rows)
      } else {
        folder.rows(file, as: Tables.payments, touches: []) { row in readPayment(&row, payers, &rows) }
      }
    }
    facts.payments = rows.rows.values.sorted { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
  }

  /// The residents with a taxpayer's number.
  private typealias Payers = [String: [Resident.ID]]

  private func readPayment(
    _ row: inout TableRow, _ payers: Payers, _ rows: inout KeyedRows<Payment.ID, Payment>
  ) {
    let id = row.id("payment_id", Payment.self)
    let received = row.day("received_on")
    let kind = row.choice("kind", Payment.Kind.self)
    let amount = row.number("amount", Money.self)
    // What is wrong with the payer keeps the money where it is shown.
    let isWhole = row.isGood
    if let amount, amount <= .zero { row.report(.amountNotPositive, "amount", isHarmless: true) }
    let invoice = row.word("invoice_no")
    let purpose = row.text("purpose")
    let payee = payee(&row, payers, hasInvoice: invoice != nil)
    if invoice == nil { check(payee, payers, purpose, &row) }
    guard isWhole, let id, let received, let kind, let amount else { return }
    rows.add(
      Payment(
        id: id, receivedOn: received, kind: kind, amount: amount, payee: payee, invoice: invoice, purpose: purpose,
        place: row.place),
      key: id, &row, column: "payment_id")
  }

  /// Whose the row says the money is, which is what its errors touch.
  private func payee(_ row: inout TableRow, _ payers: Payers, hasInvoice: Bool) -> Payment.Payee {
    let given = ["contract_id", "resident_id", "inn"].filter { row.word($0) != nil }
    if given.count > 1 || given.isEmpty && !hasInvoice {
      row.report(.onePayee, value: given.joined(separator: ", "))
    }
    var payees: [Payment.Payee] = []
    if let id = row.id("contract_id", Contract.self) {
      payees.append(.contract(id))
      if facts.contracts[id] != nil || folder.isBroken(.contract, id.text) { row.touch(.contract(id)) }
    }
    if let id = row.id("resident_id", Resident.self) {
      payees.append(.resident(id))
      if facts.residents[id] != nil || folder.isBroken(.resident, id.text) { row.touch(.resident(id)) }
    }
    if given.contains("inn") {
      let inn = row.code("inn", digits: 14)
      payees.append(.inn(inn))
      for resident in payers[inn] ?? [] { row.touch(.resident(resident)) }
    }
    return given.count > 1 ? .several(payees) : payees.first ?? .unsaid
  }

  /// An unknown payer is an error, but the money stays: it is shown as unallocated (I3). Where the row names an invoice
  /// too, that may tell whose the money is, and the accounts say what is wrong.
  private func check(_ payee: Payment.Payee, _ payers: Payers, _ purpose: String, _ row: inout TableRow) {
    switch payee {
    case .contract(let id):
      folder.check(id, .contract, among: facts.contracts, &row, "contract_id")
    case .resident(let id):
      folder.check(id, .resident, among: facts.residents, &row, "resident_id")
    case .inn(let inn):
      // Another form is told already, and an invoice that the purpose names may still tell whose the money is.
      if payers[inn] == nil, isCode(inn, digits: 14), Payment.invoices(in: purpose).isEmpty {
        row.report(.unknownPayer, "inn", isHarmless: true)
      }
    case .unsaid, .several: break
    }
  }

  // MARK: Statements

  private func readStatement(
    _ statement: BankStatement, _ payers: Payers, _ rows: inout KeyedRows<Payment.ID, Payment>
  ) {
    let whole = Place(file: statement.file)
    if !statement.isComplete { folder.report(Fault.tornStatement.at(whole)) }
    let ours = facts.profile.company.account
    for document in statement.documents where document.isIncoming(ours) {
      var row = TableRow(at: Place(file: statement.file, line: document.line))
      let payment = payment(document, payers, &row)
      if let payment { rows.add(payment, key: payment.id, &row, column: "Номер") }
      folder.report(row)
    }
  }

  /// A bad document holds back the payer's contracts, as a bad row does.
  private func payment(_ document: BankDocument, _ payers: Payers, _ row: inout TableRow) -> Payment? {
    let inn = document.payerINN
    for resident in payers[inn] ?? [] { row.touch(.resident(resident)) }
    let number = document["Номер"]
    let dateText = document["ДатаПоступило"].isEmpty ? document["Дата"] : document["ДатаПоступило"]
    let received = Day.parse(dateText)
    if received == nil { row.report(.badDate, "ДатаПоступило", value: dateText) }
    let dated = Day.parse(document["Дата"]) ?? received
    var amount: Money?
    switch Money.parse(document["Сумма"]) {
    case .success(let value): amount = value
    case .failure(let fault): row.report(.number(fault), "Сумма", value: document["Сумма"])
    }
    let account = document.payerAccount
    let id = "\(dated.map { "\($0)" } ?? "")/\(number)/\(account)"
    if number.isEmpty { row.report(.emptyCell, "Номер", value: "") }
    if !isIdentifier(id) { row.report(.badIdentifier, "Номер", value: id) }
    guard row.isGood, let received, let amount else { return nil }
    if amount <= .zero { row.report(.amountNotPositive, "Сумма", value: document["Сумма"], isHarmless: true) }
    let payment = Payment(
      id: Payment.ID(id), receivedOn: received, kind: .payment, amount: amount, payee: .inn(inn),
      purpose: document.purpose, place: row.place)
    // An invoice that the purpose names may still tell whose the money is.
    if payment.invoicesInPurpose.isEmpty, payers[inn] == nil {
      row.report(.unknownPayer, "ПлательщикИНН", value: inn, isHarmless: true)
    }
    return payment
  }
}

extension Fault {
  fileprivate static let amountNotPositive = Fault(
    "amount-not-positive",
    message: Phrase(
      ky: "Төлөмдүн суммасы нөлдөн чоң болушу керек: акча бөлүштүрүлбөй турат",
      ru: "Сумма платежа должна быть больше нуля: деньги показаны как нераспределённые",
      en: "A payment's amount must be above 0: the money is shown as unallocated"),
    remedy: Phrase(
      ky: "Сумманы оң сан менен, кайтарууну kind = refund деп жазыңыз",
      ru: "Запишите сумму положительной, возврат укажите как kind = refund",
      en: "Write a positive amount; a return of money is kind = refund"))

  fileprivate static let onePayee = Fault(
    "one-payee",
    message: Phrase(
      ky: "Акча кимдики экени белгисиз: contract_id, resident_id, inn ичинен бирөө же invoice_no толтурулушу керек",
      ru: "Неизвестно, чьи это деньги: заполните ровно одно из contract_id, resident_id, inn либо invoice_no",
      en: "Whose the money is cannot be told: fill in exactly one of contract_id, resident_id and inn, or invoice_no"),
    remedy: Phrase(
      ky: "Төлөм кимге тиешелүү экенин бир мамычада көрсөтүңүз", ru: "Укажите плательщика в одном из столбцов",
      en: "Say in one of the columns whose payment it is"))

  fileprivate static let unknownPayer = Fault(
    "unknown-payer",
    message: Phrase(
      ky: "Мындай ИСН менен резидент жок: акча бөлүштүрүлбөй турат",
      ru: "Резидента с таким ИНН нет: деньги показаны как нераспределённые",
      en: "No resident has this taxpayer number: the money is shown as unallocated"),
    remedy: Phrase(
      ky: "residents.csv файлындагы inn маанисин текшериңиз же төлөмдү CSV менен келишимге байлаңыз",
      ru: "Проверьте inn в residents.csv или отнесите платёж к договору через CSV",
      en: "Check inn in residents.csv, or enter the payment by its contract in a CSV file"))

  fileprivate static let tornStatement = Fault(
    .warning, "torn-statement",
    message: Phrase(
      ky: "Банк көчүрмөсү үзүлүп калган: КонецФайла же КонецДокумента сабы жок",
      ru: "Выписка банка оборвана: нет строки КонецФайла или КонецДокумента",
      en: "The bank's statement is torn: КонецФайла or КонецДокумента is missing"),
    remedy: Phrase(
      ky: "Көчүрмөнү банктан кайра жүктөңүз", ru: "Выгрузите выписку из банка заново",
      en: "Export the statement from the bank again"))
}
