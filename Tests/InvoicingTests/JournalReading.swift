import Dice
import Foundation
import Invoicing
import Ledger
import Measures
import Park
import Pricing
import Testing

/// What a living park issued is read back as it was written, and as any other reader of JSON would read it. What needs
/// no park stands with the journal.
@Suite struct JournalReading {
  /// Half a year of a park with estimates, common meters, penalties, orders and corrections.
  private func batches(seed: Int) throws -> [Batch] {
    var park = try RestlessPark(seed: seed)
    for month in LivingPark.months {
      for _ in 0..<park.dice.roll(0...3) { try park.change(before: month) }
      let plan = BillingPlan(
        of: park.living.park.facts, findings: park.findings, books: park.living.park.books,
        options: .init(through: month, today: month.lastDay.advanced(by: 5)))
      for batch in BillingRun.result(of: plan).batches { park.living.park.books.append(batch) }
    }
    return park.living.park.books.batches
  }

  @Test(arguments: 1...20) func aJournalIsReadAsFoundationReadsIt(seed: Int) throws {
    var journal = Journal()
    for batch in try batches(seed: seed) {
      let file = try journal.file(for: batch)
      try journal.replay(JournalFile(file.bytes, name: file.name))
      #expect(try JSONDecoder().decode(Batch.self, from: Data(file.bytes)) == journal.books.batches.last)
    }
    #expect(!journal.books.batches.isEmpty)
  }

  /// A damaged file is found, or is one that says something else, which its seal tells: it is never read as what no other
  /// reader would find there.
  @Test(arguments: 1...20) func aDamagedFileIsNeverReadOtherwise(seed: Int) throws {
    let first = try #require(try batches(seed: seed).first)
    let (name, bytes) = try Journal().file(for: first)
    var dice = Dice(seed: seed)
    for _ in 0..<40 {
      var damaged = bytes
      let place = dice.roll(0...damaged.count - 1)
      switch dice.roll(0...4) {
      case 0: damaged[place] = UInt8(dice.roll(0...255))
      case 1: damaged.removeSubrange(place...)
      case 2: damaged.remove(at: place)
      case 3: damaged.insert(dice.pick(Array("\"\\{}[],:0e-\u{1}".utf8)), at: place)
      default: damaged.removeSubrange(place..<min(damaged.count, place + dice.roll(1...400)))
      }
      var journal = Journal()
      guard (try? journal.replay(JournalFile(damaged, name: name))) != nil else { continue }
      #expect(try JSONDecoder().decode(Batch.self, from: Data(damaged)) == journal.books.batches.first)
    }
  }
}
