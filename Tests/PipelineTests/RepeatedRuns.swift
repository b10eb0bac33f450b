import Foundation
import Ledger
import Measures
import Pipeline
import Testing

/// What happens when esep is run again: by cron, after a crash, by two people at once.
@Suite struct RepeatedRuns {
  @Test func theSecondRunIssuesNothingAndLeavesTheSameBytes() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let first = try park.snapshot()
    #expect(first.keys.contains("2026-06/invoices/2026-000001.xlsx"))
    #expect(park.run(through: "2026-06") == .done)
    #expect(park.said == ["esep: Nothing new to issue; the last month issued is 2026-06."])
    #expect(try park.snapshot() == first)
  }

  @Test func whatIsDeletedComesBackByteForByte() throws {
    let park = try ParkFolder()
    park.run(through: "2026-06")
    let first = try park.snapshot()
    for name in ["2026-06", "2026-Q2", ".cache"] {
      try FileManager.default.removeItem(atPath: park.output + "/" + name)
    }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot() == first)
  }

  @Test func aTornWorkbookIsMadeAgain() throws {
    let park = try ParkFolder()
    park.run(through: "2026-06")
    let first = try park.snapshot()
    try Data("torn".utf8).write(to: URL(fileURLWithPath: park.output + "/2026-06/month.xlsx"))
    try Data("stray".utf8).write(to: URL(fileURLWithPath: park.output + "/2026-Q2/statements/C-9.xlsx"))
    #expect(park.run(through: "2026-06") == .done)
    #expect(try park.snapshot() == first)
  }

  /// Neither the size nor the time of a file tells of it: a file can bear any time, but not hide that it was touched.
  @Test(arguments: ["2026-06/month.xlsx", "2026-06/lines.csv", "2026-Q2/report.csv"])
  func aFileThatWasAlteredComesBack(name: String) throws {
    let park = try ParkFolder()
    park.run(through: "2026-06")
    let first = try park.snapshot()
    let path = park.output + "/" + name
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
    #expect(park.run(through: "2026-06") == .done)
    #expect(try park.snapshot() == first)
  }

  /// What is told of a month that is passed over is what its calculation told: here, that no reading changed.
  @Test func aMonthThatIsPassedOverKeepsItsWarnings() throws {
    let park = try ParkFolder(["readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1000\nM1,2026-07-31,1100\n"])
    park.run(through: "2026-06")
    #expect(try park.rows("2026-06/problems.csv", "code") == [["no-consumption"]])
    let first = try park.snapshot().filter { $0.key.hasPrefix("2026-06/") }
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    try FileManager.default.removeItem(atPath: park.output + "/2026-06")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try park.snapshot().filter { $0.key.hasPrefix("2026-06/") } == first)
  }

  @Test func theFirstMonthStaysWhereItWas() throws {
    let park = try ParkFolder()
    park.run(through: "2026-06")
    try park.write(#"{"firstMonth": "2026-05", "language": "en", "bookCloseDays": 3660}"#, to: "park.json")
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(park.said.joined().contains("the first month issued is 2026-06"))
  }

  @Test func anotherParkWithTheSameFilesGivesTheSameBytes() throws {
    let (one, two) = (try ParkFolder(), try ParkFolder())
    one.run(through: "2026-06")
    two.run(through: "2026-06")
    #expect(try one.snapshot() == two.snapshot())
  }

  /// A run that was killed leaves a file that was never put in place; the next run sweeps it away.
  @Test func aRunThatWasKilledIsNoTrouble() throws {
    let park = try ParkFolder()
    park.run(through: "2026-06")
    let first = try park.snapshot()
    for name in ["journal/000002-2026-07.json.esep-tmp", "2026-06/lines.csv.esep-tmp"] {
      try Data("half a f".utf8).write(to: URL(fileURLWithPath: park.output + "/" + name))
    }
    try FileManager.default.removeItem(atPath: park.output + "/2026-06/invoices.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot() == first)
  }

  @Test func twoRunsAtOnceTheSecondSaysWhoIsAtWork() throws {
    let park = try ParkFolder()
    try FileManager.default.createDirectory(atPath: park.output, withIntermediateDirectories: true)
    let path = park.output + "/.lock"
    try Data("4711\n".utf8).write(to: URL(fileURLWithPath: path))
    let file = try #require(FileHandle(forUpdatingAtPath: path))
    #expect(flock(file.fileDescriptor, LOCK_EX | LOCK_NB) == 0)
    #expect(park.run(through: "2026-06") == .locked)
    let holder = ProcessInfo.processInfo.processIdentifier
    #expect(park.said.joined().contains("process \(holder)"), "not the one that left its number: \(park.said)")
    try file.close()
    #expect(park.run(through: "2026-06") == .done, "a lock left by a dead process is no lock")
  }

  @Test(arguments: ["altered", "cut", "removed", "renamed"])
  func aJournalThatWasTouchedStopsTheRun(how: String) throws {
    let park = try ParkFolder(["readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n"])
    park.run(through: "2026-07")
    let first = park.output + "/journal/000001-2026-06.json"
    let text = try String(contentsOfFile: first, encoding: .utf8)
    switch how {
    case "altered": try text.replacing("250", with: "251").write(toFile: first, atomically: true, encoding: .utf8)
    case "cut": try String(text.prefix(100)).write(toFile: first, atomically: true, encoding: .utf8)
    case "removed": try FileManager.default.removeItem(atPath: first)
    default: try FileManager.default.moveItem(atPath: first, toPath: park.output + "/journal/000003-2026-06.json")
    }
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(park.said.joined().contains("The journal is damaged: "), "\(park.said)")
  }

  @Test func aMonthThatNobodyReadStopsTheCatchUp() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(park.said.joined().contains("error[nothing-read]"))
    #expect(try park.rows("2026-07/problems.csv", "severity", "code") == [["error", "nothing-read"]])
    #expect(!FileManager.default.fileExists(atPath: park.output + "/2026-07/invoices.csv"))
    #expect(park.run(through: "2026-07") { $0.estimateAll = true } == .done, "\(park.said)")
    // 100 kWh in 30 days are 103.33… in 31: the closing is shown as 1203.
    #expect(try park.rows("2026-07/consumption.csv", "closing", "basis") == [["1203", "estimated"]])
  }

  @Test func oneStepAtATimeKeepsTheOrder() throws {
    let park = try ParkFolder(["readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n"])
    func step(_ scope: RunRequest.Scope) -> Pipeline.ExitStatus { park.run(through: "2026-07") { $0.scope = scope } }
    let (june, july) = (try #require(Month("2026-06")), try #require(Month("2026-07")))
    #expect(step(.month(july)) == .usage)
    #expect(park.said == ["esep: 2026-06 must be issued before 2026-07. esep run does all of it in order."])
    #expect(step(.month(june)) == .done)
    #expect(step(.month(july)) == .done)
    #expect(step(.quarter(july.quarter)) == .usage)
    #expect(step(.quarter(june.quarter)) == .done)
  }
}
