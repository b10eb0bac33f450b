import Glibc

/// The folder for the library's temporary files, one for each part of a workbook.
///
/// The library does not ask whether they took what it wrote, and packs what they hold: on a full disk, cut short. So
/// afterwards the folder is asked whether it takes as much once more.
struct Scratch {
  let folder: String

  /// What is written beyond the size of all parts: more than what found room.
  private static let more = 1 << 16

  /// - Parameter path: the workbook that the library wrote.
  /// - Throws: `noScratch`, in the system's words, where a part may be cut short.
  func check(afterWriting path: String) throws(XLSXError) {
    var template = Array((folder + "/esep-" + String(repeating: "X", count: 6)).utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer { buffer in
      let opened = unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
      if opened >= 0 { _ = unsafe buffer.baseAddress.map { unsafe unlink($0) } }
      return opened
    }
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    let block = [UInt8](repeating: 0, count: Self.more)
    var rest = try sizeOfParts(path) + Self.more
    while rest > 0 {
      let count = unsafe block.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, min(rest, $0.count)) }
      if count < 0, errno != EINTR { throw fault(path) }
      rest -= max(0, count)
    }
  }

  /// The bytes of all parts before they were packed, by the list of them at the end of the file.
  private func sizeOfParts(_ path: String) throws(XLSXError) -> Int {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault(path) }
    defer { close(descriptor) }
    var file = [UInt8](repeating: 0, count: max(0, Int(lseek(descriptor, 0, SEEK_END))))
    guard unsafe pread(descriptor, &file, file.count, 0) == file.count else { throw fault(path) }
    func number(_ at: Int, _ count: Int) -> Int {
      file.dropFirst(at).prefix(count).reversed().reduce(0) { $0 << 8 | Int($1) }
    }
    // The last record has 22 bytes: where the list begins, and how many parts there are.
    let end = file.count - 22
    var (entry, size) = (number(end + 16, 4), 0)
    for _ in 0..<number(end + 10, 2) {
      size += number(entry + 24, 4)
      entry += 46 + number(entry + 28, 2) + number(entry + 30, 2) + number(entry + 32, 2)
    }
    return size
  }

  private func fault(_ path: String) -> XLSXError {
    XLSXError(path: path, sheet: nil, cell: nil, reason: .noScratch(folder: folder, systemWords(errno)))
  }
}
