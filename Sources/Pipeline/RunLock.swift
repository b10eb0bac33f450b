import Glibc

/// One run at a time: the system's lock on a file, which a dead process can't hold.
final class RunLock {
  private let descriptor: Int32

  /// Why the lock could not be had.
  enum Refusal: Error {
    /// Another run holds it: its process.
    case held(by: String)
    /// The lock's file can't be opened.
    case storage(StorageError)
  }

  init(_ storage: Storage) throws(Refusal) {
    let path = storage.path(".lock")
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .storage(StorageError(path: path, reason: systemWords())) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let holder = storage.read(".lock").map { String(decoding: $0, as: UTF8.self) } ?? ""
      close(descriptor)
      throw .held(by: holder.split(separator: "\n").first.map(String.init) ?? "?")
    }
    let note = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe note.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  func release() {
    _ = ftruncate(descriptor, 0)
    close(descriptor)
  }
}
