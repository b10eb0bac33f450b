import Foundation
import Measures
import Pipeline
import Testing

/// What a bad reading, or none, does to a month (C1, and what an error holds back).
@Suite struct BadReadings {
  private static let heading = "meter_id,read_at,reading\n"

  /// M1's contract with a meter, and one that only pays rent.
  private func park(_ readings: String, in file: String = "readings/r.csv") throws -> ParkFolder {
    var tables = [
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-2,R2,2/26,2026-01-01\n",
      "terms.csv": """
      contract_id,service,price,valid_from
      C-1,power,2.50,2026-01-01
      C-2,rent,1000,2026-01-01
      """,
      "readings/r.csv": Self.heading,
    ]
    tables[file] = Self.heading + readings
    return try ParkFolder(tables)
  }

  /// Whichever folder the table of readings lies in: what it holds decides.
  @Test(arguments: ["readings/r.csv", "intervals/r.csv"])
  func theOnlyReadingOfAMonthHoldsBackItsContractAloneWhereItIsBad(file: String) throws {
    let park = try park("M1,2026-06-30,1l00\n", in: file)
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try park.rows("2026-06/invoices.csv", "contract_id", "total") == [["C-2", "1000.00"]])
    let told = try park.rows("2026-06/problems.csv", "code", "line", "contract_id")
    #expect(told.contains(["bad-number", "2", "C-1"]), "\(told)")
    #expect(!told.contains { $0[0] == "nothing-read" }, "\(told)")
  }

  @Test func aReadingInsideTheMonthIsAReading() throws {
    // 300 in June's 30 days are 10 a day: 16 days after the 1390 of 15 July they are 160 more (C8).
    let park = try park("M1,2026-06-30,1300\nM1,2026-07-15,1390\n")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try park.rows("2026-07/consumption.csv", "closing", "basis") == [["1550", "estimated"]])
  }

  @Test func aReadingThatClosedTheMonthBeforeIsNoneOfThis() throws {
    let park = try park("M1,2026-07-01,1100\n")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try park.rows("2026-07/problems.csv", "code") == [["nothing-read"]])
  }

  @Test func aMonthThatStopsTheRunTellsItsOtherProblemsToo() throws {
    let park = try park("M1,2026-06-30,1100\n")
    try park.write("payment_id,received_on,amount,contract_id\nP-1,2026-07-05,0,C-1\n", to: "payments/p.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(
      try park.rows("2026-07/problems.csv", "code", "file") == [
        ["nothing-read", ""], ["amount-not-positive", "payments/p.csv"],
      ])
  }

  @Test func aBadRowOfAMonthThatIsNotReachedIsToldWithTheLastOne() throws {
    // Read on 31 July, written as of 2027, which is still to come; and one from before the first month. All are billed, and
    // the run ends with 65 as long as the rows stand.
    let park = try park("M1,2026-06-30,1100\nM1,2026-07-30,1200\nM1,2027-07-31,1205\nM1,2016-07-31,x\n")
    #expect(park.run(through: "2026-07") { $0.today = Day.parse("2026-08-05") } == .heldBack, "\(park.said)")
    #expect(try park.rows("2026-06/problems.csv", "code") == [])
    #expect(
      try park.rows("2026-07/problems.csv", "severity", "file", "line", "contract_id") == [
        ["error", "readings/r.csv", "4", ""], ["error", "readings/r.csv", "5", ""],
      ])
    #expect(try park.rows("2026-07/invoices.csv", "contract_id", "total") == [["C-1", "250.00"], ["C-2", "1000.00"]])
  }
}
