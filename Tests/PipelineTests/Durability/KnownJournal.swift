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

  /// Makes the cache hold the files as they are now for those whose bytes were hashed: as after a run that found them
  /// rested.
  private func trust(_ park: ParkFolder) throws {
    let cache = Cache(Storage(root: park.output), isWriting: true)
    let first = try String(contentsOfFile: path(park, Self.names[1]), encoding: .utf8)
    let sealed = try #require(first.firstMatch(of: /"previous" : "(\w{64})"/)?.1)
    let end = try String(contentsOfFile: park.output + "/.journal-end", encoding: .utf8)
    let last = try #require(end.firstMatch(of: /\w{64}/)?.0)
    for (name, seal) in zip(Self.names, [sealed, last]) {
      let stamp = try #require(FileStamp(path(park, name)))
      cache.write("journal/" + name, from: stamp.bytes, Array(seal.utf8))
    }
  }

  /// A run that issues nothing passes over what only a failing disk could have changed; `esep verify` reads every byte, and
  /// so does a run before it issues anything.
  @Test(arguments: names) func whatNobodyTouchedIsHashedBeforeAnythingIsIssued(_ name: String) throws {
    let park = try issuedPark()
    try alter(path(park, name))
    try trust(park)
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(park.ask(.verify) == .heldBack)
    try park.write("meter_id,read_at,reading\nM1,2026-08-31,1300\n", to: "readings/august.csv")
    #expect(park.run(through: "2026-08") == .heldBack)
    #expect(park.said.joined().contains("\(name) — it was altered after it was written"), "\(park.said)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: park.output + "/journal").sorted() == Self.names)
    // Nor is the file trusted by the next one, whatever it is asked.
    #expect(park.run(through: "2026-07") == .heldBack)
  }

  @Test(arguments: names) func aChangeThatHidesItselfIsFound(_ name: String) throws {
    let park = try issuedPark()
    try trust(park)
    try alter(path(park, name))
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
  }

  /// A folder that was put back from a copy is another one, times and all.
  @Test(arguments: names) func aCopyIsHashed(_ name: String) throws {
    let park = try issuedPark()
    try alter(path(park, name))
    try trust(park)
    let copy = Process()
    copy.executableURL = URL(fileURLWithPath: "/bin/cp")
    copy.arguments = ["-a", park.output, park.root + "/copy"]
    try copy.run()
    copy.waitUntilExit()
    try FileManager.default.removeItem(atPath: park.output)
    try FileManager.default.moveItem(atPath: park.root + "/copy", toPath: park.output)
    #expect(park.run(through: "2026-07") == .heldBack, "\(park.said)")
  }
}
