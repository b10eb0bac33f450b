import Diagnostics
import Measures
import Park

/// A document of a statement that is a payment, and what is wrong with it.
struct BankReceipt {
  var payment: Payment
  var row: TableRow
  /// The payer, the document's number and its amount: no two of them come within a week but by mistake.
  let likeness: [String]
}

/// The documents of all statements. Those that overlap have the same document each once: of equal ones, the file that has
/// most counts.
struct BankReceipts {
  private var files: [[Payment.ID: [BankReceipt]]] = []
  /// What went out to residents, which may be refunds; each document once.
  private(set) var paidOut: [(place: Place, amount: Money, on: Day)] = []
  private var paidOutKnown: Set<[String]> = []

  mutating func add(_ receipts: [BankReceipt]) { files.append(Dictionary(grouping: receipts, by: \.payment.id)) }

  mutating func addPaidOut(_ document: BankDocument, at place: Place, amount: Money, on day: Day) {
    let key = ["\(day)", document["Номер"], "\(amount)", document.recipientINN]
    if paidOutKnown.insert(key).inserted { paidOut.append((place, amount, day)) }
  }

  /// All payments, equal ones of a file each with an id of its own.
  var all: [BankReceipt] {
    var best: [Payment.ID: [BankReceipt]] = [:]
    for file in files {
      for (id, equal) in file where equal.count > best[id]?.count ?? 0 { best[id] = equal }
    }
    return best.sorted { $0.key < $1.key }.flatMap { id, equal in
      equal.enumerated().map { index, receipt in
        var receipt = receipt
        if index > 0 { receipt.payment.id = Payment.ID("\(id)/\(index + 1)") }
        return receipt
      }
    }
  }
}

extension FactReader {
  /// Reads a bank's statement (formats, section 2): what the company's accounts received.
  func readStatement(_ statement: BankStatement, _ payers: Payers, _ receipts: inout BankReceipts) {
    let whole = Place(file: statement.file)
    let own = facts.profile.company.ownAccounts
    let unknown = statement.accounts.filter { own[$0] == nil }
    // As a file that can't be read.
    for account in unknown { folder.report(Fault.unknownAccount.at(whole, value: account), [.everyone]) }
    if !unknown.isEmpty && unknown.count == statement.accounts.count { return }
    if !statement.isComplete { folder.report(Fault.tornStatement.at(whole)) }
    var found: [BankReceipt] = []
    for document in statement.documents {
      var row = TableRow(at: Place(file: statement.file, line: document.line))
      switch document.movement(own: Set(own.keys)) {
      case .received:
        let account = own[document.recipientAccount] == nil ? statement.accounts.first : document.recipientAccount
        if let receipt = receipt(document, by: account ?? "", own, payers, &row) {
          found.append(receipt)
        } else {
          folder.report(row)
        }
      case .paidOut:
        guard payers[document.recipientINN] != nil, case .success(let amount) = Money.parse(document["Сумма"]),
          let day = Day.parse(document["ДатаСписано"]) ?? Day.parse(document["Дата"])
        else { continue }
        receipts.addPaidOut(document, at: row.place, amount: amount, on: day)
      case .unclear:
        row.report(.unclearDocument, value: "\(document["Номер"]) \(document["Сумма"])")
        folder.report(row)
      case .betweenOwn, .ofOthers: break
      }
    }
    checkTotals(of: statement, own: Set(own.keys))
    receipts.add(found)
  }

  /// A bad document holds back the payer's contracts, as a bad row does.
  private func receipt(
    _ document: BankDocument, by account: String, _ own: [String: Currency], _ payers: Payers, _ row: inout TableRow
  ) -> BankReceipt? {
    let inn = document.payerINN
    for resident in payers[inn] ?? [] { row.touch(.resident(resident)) }
    let number = document["Номер"]
    let receipt = document.receipt
    let received = Day.parse(receipt.text)
    if received == nil { row.report(.badDate, receipt.key, value: receipt.text) }
    if let received, received > today { row.report(.datedAhead(today), receipt.key, value: receipt.text) }
    let dated = Day.parse(document["Дата"]) ?? received
    var stated: Money?
    switch Money.parse(document["Сумма"]) {
    case .success(let value): stated = value
    case .failure(let fault): row.report(.number(fault), "Сумма", value: document["Сумма"])
    }
    let payer = document.payerAccount
    if number.isEmpty { row.report(.emptyCell, "Номер", value: "") }
    let id = [dated.map { "\($0)" } ?? "", number, payer, inn, stated.map { "\($0)" } ?? ""].joined(separator: "/")
    if !isIdentifier(id, atMost: 200) { row.report(.badIdentifier, "Номер", value: id) }
    guard row.isGood, let received, let stated else { return nil }
    if stated <= .zero { row.report(.amountNotPositive, "Сумма", value: document["Сумма"]) }
    guard let amount = soms(stated, own[account] ?? .soms, on: received, &row) else { return nil }
    var payment = Payment(
      id: Payment.ID(id), receivedOn: received, kind: .payment, amount: amount, payee: .inn(inn),
      purpose: document.purpose, place: row.place)
    payment.account = account
    return BankReceipt(payment: payment, row: row, likeness: [inn.isEmpty ? payer : inn, number, "\(stated)"])
  }

  /// An amount at the official rate of a day.
  private func soms(_ amount: Money, _ currency: Currency, on day: Day, _ row: inout TableRow) -> Money? {
    if currency == .soms { return amount }
    guard let rate = facts.rate(of: currency, on: day) else {
      row.report(.noRateForPayment(currency, day), "Сумма", value: "\(amount) \(currency.text)")
      return nil
    }
    guard let soms = try? Money(amount.ratio.times(rate.rate.ratio), .halfAwayFromZero) else {
      row.report(.number(.tooLarge), "Сумма", value: "\(amount)")
      return nil
    }
    return soms
  }

  /// The bank's own sums: opening, received and written off make the closing balance, and the documents what it says was
  /// received.
  private func checkTotals(of statement: BankStatement, own: Set<String>) {
    func sum(_ section: BankStatement.Section, _ key: String) -> Money? {
      guard case .success(let sum) = Money.parse(section[key]) else { return nil }
      return sum
    }
    for section in statement.sections {
      guard let opening = sum(section, "НачальныйОстаток"), let received = sum(section, "ВсегоПоступило"),
        let written = sum(section, "ВсегоСписано"), let closing = sum(section, "КонечныйОстаток"),
        opening + received - written != closing
      else { continue }
      folder.report(
        Fault.statementBalance(opening + received - written, closing).at(
          Place(file: statement.file, line: section.line, column: "КонечныйОстаток"), value: "\(closing)"))
    }
    for account in statement.accounts {
      let mine = statement.sections.filter {
        $0.account == account || $0.account.isEmpty && statement.accounts.count == 1
      }
      let stated = mine.compactMap { sum($0, "ВсегоПоступило") }
      guard own.contains(account), let first = mine.first, stated.count == mine.count else { continue }
      var documents = Money.zero
      for document in statement.documents {
        let recipient = document.recipientAccount
        guard recipient == account || recipient.isEmpty && statement.accounts.count == 1 else { continue }
        switch document.movement(own: own) {
        case .received, .betweenOwn:
          if case .success(let amount) = Money.parse(document["Сумма"]) { documents += amount }
        case .paidOut, .ofOthers, .unclear: break
        }
      }
      guard documents != stated.total() else { continue }
      folder.report(
        Fault.statementReceived(stated.total(), documents).at(
          Place(file: statement.file, line: first.line, column: "ВсегоПоступило"), value: "\(stated.total())"))
    }
  }

  /// Receipts of one payer, amount and number within seven days: two exports that write a document otherwise, it may be.
  func reportLikeReceipts(_ receipts: [BankReceipt]) {
    for (_, like) in Dictionary(grouping: receipts, by: \.likeness) where like.count > 1 {
      let like = like.map(\.payment).sorted { ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id) }
      for (earlier, later) in zip(like, like.dropFirst())
      where earlier.receivedOn.distance(to: later.receivedOn) <= 7 {
        folder.report(Fault.likeReceipt(earlier).at(later.place, value: later.id.text))
      }
    }
  }
}
