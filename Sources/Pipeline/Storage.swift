import Foundation
import Glibc

/// Output could not be written: where, and the system's words.
public struct StorageError: Error, Sendable {
  /// The path.
  public let path: String
  /// The system's words.
  public let reason: String
}

/// A folder that esep writes: every file whole or not at all, and only where its bytes change.
struct Storage {
  let root: String

  /// The mark of files that are not in place yet. A run that was killed may leave some; they are no output.
  static let temporaryMark = ".esep-tmp"

  func path(_ name: String) -> String { root + "/" + name }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func read(_ name: String) -> [UInt8]? { FileManager.default.contents(atPath: path(name)).map { [UInt8]($0) } }

  /// The names of the files in a folder, sorted; empty where there is no such folder. A folder that is there and
  /// can't be listed is an error: taken for empty, it would be written over.
  func names(in folder: String) throws(StorageError) -> [String] {
    guard exists(folder) else { return [] }
    do {
      let names = try FileManager.default.contentsOfDirectory(atPath: path(folder))
      return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    } catch {
      throw StorageError(path: path(folder), reason: words(of: error))
    }
  }

  /// The size of a file in bytes; nil where there is none.
  func size(of name: String) -> Int? {
    (try? FileManager.default.attributesOfItem(atPath: path(name)))?[.size].flatMap { ($0 as? NSNumber)?.intValue }
  }

  /// Removes workbooks of a folder that are not among those that belong there now.
  func keepOnly(_ workbooks: Set<String>, in folder: String) throws(StorageError) {
    for name in try names(in: folder) where name.hasSuffix(".xlsx") && !workbooks.contains(name) {
      try? FileManager.default.removeItem(atPath: path(folder + "/" + name))
    }
  }

  /// Removes the tables and workbooks of a folder; others are not ours.
  func clear(_ folder: String) throws(StorageError) {
    for name in try names(in: folder) where name.hasSuffix(".csv") || name.hasSuffix(".xlsx") {
      try? FileManager.default.removeItem(atPath: path(folder + "/" + name))
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

  func makeFolder(_ name: String) throws(StorageError) {
    do {
      try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
    } catch {
      throw StorageError(path: path(name), reason: words(of: error))
    }
  }

  /// Puts a file in place whole: written beside, synced, renamed, and the folder synced. Equal bytes stay as they are.
  func put(_ bytes: [UInt8], at name: String) throws(StorageError) {
    if read(name) == bytes { return }
    try put(at: name) { path throws(StorageError) in
      guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
      else { throw StorageError(path: path, reason: systemWords()) }
      do {
        try file.write(contentsOf: Data(bytes))
        try file.close()
      } catch {
        throw StorageError(path: path, reason: words(of: error))
      }
    }
  }

  /// The same for a file that somebody else writes.
  func put(at name: String, write: (String) throws(StorageError) -> Void) throws(StorageError) {
    let temporary = path(name) + Self.temporaryMark
    do {
      try write(temporary)
      try sync(temporary)
    } catch {
      try? FileManager.default.removeItem(atPath: temporary)
      throw error
    }
    guard unsafe rename(temporary, path(name)) == 0 else {
      throw StorageError(path: path(name), reason: systemWords())
    }
    try sync((path(name) as NSString).deletingLastPathComponent)
  }

  /// Removes what is left of files that were never put in place.
  func sweep(_ folder: String) throws(StorageError) {
    for name in try names(in: folder) where name.hasSuffix(Self.temporaryMark) {
      try? FileManager.default.removeItem(atPath: path(folder + "/" + name))
    }
  }

  /// Forces a file, or a folder's names, to the disk.
  private func sync(_ path: String) throws(StorageError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw StorageError(path: path, reason: systemWords()) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw StorageError(path: path, reason: systemWords()) }
  }
}

/// The system's words for its last error.
func systemWords() -> String {
  guard let words = unsafe strerror(errno) else { return "error \(errno)" }
  return unsafe String(cString: words)
}

private func words(of error: any Error) -> String {
  let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
  guard let cause, cause.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
  errno = Int32(cause.code)
  return systemWords()
}
