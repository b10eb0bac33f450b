#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is open for reading as long as the value lives.
struct OpenFile: ~Copyable {
  private let descriptor: Int32

  init(_ path: String) throws(CSVFailure) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .system(errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Fills the block from this offset of the file, as far as the file goes; gives the count of bytes.
  func read(_ block: inout [UInt8], at offset: Int) throws(CSVFailure) -> Int {
    while true {
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe pread(descriptor, $0.baseAddress, $0.count, off_t(offset))
      }
      if count >= 0 { return count }
      if errno != EINTR { throw .system(errno) }
    }
  }
}
