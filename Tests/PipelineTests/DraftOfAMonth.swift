import Foundation
import Measures
import Pipeline
import Testing

/// A month that is only tried out: it lies in a folder of its own, takes no number, and nothing else notices.
@Suite struct DraftOfAMonth {
  @discardableResult
  private func draft(_ park: ParkFolder, _ month: String) -> Pipeline.ExitStatus {
    park.run(through: month) {
      $0.scope = .month(Month(month) ?? Month(year: 2026, month: 6))
      $0.isDraft = true
    }
  }

  private static let twoMonths = ["readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1250\n"]

  @Test func nothingIsIssuedAndTheRealRunIsAsIfItHadNotBeen() throws {
    let (park, other) = (try ParkFolder(Self.twoMonths), try ParkFolder(Self.twoMonths))
    // June is open too: the draft stands on June as it would be issued.
    #expect(draft(park, "2026-07") == .done, "\(park.said)")
    #expect(
      park.said == [
        "esep: 2026-07, draft: documents: 1, 375.00 soms in all → \(park.output)/draft/2026-07. Nothing is issued."
      ])
    #expect(
      try park.rows("draft/2026-07/invoices.csv", "invoice_no", "period", "total", "opening_balance") == [
        ["draft-000002", "2026-07", "375.00", "250.00"]
      ])
    #expect(try park.snapshot().keys.allSatisfy { $0.hasPrefix("draft") })
    #expect(FileManager.default.fileExists(atPath: park.output + "/draft/2026-07/invoices/draft-000002.xlsx"))

    let tried = try park.snapshot()
    #expect(park.run(through: "2026-07") == .done)
    #expect(other.run(through: "2026-07") == .done)
    let after = try park.snapshot()
    #expect(after.filter { !$0.key.hasPrefix("draft") } == (try other.snapshot()))
    #expect(after.filter { $0.key.hasPrefix("draft") } == tried)
    #expect(try park.rows("2026-07/invoices.csv", "invoice_no") == [["2026-000002"]])
    #expect(draft(park, "2026-07") == .usage)
    #expect(park.said.joined().contains("2026-07 is issued"))
  }

  @Test func itCanBeTriedWhileARunIsAtWork() throws {
    let park = try ParkFolder(Self.twoMonths)
    park.run(through: "2026-06")
    let file = try #require(FileHandle(forUpdatingAtPath: park.output + "/.lock"))
    #expect(flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    #expect(draft(park, "2026-07") == .done, "\(park.said)")
    try file.close()
  }

  @Test func anEarlierDraftDoesNotStandWhereThereIsNothingNow() throws {
    let park = try ParkFolder(Self.twoMonths)
    park.run(through: "2026-06")
    draft(park, "2026-07")
    // The only contract is held back, for the meter never stood there: there is no month.
    try park.write("meter_id,read_at,reading\nM1,2026-07-31,900\n", to: "readings/july.csv")
    #expect(draft(park, "2026-07") == .heldBack)
    let left = try park.snapshot().keys.filter { $0.hasPrefix("draft/2026-07") && !$0.hasSuffix("invoices") }
    #expect(left.sorted() == ["draft/2026-07/problems.csv"])
  }

  /// C-1: 100 kWh at 2.50 in June, 150 at 3.00 in July: 50 kWh more at June's price are 125.00, and 0.50 more on 150 kWh
  /// 75.00. C-2: in June rent of 1 000 and an order of 560.00 with tax; in July rent of 30 from the 16th, 16 of 31 days,
  /// 15.48: the days take off 483.87, the order 560.00, and the price the rest.
  @Test func besideLastMonthWithTheMainCause() throws {
    let park = try ParkFolder(
      [
        "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\nC-2,R2,2,2026-01-01\n",
        "terms.csv": """
        contract_id,service,price,valid_from,valid_to
        C-1,power,2.50,2026-01-01,2026-06-30
        C-1,power,3.00,2026-07-01,
        C-2,rent,1000,2026-01-01,2026-06-30
        C-2,hours,500,2026-01-01,
        C-2,rent,30,2026-07-16,
        """,
        "orders/o.csv": """
        order_id,contract_id,service,ordered_on,completed_on,status
        O1,C-2,hours,2026-06-01,2026-06-20,completed
        """,
      ].merging(Self.twoMonths) { $1 })
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(draft(park, "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows(
        "draft/2026-07/comparison.csv", "contract_id", "previous", "current", "difference", "cause", "by_consumption",
        "by_price", "by_new", "by_ended", "by_other") == [
          ["C-1", "250.00", "450.00", "200.00", "consumption", "125.00", "75.00", "0.00", "0.00", "0.00"],
          ["C-2", "1560.00", "15.48", "-1544.52", "ended_charge", "0.00", "-500.65", "0.00", "-1043.87", "0.00"],
        ])
  }

  @Test func aContractThatIsHeldBackIsNotSaidToHaveEnded() throws {
    let park = try ParkFolder([
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\nC-2,R2,2,2026-01-01\n",
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2.50,2026-01-01\nC-2,rent,1000,2026-01-01\n",
    ])
    park.run(through: "2026-06")
    try park.write("meter_id,read_at,reading\nM1,2026-07-31,900\n", to: "readings/july.csv")
    #expect(draft(park, "2026-07") == .heldBack)
    #expect(
      try park.rows("draft/2026-07/comparison.csv", "contract_id", "previous", "current", "cause") == [
        ["C-1", "250.00", "0.00", "held_back"], ["C-2", "1000.00", "1000.00", ""],
      ])
  }
}
