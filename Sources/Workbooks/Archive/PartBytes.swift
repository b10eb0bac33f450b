/// The bytes of one part, unpacked into one buffer a piece at a time. At the end its length and its checksum have been
/// held against the archive's list.
@safe struct PartBytes: ~Copyable {
  private let entry: ArchiveEntry
  private let file: ArchiveFile
  private var buffer: ByteBuffer
  /// Nil where the part is not packed.
  private var inflater: Inflater?
  /// Where in the file the next byte of a part that is not packed lies.
  private var offset: Int
  private let packedEnd: Int
  private var checksum = Checksum()
  /// Bytes of the part that have left the buffer.
  private(set) var passed = 0
  /// The buffer holds the part's bytes up to here; zeros follow.
  private(set) var filled = 0
  /// True once the part's last byte stands in the buffer, and all of them have been checked.
  private(set) var hasEnded = false

  /// As far back as a packed part may repeat itself.
  private static let history = 32 << 10
  private static let capacity = history + 96 << 10
  /// Less than this much room is not worth a call.
  private static let leastRoom = 4096

  init(_ entry: ArchiveEntry, _ file: ArchiveFile, _ packed: Range<Int>) throws(PartFault) {
    self.entry = entry
    self.file = file
    guard entry.size <= Bounds.plainlySmall || entry.size / Bounds.expansion <= entry.packedSize else {
      throw .tooLarge(.expansion)
    }
    buffer = ByteBuffer(capacity: min(Self.capacity, entry.size + 2 * Self.leastRoom))
    offset = packed.lowerBound
    packedEnd = packed.upperBound
    inflater = entry.isDeflated ? Inflater(file, packed) : nil
  }

  /// The buffer. Moves whenever more is read.
  var base: UnsafePointer<UInt8> { unsafe UnsafePointer(buffer.base) }

  /// Reads more behind the bytes that are there, of which those from `start` on are kept: how far they moved to the
  /// front. The buffer grows with what is kept. Must not be called at the end.
  mutating func more(keeping start: Int) throws(PartFault) -> Int {
    let kept = max(0, min(start, filled - Self.history))
    if kept > 0 {
      buffer.moveToFront(kept..<filled)
      filled -= kept
      passed += kept
    }
    if buffer.capacity - filled < Self.leastRoom { buffer.grow(to: buffer.capacity * 2) }
    let before = filled
    let isWhole = try unpack()
    checksum.take(before..<filled, of: buffer)
    buffer.endAt(filled)
    guard passed + filled <= entry.size else { throw .damaged(.length) }
    if isWhole {
      guard passed + filled == entry.size else { throw .damaged(.length) }
      guard checksum.value == entry.checksum else { throw .damaged(.checksum) }
      hasEnded = true
    }
    return kept
  }

  /// Fills the buffer; true at the part's end.
  private mutating func unpack() throws(PartFault) -> Bool {
    if inflater == nil {
      let count = min(buffer.capacity - filled, packedEnd - offset)
      try file.read(count, at: offset, into: buffer, at: filled)
      offset += count
      filled += count
      return offset == packedEnd
    }
    guard let end = try inflater?.inflate(into: buffer, from: filled, to: buffer.capacity) else { return true }
    filled = end
    guard inflater?.hasEnded == true else { return false }
    guard inflater?.position == packedEnd else { throw .damaged(.length) }
    return true
  }
}
