import Dice
import Invoicing
import Ledger
import Measures
import Park
import Pricing
import Testing

/// What holds of the books whatever is changed between the runs (I1, I2, I5).
@Suite struct BookLaws {
  @Test(arguments: 1...50) func theBooksAgreeWithThemselvesAndWithTheInputs(seed: Int) throws {
    var living = try LivingPark(seed: seed)
    for month in LivingPark.months {
      for _ in 0..<living.dice.roll(0...4) { try living.change(before: month) }
      try living.park.run(through: month.description)
      #expect(living.park.months.allSatisfy { $0.heldBack.isEmpty })
      expectGaplessNumbers(living.park.books)
      try expectBalances(living.park, at: month)
      expectEachDayChargedOnce(living.park.books)
      try expectPresentInputs(living.park, through: month)
      // Once more within the month, as when something is found after the invoices went out.
      if living.dice.oneIn(3) {
        for _ in 0..<2 { try living.change(before: month.advanced(by: 1)) }
        try living.park.run(through: month.description)
        expectGaplessNumbers(living.park.books)
        try expectPresentInputs(living.park, through: month)
      }
      #expect(try living.park.run(through: month.description) == [], "the same again issues nothing")
    }
  }

  /// With estimates, true-ups, shares, closed months, faults that come and go, and payers of several contracts: each
  /// month opens where the last one closed, and no money is lost between what was owed, billed and paid.
  @Test(arguments: 1...40) func theBooksBalanceWhateverHappens(seed: Int) throws {
    var restless = try RestlessPark(seed: seed)
    for month in LivingPark.months {
      for _ in 0..<restless.dice.roll(0...4) { try restless.change(before: month) }
      let known = restless.findings
      try restless.living.park.run(through: month.description, findings: known)
      let park = restless.living.park
      // A month that can be billed to nobody is not issued (I1).
      guard park.books.issuedMonths.contains(month) else { continue }
      let rows = park.books.balances(of: month)
      for row in rows {
        let before = park.books.balances(of: month.advanced(by: -1)).first { $0.contract == row.contract }
        let old = park.facts.openingBalances.filter { $0.contract == row.contract }.map(\.amount).total()
        #expect(row.openingBalance == before?.closingBalance ?? old)
        let issued = park.books.documents(inFolderOf: month).filter { $0.contract == row.contract }
        #expect(row.invoiced == issued.map(\.total).total())
        #expect(row.closingBalance == row.notDue + row.overdue - row.advance)
      }
      let payments = park.facts.payments.filter { $0.receivedOn <= month.lastDay }
      let accounts = Accounts(of: park.facts, documents: park.books.documents, paymentsThrough: month.lastDay)
      let unknown = Set(accounts.unallocated.map(\.id))
      let paid = payments.filter { !unknown.contains($0.id) }.map { $0.kind == .refund ? -$0.amount : $0.amount }
      #expect(
        rows.map(\.closingBalance).total() == park.facts.openingBalances.map(\.amount).total()
          + park.books.documents.map(\.total).total() - paid.total())
      #expect(unknown.isSubset(of: payments.filter { $0.mayBeUnknown }.map(\.id)))
      expectGaplessNumbers(park.books)
      expectEachDayChargedOnce(park.books)
    }
  }

  private func expectGaplessNumbers(_ books: Books) {
    let numbers = books.documents.map { $0.number.split(separator: "-").last.flatMap { Int($0) } ?? 0 }
    #expect(numbers == Array(1...max(1, numbers.count)))
  }

  /// Opening + documents − payments = closing = what is open, month by month, and from the first day to this.
  private func expectBalances(_ park: BilledPark, at month: Month) throws {
    for id in LivingPark.contracts.map({ Contract.ID($0) }) {
      let row = try #require(park.books.balances(of: month).first { $0.contract == id })
      let before = park.books.balances(of: month.advanced(by: -1)).first { $0.contract == id }
      let old = park.facts.openingBalances.filter { $0.contract == id }.map(\.amount).total()
      #expect(row.openingBalance == before?.closingBalance ?? old)
      let issued = park.books.documents(inFolderOf: month).filter { $0.contract == id }.map(\.total).total()
      #expect(row.invoiced == issued)
      let open = row.notDue + row.overdue1to30 + row.overdue31to60 + row.overdue61to90 + row.overdueOver90
      #expect(row.closingBalance == open - row.advance)
      let all = park.books.documents.filter { $0.contract == id }.map(\.total).total()
      let paid = park.facts.payments.filter { $0.payee == .contract(id) && $0.receivedOn <= month.lastDay }
        .map { $0.kind == .refund ? -$0.amount : $0.amount }.total()
      #expect(row.closingBalance == old + all - paid)
    }
  }

  /// Of the penalty lines that no correction took back, no two charge an invoice for the same day (I4).
  private func expectEachDayChargedOnce(_ books: Books) {
    var standing: [Charge] = []
    for line in books.documents.flatMap(\.lines) where line.component == .penalty {
      if let index = standing.firstIndex(where: { line.basis == .reversal && $0.key == line.key && $0.net == -line.net }
      ) {
        standing.remove(at: index)
      } else {
        standing.append(line)
      }
    }
    for lines in Dictionary(grouping: standing, by: \.reference).values {
      let sorted = lines.sorted { $0.from < $1.from }
      #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.to < $1.from }, "\(sorted.map(\.key))")
    }
  }

  /// All documents for a month net what a park that was never billed before nets for it. Penalties are apart.
  private func expectPresentInputs(_ park: BilledPark, through month: Month) throws {
    var fresh = park
    fresh.books = Books()
    try fresh.run(through: month.description)
    #expect(nets(park.books) == nets(fresh.books))
  }

  private func nets(_ books: Books) -> [String: Money] {
    var nets: [String: Money] = [:]
    for document in books.documents {
      let lines = document.lines.filter { $0.component != .penalty }
      nets["\(document.contract) \(document.period)", default: .zero] += lines.map(\.net).total()
    }
    return nets.filter { !$0.value.isZero }
  }
}

extension Payment {
  /// True where nothing but an invoice can tell the payer.
  fileprivate var mayBeUnknown: Bool {
    payee == .unsaid
  }
}
