import Diagnostics
import Ledger
import Measures
import Park
import Testing

/// What the books alone tell of a month's openings (I5).
@Suite struct AuditTests {
  private let june = Month(year: 2026, month: 6)
  private var july: Month { june.advanced(by: 1) }
  private var august: Month { june.advanced(by: 2) }

  /// A batch without documents whose rows, `contract opening`, close as they open.
  private func batch(_ month: Month, _ rows: [String: Int], changes: [String: Int]? = nil) -> Batch {
    var batch = Batch(month: month, issuedOn: month.lastDay, documents: [], months: [], balances: [], heldBack: [])
    batch.balances = rows.sorted { $0.key < $1.key }.map { contract, opening in
      var row = BalanceRow(contract: Contract.ID(contract), resident: Resident.ID("R1"))
      row.openingBalance = Money(whole: opening)
      row.notDue = row.openingBalance
      return row
    }
    batch.openingChanges = changes?.sorted { $0.key < $1.key }.map {
      OpeningChange(contract: Contract.ID($0.key), amount: Money(whole: $0.value))
    }
    return batch
  }

  private func facts(_ openings: [String: Int] = [:]) throws -> ParkFacts {
    var facts = ParkFacts(profile: ParkProfile(firstMonth: june), clock: try #require(ParkClock(zone: "Asia/Bishkek")))
    facts.openingBalances = try openings.map { contract, amount in
      OpeningBalance(
        contract: Contract.ID(contract), document: "OLD", dueOn: try #require(Day.parse("2026-05-31")),
        amount: Money(whole: amount), place: Place(file: "opening-balances.csv", line: 2))
    }
    return facts
  }

  /// The file that does not agree, and what stands there; empty where all does.
  private func fault(_ facts: ParkFacts, _ batches: Batch...) -> String {
    var books = Books()
    for batch in batches { books.append(batch) }
    return books.firstDisagreement(facts).map { "\($0.file): \($0.message.en)" } ?? ""
  }

  @Test func aRecordedChangeIsTheOnlyReasonToOpenOtherwise() throws {
    let first = batch(june, ["C-1": 300], changes: ["C-1": 300])
    for facts in [try facts(), try facts(["C-1": 300])] {
      #expect(fault(facts, first, batch(july, ["C-1": 300])) == "")
      #expect(fault(facts, first, batch(july, ["C-1": 320], changes: ["C-1": 20])) == "")
      #expect(fault(facts, first, batch(july, ["C-1": 0], changes: ["C-1": -300])) == "")
      #expect(
        fault(facts, first, batch(july, ["C-1": 320]))
          == "journal/000002-2026-07.json: C-1, opening balance: 320.00, but 300.00 by the documents")
      #expect(
        fault(facts, batch(june, ["C-1": 310], changes: ["C-1": 300]))
          == "journal/000001-2026-06.json: C-1, opening balance: 310.00, but 300.00 by the documents")
      #expect(
        fault(facts, first, batch(july, ["C-1": 300], changes: ["C-2": 20]))
          == "journal/000002-2026-07.json: contract C-2 has no balance")
    }
  }

  /// June's second batch stands in the place of the first, with C-2, which it no longer shows.
  @Test func aMonthThatIsMadeAgainReplacesTheRowsBefore() throws {
    let first = batch(june, ["C-1": 300, "C-2": 50], changes: ["C-1": 300, "C-2": 50])
    let second = batch(june, ["C-1": 320], changes: ["C-1": 320])
    #expect(fault(try facts(), first, second, batch(july, ["C-1": 320, "C-2": 0])) == "")
    #expect(
      fault(try facts(), first, second, batch(july, ["C-1": 300]))
        == "journal/000003-2026-07.json: C-1, opening balance: 300.00, but 320.00 by the documents")
    #expect(
      fault(try facts(), first, batch(june, ["C-1": 320], changes: ["C-1": 20]))
        == "journal/000002-2026-06.json: C-1, opening balance: 320.00, but 20.00 by the documents")
  }

  /// A contract that a month does not show opens where it was last seen.
  @Test func aContractThatWasAwayGoesOnFromItsLastRow() throws {
    let first = batch(june, ["C-1": 300, "C-2": 0], changes: ["C-1": 300])
    let second = batch(july, ["C-2": 0])
    #expect(fault(try facts(), first, second, batch(august, ["C-1": 300])) == "")
    #expect(fault(try facts(), first, second, batch(august, ["C-1": 0])) != "")
  }

  /// Where earlier versions recorded nothing, a contract that has an opening balance, had one when it was first shown, or
  /// is known to have had one by what was recorded later, may open otherwise; no other may.
  @Test func whatWasIssuedBeforeChangesWereRecordedIsTakenAsItIs() throws {
    let entered = (batch(june, ["C-1": 0]), batch(july, ["C-1": 300]))
    #expect(fault(try facts(["C-1": 300]), entered.0, entered.1) == "")
    #expect(fault(try facts(), batch(june, ["C-1": 300]), batch(july, ["C-1": 0])) == "")
    #expect(
      fault(try facts(), entered.0, entered.1)
        == "journal/000002-2026-07.json: C-1, opening balance: 300.00, but 0.00 by the documents")
    #expect(fault(try facts(), entered.0, entered.1, batch(august, ["C-1": 0], changes: ["C-1": -300])) == "")
  }

  /// A batch that records none, or a few, was made by a version that records them all, and so were those after it.
  @Test func fromTheFirstRecordOnNothingIsTakenAsItIs() throws {
    let early = batch(june, ["C-1": 300])
    let facts = try facts(["C-1": 300])
    #expect(fault(facts, early, batch(july, ["C-1": 320])) == "")
    #expect(fault(facts, early, batch(july, ["C-1": 320], changes: [:])) != "")
    #expect(fault(facts, early, batch(july, ["C-1": 300], changes: [:]), batch(august, ["C-1": 320])) != "")
  }
}
