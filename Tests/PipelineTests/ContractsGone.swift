import Measures
import Pipeline
import Testing

/// A contract that was billed and is in no table any more: billing does not stop in silence.
@Suite struct ContractsGone {
  private static let contracts = "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\n"
  private static let terms = "contract_id,service,price,valid_from\nC-1,rent,1000,2026-01-01\n"
  private static let residents =
    "resident_id,full_name,short_name,legal_form,entered_on\nR1,One,One,legal_entity,2026-01-01\n"

  private func park() throws -> ParkFolder {
    try ParkFolder([
      "contracts.csv": Self.contracts + "C-2,R2,2,2026-01-01\n",
      "terms.csv": Self.terms + "C-2,rent,500,2026-01-01\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
    ])
  }

  private func remove(from park: ParkFolder) throws {
    try park.write(Self.contracts, to: "contracts.csv")
    try park.write(Self.terms, to: "terms.csv")
    try park.write(Self.residents, to: "residents.csv")
  }

  private func told(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/problems.csv", "severity", "code", "value", "contract_id")
  }

  private static let gone = ["warning", "contract-gone", "C-2", ""]

  @Test func itIsToldByNameInEachRunWhileItOwes() throws {
    let park = try park()
    park.run(through: "2026-06")
    try remove(from: park)
    for month in ["2026-06", "2026-07", "2026-09"] {
      #expect(park.run(through: month) == .done, "\(park.said)")
      let said = park.said.joined(separator: "\n")
      #expect(
        said.contains("warning[contract-gone]") && said.contains("C-2") && said.contains("500.00 soms"), "\(said)")
      #expect(try told(park, month) == [Self.gone])
    }
    #expect(try told(park, "2026-07") == [], "in the last month alone")
    let first = try park.snapshot()
    #expect(park.run(through: "2026-09") == .done)
    #expect(park.said.joined().contains("warning[contract-gone]"))
    #expect(try park.snapshot() == first)
    #expect(park.ask(.verify) == .done, "\(park.said)")

    // The rows are put back: what was missing waits until somebody agrees (I6), and is billed.
    try park.write(Self.contracts + "C-2,R2,2,2026-01-01\n", to: "contracts.csv")
    try park.write(Self.terms + "C-2,rent,500,2026-01-01\n", to: "terms.csv")
    try park.write(Self.residents + "R2,Two,Two,legal_entity,2026-01-01\n", to: "residents.csv")
    #expect(park.run(through: "2026-09") == .heldBack)
    #expect(park.run(through: "2026-09") { $0.isConsent = true } == .done, "\(park.said)")
    #expect(try told(park, "2026-09") == [])
    #expect(
      try park.rows("2026-09/invoices.csv", "contract_id", "period").filter { $0[0] == "C-2" }.map(\.last) == [
        "2026-07", "2026-08", "2026-09",
      ])
  }

  /// All is paid in July, yet the contract goes on by its last row, which has no end: that is told until it has one.
  @Test func whatOwesNothingIsToldAsLongAsItGoesOn() throws {
    let park = try park()
    park.run(through: "2026-06")
    try remove(from: park)
    try park.write(
      "payment_id,received_on,amount,invoice_no\nP-1,2026-07-05,500,2026-000002\n", to: "payments/p.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try told(park, "2026-07") == [Self.gone])
    park.run(through: "2026-08")
    #expect(try told(park, "2026-08") == [Self.gone])
    park.run(through: "2026-09")
    #expect(try told(park, "2026-09") == [Self.gone])
  }

  /// A row that is bad, or that others name, is told as such, and not once more.
  @Test func whatIsAnErrorAlreadyIsNotToldTwice() throws {
    let park = try park()
    park.run(through: "2026-06")
    try park.write(Self.contracts + "C-2,R2,2,2026-13-01\n", to: "contracts.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(!park.said.joined().contains("contract-gone"), "\(park.said)")
    try park.write(Self.contracts, to: "contracts.csv")
    park.run(through: "2026-07")
    #expect(try told(park, "2026-07").map { $0[1...2] } == [["unknown-contract", "C-2"]], "terms.csv names it")
    // Nobody is missing where the whole table is.
    try park.remove("contracts.csv")
    park.run(through: "2026-07")
    #expect(!park.said.joined().contains("contract-gone"), "\(park.said)")
  }

  /// The output of another park that began in the same month.
  @Test func anotherParksOutputIsNoticed() throws {
    let park = try park()
    park.run(through: "2026-06")
    try park.write(Self.contracts.replacing("C-1", with: "D1"), to: "contracts.csv")
    try park.write(Self.terms.replacing("C-1", with: "D1"), to: "terms.csv")
    park.run(through: "2026-07")
    #expect(try told(park, "2026-07").map { $0[1...2] } == [["contract-gone", "C-1"], ["contract-gone", "C-2"]])
  }
}
