import Glibc

/// One run at a time: the system's lock on a file, which a dead process can't hold. It holds among the processes of
/// one computer.
final class RunLock {
  private let descriptor: Int32
  private let isReader: Bool
  private static let file = ".lock"

  /// Why the lock could not be had.
  enum Refusal: Error {
    /// Another run holds it: its process.
    case held(by: String)
    /// The lock's file can't be used.
    case storage(StorageError)
  }

  init(_ storage: Storage) throws(Refusal) {
    isReader = false
    let path = storage.path(Self.file)
    descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    try Self.take(descriptor, LOCK_EX, storage)
    // For people who look; who holds the lock is known by the system.
    let note = Array("\(getpid())\n".utf8)
    _ = ftruncate(descriptor, 0)
    _ = unsafe note.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  /// For readers: held together with other readers, never with a run. Nothing is written; nil where no run was ever
  /// at work.
  static func shared(_ storage: Storage) throws(Refusal) -> RunLock? {
    let descriptor = unsafe open(storage.path(file), O_RDONLY | O_CLOEXEC)
    if descriptor < 0, errno == ENOENT { return nil }
    try take(descriptor, LOCK_SH, storage)
    return RunLock(reading: descriptor)
  }

  private init(reading descriptor: Int32) {
    self.descriptor = descriptor
    isReader = true
  }

  /// Waits for nothing.
  private static func take(_ descriptor: Int32, _ kind: Int32, _ storage: Storage) throws(Refusal) {
    guard descriptor < 0 || flock(descriptor, kind | LOCK_NB) != 0 else { return }
    let error = StorageError(path: storage.path(file), reason: systemWords())
    guard descriptor >= 0 else { throw .storage(error) }
    let isHeld = errno == EWOULDBLOCK
    let holder = holder(of: descriptor, storage)
    close(descriptor)
    throw isHeld ? .held(by: holder) : .storage(error)
  }

  /// The process that holds the lock: by the system's list of locks, else by what a run noted in the file. The note
  /// alone would not do, as readers write none and a run that was killed leaves its own.
  private static func holder(of descriptor: Int32, _ storage: Storage) -> String {
    var status = stat()
    let isKnown = unsafe fstat(descriptor, &status) == 0
    let locks = Storage(root: "/proc").read("locks").map { String(decoding: $0, as: UTF8.self) } ?? ""
    for line in locks.split(separator: "\n") where isKnown {
      let words = line.split(separator: " ")
      if words.count > 5, words[1] == "FLOCK", words[5].hasSuffix(":\(status.st_ino)") {
        return String(words[4])
      }
    }
    let note = storage.read(file).map { String(decoding: $0, as: UTF8.self) } ?? ""
    return note.split(separator: "\n").first.map(String.init) ?? "?"
  }

  func release() {
    if !isReader { _ = ftruncate(descriptor, 0) }
    // A process that is just being started may hold the descriptor as well, until it runs its own program.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
