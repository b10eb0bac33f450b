import Foundation
import Ledger
import Pipeline
import Testing

/// Output that somebody or something damaged, or that can't be written: it comes back, or the run says where it failed.
@Suite struct DamagedOutput {
  private func issuedPark() throws -> ParkFolder {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    return park
  }

  /// Everything but the journal and its record.
  private func projections(_ park: ParkFolder) throws -> [String] {
    try park.snapshot().keys.filter { $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx") }.sorted()
  }

  private func set(_ path: String, permissions: Int) throws {
    try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: path)
  }

  enum Harm: CaseIterable { case cut, emptied, otherBytes, readOnly }

  @Test(arguments: Harm.allCases) func everyTornFileComesBack(_ harm: Harm) throws {
    let park = try issuedPark()
    let right = try park.snapshot()
    for name in try projections(park) {
      let path = park.output + "/" + name
      var bytes = try #require(right[name])
      switch harm {
      case .cut, .readOnly: bytes = bytes.prefix(bytes.count / 2)
      case .emptied: bytes = Data()
      case .otherBytes: bytes[bytes.count / 2] ^= 1
      }
      try bytes.write(to: URL(fileURLWithPath: path))
      if harm == .readOnly { try set(path, permissions: 0o444) }
    }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot() == right)
  }

  @Test(arguments: ["2026-06/lines.csv", "2026-06/month.xlsx", ".journal-end"])
  func aFolderWhereAFileShouldBeIsNamed(_ name: String) throws {
    let park = try issuedPark()
    let right = try park.snapshot()
    let path = park.output + "/" + name
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(park.run(through: "2026-06") == .cannotWrite)
    #expect(park.said.joined().contains("\(path): Is a directory"), "\(park.said)")
    try FileManager.default.removeItem(atPath: path)
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot() == right)
  }

  @Test(arguments: ["2026-06", "2026-06/invoices", "2026-Q2/statements", "journal", ""])
  func aFileWhereAFolderShouldBeIsNamed(_ name: String) throws {
    let park = try issuedPark()
    let right = try park.snapshot()
    let path = name.isEmpty ? park.output : park.output + "/" + name
    try FileManager.default.moveItem(atPath: path, toPath: park.root + "/aside")
    try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    #expect(park.run(through: "2026-06") == .cannotWrite)
    #expect(park.said.joined().contains(path) && park.said.joined().contains("Check disk space"), "\(park.said)")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.moveItem(atPath: park.root + "/aside", toPath: path)
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot() == right)
  }

  /// The run is by a user to whom the folder does not belong.
  @Test(arguments: ["", "journal", "2026-06"]) func aFolderThatMayNotBeWrittenIsNamed(_ name: String) throws {
    let park = try issuedPark()
    try park.write("meter_id,read_at,reading\nM1,2026-07-31,1200\n", to: "readings/july.csv")
    for file in ["2026-06/lines.csv", ".lock"] { try FileManager.default.removeItem(atPath: park.output + "/" + file) }
    let names = try FileManager.default.subpathsOfDirectory(atPath: park.root)
    for path in [park.root] + names.map({ park.root + "/" + $0 }) { try set(path, permissions: 0o777) }
    let folder = name.isEmpty ? park.output : park.output + "/" + name
    try set(folder, permissions: 0o555)
    let ending = try park.runDoomed(through: "2026-07", coming: .toNobody)
    #expect(ending.status == 73, "\(ending)")
    #expect(ending.said.hasPrefix("esep: Can't write \(folder)/"), "\(ending)")
    #expect(ending.said.contains(": Permission denied. "), "\(ending)")
    try set(folder, permissions: 0o777)
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    let undisturbed = try ParkFolder(["readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n"])
    undisturbed.run(through: "2026-06")
    undisturbed.run(through: "2026-07")
    #expect(try park.snapshot() == undisturbed.snapshot())
  }

  /// A journal that can't be read is not taken for none: its numbers would be given again.
  @Test func aJournalThatMayNotBeReadIsNoEmptyOne() throws {
    let park = try issuedPark()
    try set(park.root, permissions: 0o777)
    try set(park.output, permissions: 0o777)
    try set(park.output + "/.lock", permissions: 0o666)
    let right = try park.snapshot()
    for name in ["journal", "journal/000001-2026-06.json"] {
      let path = park.output + "/" + name
      try set(path, permissions: 0)
      let ending = try park.runDoomed(through: "2026-06", coming: .toNobody)
      #expect(ending.status == 73 && ending.said.contains("\(name): Permission denied. "), "\(ending)")
      try set(path, permissions: path.hasSuffix("json") ? 0o644 : 0o755)
      #expect(try park.snapshot() == right)
    }
  }

  /// A run that stands still in the middle holds the lock; one that was killed holds none.
  @Test func twoRunsAtOnce() throws {
    let park = try ParkFolder()
    let other = try ParkFolder()
    other.run(through: "2026-06")
    let first = try park.startDoomed(through: "2026-06", call: 40, .signal(SIGSTOP))
    first.waitUntilStopped()
    #expect(park.run(through: "2026-06") == .locked)
    #expect(park.said.joined().contains("(process \(first.identifier))"), "\(park.said)")
    #expect(park.ask(.verify) == .locked)
    kill(first.identifier, SIGKILL)
    #expect(try first.ending().signal == SIGKILL)
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.snapshot() == other.snapshot())
  }

  /// Whoever reads what a run tells may stop: the work is done, and the status tells.
  @Test(arguments: ["| true", ">&-", ">&- 2>&- <&-", ">/dev/full"]) func nobodyReads(_ how: String) throws {
    let park = try ParkFolder()
    let other = try ParkFolder()
    other.run(through: "2026-06") { $0.today = nil }
    let esep = Program.path("esep")
    let ending = try Program(
      path: "/bin/bash",
      [
        "-c", "set -o pipefail; trap - PIPE; \"$@\" \(how)", "bash", esep, "run", "--input", park.input, "--output",
        park.output, "--through", "2026-06", "--today", "2027-12-31",
      ]
    ).ending()
    #expect(ending.status == 0, "\(ending)")
    #expect(try park.snapshot() == other.snapshot())
    #expect(try Data(contentsOf: URL(fileURLWithPath: park.output + "/.lock")).isEmpty)
  }
}
