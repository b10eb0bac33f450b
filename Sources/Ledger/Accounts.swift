import Diagnostics
public import Measures
public import Park
import Pricing

/// A payment's part that went to one contract.
public struct PaymentPart: Sendable {
  /// The payment.
  public let payment: Payment
  /// The contract that it pays.
  public let contract: Contract.ID
  /// What it took off the contract's balance; below 0 for a refund.
  public let amount: Money
}

/// All accounts of the park, from documents and payments in the order of their days (I3).
public struct Accounts: Sendable {
  /// What is or was owed, opening balances first, then in order of issue.
  public private(set) var items: [OpenItem] = []
  /// What is paid and not used.
  public private(set) var advances: [Contract.ID: Money] = [:]
  /// What payments did, in order.
  public private(set) var allocations: [PaymentPart] = []
  /// Money that nobody is known to have paid, or whose amount can't be.
  public private(set) var unallocated: [Payment] = []

  private let facts: ParkFacts
  /// What of payments stands as it was shown.
  private var shown: ShownPayments
  private var itemsByContract: [Contract.ID: [Int]] = [:]
  private var itemsByNumber: [String: Int] = [:]
  private let payers: Payers
  private var issued: [String: InvoiceDocument] = [:]
  private var doubts: [Doubt] = []
  /// What payments and advances paid of each contract's items, in order: what a refund takes back.
  private var payings: [Contract.ID: [Paying]] = [:]
  /// The last day whose payments are played, and the place of the first that is not.
  private var through = Day(number: .min)
  private var paymentsPlayed = 0
  /// The day of the last document played.
  private var lastIssue = Day(number: .min)

  /// Plays all documents, and the payments received up to a day.
  public init(
    of facts: ParkFacts, documents: [InvoiceDocument], shown: ShownPayments = ShownPayments(), paymentsThrough last: Day
  ) {
    self.facts = facts
    self.shown = shown
    payers = Payers(of: facts)
    let opening = facts.openingBalances.sorted {
      ($0.dueOn, $0.document, $0.contract.text) < ($1.dueOn, $1.document, $1.contract.text)
    }
    for balance in opening {
      if balance.amount.isNegative {
        advances[balance.contract, default: .zero] -= balance.amount
      } else {
        add(
          OpenItem(
            number: balance.document, contract: balance.contract, isOpening: true, dueOn: balance.dueOn,
            principal: balance.amount, openPrincipal: balance.amount, openPenalty: .zero,
            history: [(Day(number: .min / 2), balance.amount)]))
      }
    }
    play(documents, paymentsThrough: last)
  }

  /// Goes on to a later day with the documents issued since; false, and nothing done, where one of them, or a payment,
  /// belongs before what was played.
  mutating func goOn(
    with documents: some Collection<InvoiceDocument>, shown: ShownPayments, paymentsThrough last: Day
  ) -> Bool {
    guard last >= through, last == through || lastIssue <= through,
      documents.allSatisfy({ $0.issuedOn >= max(through, lastIssue) })
    else { return false }
    self.shown = shown
    play(Array(documents), paymentsThrough: last)
    return true
  }

  private mutating func play(_ documents: [InvoiceDocument], paymentsThrough last: Day) {
    for document in documents where issued[document.number] == nil { issued[document.number] = document }
    let payments = facts.payments
    func isDue(_ day: Day) -> Bool {
      payments.indices.contains(paymentsPlayed) && payments[paymentsPlayed].receivedOn <= min(day, last)
    }
    func takePayments(through day: Day) {
      while isDue(day) {
        take(payments[paymentsPlayed])
        paymentsPlayed += 1
      }
    }
    let byDay = documents.enumerated().sorted {
      ($0.element.issuedOn, $0.offset) < ($1.element.issuedOn, $1.offset)
    }.map(\.element)
    for document in byDay {
      takePayments(through: document.issuedOn)
      issue(document)
      lastIssue = max(lastIssue, document.issuedOn)
    }
    takePayments(through: last)
    through = last
  }

  /// What is wrong with payments. It holds back nobody.
  public var findings: [Finding] {
    doubts.map { doubt in
      switch doubt {
      case .number(let payment, let number):
        Finding(unnamed(payment, number, isKnown: issued[number] != nil))
      case .otherPayer(let payment, let number): Finding(ofOtherPayer(payment, number))
      case .purpose(let payment, let number): Finding(notInPurpose(payment, number))
      case .payer(let payment): Finding(unknownPayer(payment))
      }
    } + typedFromTheBank.map { Finding(alsoFromTheBank($0)) }
  }

  /// Payments that a table has of a contract, a day and an amount that a bank's statement has as well.
  private var typedFromTheBank: [Payment] {
    struct Key: Hashable {
      let contract: Contract.ID
      let day: Day
      let amount: Money
      init(_ part: PaymentPart) {
        (contract, day, amount) = (part.contract, part.payment.receivedOn, part.payment.amount)
      }
    }
    let received = allocations.filter { $0.payment.kind == .payment }
    let banked = Set(received.filter { $0.payment.account != nil }.map(Key.init))
    if banked.isEmpty { return [] }
    var told: Set<Payment.ID> = []
    return received.filter { $0.payment.account == nil && banked.contains(Key($0)) }.map(\.payment)
      .filter { told.insert($0.id).inserted }
  }

  /// The items of a contract, oldest first.
  public func items(of contract: Contract.ID) -> [OpenItem] { (itemsByContract[contract] ?? []).map { items[$0] } }

  private mutating func add(_ item: OpenItem) {
    itemsByContract[item.contract, default: []].append(items.count)
    if itemsByNumber[item.number] == nil { itemsByNumber[item.number] = items.count }
    items.append(item)
  }

  private mutating func issue(_ document: InvoiceDocument) {
    let total = document.total
    let penalty = document.referringLines.reduce(Money.zero) { $1.component == .penalty ? $0 + $1.total : $0 }
    let principal = total - penalty
    if total.isNegative {
      takeAway(document, principal: principal, penalty: penalty)
      return
    }
    // A document whose parts have opposite signs owes what they come to.
    let openPenalty = min(max(.zero, penalty), total)
    let item = OpenItem(
      number: document.number, contract: document.contract, isOpening: false, dueOn: document.dueOn,
      principal: max(.zero, principal), openPrincipal: total - openPenalty, openPenalty: openPenalty,
      history: [(document.issuedOn, total - openPenalty)])
    add(item)
    let advance = advances[document.contract] ?? .zero
    if advance > .zero {
      advances[document.contract] = settle(items.count - 1, advance, on: document.issuedOn)
    }
  }

  /// Pays an item with money that a refund may take back; gives back the rest.
  private mutating func settle(_ index: Int, _ amount: Money, on day: Day) -> Money {
    let before = items[index]
    let rest = items[index].pay(amount, on: day)
    payings[before.contract, default: []].append(
      Paying(
        item: index, day: day, principal: before.openPrincipal - items[index].openPrincipal,
        penalty: before.openPenalty - items[index].openPenalty))
    return rest
  }

  /// A document below 0: a correction lowers the invoice it corrects; what is left, like any credit, pays the oldest
  /// open ones, and the rest is an advance (I3). All of it counts from the day after, so that the penalty of the
  /// days before stands (I4).
  private mutating func takeAway(_ document: InvoiceDocument, principal: Money, penalty: Money) {
    var rest = -document.total
    if let corrected = document.corrects, let index = itemsByNumber[corrected] {
      let ofPrincipal = min(rest, max(.zero, -principal))
      rest = items[index].lower(
        principal: ofPrincipal, penalty: rest - ofPrincipal, from: document.issuedOn.advanced(by: 1))
    }
    for index in openItems(of: document.contract) where rest > .zero {
      rest = items[index].pay(rest, on: document.issuedOn.advanced(by: 1))
    }
    if rest > .zero { advances[document.contract, default: .zero] += rest }
  }

  /// The contracts of whom a payment says it is, the one that it names first, as they are held on the day.
  private func contracts(of payee: Payment.Payee, on day: Day) -> [Contract.ID] {
    switch payee {
    case .contract(let id):
      facts.contracts[id].map { [id] + others(of: $0.row(on: day).resident, than: id, on: day) } ?? []
    case .resident(let id): payers.contracts(of: id, on: day)
    case .inn(let inn):
      payers.residents(with: inn, on: day).flatMap { payers.contracts(of: $0, on: day) }
    case .unsaid, .several: []
    }
  }

  private func others(of resident: Resident.ID?, than contract: Contract.ID, on day: Day) -> [Contract.ID] {
    (resident.map { payers.contracts(of: $0, on: day) } ?? []).filter { $0 != contract }
  }

  /// The items of a contract of which something is owed, oldest first.
  private func openItems(of contract: Contract.ID) -> [Int] {
    (itemsByContract[contract] ?? []).filter { items[$0].open > .zero }
  }

  /// The items that a payment goes to: the one it names, its contract's, the resident's, each oldest first.
  private func order(to target: Target) -> [Int] {
    let all = target.contracts.flatMap(openItems).sorted()
    let own = target.isContractNamed ? target.contracts.first.map(openItems) ?? [] : []
    var seen: Set<Int> = []
    return ((target.item.map { [$0] } ?? []) + own + all).filter { seen.insert($0).inserted }
  }

  /// The first invoice that the purpose names, where it is issued and the payer's: of the contract that the row
  /// names, else of any of the resident's. A payer that the tables don't know pays for whoever the invoice is to.
  private func invoiceInPurpose(of payment: Payment, _ contracts: [Contract.ID]) -> Int? {
    let allowed: [Contract.ID]?
    switch payment.payee {
    case .several: return nil
    case .unsaid: allowed = nil
    case .contract: allowed = Array(contracts.prefix(1))
    case .resident: allowed = contracts
    case .inn: allowed = contracts.isEmpty ? nil : contracts
    }
    return payment.invoicesInPurpose.lazy.compactMap { itemsByNumber[$0] }.first { index in
      !items[index].isOpening && (allowed.map { $0.contains(items[index].contract) } ?? true)
    }
  }

  /// What a payment goes to; nil where nobody can be told.
  private mutating func target(of payment: Payment) -> Target? {
    if let holder = payment.holder { return target(of: payment, givenTo: holder.contract) }
    let payer = contracts(of: payment.payee, on: payment.receivedOn)
    if let number = payment.invoice { return target(of: payment, naming: number, payer) }
    if let index = invoiceInPurpose(of: payment, payer) {
      let contract = items[index].contract
      return Target(
        item: index, contracts: [contract] + payer.filter { $0 != contract }, isContractNamed: true, holder: contract)
    }
    guard let first = payer.first else { return nil }
    if let number = payment.invoicesInPurpose.first { doubts.append(.purpose(payment, number)) }
    return Target(item: nil, contracts: payer, isContractNamed: payment.namesContract, holder: first)
  }

  /// The same where `payment-contracts.csv` says whose it is: it goes first, and an invoice that the payment names counts
  /// where it is that contract's.
  private func target(of payment: Payment, givenTo contract: Contract.ID) -> Target {
    let numbers = (payment.invoice.map { [$0] } ?? []) + payment.invoicesInPurpose
    let item = numbers.lazy.compactMap { itemsByNumber[$0] }.first { items[$0].contract == contract }
    let day = payment.receivedOn
    let resident = facts.contracts[contract]?.row(on: day).resident
    return Target(
      item: item, contracts: [contract] + others(of: resident, than: contract, on: day), isContractNamed: true,
      holder: contract)
  }

  /// The same where the row names an invoice. One of another payer than the row names wins over him, for money goes to
  /// the invoice that it names (I3): what the invoice leaves is then its contract's too.
  private mutating func target(of payment: Payment, naming number: String, _ payer: [Contract.ID]) -> Target? {
    // A document below 0 is no open item, yet it tells whose the money is.
    let document = issued[number]
    let index = itemsByNumber[number]
    guard let contract = index.map({ items[$0].contract }) ?? document?.contract,
      document.map({ $0.issuedOn < payment.receivedOn }) ?? true
    else {
      // As if unnamed, and for good: money must not move when the number is given later.
      doubts.append(.number(payment, number))
      return payer.first.map {
        Target(item: nil, contracts: payer, isContractNamed: payment.namesContract, holder: $0)
      }
    }
    if payer.contains(contract) {
      // The contract that the row names comes before the invoice's own.
      let contracts = payment.namesContract ? payer : [contract] + payer.filter { $0 != contract }
      return Target(item: index, contracts: contracts, isContractNamed: true, holder: contract)
    }
    if payment.payee.isOther(than: contract, isKnown: !payer.isEmpty) { doubts.append(.otherPayer(payment, number)) }
    let day = payment.receivedOn
    let resident = facts.contracts[contract]?.row(on: day).resident ?? document?.resident
    return Target(
      item: index, contracts: [contract] + others(of: resident, than: contract, on: day), isContractNamed: true,
      holder: contract)
  }

  private mutating func take(_ payment: Payment) {
    if payment.amount <= .zero || payment.namesSeveral && payment.holder == nil {
      unallocated.append(payment)
      return
    }
    let target = target(of: payment)
    if let parts = shown.parts(of: payment) {
      for part in parts {
        let item = target?.item.flatMap { items[$0].contract == part.contract ? $0 : nil }
        take(
          payment, part.amount,
          to: Target(item: item, contracts: [part.contract], isContractNamed: true, holder: part.contract))
      }
    } else if let target {
      take(payment, payment.amount, to: target)
    } else {
      // Intake tells of a payer that the tables don't know; an invoice's number is known only here.
      if payment.mayBeNamedByInvoice { doubts.append(.payer(payment)) }
      unallocated.append(payment)
    }
  }

  private mutating func take(_ payment: Payment, _ amount: Money, to target: Target) {
    if payment.kind == .refund {
      let contracts = target.isContractNamed ? [target.holder] : target.contracts.sorted()
      return giveBack(amount.isNegative ? -amount : amount, by: payment, of: contracts)
    }
    var rest = amount
    var parts: [Contract.ID: Money] = [:]
    for index in order(to: target) where rest > .zero && items[index].open > .zero {
      // Set-offs and write-offs are not taken back.
      let left =
        payment.kind == .payment
        ? settle(index, rest, on: payment.receivedOn) : items[index].pay(rest, on: payment.receivedOn)
      parts[items[index].contract, default: .zero] += rest - left
      rest = left
    }
    if rest > .zero {
      advances[target.holder, default: .zero] += rest
      parts[target.holder, default: .zero] += rest
    }
    record(payment, parts)
  }

  private mutating func record(_ payment: Payment, _ parts: [Contract.ID: Money]) {
    for (contract, amount) in parts.sorted(by: { $0.key < $1.key }) {
      allocations.append(PaymentPart(payment: payment, contract: contract, amount: amount))
    }
  }

  /// A refund takes back the advances of the contracts in their order, then what was paid last, newest first; what is
  /// left is an open document of that day, without penalty, of the first (I3).
  private mutating func giveBack(_ amount: Money, by refund: Payment, of contracts: [Contract.ID]) {
    var rest = amount
    var parts: [Contract.ID: Money] = [:]
    for contract in contracts {
      let taken = min(rest, max(.zero, advances[contract] ?? .zero))
      if taken.isZero { continue }
      advances[contract, default: .zero] -= taken
      parts[contract, default: .zero] -= taken
      rest -= taken
    }
    let paid = contracts.flatMap { contract in (payings[contract] ?? []).enumerated().map { (contract, $0) } }
      .sorted { a, b in
        (b.1.element.day, b.1.element.item, b.1.offset) < (a.1.element.day, a.1.element.item, a.1.offset)
      }
    for (contract, (offset, paying)) in paid where rest > .zero {
      let taken = min(rest, paying.principal + paying.penalty)
      if taken.isZero { continue }
      // The penalty was paid last.
      let penalty = min(taken, paying.penalty)
      items[paying.item].reopen(principal: taken - penalty, penalty: penalty, from: refund.receivedOn)
      payings[contract]?[offset].principal -= taken - penalty
      payings[contract]?[offset].penalty -= penalty
      parts[contract, default: .zero] -= taken
      rest -= taken
    }
    if rest > .zero, let first = contracts.first {
      itemsByContract[first, default: []].append(items.count)
      items.append(
        OpenItem(
          number: refund.id.text, contract: first, isOpening: false, dueOn: refund.receivedOn, principal: .zero,
          openPrincipal: rest, openPenalty: .zero, history: [(refund.receivedOn, rest)]))
      parts[first, default: .zero] -= rest
    }
    record(refund, parts)
  }
}

/// What was paid of an item on a day.
private struct Paying: Sendable {
  let item: Int
  let day: Day
  var principal: Money
  var penalty: Money
}

/// What a payment goes to.
private struct Target {
  /// The invoice that it names, where that can be open.
  let item: Int?
  /// Whose open items it pays, the named contract first.
  let contracts: [Contract.ID]
  /// True where the first contract's items come before the others'.
  let isContractNamed: Bool
  /// Whose advance the rest is.
  let holder: Contract.ID
}

/// A payment that is not what it seems. Whether the number that it names is known may show later.
private enum Doubt: Sendable {
  case number(Payment, String)
  case otherPayer(Payment, String)
  case purpose(Payment, String)
  case payer(Payment)
}

extension Payment {
  fileprivate var namesContract: Bool {
    if case .contract = payee { true } else { false }
  }

  fileprivate var namesSeveral: Bool {
    if case .several = payee { true } else { false }
  }

  /// True where the payer can be known by an invoice alone, so that the tables can't tell whether he is.
  fileprivate var mayBeNamedByInvoice: Bool {
    if invoice != nil { return true }
    switch payee {
    case .inn, .unsaid: return !invoicesInPurpose.isEmpty
    case .contract, .resident, .several: return false
    }
  }
}

extension Payment.Payee {
  /// True where the row names someone whose contract it is not. Of a taxpayer's number that no table knows that can't be
  /// said: he may pay for another.
  fileprivate func isOther(than contract: Contract.ID, isKnown: Bool) -> Bool {
    switch self {
    case .contract(let id): id != contract
    case .resident, .several: true
    case .inn: isKnown
    case .unsaid: false
    }
  }
}
