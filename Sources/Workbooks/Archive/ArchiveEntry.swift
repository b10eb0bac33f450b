/// A part as the archive's list has it.
struct ArchiveEntry: Sendable {
  /// With `/` between folders, as it is spelled in the list.
  let name: String
  let isDeflated: Bool
  let isEncrypted: Bool
  /// ZIP's number of the way it is packed.
  let method: Int
  let checksum: UInt32
  let packedSize: Int
  let size: Int
  /// Where its header stands in the file, and the most that it and its bytes can take from there on.
  let offset: Int
  var limit: Int
}

/// Little-endian numbers of an archive's records. What lies behind the end is 0; whoever reads has looked before.
struct RecordBytes {
  let bytes: [UInt8]

  func number(_ at: Int, _ count: Int) -> Int {
    guard at >= 0, at + count <= bytes.count else { return 0 }
    var value: UInt64 = 0
    for index in 0..<count { value |= UInt64(bytes[at + index]) << UInt64(8 * index) }
    // What does not fit is no offset and no size of any file.
    return Int(clamping: value)
  }
}
