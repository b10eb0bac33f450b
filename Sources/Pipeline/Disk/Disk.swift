import CSV
import Foundation
import Glibc

/// Output could not be written, or what stands there not be read: where, and the system's words.
public struct StorageError: Error, Sendable {
  /// The path.
  public let path: String
  /// The system's words.
  public let reason: String
}

/// The system's calls for files and folders by their paths: each is done whole, or an error.
enum Disk {
  /// Writes a file anew and, unless it may as well be lost, forces it to the disk.
  static func write(_ bytes: [UInt8], to path: String, isForced: Bool = true) throws(StorageError) {
    try withFile(path, O_WRONLY | O_CREAT | O_TRUNC) { descriptor throws(StorageError) in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno != EINTR { throw failure(path) }
        rest.removeFirst(max(0, count))
      }
      guard !isForced || fsync(descriptor) == 0 else { throw failure(path) }
    }
  }

  /// The bytes of a file; nil where there is none.
  static func read(_ path: String) throws(StorageError) -> [UInt8]? {
    guard try exists(path) else { return nil }
    return try withFile(path, O_RDONLY) { descriptor throws(StorageError) in
      var found = stat()
      guard unsafe fstat(descriptor, &found) == 0 else { throw failure(path) }
      var bytes: [UInt8] = []
      // One more than it should be, so that the end shows.
      var room = max(Int(found.st_size), 0) + 1
      while true {
        let block = try read(descriptor, upTo: room, of: path)
        if block.isEmpty { return bytes }
        bytes = bytes.isEmpty ? block : bytes + block
        room = 1 << 16
      }
    }
  }

  /// The next bytes of an open file; none at its end.
  private static func read(_ descriptor: Int32, upTo room: Int, of path: String) throws(StorageError) -> [UInt8] {
    while true {
      var count = 0
      let block = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, filled in
        count = unsafe Glibc.read(descriptor, buffer.baseAddress, room)
        filled = max(0, count)
      }
      if count >= 0 { return block }
      if errno != EINTR { throw failure(path) }
    }
  }

  /// Whether something stands there. What can't be seen for want of permission, or for a fault of the disk, is an
  /// error: taken for absent, it would be written over. So is a link that leads nowhere: what it should lead to may only
  /// be out of reach.
  static func exists(_ path: String) throws(StorageError) -> Bool {
    if unsafe access(path, F_OK) == 0 { return true }
    let refusal = failure(path)
    var found = stat()
    guard unsafe errno == ENOENT && lstat(path, &found) != 0 else { throw refusal }
    return false
  }

  /// Forces a file, or a folder's names, to the disk.
  static func sync(_ path: String) throws(StorageError) {
    try withFile(path, O_RDONLY) { descriptor throws(StorageError) in
      guard fsync(descriptor) == 0 else { throw failure(path) }
    }
  }

  /// Puts a file in the place of another and, unless it may as well be lost, the change on the disk.
  static func rename(_ path: String, to other: String, isForced: Bool = true) throws(StorageError) {
    guard unsafe Glibc.rename(path, other) == 0 else { throw failure(other) }
    if isForced { try sync(parent(other)) }
  }

  /// Makes a folder, and those above it, where they are not there yet.
  static func makeFolder(_ path: String) throws(StorageError) {
    // Only a folder has a `.` in it.
    if unsafe access(path + "/.", F_OK) == 0 { return }
    let folder = parent(path)
    if try addFolder(path) { return }
    if folder != path { try makeFolder(folder) }
    guard try addFolder(path) else { throw failure(path) }
  }

  /// Makes a folder in one that is there; false where that is not.
  private static func addFolder(_ path: String) throws(StorageError) -> Bool {
    if unsafe mkdir(path, 0o777) == 0 {
      try sync(parent(path))
      return true
    }
    let code = errno
    let refusal = failure(path)
    if code == ENOENT { return false }
    // Another thread may have made it since.
    guard unsafe code == EEXIST && access(path + "/.", F_OK) == 0 else { throw refusal }
    try sync(parent(path))
    return true
  }

  /// Removes a file; that there is none is no error.
  static func remove(_ path: String) throws(StorageError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure(path) }
  }

  /// The names in a folder, sorted; empty where there is no such folder.
  static func names(in path: String) throws(StorageError) -> [String] {
    do throws(CSVFailure) {
      return try namesInFolder(path)
    } catch {
      guard case .system(let number) = error else { throw StorageError(path: path, reason: "\(error)") }
      throw StorageError(path: path, reason: systemWords(of: number))
    }
  }

  /// The folder that a path lies in.
  static func parent(_ path: String) -> String { split(path).folder }

  /// A path as the folder that it lies in and its name there. Foundation ends the program where a path is of one letter.
  static func split(_ path: String) -> (folder: String, name: String) {
    var parts = path[...]
    while parts.count > 1, parts.last == "/" { parts.removeLast() }
    guard let slash = parts.lastIndex(of: "/") else { return (".", String(parts)) }
    var folder = parts[..<slash]
    while folder.last == "/" { folder.removeLast() }
    return (folder.isEmpty ? "/" : String(folder), String(parts[parts.index(after: slash)...]))
  }

  private static func withFile<Result>(
    _ path: String, _ flags: Int32, _ body: (Int32) throws(StorageError) -> Result
  ) throws(StorageError) -> Result {
    let descriptor = unsafe open(path, flags | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    return try body(descriptor)
  }

  private static func failure(_ path: String) -> StorageError { StorageError(path: path, reason: systemWords()) }
}

/// The system's words for an error, which is its last.
func systemWords(of number: Int32 = errno) -> String {
  guard let words = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: words)
}
