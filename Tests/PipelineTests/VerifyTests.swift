import Foundation
import Ledger
import Measures
import Pipeline
import Testing

/// What `esep verify` finds, and that it changes nothing.
@Suite struct VerifyTests {
  /// A park with three issued months, a penalty, payments and a finished quarter.
  private func issuedPark() throws -> ParkFolder {
    let park = try ParkFolder([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from,penalty_percent_per_day
      C-1,R1,1/26,2026-01-01,0.1
      C-2,R2,2/26,2026-01-01,0
      """,
      "terms.csv": """
      contract_id,service,price,valid_from
      C-1,power,2.50,2026-01-01
      C-1,hours,500,2026-01-01
      C-2,rent,1000,2026-01-01
      """,
      "readings/july.csv":
        "meter_id,read_at,reading\nM1,2026-07-31,1200\nM1,2026-08-31,1300\nM1,2026-09-30,1400\n",
      "opening-balances.csv": "contract_id,document,due_on,amount\nC-1,OLD,2026-05-31,300\n",
      "payments/p.csv": "payment_id,received_on,amount,contract_id\nP-1,2026-07-15,400,C-1\nP-2,2026-08-02,5000,C-2\n",
    ])
    for month in ["2026-06", "2026-07", "2026-08", "2026-09"] {
      #expect(park.run(through: month) == .done, "\(park.said)")
    }
    return park
  }

  @Test func whatWasIssuedAgreesAndNothingChanges() throws {
    let park = try issuedPark()
    let before = try park.snapshot()
    #expect(park.ask(.verify) == .done, "\(park.said)")
    #expect(park.said.joined().contains("all agrees: 4 journal files, 8 documents"), "\(park.said)")
    #expect(try park.snapshot() == before)
  }

  @Test func nothingToVerifyIsSaid() throws {
    let park = try ParkFolder()
    #expect(park.ask(.verify) == .missingInput)
    #expect(park.said.joined().contains("Nothing was issued"))
    #expect(!FileManager.default.fileExists(atPath: park.output))
  }

  enum Harm: CaseIterable { case aByte, cut, emptied, removed, swapped, copied, stranger }

  private static let files = ["000001-2026-06", "000002-2026-07", "000003-2026-08", "000004-2026-09"]

  @Test(arguments: files, Harm.allCases)
  func aJournalFileThatWasTamperedWithIsFound(_ file: String, _ harm: Harm) throws {
    let park = try issuedPark()
    let journal = park.output + "/journal/"
    let path = journal + file + ".json"
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    switch harm {
    case .aByte:
      // A figure that no projection of the park shows: white space, which replays as before.
      var changed = bytes
      changed[changed.count - 1] = 0x20
      try changed.write(to: URL(fileURLWithPath: path))
    case .cut: try bytes.dropLast(bytes.count / 2).write(to: URL(fileURLWithPath: path))
    case .emptied: try Data().write(to: URL(fileURLWithPath: path))
    case .removed: try FileManager.default.removeItem(atPath: path)
    case .swapped:
      let other = journal + (Self.files.first { $0 != file } ?? "") + ".json"
      let others = try Data(contentsOf: URL(fileURLWithPath: other))
      try bytes.write(to: URL(fileURLWithPath: other))
      try others.write(to: URL(fileURLWithPath: path))
    case .copied: try bytes.write(to: URL(fileURLWithPath: journal + "000005-2026-10.json"))
    case .stranger: try Data("x".utf8).write(to: URL(fileURLWithPath: journal + file + " (copy).txt"))
    }
    let before = try park.snapshot()
    #expect(park.ask(.verify) == .heldBack, "\(park.said)")
    #expect(park.said.count == 1, "the first disagreement alone: \(park.said)")
    #expect(try park.snapshot() == before)
    // A run goes on only where what was issued is whole; what lies beside it does no harm.
    if harm != .stranger { #expect(park.run(through: "2026-09") == .heldBack, "\(park.said)") }
  }

  /// Every byte of the last file counts, though nothing is sealed to it yet.
  @Test func aFigureOfTheLastFileIsFound() throws {
    let park = try issuedPark()
    let path = park.output + "/journal/000004-2026-09.json"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let mended = try #require(text.range(of: "\"2026-000007\"")).lowerBound
    try (text[..<mended] + text[mended...].replacing("\"2026-000007\"", with: "\"2026-000009\""))
      .write(toFile: path, atomically: true, encoding: .utf8)
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("000004-2026-09.json"), "\(park.said)")
    #expect(park.said.joined().contains("altered after it was written"), "\(park.said)")
    // Without the record of the end, the numbers and the sums still tell.
    try FileManager.default.removeItem(atPath: park.output + "/.journal-end")
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("2026-000007 was to come, 2026-000009 stands there"), "\(park.said)")
  }

  /// Without the record of the end, a removed last file still shows by its month's folder.
  @Test func aRemovedLastFileShowsByItsFolder() throws {
    let park = try issuedPark()
    try FileManager.default.removeItem(atPath: park.output + "/journal/000004-2026-09.json")
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("up to number 4, are missing"), "\(park.said)")
    try FileManager.default.removeItem(atPath: park.output + "/.journal-end")
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("2026-09/"), "\(park.said)")
  }

  /// A run that was killed between the journal's file and the record completes the record, and all is well.
  @Test func aRecordThatIsBehindIsCompletedByTheNextRun() throws {
    let park = try issuedPark()
    let record = park.output + "/.journal-end"
    let last = try String(contentsOfFile: record, encoding: .utf8)
    let third = try Data(contentsOf: URL(fileURLWithPath: park.output + "/journal/000003-2026-08.json"))
    try "3 \(SHA256.hex(of: [UInt8](third)))\n".write(toFile: record, atomically: true, encoding: .utf8)
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("does not know this file"), "\(park.said)")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try String(contentsOfFile: record, encoding: .utf8) == last)
    #expect(park.ask(.verify) == .done, "\(park.said)")
  }

  @Test(arguments: [
    "2026-06/lines.csv", "2026-07/balances.csv", "2026-08/problems.csv", "2026-09/month.xlsx",
    "2026-09/reminders.csv", "2026-09/invoices/2026-000008.xlsx", "2026-Q3/report.csv", "2026-Q3/report.xlsx",
    "2026-Q3/statements/C-1.xlsx",
  ])
  func aFileOfTheOutputThatWasTamperedWithIsNamed(_ name: String) throws {
    let park = try issuedPark()
    let path = park.output + "/" + name
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    var changed = bytes
    changed[changed.count / 2] ^= 1
    try changed.write(to: URL(fileURLWithPath: path))
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.count == 1 && park.said.joined().hasPrefix("esep: \(name): "), "\(park.said)")
    try FileManager.default.removeItem(atPath: path)
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().hasPrefix("esep: \(name): the file is missing"), "\(park.said)")
    try bytes.write(to: URL(fileURLWithPath: path))
    #expect(park.ask(.verify) == .done, "\(park.said)")
    try bytes.write(to: URL(fileURLWithPath: park.output + "/2026-09/invoices/2026-000099.xlsx"))
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("2026-000099.xlsx: esep did not write this file"), "\(park.said)")
  }

  @Test func inputsThatChangedSinceTheLastRunAreToldApart() throws {
    let park = try issuedPark()
    try park.write("meter_id,read_at,reading,source\nM1,2026-09-30,1450,corrected\n", to: "readings/late.csv")
    #expect(park.ask(.verify) == .heldBack)
    #expect(park.said.joined().contains("Run esep run first"), "\(park.said)")
  }
}
