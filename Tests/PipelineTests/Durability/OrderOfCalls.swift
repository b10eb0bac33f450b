import Foundation
import Testing

/// What a loss of power would find: by the order of the calls that write and those that force to the disk.
@Suite struct OrderOfCalls {
  /// A file takes its place after its bytes are on the disk, and its name is there before anything else is written.
  @Test func aFileIsWrittenSyncedRenamedAndItsFolderSynced() throws {
    for scene in [try Scene.first(), try Scene.later()] {
      // What is in the cache may as well be lost: it is made again.
      let calls = scene.calls.filter {
        !$0.isScratch && $0.path != "/Output/.lock" && !$0.path.hasPrefix("/Output/.cache/")
      }
      let renamed = calls.indices.filter { calls[$0].kind == "rename" }
      #expect(renamed.count > 10)
      for at in renamed {
        let (call, before, after) = (calls[at], calls[at - 1], calls[at + 1])
        #expect(before.kind == "sync" && before.path == call.path, "\(before) before \(call)")
        #expect(call.path == call.target + ".esep-tmp", "\(call)")
        let folder = (call.target as NSString).deletingLastPathComponent
        #expect(after.kind == "sync" && after.path == folder, "\(after) after \(call)")
      }
      // Nothing is written to a place where somebody may read it, and what was synced is not written to again.
      let written = calls.indices.filter { calls[$0].kind == "write" }
      #expect(Set(written.map { calls[$0].path }).isSuperset(of: renamed.map { calls[$0].path }))
      for at in written {
        let call = calls[at]
        let last = calls[at...].first { ["rename", "remove"].contains($0.kind) && $0.path == call.path }
        // A workbook that comes to the bytes that stand there already is taken away again, and no other.
        let name = String(call.place.dropFirst("/Output/".count))
        let isEqual = scene.old[name] != nil && scene.old[name] == scene.new[name]
        #expect(last?.kind == (isEqual ? "remove" : "rename"), "\(call)")
      }
    }
  }

  @Test func aFolderIsMadeAndItsNameSynced() throws {
    for scene in [try Scene.first(), try Scene.later()] {
      let made = scene.calls.indices.filter { scene.calls[$0].kind == "mkdir" }
      #expect(made.count > 1)
      for at in made {
        let (call, after) = (scene.calls[at], scene.calls[at + 1])
        let folder = (call.path as NSString).deletingLastPathComponent
        #expect(after.kind == "sync" && after.path == (folder == "/" ? "" : folder), "\(after) after \(call)")
      }
    }
  }

  /// The journal comes first, then the record of its end; all else can be made again from it.
  @Test func theJournalIsOnTheDiskBeforeTheRestIsBegun() throws {
    let calls = try Scene.later().calls.filter { !$0.isScratch && $0.kind != "remove" }
    let places = calls.filter { $0.kind == "rename" }.map(\.place)
    #expect(places.prefix(2) == ["/Output/journal/000002-2026-06.json", "/Output/.journal-end"])
    #expect(places.last?.hasPrefix("/Output/.cache/") == true)
  }
}
