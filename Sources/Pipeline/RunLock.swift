import Glibc

/// One run at a time: the system's lock on a file, which a dead process can't hold.
final class RunLock {
  private let descriptor: Int32
  private let isReader: Bool

  /// Why the lock could not be had.
  enum Refusal: Error {
    /// Another run holds it: its process.
    case held(by: String)
    /// The lock's file can't be opened.
    case storage(StorageError)
  }

  init(_ storage: Storage) throws(Refusal) {
    isReader = false
    let path = storage.path(".lock")
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .storage(StorageError(path: path, reason: systemWords())) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      throw .held(by: Self.holder(storage))
    }
    let note = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe note.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// For readers: held together with other readers, never with a run. Nothing is written; nil where no run was ever
  /// at work.
  static func shared(_ storage: Storage) throws(Refusal) -> RunLock? {
    let descriptor = unsafe open(storage.path(".lock"), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_SH | LOCK_NB) == 0 else {
      close(descriptor)
      throw .held(by: holder(storage))
    }
    return RunLock(reading: descriptor)
  }

  private init(reading descriptor: Int32) {
    self.descriptor = descriptor
    isReader = true
  }

  /// The process that a run left in the lock's file.
  private static func holder(_ storage: Storage) -> String {
    let note = storage.read(".lock").map { String(decoding: $0, as: UTF8.self) } ?? ""
    return note.split(separator: "\n").first.map(String.init) ?? "?"
  }

  func release() {
    if !isReader { _ = ftruncate(descriptor, 0) }
    close(descriptor)
  }
}
