import Diagnostics
import Foundation
import Measures
import Park

extension FactReader {
  /// Reads `payments/`: tables, and banks' statements, which their first line tells. Nothing wrong here holds anybody
  /// back; money that can't be allocated stays in the facts, so that it is shown.
  func readPayments() {
    var rows = KeyedRows<Payment.ID, Payment>()
    let inns = Set(facts.residents.values.map(\.inn)).subtracting([""])
    for file in folder.files(in: "payments") {
      if let statement = BankStatement(path: folder.path(file), file: file) {
        readStatement(statement, inns, &rows)
      } else {
        folder.rows(file, as: Tables.payments, touches: []) { row in readPayment(&row, inns, &rows) }
      }
    }
    facts.payments = rows.rows.values.sorted { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
  }

  private func readPayment(
    _ row: inout TableRow, _ inns: Set<String>, _ rows: inout KeyedRows<Payment.ID, Payment>
  ) {
    let id = row.id("payment_id", Payment.self)
    let received = row.day("received_on")
    let kind = row.choice("kind", Payment.Kind.self)
    let amount = row.number("amount", Money.self)
    let payee = payee(&row)
    let isWhole = row.isGood
    if let amount, amount <= .zero { row.report(.amountNotPositive, "amount") }
    guard let payee else { return }
    let purpose = row.text("purpose")
    check(payee, inns, purpose, &row)
    guard isWhole, let id, let received, let kind, let amount else { return }
    rows.add(
      Payment(
        id: id, receivedOn: received, kind: kind, amount: amount, payee: payee, purpose: purpose, place: row.place),
      key: id, &row, column: "payment_id")
  }

  private func payee(_ row: inout TableRow) -> Payment.Payee? {
    let given = ["contract_id", "resident_id", "inn", "invoice_no"].filter { row.isGiven($0) }
    guard given.count == 1 else {
      row.report(.onePayee, value: given.joined(separator: ", "))
      return nil
    }
    switch given[0] {
    case "contract_id": return row.id("contract_id", Contract.self).map { .contract($0) }
    case "resident_id": return row.id("resident_id", Resident.self).map { .resident($0) }
    case "inn": return .inn(row.code("inn", digits: 14))
    default: return row.word("invoice_no").map { .invoice($0) }
    }
  }

  /// An unknown payer is an error, but the money stays: it is shown as unallocated (I3).
  private func check(_ payee: Payment.Payee, _ inns: Set<String>, _ purpose: String, _ row: inout TableRow) {
    switch payee {
    case .contract(let id):
      folder.check(id.text, .contract, among: facts.contracts.keys.map(\.text), &row, "contract_id") {
        facts.contracts[Identifier($0)] != nil
      }
    case .resident(let id):
      folder.check(id.text, .resident, among: facts.residents.keys.map(\.text), &row, "resident_id") {
        facts.residents[Identifier($0)] != nil
      }
    case .inn(let inn):
      // An invoice that the purpose names may still tell whose the money is.
      if !inns.contains(inn), Payment.invoices(in: purpose).isEmpty { row.report(.unknownPayer, "inn") }
    case .invoice: break
    }
  }

  // MARK: Statements

  private func readStatement(
    _ statement: BankStatement, _ inns: Set<String>, _ rows: inout KeyedRows<Payment.ID, Payment>
  ) {
    let whole = Place(file: statement.file)
    if !statement.isComplete { folder.report(Fault.tornStatement.at(whole)) }
    let ours = facts.profile.company.account
    for document in statement.documents where document.isIncoming(ours) {
      var row = TableRow(at: Place(file: statement.file, line: document.line))
      let payment = payment(document, inns, &row)
      if let payment { rows.add(payment, key: payment.id, &row, column: "Номер") }
      folder.report(row)
    }
  }

  private func payment(_ document: BankDocument, _ inns: Set<String>, _ row: inout TableRow) -> Payment? {
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
    if amount <= .zero { row.report(.amountNotPositive, "Сумма", value: document["Сумма"]) }
    let inn = document["ПлательщикИНН"]
    let payment = Payment(
      id: Payment.ID(id), receivedOn: received, kind: .payment, amount: amount, payee: .inn(inn),
      purpose: document.purpose, place: row.place)
    // An invoice that the purpose names may still tell whose the money is.
    if payment.invoicesInPurpose.isEmpty, !inns.contains(inn) {
      row.report(.unknownPayer, "ПлательщикИНН", value: inn)
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
      ky: "contract_id, resident_id, inn, invoice_no — ушулардын так бирөө толтурулушу керек",
      ru: "Должно быть заполнено ровно одно из contract_id, resident_id, inn, invoice_no",
      en: "Exactly one of contract_id, resident_id, inn and invoice_no must be filled in"),
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
