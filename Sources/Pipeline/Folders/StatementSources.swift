import Ledger
import Measures
import Park

/// What the statements of quarters rest on beside the journal: payments, opening balances, and whose contracts these
/// are. Each is taken in once: quarters are asked for in order, and each digest stands on the one before.
struct StatementSources {
  /// What all payments did, in order of their days.
  private let allocations: [PaymentPart]
  private let opening: String
  /// The contracts in order, each with a digest of what is known of it and of its resident.
  private let contracts: [(id: Contract.ID, digest: String)]
  /// The first month in which a contract has a document, a payment or an opening balance.
  private var begun: [Contract.ID: Month] = [:]
  private var taken = 0
  private var paid = ""

  init(facts: ParkFacts, books: Books, allocations: [PaymentPart]) {
    self.allocations = allocations
    var balances = ContentDigest()
    for balance in facts.openingBalances {
      begun[balance.contract] = facts.profile.firstMonth
      balances.put(String(reflecting: balance))
    }
    opening = balances.hex
    contracts = facts.contractsInOrder.map { contract in
      var digest = ContentDigest()
      digest.put(String(reflecting: contract))
      for row in contract.rows {
        if let resident = facts.residents[row.resident] { digest.put(String(reflecting: resident)) }
      }
      return (contract.id, digest.hex)
    }
    for batch in books.batches { for document in batch.documents { begin(document.contract, batch.month) } }
    for part in allocations { begin(part.contract, part.payment.receivedOn.month) }
  }

  private mutating func begin(_ contract: Contract.ID, _ month: Month) {
    begun[contract] = min(begun[contract] ?? month, month)
  }

  mutating func put(through quarter: Quarter, into digest: inout ContentDigest) {
    var more = ContentDigest()
    more.put(paid)
    while taken < allocations.count, allocations[taken].payment.receivedOn <= quarter.lastMonth.lastDay {
      let part = allocations[taken]
      more.put(part.payment.id.text)
      more.put(part.payment.receivedOn.number)
      more.put(part.payment.kind.rawValue)
      more.put(part.contract.text)
      more.put(part.amount.units)
      taken += 1
    }
    paid = more.hex
    digest.put(paid)
    digest.put(opening)
    for contract in contracts where begun[contract.id].map({ $0 <= quarter.lastMonth }) ?? false {
      digest.put(contract.digest)
    }
  }
}
