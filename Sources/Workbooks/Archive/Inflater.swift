/// Unpacks a DEFLATE stream (RFC 1951) piece by piece: packed bytes come from the file in blocks, unpacked ones go to a
/// buffer in which the 32 KiB before them still stand. No input traps.
@safe struct Inflater: ~Copyable {
  private enum State { case header, stored(left: Int), coded, ended }

  private let file: ArchiveFile
  /// Where in the file the next block begins, and where the stream ends at the latest.
  private var offset: Int
  private let end: Int
  private let block: ByteBuffer
  /// The first byte of the block that is not in `bits`, and where the block ends.
  private var next = 0
  private var filled = 0
  /// Bits that are taken from the block and not yet looked at, the first lowest. Above the count may stand what follows
  /// in the block.
  private var bits: UInt64 = 0
  private var count = 0
  private var state = State.header
  private var isLast = false
  private var lengthCodes = HuffmanTable(.codeLengths)
  private var literals = HuffmanTable(.literals)
  private var distances = HuffmanTable(.distances)

  /// How much room there must be behind the last byte for any to be added: three letters, the longest match, and what
  /// copying by words spills.
  static let room = 320
  private static let blockSize = 256 << 10

  /// A stream that lies in these bytes of a file.
  init(_ file: ArchiveFile, _ bytes: Range<Int>) {
    self.file = file
    offset = bytes.lowerBound
    end = bytes.upperBound
    block = ByteBuffer(capacity: min(bytes.count, Self.blockSize))
  }

  /// True behind the last byte.
  var hasEnded: Bool { if case .ended = state { true } else { false } }
  /// Where in the file the stream goes on; behind its last byte, once it has ended.
  var position: Int { offset - (filled - next) - count / 8 }

  /// Unpacks behind the `start` bytes that the buffer holds, up to a limit of it at most; the new end. Fewer than
  /// ``room`` bytes may be left free.
  mutating func inflate(
    into buffer: borrowing ByteBuffer, from start: Int, to limit: Int
  ) throws(PartFault) -> Int {
    var at = start
    while limit - at >= Self.room {
      switch state {
      case .header: try readHeader()
      case .stored(let left): at = try copy(left, into: buffer, from: at, to: limit)
      case .coded: at = try decode(into: buffer, from: at, to: limit)
      case .ended: return at
      }
    }
    return at
  }

  // MARK: Bits

  /// Sees to it that thirty bytes of the stream lie in the block, or all that are left.
  @inline(__always)
  private mutating func fetch() throws(PartFault) {
    if filled - next < 32, offset < end { try readBlock() }
  }

  private mutating func readBlock() throws(PartFault) {
    block.moveToFront(next..<filled)
    filled -= next
    next = 0
    let read = min(block.capacity - filled, end - offset)
    try file.read(read, at: offset, into: block, at: filled)
    filled += read
    offset += read
    block.endAt(filled)
  }

  /// The next bits, at most 32.
  private mutating func take(_ wanted: Int) throws(PartFault) -> Int {
    if count < wanted {
      try fetch()
      refill()
    }
    let value = Int(truncatingIfNeeded: bits & (1 << UInt64(wanted) - 1))
    drop(wanted)
    if isOverrun { throw .damaged(.compression) }
    return value
  }

  /// At least 56 bits. Behind the stream stand zeros.
  @inline(__always)
  private mutating func refill() {
    bits |= block.word(at: next) << UInt64(count)
    next += (63 - count) >> 3
    count |= 56
  }

  @inline(__always)
  private mutating func drop(_ taken: Int) {
    bits >>= UInt64(taken)
    count -= taken
  }

  /// True where bits were taken that stand behind the stream.
  private var isOverrun: Bool { next - count / 8 > filled }

  // MARK: Blocks

  private mutating func readHeader() throws(PartFault) {
    if isLast {
      state = .ended
      return
    }
    isLast = try take(1) == 1
    switch try take(2) {
    case 0: try readStored()
    case 1:
      let lengths = (0..<288).map { UInt8($0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8) }
      guard literals.build(lengths[...]), distances.build([UInt8](repeating: 5, count: 32)[...]) else {
        throw .damaged(.compression)
      }
      state = .coded
    case 2:
      try readCodes()
      state = .coded
    default: throw .damaged(.compression)
    }
  }

  private mutating func readStored() throws(PartFault) {
    drop(count & 7)
    let length = try take(16)
    guard try take(16) == ~length & 0xFFFF else { throw .damaged(.compression) }
    // Whole bytes that are in the bits go back to the block.
    next -= count / 8
    (bits, count) = (0, 0)
    state = .stored(left: length)
  }

  private mutating func copy(
    _ left: Int, into buffer: borrowing ByteBuffer, from start: Int, to limit: Int
  ) throws(PartFault) -> Int {
    if next == filled, offset < end { try readBlock() }
    let size = min(left, limit - start, filled - next)
    if size == 0, left > 0 { throw .damaged(.compression) }
    unsafe (buffer.base + start).update(from: block.base + next, count: size)
    next += size
    state = left == size ? .header : .stored(left: left - size)
    return start + size
  }

  private mutating func readCodes() throws(PartFault) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let codeCount = try take(4) + 4
    guard literalCount <= 286, distanceCount <= 30 else { throw .damaged(.compression) }
    var lengths = [UInt8](repeating: 0, count: 19)
    for place in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15].prefix(codeCount) {
      lengths[place] = UInt8(try take(3))
    }
    guard lengthCodes.build(lengths[...]) else { throw .damaged(.compression) }
    lengths = []
    while lengths.count < literalCount + distanceCount { try readLength(&lengths) }
    guard lengths.count == literalCount + distanceCount, lengths[256] > 0, literals.build(lengths[..<literalCount]),
      distances.build(lengths[literalCount...])
    else { throw .damaged(.compression) }
  }

  private mutating func readLength(_ lengths: inout [UInt8]) throws(PartFault) {
    if count < 14 {
      try fetch()
      refill()
    }
    let entry = unsafe lengthCodes.entries[Int(truncatingIfNeeded: bits & 0x7F)]
    guard entry & HuffmanTable.Entry.special == 0 else { throw .damaged(.compression) }
    drop(Int(entry & HuffmanTable.Entry.taken))
    switch entry >> 16 {
    case 16:
      guard let last = lengths.last else { throw .damaged(.compression) }
      lengths += [UInt8](repeating: last, count: try take(2) + 3)
    case 17: lengths += [UInt8](repeating: 0, count: try take(3) + 3)
    case 18: lengths += [UInt8](repeating: 0, count: try take(7) + 11)
    case let length: lengths.append(UInt8(length))
    }
    if isOverrun { throw .damaged(.compression) }
  }

  // MARK: Codes

  private mutating func decode(
    into buffer: borrowing ByteBuffer, from start: Int, to limit: Int
  ) throws(PartFault) -> Int {
    var at = start
    while limit - at >= Self.room {
      try fetch()
      let hasEnded = try decodeBlock(into: buffer, from: &at, to: limit - Self.room)
      if isOverrun { throw .damaged(.compression) }
      if hasEnded {
        state = .header
        return at
      }
    }
    return at
  }

  /// Decodes as long as neither the bytes of the block nor the room ends; true at the end of the codes.
  ///
  /// Of a block that is not the file's last, bits are taken only as words that lie in it. Behind the last stand zeros:
  /// whether they were taken is looked at by the caller.
  private mutating func decodeBlock(
    into buffer: borrowing ByteBuffer, from position: inout Int, to last: Int
  ) throws(PartFault) -> Bool {
    typealias Entry = HuffmanTable.Entry
    let output = unsafe buffer.base
    let input = unsafe UnsafeRawPointer(block.base)
    let (literals, distances) = unsafe (self.literals.entries, self.distances.entries)
    let (literalMask, distanceMask) = (UInt64(1) << self.literals.bits - 1, UInt64(1) << self.distances.bits - 1)
    let inputEnd = offset == end ? filled + 8 : filled - 24
    var (bits, count, next, at) = (self.bits, UInt64(self.count), self.next, position)
    defer { (self.bits, self.count, self.next, position) = (bits, Int(count), next, at) }

    @inline(__always) func refill() {
      bits |= unsafe UInt64(littleEndian: input.loadUnaligned(fromByteOffset: next, as: UInt64.self)) &<< count
      next &+= Int(truncatingIfNeeded: (63 &- count) &>> 3)
      count |= 56
    }
    @inline(__always) func drop(_ entry: UInt32) {
      bits &>>= UInt64(entry & Entry.taken)
      count &-= UInt64(entry & Entry.taken)
    }
    @inline(__always) func letter(_ entry: UInt32) {
      drop(entry)
      unsafe output[at] = UInt8(truncatingIfNeeded: entry &>> 16)
      at &+= 1
    }
    @inline(__always) func second(_ entry: UInt32) -> Int {
      drop(entry)
      let index = bits & (1 &<< UInt64(entry &>> 8 & 15) &- 1)
      return Int(entry &>> 16 & 0x7FFF) &+ Int(truncatingIfNeeded: index)
    }
    @inline(__always) func value(_ entry: UInt32) -> Int {
      let extra = bits & (1 &<< UInt64(entry & Entry.taken) &- 1)
      drop(entry)
      return Int(entry &>> 16 & 0x7FFF) &+ Int(truncatingIfNeeded: extra &>> UInt64(entry &>> 8 & 15))
    }

    while next < inputEnd, at <= last {
      // 56 bits: three letters of at most ten, and a code of the first table are there without looking for more.
      refill()
      var entry = unsafe literals[Int(truncatingIfNeeded: bits & literalMask)]
      if entry & Entry.literal != 0 {
        letter(entry)
        entry = unsafe literals[Int(truncatingIfNeeded: bits & literalMask)]
        if entry & Entry.literal != 0 {
          letter(entry)
          entry = unsafe literals[Int(truncatingIfNeeded: bits & literalMask)]
          if entry & Entry.literal != 0 {
            letter(entry)
            continue
          }
        }
        // A length and a distance take at most 48.
        refill()
      }
      if entry & Entry.special != 0 {
        if entry & Entry.second != 0 { entry = unsafe literals[second(entry)] }
        if entry & Entry.literal != 0 {
          letter(entry)
          continue
        }
        if entry & Entry.special != 0 {
          guard entry & Entry.endOfBlock != 0 else { throw .damaged(.compression) }
          drop(entry)
          return true
        }
      }
      let length = value(entry)
      entry = unsafe distances[Int(truncatingIfNeeded: bits & distanceMask)]
      if entry & Entry.special != 0 {
        if entry & Entry.second != 0 { entry = unsafe distances[second(entry)] }
        if entry & Entry.special != 0 { throw .damaged(.compression) }
      }
      let distance = value(entry)
      guard distance <= at else { throw .damaged(.compression) }
      unsafe repeatBytes(output + at, distance, length)
      at &+= length
    }
    return false
  }

  /// Repeats so many bytes from a distance back on; as many as ``room`` has may be written behind them.
  @inline(__always)
  private func repeatBytes(_ target: UnsafeMutablePointer<UInt8>, _ distance: Int, _ length: Int) {
    let to = UnsafeMutableRawPointer(target)
    let from = unsafe to - distance
    var done = 0
    if distance >= 8 {
      repeat {
        unsafe to.storeBytes(
          of: from.loadUnaligned(fromByteOffset: done, as: UInt64.self), toByteOffset: done, as: UInt64.self)
        done &+= 8
      } while done < length
    } else {
      repeat {
        unsafe target[done] = target[done &- distance]
        done &+= 1
      } while done < length
    }
  }
}
