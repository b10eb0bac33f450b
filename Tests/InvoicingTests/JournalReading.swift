import Dice
import Foundation
import Invoicing
import Ledger
import Measures
import Park
import Pricing
import Testing

/// What was issued is read back as it was written, and as any other reader of JSON would read it.
@Suite struct JournalReading {
  /// Half a year of a park with estimates, common meters, penalties, orders and corrections.
  private func batches(seed: Int) throws -> [Batch] {
    var park = try RestlessPark(seed: seed)
    for month in LivingPark.months {
      for _ in 0..<park.dice.roll(0...3) { try park.change(before: month) }
      let plan = BillingPlan(
        of: park.living.park.facts, findings: park.findings, books: park.living.park.books,
        options: .init(through: month, today: month.lastDay.advanced(by: 1)))
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

  @Test(arguments: [
    "ОсОО «Ала-Тоо»", "a \"quoted\" name", #"back\slash / slash"#, "two\nlines\tand a tab", "\u{0}\u{1F}\u{7F}",
    "😀 \u{2028}", "", #"\u0041"#,
  ])
  func anyTextIsReadBack(text: String) throws {
    var batch = try #require(try batches(seed: 1).first)
    batch.documents[0].buyer.name = text
    batch.documents[0].lines[0].description = text
    var journal = Journal()
    let file = try journal.file(for: batch)
    try journal.replay(JournalFile(file.bytes, name: file.name))
    #expect(journal.books.documents.first?.buyer.name == text)
    #expect(journal.books.documents.first?.lines.first?.description == text)
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

  /// None of these is JSON, or a batch.
  @Test(arguments: [
    "", " ", "{", "}", "{}", "[]", "null", "tru", "1", "\"", "{\"sequence\"", "{\"sequence\":1,}", "{\"sequence\" 1}",
    "{\"sequence\":01}", String(repeating: "[", count: 100_000),
  ])
  func whatIsNoBatchIsFound(text: String) throws {
    var journal = Journal()
    #expect {
      try journal.replay(JournalFile(Array(text.utf8), name: "000001-2026-06.json"))
    } throws: { error in
      if case .unreadable = (error as? JournalFault)?.reason { true } else { false }
    }
  }

  /// Read one by one, out of order or at once: what counts is the order in which they are replayed.
  @Test func everyAlteredFileOfManyIsFound() throws {
    let batches = try batches(seed: 3)
    var whole = Journal()
    var files: [(name: String, bytes: [UInt8])] = []
    for batch in batches {
      let file = try whole.file(for: batch)
      files.append(file)
      whole.append(batch, file: file.bytes)
    }
    func replay(_ files: [(name: String, bytes: [UInt8])]) throws {
      var journal = Journal()
      for file in files { try journal.replay(JournalFile(file.bytes, name: file.name)) }
      try journal.check(end: whole.end)
    }
    try replay(files)
    #expect(files.count > 3)
    for index in files.indices {
      var altered = files
      let digit = try #require(altered[index].bytes.lastIndex { (0x30...0x38).contains($0) })
      altered[index].bytes[digit] += 1
      #expect(throws: JournalFault.self, "file \(index)") { try replay(altered) }
      altered = files
      altered.remove(at: index)
      #expect(throws: JournalFault.self, "file \(index)") { try replay(altered) }
      altered = files
      altered.swapAt(index, (index + 1) % files.count)
      #expect(throws: JournalFault.self, "file \(index)") { try replay(altered) }
    }
  }
}
