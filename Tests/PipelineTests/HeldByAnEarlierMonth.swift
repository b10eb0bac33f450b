import Pipeline
import Testing

/// A contract waits until its earlier month is issued: the later month's table says why, too.
@Suite struct HeldByAnEarlierMonth {
  private static let columns = ["severity", "code", "file", "line", "value", "message", "contract_id"]

  private func park(june: String) throws -> ParkFolder {
    try ParkFolder([
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\nC-2,R2,2,2026-01-01\n",
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2.50,2026-01-01\nC-2,rent,1000,2026-01-01\n",
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,\(june)\nM1,2026-07-31,1200\n",
    ])
  }

  @Test func theErrorOfTheEarlierMonthStandsInTheLaterTableAndIsSaidOnce() throws {
    let park = try park(june: "11OO")
    #expect(park.run(through: "2026-07") == .heldBack)
    let june = try park.rows("2026-06/problems.csv", Self.columns)
    #expect(june.map { $0[0...4] } == [["error", "bad-number", "readings/r.csv", "2", "11OO"]])
    #expect(june.map(\.last) == ["C-1"])
    #expect(try park.rows("2026-07/problems.csv", Self.columns) == june)
    #expect(try park.rows("2026-07/invoices.csv", "contract_id") == [["C-2"]])
    let said = park.said.joined(separator: "\n")
    #expect(said.ranges(of: "error[bad-number]").count == 1, "\(said)")
    #expect(said.contains("2026-06: held back until the errors are mended: C-1"))
    #expect(said.contains("2026-07: held back until the errors are mended: C-1"))
    #expect(park.ask(.verify) == .done, "\(park.said)")

    try park.write("meter_id,read_at,reading\nM1,2026-06-30,1100\nM1,2026-07-31,1200\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try ["2026-06", "2026-07"].flatMap { try park.rows("\($0)/problems.csv", "code") } == [])
    #expect(try park.rows("2026-07/invoices.csv", "contract_id", "period").count == 3)
  }

  /// June is issued, and its reading contradicted since: July waits for that.
  @Test func soDoesWhatWentBadInAnIssuedMonth() throws {
    let park = try park(june: "1100")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write("meter_id,read_at,reading\nM1,2026-06-30,1150\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    let june = try park.rows("2026-06/problems.csv", Self.columns)
    #expect(june.map { [$0[1], $0[6]] } == [["contradicting-readings", "C-1"]])
    #expect(try park.rows("2026-07/problems.csv", Self.columns) == june)
  }

  /// The rows go on from month to month, each once; July's own error stands beside.
  @Test func everyLaterMonthTellsAllThatHoldsItBack() throws {
    let park = try park(june: "11OO")
    try park.write(
      "meter_id,read_at,reading\nM1,2026-06-30,11OO\nM1,2026-07-31,12OO\nM1,2026-08-31,1300\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-08") == .heldBack)
    func lines(_ month: String) throws -> [[String]] { try park.rows("\(month)/problems.csv", "line", "contract_id") }
    #expect(try lines("2026-06") == [["2", "C-1"]])
    #expect(try lines("2026-07") == [["2", "C-1"], ["3", "C-1"]])
    #expect(try lines("2026-08") == [["2", "C-1"], ["3", "C-1"]])
  }
}
