import Foundation
import Ledger
import Measures
import Park
import Pipeline
import Testing

/// What was owed before the first month, and what becomes of it when it is mended after it was shown (I5).
@Suite struct OpeningBalancesEndToEnd {
  private static let header = "contract_id,document,due_on,amount\n"

  private func told(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/problems.csv", "code", "message").filter { $0[0] == "opening-changed" }
  }

  private func balance(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/balances.csv", "opening_balance", "invoiced", "closing_balance")
  }

  /// 100 kWh a month at 2.50 are 250: 300 + 250 = 550 in June; with 320, July opens at 570 and closes at 820.
  @Test func aChangeIsToldAndJoinsTheNextMonth() throws {
    let park = try ParkFolder([
      "readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n",
      "opening-balances.csv": Self.header + "C-1,OLD,2026-05-31,300\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try balance(park, "2026-06") == [["300.00", "250.00", "550.00"]])
    #expect(try told(park, "2026-06") == [])

    try park.write(Self.header + "C-1,OLD,2026-05-31,320\n", to: "opening-balances.csv")
    #expect(park.run(through: "2026-06") == .done)
    #expect(try balance(park, "2026-06") == [["300.00", "250.00", "550.00"]])
    #expect(
      try told(park, "2026-06").map { $0[1] } == [
        "2026-06 of contract C-1 closed at 550.00 soms, the next month opens at 570.00: the rows of "
          + "opening-balances.csv count otherwise than when 2026-06 was issued."
      ])

    #expect(park.run(through: "2026-07") == .done)
    #expect(try balance(park, "2026-07") == [["570.00", "250.00", "820.00"]])
    #expect(try told(park, "2026-06") == [])
    #expect(try told(park, "2026-07").count == 1)
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// 320 + 250 = 570 without the 320 is 250.
  @Test func aRowThatIsGoneIsToldAndTheBooksAgree() throws {
    let park = try ParkFolder(["opening-balances.csv": Self.header + "C-1,OLD,2026-05-31,320\n"])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.remove("opening-balances.csv")
    #expect(park.run(through: "2026-06") == .done)
    #expect(
      try told(park, "2026-06").map { $0[1] } == [
        "2026-06 of contract C-1 closed at 570.00 soms, the next month opens at 250.00: the rows of "
          + "opening-balances.csv count otherwise than when 2026-06 was issued."
      ])
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// A row that was there all along counts from when its contract is known: nothing says that the file was changed.
  @Test func theRowOfAContractThatWasLostIsToldAsOneThatCountsOtherwise() throws {
    let park = try ParkFolder(["opening-balances.csv": Self.header + "C-2,OLD,2026-05-31,320\n"])
    park.run(through: "2026-06")
    #expect(try balance(park, "2026-06") == [["0.00", "250.00", "250.00"]])
    let contracts = try #require(ParkFolder.base["contracts.csv"])
    try park.write(contracts + "\nC-2,R2,2/26,2026-01-01\n", to: "contracts.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try told(park, "2026-06").map { $0[1] } == [
        "2026-06 of contract C-2 closed at 0.00 soms, the next month opens at 320.00: the rows of "
          + "opening-balances.csv count otherwise than when 2026-06 was issued."
      ])
  }

  /// 100 kWh in each month from June to October.
  private func readPark(_ opening: String = "") throws -> ParkFolder {
    try ParkFolder([
      "readings/later.csv": """
      meter_id,read_at,reading
      M1,2026-07-31,1200
      M1,2026-08-31,1300
      M1,2026-09-30,1400
      M1,2026-10-31,1500
      """,
      "opening-balances.csv": Self.header + opening,
    ])
  }

  private func issue(_ park: ParkFolder, _ months: String...) {
    for month in months {
      #expect(park.run(through: month) == .done, "\(month): \(park.said)")
      #expect(park.ask(.verify) == .done, "\(month): \(park.said)")
    }
  }

  /// What the batches say of opening balances that are new or not as before.
  private func recorded(_ park: ParkFolder) throws -> [[String]?] {
    try park.batches().map { $0.openingChanges?.map { "\($0.contract) \($0.amount)" } }
  }

  /// 250 a month. July: 250 + 300 = 550, closed at 800; August: 20 more, 820, 1 070; September: 1 070 − 320 = 750,
  /// closed at 1 000, which is four months' 250.
  @Test func oneEnteredLateThenChangedThenWithdrawnAgreesMonthByMonth() throws {
    let park = try readPark()
    issue(park, "2026-06")
    try park.write(Self.header + "C-1,OLD,2026-05-31,300\n", to: "opening-balances.csv")
    issue(park, "2026-06", "2026-07")
    try park.write(Self.header + "C-1,OLD,2026-05-31,320\n", to: "opening-balances.csv")
    issue(park, "2026-07", "2026-08")
    try park.remove("opening-balances.csv")
    issue(park, "2026-08", "2026-09", "2026-10")
    #expect(try balance(park, "2026-06") == [["0.00", "250.00", "250.00"]])
    #expect(try balance(park, "2026-07") == [["550.00", "250.00", "800.00"]])
    #expect(try balance(park, "2026-08") == [["820.00", "250.00", "1070.00"]])
    #expect(try balance(park, "2026-09") == [["750.00", "250.00", "1000.00"]])
    #expect(try balance(park, "2026-10") == [["1000.00", "250.00", "1250.00"]])
    #expect(try recorded(park) == [nil, ["C-1 300.00"], ["C-1 20.00"], ["C-1 -320.00"], nil])
  }

  /// A correction of 10 kWh is 25. July, made again without the 300, opens at 250 and closes at 525; with them it opens at
  /// 550.
  @Test func aMonthThatIsMadeAgainStandsForItself() throws {
    for isEntered in [false, true] {
      let rows = [Self.header, Self.header + "C-1,OLD,2026-05-31,300\n"]
      let park = try readPark()
      issue(park, "2026-06")
      try park.write(rows[isEntered ? 0 : 1], to: "opening-balances.csv")
      issue(park, "2026-07")
      try park.write(rows[isEntered ? 1 : 0], to: "opening-balances.csv")
      try park.write("meter_id,read_at,reading,source\nM1,2026-07-31,1210,corrected\n", to: "readings/mended.csv")
      issue(park, "2026-07", "2026-08")
      let opening = isEntered ? ["550.00", "825.00"] : ["250.00", "525.00"]
      #expect(try balance(park, "2026-07") == [[opening[0], "275.00", opening[1]]])
      #expect(try balance(park, "2026-08").map { $0[0] } == [opening[1]])
      #expect(try recorded(park) == [nil, isEntered ? nil : ["C-1 300.00"], isEntered ? ["C-1 300.00"] : nil, nil])
    }
  }

  /// Raises what C-1 opens with by 50 wherever the batch says it, so that its sums and its documents agree.
  private func raise(_ batch: inout Batch) {
    for index in batch.balances.indices {
      batch.balances[index].openingBalance += Money(whole: 50)
      batch.balances[index].notDue += Money(whole: 50)
    }
    for index in batch.documents.indices {
      batch.documents[index].openingBalance += Money(whole: 50)
      batch.documents[index].balanceDue += Money(whole: 50)
    }
  }

  /// Without any opening balance ever, the first month's alone might be one of an early journal that was withdrawn.
  @Test(arguments: [(0, true), (1, true), (2, true), (3, true), (1, false), (2, false), (3, false)])
  func anOpeningThatWasForgedAndSealedAnewIsFound(_ month: Int, _ isEntered: Bool) throws {
    let row = isEntered ? "C-1,OLD,2026-05-31,300\n" : ""
    let park = try readPark(row)
    issue(park, "2026-06", "2026-07", "2026-08", "2026-09")
    try park.sealAnew { if $0 == month { raise(&$1) } }
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("journal/00000\(month + 1)-2026-0\(month + 6).json"), "\(park.said)")
    #expect(park.said.joined().contains("C-1, opening balance"), "\(park.said)")
  }

  /// What is recorded must be what the row shows.
  @Test func aForgedReasonIsFound() throws {
    let park = try readPark("C-1,OLD,2026-05-31,300\n")
    issue(park, "2026-06", "2026-07")
    try park.sealAnew {
      if $0 == 1 { $1.openingChanges = [OpeningChange(contract: Contract.ID("C-1"), amount: Money(whole: 50))] }
    }
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("C-1, opening balance: 550.00, but 600.00 by the documents"), "\(park.said)")
  }

  /// Journals of earlier versions do not say what changed: they agree as they did, and stay as they are. What is issued
  /// from now on is held against what it records: that nothing changed, or that the 300 were withdrawn.
  @Test(arguments: [false, true]) func aJournalThatRecordsNoChangesGoesOn(_ isWithdrawn: Bool) throws {
    let park = try readPark()
    issue(park, "2026-06")
    try park.write(Self.header + "C-1,OLD,2026-05-31,300\n", to: "opening-balances.csv")
    issue(park, "2026-07")
    try park.sealAnew { $1.openingChanges = nil }
    #expect(park.run(through: "2026-07") == .done)
    let before = try park.snapshot().filter { $0.key.hasPrefix("journal/") }
    #expect(park.ask(.verify) == .done, "\(park.said)")
    if isWithdrawn { try park.remove("opening-balances.csv") }
    issue(park, "2026-08", "2026-09")
    #expect(try balance(park, "2026-08").map { $0[0] } == [isWithdrawn ? "500.00" : "800.00"])
    #expect(try recorded(park) == [nil, nil, isWithdrawn ? ["C-1 -300.00"] : [], nil])
    #expect(try park.snapshot().filter { before.keys.contains($0.key) } == before)
    try park.sealAnew { if $0 == 3 { raise(&$1) } }
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("C-1, opening balance"), "\(park.said)")
  }
}

extension ParkFolder {
  fileprivate func batches() throws -> [Batch] {
    var read = Journal()
    for name in try FileManager.default.contentsOfDirectory(atPath: output + "/journal").sorted() {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: output + "/journal/" + name))
      try read.replay(JournalFile([UInt8](bytes), name: name))
    }
    return read.books.batches
  }

  /// Changes the batches, each with its place, and seals the journal to its end as if they had been issued so.
  fileprivate func sealAnew(_ change: (Int, inout Batch) -> Void) throws {
    var forged = Journal()
    for (index, batch) in try batches().enumerated() {
      var batch = batch
      change(index, &batch)
      let file = try forged.file(for: batch)
      try Data(file.bytes).write(to: URL(fileURLWithPath: output + "/journal/" + file.name))
      forged.append(batch, file: file.bytes)
    }
    try forged.end.write(toFile: output + "/.journal-end", atomically: true, encoding: .utf8)
  }
}
