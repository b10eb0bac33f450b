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

  /// Where the system makes none, though the one above is there.
  @Test func aFolderThatNobodyCanMakeIsRefused() {
    for path in ["/proc/esep", "/proc/self/esep/deeper"] {
      #expect(throws: StorageError.self) { try Disk.makeFolder(path) }
    }
  }
}
