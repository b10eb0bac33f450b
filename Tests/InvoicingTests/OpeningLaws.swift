import Diagnostics
import Dice
import Invoicing
import Ledger
import Measures
import Park
import Testing

/// Opening balances that are entered, changed and withdrawn at any time (I5).
@Suite struct OpeningLaws {
  /// Opening + documents − payments = closing by the opening balances of the day, for every contract; each batch
  /// follows from those before and from what it records, and no other opening would.
  @Test(arguments: 1...20) func whateverIsEnteredTheBooksAgreeAndNoOtherOpeningDoes(seed: Int) throws {
    var restless = try RestlessPark(seed: seed)
    var entered = 0
    for month in LivingPark.months {
      // Once more within the month now and then: its balances are made again where that issues something.
      for _ in 0..<(restless.dice.oneIn(3) ? 2 : 1) {
        for _ in 0..<restless.dice.roll(0...3) { try restless.change(before: month) }
        for _ in 0..<restless.dice.roll(0...2) {
          entered += 1
          try Self.change(&restless.living.park.facts, &restless.dice, entered)
        }
        let (known, count) = (restless.findings, restless.living.park.books.batches.count)
        try restless.living.park.run(through: month.description, findings: known)
        let park = restless.living.park
        #expect(Self.numbered(park.books).firstDisagreement(park.facts) == nil)
        if park.books.batches.count > count { Self.expectSums(park, at: month) }
      }
    }
    let park = restless.living.park
    var index = restless.dice.roll(0...park.books.batches.count - 1)
    while park.books.batches[index].balances.isEmpty { index = (index + 1) % park.books.batches.count }
    let row = restless.dice.roll(0...park.books.batches[index].balances.count - 1)
    let isRecording = park.books.batches[...index].contains { $0.openingChanges != nil }
    let forged = Self.numbered(park.books) { number, batch in
      guard number == index else { return }
      batch.balances[row].openingBalance += Money(whole: 1)
      batch.balances[row].notDue += Money(whole: 1)
      let contract = batch.balances[row].contract
      for place in batch.documents.indices where batch.documents[place].contract == contract {
        batch.documents[place].openingBalance += Money(whole: 1)
        batch.documents[place].balanceDue += Money(whole: 1)
      }
    }
    if isRecording { #expect(forged.firstDisagreement(park.facts)?.message.en.contains("opening balance") ?? false) }
  }

  /// Enters, changes or withdraws the one opening balance of a contract.
  private static func change(_ facts: inout ParkFacts, _ dice: inout Dice, _ entered: Int) throws {
    let contract = Contract.ID(dice.pick(LivingPark.contracts))
    facts.openingBalances.removeAll { $0.contract == contract }
    guard dice.oneIn(2) else { return }
    facts.openingBalances.append(
      OpeningBalance(
        contract: contract, document: "OLD-\(contract)", dueOn: try BilledPark.day("2026-05-31"),
        amount: Money(whole: dice.roll(-500...900)), place: Place(file: "opening-balances.csv", line: entered)))
  }

  private static func expectSums(_ park: BilledPark, at month: Month) {
    let accounts = Accounts(of: park.facts, documents: park.books.documents, paymentsThrough: month.lastDay)
    for row in park.books.balances(of: month) {
      let opening = park.facts.openingBalances.filter { $0.contract == row.contract }.map(\.amount).total()
      let all = park.books.documents.filter { $0.contract == row.contract }.map(\.total).total()
      let paid = accounts.allocations.filter { $0.contract == row.contract }.map(\.amount).total()
      #expect(row.closingBalance == opening + all - paid)
      #expect(row.closingBalance == row.notDue + row.overdue - row.advance)
    }
  }

  /// The same books with their batches perhaps changed.
  private static func numbered(_ books: Books, _ change: (Int, inout Batch) -> Void = { _, _ in }) -> Books {
    var result = Books()
    for (index, batch) in books.batches.enumerated() {
      var batch = batch
      change(index, &batch)
      result.append(batch)
    }
    return result
  }
}
