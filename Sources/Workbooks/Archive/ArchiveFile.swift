#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of an archive: a file that stays open as long as the value lives, or memory.
final class ArchiveFile: Sendable {
  /// In bytes.
  let size: Int
  private let descriptor: Int32
  private let memory: [UInt8]
  /// What the system said of it as it was opened: when it was last changed, which nobody can set back.
  private let written: Stamp

  private struct Stamp: Equatable {
    var size = 0
    var seconds = 0
    var nanoseconds = 0

    init() {}
    init(_ status: stat) {
      (size, seconds, nanoseconds) = (Int(status.st_size), status.st_ctim.tv_sec, status.st_ctim.tv_nsec)
    }
  }

  /// Opens a file, and does not wait for what is none.
  init(_ path: String) throws(WorkbookFault) {
    memory = []
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    let isKnown = unsafe descriptor >= 0 && fstat(descriptor, &status) == 0
    let number = errno
    size = isKnown ? Int(status.st_size) : 0
    written = isKnown ? Stamp(status) : Stamp()
    guard isKnown else { throw .system(number) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
  }

  init(bytes: [UInt8]) {
    memory = bytes
    size = bytes.count
    descriptor = -1
    written = Stamp()
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads so many bytes from an offset on to a position of the buffer, which has room for them. A file that was
  /// written to since it was opened is not read on.
  func read(_ count: Int, at offset: Int, into buffer: borrowing ByteBuffer, at position: Int) throws(PartFault) {
    guard count > 0 else { return }
    guard count <= size, offset >= 0, offset <= size - count, position <= buffer.capacity - count else {
      throw .torn
    }
    if descriptor < 0 {
      unsafe memory.withUnsafeBufferPointer { bytes in
        guard let start = bytes.baseAddress else { return }
        unsafe (buffer.base + position).update(from: start + offset, count: count)
      }
      return
    }
    var done = 0
    while done < count {
      let read = unsafe pread(descriptor, buffer.base + position + done, count - done, off_t(offset + done))
      if read == 0 { throw .changed }
      if read > 0 {
        done += read
      } else if errno != EINTR {
        throw .system(errno)
      }
    }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard Stamp(status) == written else { throw .changed }
  }

  /// So many bytes from an offset on.
  func bytes(_ count: Int, at offset: Int) throws(PartFault) -> [UInt8] {
    guard count > 0 else { return [] }
    let buffer = ByteBuffer(capacity: count)
    try read(count, at: offset, into: buffer, at: 0)
    return unsafe Array(UnsafeBufferPointer(start: buffer.base, count: count))
  }
}
