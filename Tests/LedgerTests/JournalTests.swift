import Ledger
import Measures
import Park
import Testing

@Suite struct JournalTests {
  /// FIPS 180-4 examples, and the million a's of NIST.
  @Test func digests() {
    #expect(SHA256.hex(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hex(of: Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    var long = SHA256()
    for _ in 0..<1000 { long.update([UInt8](repeating: 0x61, count: 1000)) }
    #expect(long.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  private func batch(_ month: Month) -> Batch {
    Batch(month: month, issuedOn: month.lastDay, documents: [], months: [], balances: [], heldBack: [])
  }

  /// A balance is a sum, and may be larger than any one figure that input may have.
  @Test func largeSumsAreReadBack() throws {
    var row = BalanceRow(contract: Contract.ID("C-1"), resident: Resident.ID("R1"))
    row.openingBalance = Money(whole: -7_000_000_000_001)
    row.invoiced = Money(units: 92_233_720_368_547_756_99)
    var large = batch(Month(year: 2026, month: 6))
    large.balances = [row]
    var journal = Journal()
    let file = try journal.file(for: large)
    try journal.replay(JournalFile(file.bytes, name: file.name))
    #expect(journal.books.balances(of: large.month) == [row])
  }

  /// A fingerprint holds until a later batch touches its month: by a new record of it, or by documents before it.
  @Test func aFingerprintHoldsUntilItsMonthIsTouched() throws {
    let june = Month(year: 2026, month: 6)
    let (july, august) = (june.advanced(by: 1), june.advanced(by: 2))
    func printed(_ month: Month, _ digests: [Month: String]) -> Batch {
      var batch = batch(month)
      batch.fingerprints = digests.sorted { $0.key < $1.key }.map { MonthFingerprint(month: $0.key, digest: $0.value) }
      return batch
    }
    var books = Books()
    books.append(printed(june, [june: "j"]))
    books.append(printed(july, [july: "y"]))
    #expect(books.fingerprints == [june: "j", july: "y"])
    var late = printed(july, [:])
    late.months = [MonthRecord(month: july, registers: [], consumption: [], parkBalance: [])]
    var touched = books
    touched.append(late)
    #expect(touched.fingerprints == [june: "j"])
    late.fingerprints = [MonthFingerprint(month: july, digest: "n")]
    books.append(late)
    books.append(printed(august, [august: "a"]))
    #expect(books.fingerprints == [june: "j", july: "n", august: "a"])
    // What lies in June's folder reaches the accounts of all later months.
    books.append(batch(june))
    #expect(books.fingerprints == [june: "j"])
  }

  /// The field came later than the first journals.
  @Test func aJournalWithoutFingerprintsIsReadBack() throws {
    var journal = Journal()
    let file = try journal.file(for: batch(Month(year: 2026, month: 6)))
    #expect(!String(decoding: file.bytes, as: UTF8.self).contains("fingerprints"))
    try journal.replay(JournalFile(file.bytes, name: file.name))
    #expect(journal.books.fingerprints.isEmpty)
  }

  /// That nothing changed is written only where it has to be told from saying nothing.
  @Test(arguments: [nil, [], [OpeningChange(contract: Contract.ID("C-1"), amount: Money(units: -32_000))]])
  func changesOfOpeningsAreReadBack(_ changes: [OpeningChange]?) throws {
    var changed = batch(Month(year: 2026, month: 6))
    changed.openingChanges = changes
    var journal = Journal()
    let file = try journal.file(for: changed)
    #expect(String(decoding: file.bytes, as: UTF8.self).contains("openingChanges") == (changes != nil))
    try journal.replay(JournalFile(file.bytes, name: file.name))
    #expect(journal.books.batches.map(\.openingChanges) == [changes])
  }

  @Test func aFileFollowsFromTheOneBefore() throws {
    var journal = Journal()
    let june = Month(year: 2026, month: 6)
    let first = try journal.file(for: batch(june))
    #expect(first.name == "000001-2026-06.json")
    try journal.replay(JournalFile(first.bytes, name: first.name))
    let second = try journal.file(for: batch(june.advanced(by: 1)))
    #expect(second.name == "000002-2026-07.json")
    #expect(String(decoding: second.bytes, as: UTF8.self).contains(SHA256.hex(of: first.bytes)))
    try journal.replay(JournalFile(second.bytes, name: second.name))
    #expect(journal.books.issuedMonths == [june, june.advanced(by: 1)])

    var appended = Journal()
    appended.append(batch(june), file: first.bytes)
    #expect(try appended.file(for: batch(june.advanced(by: 1))).bytes == second.bytes, "as if replayed")

    var other = Journal()
    #expect(throws: JournalFault(file: second.name, reason: .outOfSequence(expected: 1))) {
      try other.replay(JournalFile(second.bytes, name: second.name))
    }
    try other.replay(JournalFile(first.bytes + [0x20], name: first.name))
    #expect(throws: JournalFault(file: second.name, reason: .brokenChain)) {
      try other.replay(JournalFile(second.bytes, name: second.name))
    }
  }
}
