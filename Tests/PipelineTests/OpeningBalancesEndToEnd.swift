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
      "opening-balances.csv": Self.header + "C1,OLD,2026-05-31,300\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try balance(park, "2026-06") == [["300.00", "250.00", "550.00"]])
    #expect(try told(park, "2026-06") == [])

    try park.write(Self.header + "C1,OLD,2026-05-31,320\n", to: "opening-balances.csv")
    #expect(park.run(through: "2026-06") == .done)
    #expect(try balance(park, "2026-06") == [["300.00", "250.00", "550.00"]])
    #expect(
      try told(park, "2026-06").map { $0[1] } == [
        "2026-06 of contract C1 closed at 550.00 soms, the next month opens at 570.00: the rows of "
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
    let park = try ParkFolder(["opening-balances.csv": Self.header + "C1,OLD,2026-05-31,320\n"])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.remove("opening-balances.csv")
    #expect(park.run(through: "2026-06") == .done)
    #expect(
      try told(park, "2026-06").map { $0[1] } == [
        "2026-06 of contract C1 closed at 570.00 soms, the next month opens at 250.00: the rows of "
          + "opening-balances.csv count otherwise than when 2026-06 was issued."
      ])
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  /// A row that was there all along counts from when its contract is known: nothing says that the file was changed.
  @Test func theRowOfAContractThatWasLostIsToldAsOneThatCountsOtherwise() throws {
    let park = try ParkFolder(["opening-balances.csv": Self.header + "C2,OLD,2026-05-31,320\n"])
    park.run(through: "2026-06")
    #expect(try balance(park, "2026-06") == [["0.00", "250.00", "250.00"]])
    let contracts = try #require(ParkFolder.base["contracts.csv"])
    try park.write(contracts + "\nC2,R2,2/26,2026-01-01\n", to: "contracts.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try told(park, "2026-06").map { $0[1] } == [
        "2026-06 of contract C2 closed at 0.00 soms, the next month opens at 320.00: the rows of "
          + "opening-balances.csv count otherwise than when 2026-06 was issued."
      ])
  }
}
