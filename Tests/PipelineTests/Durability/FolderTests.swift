import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Pipeline

/// Folders that are made where they are missing.
@Suite struct FolderTests {
  @Test func threadsThatMakeOneFolderAtOnceAllSucceed() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "esep-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    let refusals = Mutex<[StorageError]>([])
    for round in 0..<200 {
      DispatchQueue.concurrentPerform(iterations: 8) { _ in
        do throws(StorageError) {
          try Disk.makeFolder("\(root)/\(round)/b")
        } catch {
          refusals.withLock { $0.append(error) }
        }
      }
    }
    #expect(refusals.withLock { $0.map(\.path).prefix(3) } == [])
  }

  @Test func whereAFileOrADanglingLinkStandsAFolderIsRefused() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "esep-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: root) }
    try Disk.makeFolder(root)
    try Disk.write([], to: root + "/file")
    try FileManager.default.createSymbolicLink(atPath: root + "/link", withDestinationPath: root + "/nowhere")
    for name in ["file", "link"] {
      #expect(throws: StorageError.self) { try Disk.makeFolder("\(root)/\(name)") }
    }
  }

  /// What a link that leads nowhere should lead to may only be out of reach: a disk that is not there yet.
  @Test func whatADanglingLinkShouldLeadToIsNotTakenForAbsent() throws {
    let park = try ParkFolder()
    let (link, nothing) = (park.root + "/link", park.root + "/nothing")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: nothing)
    #expect(throws: StorageError.self) { try Disk.names(in: link) }
    #expect(throws: StorageError.self) { try Disk.exists(link) }
    #expect(throws: StorageError.self) { try Disk.read(link) }
    #expect(try Disk.names(in: nothing) == [])
    #expect(try !Disk.exists(nothing))
    #expect(try Disk.read(nothing) == nil)
    for input in [link, link + "/"] {
      #expect(park.run(through: "2026-06") { $0.input = input } == .missingInput)
      #expect(park.said.count == 1 && park.said.allSatisfy { $0.contains("link can't be read: No such file") })
    }
    #expect(park.run(through: "2026-06") { $0.input = nothing } == .missingInput)
    #expect(park.said.allSatisfy { $0.contains("There is no folder") })
  }

  /// Where the system makes none, though the one above is there.
  @Test func aFolderThatNobodyCanMakeIsRefused() {
    for path in ["/proc/esep", "/proc/self/esep/deeper"] {
      #expect(throws: StorageError.self) { try Disk.makeFolder(path) }
    }
  }
}
