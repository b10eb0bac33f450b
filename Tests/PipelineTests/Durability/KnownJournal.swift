import CSV
import Foundation
import Testing

@testable import Pipeline

/// Files of the journal that a run need not hash again, and all that makes it do so.
@Suite struct KnownJournal {
  private func issuedPark() throws -> ParkFolder {
    let park = try ParkFolder(["readings/more.csv": "meter_id,read_at,reading\nM1,2026-07-31,1200\n"])
    for month in ["2026-06", "2026-07"] { #expect(park.run(through: month) == .done, "\(park.said)") }
    return park
  }

  private static let names = ["000001-2026-06.json", "000002-2026-07.json"]

  private func path(_ park: ParkFolder, _ name: String) -> String { park.output + "/journal/" + name }

  /// Another byte at a file's end, which replays as before, and the file as long and as old as it was.
  private func alter(_ path: String) throws {
    let time = try #require(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date)
    let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try file.seek(toOffset: try file.seekToEnd() - 1)
    try file.write(contentsOf: Data([0x20]))
    try file.close()
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: path)
  }

  private func mark(_ park: ParkFolder) throws -> Int64 {
    try Self.names.map { try #require(FileStamp(path(park, $0))) }.mark
  }

  @Test func theRecordOfTheEndIsMarkedWithTheFilesOnce() throws {
    let park = try issuedPark()
    let record = park.output + "/.journal-end"
    let marked = try #require(FileStamp(record))
    #expect(marked.modified == (try mark(park)))
    #expect(park.run(through: "2026-07") == .done)
    #expect(FileStamp(record) == marked, "nothing is touched")
  }

  /// `esep verify` reads every byte; a run passes over one that only a failing disk could have changed.
  @Test(arguments: names) func whatNobodyTouchedIsHashedByVerifyAlone(_ name: String) throws {
    let park = try issuedPark()
    try alter(path(park, name))
    try Disk.setModified(park.output + "/.journal-end", try mark(park))
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(park.ask(.verify) == .heldBack)
  }

  @Test(arguments: names) func aChangeThatHidesItselfIsFound(_ name: String) throws {
    let park = try issuedPark()
    try alter(path(park, name))
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
  }

  /// A folder that was put back from a copy is another one, times and all.
  @Test(arguments: names) func aCopyIsHashed(_ name: String) throws {
    let park = try issuedPark()
    try alter(path(park, name))
    let copy = Process()
    copy.executableURL = URL(fileURLWithPath: "/bin/cp")
    copy.arguments = ["-a", park.output, park.root + "/copy"]
    try copy.run()
    copy.waitUntilExit()
    try FileManager.default.removeItem(atPath: park.output)
    try FileManager.default.moveItem(atPath: park.root + "/copy", toPath: park.output)
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
  }

  enum Harm: CaseIterable { case cut, emptied, zeros, removed, aFolder }

  /// What a run keeps of the journal's files may be torn or gone: it is made again.
  @Test(arguments: Harm.allCases) func headsComeBack(_ harm: Harm) throws {
    let park = try issuedPark()
    let right = try park.snapshot()
    let heads = park.output + "/.heads/" + Self.names[0]
    let bytes = try Data(contentsOf: URL(fileURLWithPath: heads))
    let mark = try #require(FileStamp(heads)).modified
    switch harm {
    case .cut: try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: heads))
    case .emptied: try Data().write(to: URL(fileURLWithPath: heads))
    case .zeros: try Data(count: bytes.count).write(to: URL(fileURLWithPath: heads))
    case .removed: try FileManager.default.removeItem(atPath: heads)
    case .aFolder:
      try FileManager.default.removeItem(atPath: park.output + "/.heads")
      try Data().write(to: URL(fileURLWithPath: park.output + "/.heads"))
    }
    if harm != .removed && harm != .aFolder { try Disk.setModified(heads, mark) }
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    if harm == .aFolder {
      try FileManager.default.removeItem(atPath: park.output + "/.heads")
      #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    }
    #expect(try park.snapshot() == right)
  }
}
