import Foundation
import Pipeline
import Testing

/// Bad input gets a clear error and loses nothing.
@Suite struct BadInput {
  @Test func aMissingFolder() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-06") { $0.input = park.root + "/Nowhere" } == .missingInput)
    #expect(park.said.joined().contains("Nowhere"))
    #expect(!FileManager.default.fileExists(atPath: park.output), "nothing is made where nothing can be read")
  }

  @Test(arguments: ["park.json", "residents.csv", "contracts.csv", "services.csv", "terms.csv", "taxes.csv"])
  func aMissingFile(name: String) throws {
    let park = try ParkFolder()
    try park.remove(name)
    #expect(park.run(through: "2026-06") == .missingInput)
    #expect(park.said.joined().contains(name))
  }

  @Test func outputThatCannotBeWritten() throws {
    let park = try ParkFolder()
    try Data("a file".utf8).write(to: URL(fileURLWithPath: park.output))
    #expect(park.run(through: "2026-06") == .cannotWrite)
    #expect(park.said.joined().contains("Can't write"))
  }

  @Test func aTextThatNoCellTakesIsWholeInTheTable() throws {
    let text = String(repeating: "шлагбаум ", count: 4000) + "орнотуу"
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2.50,2026-01-01\nC-1,hours,500,2026-01-01\n",
      "orders/o.csv": """
      order_id,contract_id,service,description,ordered_on,completed_on,status,quantity
      O1,C-1,hours,\(text),2026-06-01,2026-06-20,completed,2

      """,
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let told = try #require(try park.rows("2026-06/lines.csv", "description").last?.first)
    #expect(told.hasSuffix(": " + text), "\(told.prefix(40)) … \(told.suffix(40))")
    #expect(try park.snapshot().keys.contains("2026-06/invoices/2026-000001.xlsx"))
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let code: String
    var testDescription: String { "\(file): \(code)" }
  }

  /// One contract, so whatever is wrong with what it uses holds it back.
  @Test(arguments: [
    Case(
      file: "park.json", text: #"{"firstMonth": "2026-06", "vatPayr": false}"#, code: "unknown-key"
    ),
    Case(
      file: "contracts.csv",
      text: "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-1,R1,2/26,2026-01-01\n",
      code: "conflicting-rows"),
    Case(
      file: "contracts.csv",
      text: "contract_id,resident_id,number,valid_from,valid_to\nC-1,R1,1,2026-07-01,2026-01-01\n",
      code: "ends-before-start"),
    Case(
      file: "contracts.csv", text: "contract_id,resident_id,number,valid_from\nC-1,R9,1/26,2026-01-01\n",
      code: "unknown-resident"),
    Case(
      file: "terms.csv", text: "contract_id,service,price,valid_from\nC-1,power,2.5O,2026-01-01\n", code: "bad-number"),
    Case(file: "terms.csv", text: "contract_id,service,price\nC-1,power,2.50\n", code: "missing-column"),
    Case(file: "terms.csv", text: "", code: "empty-file"),
    Case(
      file: "terms.csv", text: "contract_id,service,price,valid_from\nC-1,rent,2.50,2026-01-01\n", code: "no-term"),
    Case(
      file: "taxes.csv", text: "tax,name,kind,rate_percent,valid_from\nnone,Exempt,vat,0,2026-07-01\n",
      code: "no-tax-rate"),
    Case(
      file: "meters.csv",
      text: "meter_id,service,contract_id,unit,installed_on,installed_reading\nM1,power,C-1,GJ?,2026-06-01,1000\n",
      code: "units-differ"),
    Case(
      file: "readings/r.csv", text: "meter_id,read_at,reading\nM1,2026-06-30,900\n", code: "reading-below-opening"),
    Case(
      file: "readings/r.csv", text: "meter_id,read_at,reading\nM1,2026-06-30,1100\nM1,2026-06-30,1101\n",
      code: "contradicting-readings"),
    Case(
      file: "readings/r.csv", text: "meter_id,read_at,reading\nM1,2026-06-30,1100\nM1,2026-06-29,\"10\n",
      code: "open-quote"),
  ])
  func anErrorHoldsTheContractBack(case sample: Case) throws {
    let park = try ParkFolder([sample.file: sample.text])
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    let problems = try park.rows("2026-06/problems.csv", "severity", "code", "contract_id")
    #expect(problems.contains(["error", sample.code, "C-1"]), "\(problems)")
    #expect(!FileManager.default.fileExists(atPath: park.output + "/journal"), "nothing is issued")
    #expect(park.said.joined().contains(sample.file), "the place is told")
  }

  /// A recurring price that ends while the term goes on would vanish from the invoice without a word.
  @Test func daysWithATermAndNoPrice() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,tariff,valid_from\nC-1,power,2,,2026-01-01\nC-1,rent,,T,2026-01-01\n",
      "tariffs.csv": "tariff,component,price,valid_from,valid_to\nT,fixed,500,2026-01-01,2026-06-15\n",
    ])
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try park.rows("2026-06/problems.csv", "code", "contract_id") == [["no-price", "C-1"]])
  }

  @Test func aFolderWhereATableShouldBe() throws {
    let park = try ParkFolder()
    try park.remove("taxes.csv")
    try park.write("", to: "taxes.csv/oops.txt")
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try park.rows("2026-06/problems.csv", "code", "contract_id").contains(["not-a-file", "C-1"]))
  }

  @Test func aMeterOfAnUnknownContractHoldsBackNobodyElse() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading
      M1,power,C-1,kWh,2026-06-01,1000
      M2,power,C-9,kWh,2026-06-01,0
      """
    ])
    park.run(through: "2026-06")
    #expect(park.said.joined().contains("error[unknown-contract]"))
    #expect(try park.rows("2026-06/invoices.csv", "contract_id", "total") == [["C-1", "250.00"]])
  }

  /// `contracts.csv` was cut off within its third line. Each contract that went with the rest is told once, with all rows
  /// that name it; C-1 is billed, the money of the lost ones is shown as nobody's (I3), and the run ends with 65.
  @Test func aContractThatIsLostIsToldOnce() throws {
    let park = try ParkFolder([
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC",
      "terms.csv": """
      contract_id,service,price,valid_from
      C-1,power,2.50,2026-01-01
      C-20,power,2.50,2026-01-01
      C-20,rent,1000,2026-01-01
      C-31,rent,800,2026-01-01
      """,
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading
      M1,power,C-1,kWh,2026-06-01,1000
      M2,power,C-20,kWh,2026-06-01,0
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1100\nM2,2026-06-30,70\n",
      "payments/p.csv": """
      payment_id,received_on,amount,contract_id
      P-1,2026-06-10,400,C-20
      P-2,2026-06-12,300,C-1
      P-3,2026-06-20,200,C-20
      """,
    ])
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    #expect(
      try park.rows("2026-06/problems.csv", "severity", "code", "file", "line", "value") == [
        ["error", "too-few-cells", "contracts.csv", "3", "C"], ["error", "unknown-contract", "terms.csv", "3", "C-20"],
        ["error", "unknown-contract", "terms.csv", "5", "C-31"],
        ["warning", "unallocated-payment", "payments/p.csv", "2", "C-20"],
        ["warning", "unallocated-payment", "payments/p.csv", "4", "C-20"],
      ])
    let rows = "the rows that name it are set aside: terms.csv: 3, 4; meters.csv: 3 «C-20»"
    #expect(park.said.contains { $0.contains(rows) }, "\(park.said)")
    #expect(try park.rows("2026-06/invoices.csv", "contract_id", "total", "paid") == [["C-1", "250.00", "300.00"]])
    #expect(
      try park.rows("2026-06/unallocated.csv", "payment_id", "amount") == [["P-1", "400.00"], ["P-3", "200.00"]])
  }

  /// Where the whole table can't be used, what names its rows is no further fault, and nothing is issued: July waits.
  @Test(arguments: ["contracts.csv", "meters.csv", "residents.csv", "services.csv"])
  func aTableThatCannotBeUsedIsToldOnce(name: String) throws {
    let good = try #require(ParkFolder.base[name])
    let park = try ParkFolder([
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1100\nM1,2026-07-31,1300\n", name: "number\n1/26\n",
    ])
    func told(_ month: String) throws -> [[String]] {
      try park.rows("\(month)/problems.csv", "code", "file").filter { $0[0] != "unknown-column" }
    }
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    #expect(Set(try told("2026-06")) == [["missing-column", name]])
    #expect(!FileManager.default.fileExists(atPath: park.output + "/journal"), "nothing is issued")
    try park.write(good, to: name)
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write("number\n1/26\n", to: name)
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
    #expect(Set(try told("2026-07")) == [["missing-column", name]])
    try park.write(good, to: name)
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "kind", "period", "total") == [["invoice", "2026-07", "500.00"]])
  }

  /// A park whose first data are bad is issued, once they are mended, as if there had been no such run.
  @Test func aFirstRunThatCanIssueNothingLeavesNoTrace() throws {
    let july = ["readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n"]
    let (park, other) = (try ParkFolder(july), try ParkFolder(july))
    try park.write("contract_id,service,price,valid_from\nC-1,power,2.5O,2026-01-01\n", to: "terms.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    try park.write(ParkFolder.base["terms.csv"] ?? "", to: "terms.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    other.run(through: "2026-07")
    #expect(try park.snapshot() == other.snapshot())
  }

  /// A mistyped reading holds back one contract of two; mended, it is issued with the next number.
  @Test func whatIsHeldBackIsIssuedOnceMended() throws {
    let park = try ParkFolder([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from
      C-1,R1,1/26,2026-01-01
      C-2,R2,2/26,2026-01-01
      """,
      "terms.csv": "contract_id,service,price,valid_from\nC-1,power,2.50,2026-01-01\nC-2,power,2.50,2026-01-01\n",
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading
      M1,power,C-1,kWh,2026-06-01,1000
      M2,power,C-2,kWh,2026-06-01,500
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,110\nM2,2026-06-30,600\n",
    ])
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(park.said.contains("esep: 2026-06: held back until the errors are mended: C-1"))
    #expect(try park.rows("2026-06/invoices.csv", "invoice_no", "contract_id") == [["2026-000001", "C-2"]])
    try park.write("meter_id,read_at,reading,source\nM1,2026-06-30,1100,corrected\n", to: "readings/mended.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/invoices.csv", "invoice_no", "kind", "contract_id", "total") == [
        ["2026-000001", "invoice", "C-2", "250.00"], ["2026-000002", "invoice", "C-1", "250.00"],
      ])
  }
}
