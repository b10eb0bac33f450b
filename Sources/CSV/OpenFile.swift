#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is open for reading as long as the value lives.
struct OpenFile: ~Copyable {
  private let descriptor: Int32

  init(_ path: String) throws(CSVFailure) {
    // A pipe that nobody writes to would keep us waiting.
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw .system(errno) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// The size in bytes; 0 for what has none.
  var size: Int {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Fills the block from this offset of the file, as far as the file goes; gives the count of bytes.
  func read(_ block: inout [UInt8], at offset: Int) throws(CSVFailure) -> Int {
    try read(block.count, into: &block, from: 0, at: offset)
  }

  /// Reads at most so many bytes from an offset of the file into the block, from a position of it on.
  func read(_ count: Int, into block: inout [UInt8], from position: Int, at offset: Int) throws(CSVFailure) -> Int {
    let room = position..<min(position + count, block.count)
    while true {
      let count = unsafe block.withUnsafeMutableBytes {
        unsafe pread(
          descriptor, UnsafeMutableRawBufferPointer(rebasing: $0[room]).baseAddress, room.count, off_t(offset))
      }
      if count >= 0 { return count }
      if errno != EINTR { throw .system(errno) }
    }
  }
}

/// All bytes of a file.
public func wholeFile(_ path: String) throws(CSVFailure) -> [UInt8] {
  let file = try OpenFile(path)
  var bytes: [UInt8] = []
  var block = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = try file.read(&block, at: bytes.count)
    if count == 0 { break }
    bytes += block[..<count]
  }
  guard bytes.count >= file.size else { throw .system(EIO) }
  return bytes
}
