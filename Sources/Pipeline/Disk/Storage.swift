import Foundation
import Glibc

/// A folder that esep writes: every file whole or not at all, and only where its bytes change.
struct Storage {
  let root: String

  /// The mark of files that are not in place yet. A run that was killed may leave some; they are no output.
  static let temporaryMark = ".esep-tmp"

  func path(_ name: String) -> String { name.isEmpty ? root : root + "/" + name }

  func exists(_ name: String) throws(StorageError) -> Bool { try Disk.exists(path(name)) }

  /// The bytes of a file that can be made again; nil where there is none, or none that can be read.
  func read(_ name: String) -> [UInt8]? { (try? Disk.read(path(name))) ?? nil }

  /// The bytes of a file that counts; nil where there is none.
  func contents(of name: String) throws(StorageError) -> [UInt8]? { try Disk.read(path(name)) }

  /// The names of the files in a folder, sorted; empty where there is no such folder.
  func names(in folder: String) throws(StorageError) -> [String] { try Disk.names(in: path(folder)) }

  /// Removes workbooks of a folder that are not among those that belong there now.
  func keepOnly(_ workbooks: Set<String>, in folder: String) throws(StorageError) {
    try removeFiles(of: folder) { $0.hasSuffix(".xlsx") && !workbooks.contains($0) }
  }

  /// Removes the tables and workbooks of a folder; others are not ours.
  func clear(_ folder: String) throws(StorageError) {
    try removeFiles(of: folder) { $0.hasSuffix(".csv") || $0.hasSuffix(".xlsx") }
  }

  /// Removes what is left of files that were never put in place.
  func sweep(_ folder: String) throws(StorageError) { try removeFiles(of: folder) { $0.hasSuffix(Self.temporaryMark) } }

  private func removeFiles(of folder: String, where isMeant: (String) -> Bool) throws(StorageError) {
    for name in try names(in: folder) where isMeant(name) {
      try Disk.remove(path(folder.isEmpty ? name : folder + "/" + name))
    }
  }

  /// A new folder among the system's temporary ones, which nobody else works in.
  static func scratch() throws(StorageError) -> Storage {
    let pattern = FileManager.default.temporaryDirectory.path + "/esep-" + String(repeating: "X", count: 6)
    var name = Array(pattern.utf8CString)
    let made = unsafe name.withUnsafeMutableBufferPointer { unsafe $0.baseAddress.flatMap { unsafe mkdtemp($0) } }
    guard unsafe made != nil else { throw StorageError(path: pattern, reason: systemWords()) }
    return Storage(root: String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self))
  }

  func makeFolder(_ name: String) throws(StorageError) { try Disk.makeFolder(path(name)) }

  /// Forces the names in a folder to the disk.
  func sync(_ folder: String) throws(StorageError) { try Disk.sync(path(folder)) }

  /// Puts a file in place whole: written beside, synced, renamed, and the folder synced. Equal bytes stay as they are.
  func put(_ bytes: [UInt8], at name: String) throws(StorageError) {
    if read(name) == bytes { return }
    try put(at: name) { path throws(StorageError) in
      try Disk.write(bytes, to: path)
      return true
    }
  }

  /// The same for a file that somebody else writes, and syncs. What is not wanted after all is not put in place.
  func put(at name: String, write: (String) throws(StorageError) -> Bool) throws(StorageError) {
    let temporary = path(name) + Self.temporaryMark
    let isWanted: Bool
    do {
      isWanted = try write(temporary)
      if isWanted { try Disk.rename(temporary, to: path(name)) }
    } catch {
      try? Disk.remove(temporary)
      // The reader knows the file by the name that it was to have.
      throw error.path == temporary ? StorageError(path: path(name), reason: error.reason) : error
    }
    // What can't be removed lies there by the name that it has.
    if !isWanted { try Disk.remove(temporary) }
  }
}
