import Ledger
import Measures
import Park
import Pricing

/// All entries of the books through the last month that was run, and the balances that they have to come to.
struct BookEntries {
  private(set) var entries: [BookEntry] = []
  private(set) var assertions: [BookAssertion] = []

  private let facts: ParkFacts
  private let books: Books
  private let accounts: Accounts
  /// What `balances.csv` has not shown yet, by contract.
  private var hidden: [Contract.ID: Money] = [:]
  private var shown: [Contract.ID: (paid: Money, turnover: Money)] = [:]

  init(facts: ParkFacts, books: Books) {
    self.facts = facts
    self.books = books
    let months = books.issuedMonths.sorted()
    accounts = Accounts(
      of: facts, documents: books.documents,
      paymentsThrough: months.last?.lastDay ?? facts.profile.firstMonth.firstDay)
    open()
    for month in months {
      for document in books.documentsByNumber(inFolderOf: month) { issue(document, in: month) }
    }
    for part in accounts.allocations { receive(part.payment, .receivable(part.contract), part.amount) }
    for payment in accounts.unallocated where payment.amount > .zero {
      receive(payment, .unallocated, payment.kind == .refund ? -payment.amount : payment.amount)
    }
    for month in months { close(month) }
    entries = entries.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
  }

  private mutating func open() {
    let day = facts.profile.firstMonth.firstDay.advanced(by: -1)
    let balances = facts.openingBalances.sorted {
      ($0.contract.text, $0.dueOn, $0.document) < ($1.contract.text, $1.dueOn, $1.document)
    }
    for balance in balances {
      add(day, balance.document, "opening balance", [(.receivable(balance.contract), balance.amount)], .openingBalances)
    }
  }

  private mutating func issue(_ document: InvoiceDocument, in month: Month) {
    // In the month whose balances count it, whatever its own date.
    let day = min(max(document.issuedOn, month.firstDay), month.lastDay)
    var income: [(account: BookAccount, amount: Money)] = []
    for line in document.lines {
      let account = line.service.map { BookAccount.service($0) } ?? .penalties
      if let index = income.firstIndex(where: { $0.account == account }) {
        income[index].amount -= line.net
      } else {
        income.append((account, -line.net))
      }
    }
    let postings = income + [(.vat, -document.vat), (.salesTax, -document.salesTax)]
    let corrects = document.corrects.map { " of \($0)" } ?? ""
    add(
      day, document.number, "\(document.kind.rawValue)\(corrects) for \(document.period), \(document.contract)",
      postings, .receivable(document.contract))
  }

  private mutating func receive(_ payment: Payment, _ account: BookAccount, _ amount: Money) {
    let other: BookAccount =
      switch payment.kind {
      case .payment, .refund: .bank
      case .setOff: .setOffs
      case .writeOff: .writeOffs
      }
    let words = payment.purpose.isEmpty ? payment.kind.rawValue : "\(payment.kind.rawValue): \(payment.purpose)"
    add(payment.receivedOn, payment.id.text, words, [(account, -amount)], other)
  }

  /// A month's balances; before them, what was entered after they were made and stands in a later month's.
  private mutating func close(_ month: Month) {
    var paid: [Contract.ID: Money] = [:]
    for part in accounts.allocations where part.payment.receivedOn <= month.lastDay {
      paid[part.contract, default: .zero] += part.amount
    }
    var late: [(account: BookAccount, amount: Money)] = []
    for row in books.balances(of: month).sorted(by: { $0.contract < $1.contract }) {
      let before = shown[row.contract] ?? (.zero, .zero)
      let openingThen = row.openingBalance - before.turnover
      let openingNow = facts.openingBalances.filter { $0.contract == row.contract }.map(\.amount).total()
      let paidThen = before.paid + row.paid
      let missing = (openingNow - openingThen) - ((paid[row.contract] ?? .zero) - paidThen)
      let change = missing - (hidden[row.contract] ?? .zero)
      if !change.isZero { late.append((.receivable(row.contract), -change)) }
      hidden[row.contract] = missing
      shown[row.contract] = (paidThen, before.turnover + row.invoiced - row.paid)
      assertions.append(
        BookAssertion(day: month.lastDay, account: .receivable(row.contract), amount: row.closingBalance))
    }
    if !late.isEmpty { add(month.lastDay, "", "entered late: \(month)", late, .enteredLate) }
  }

  /// Adds an entry; the last account takes what the postings come to. What is 0 is left out.
  private mutating func add(
    _ day: Day, _ code: String, _ description: String, _ postings: [(account: BookAccount, amount: Money)],
    _ other: BookAccount
  ) {
    let rest = -postings.map(\.amount).total()
    let all = [(other, rest)] + postings.filter { !$0.amount.isZero }
    entries.append(
      BookEntry(
        day: day, code: code, description: description,
        postings: all.map { BookEntry.Posting(account: $0.0, amount: $0.1) }))
  }
}
