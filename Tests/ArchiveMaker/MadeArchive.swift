/// A zip archive made in memory, part by part, so that a test can say just what stands in it.
public struct MadeArchive {
  /// A part, and what is claimed of it.
  public struct Part {
    /// As it is listed, and as its header has it.
    public var name: String
    /// As they lie in the archive.
    public var bytes: [UInt8]
    /// ZIP's number of the way they are packed: 0 not at all, 8 by DEFLATE.
    public var method = 0
    /// ZIP's marks: 1 for a password, 8 for sizes that follow the bytes.
    public var flags = 0
    /// Unpacked, as it is listed; as many as the bytes where nothing else is said.
    public var size: Int
    /// Of what is unpacked, as it is listed.
    public var checksum: UInt32
    /// Where its header is said to stand; where it does, if nothing else is said.
    public var offset: Int?

    /// A part that is not packed.
    public init(_ name: String, _ bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
      size = bytes.count
      checksum = crc32(bytes)
    }
    /// The same from a text.
    public init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }
  }

  /// In the order of the file.
  public var parts: [Part]

  /// An archive of these parts.
  public init(_ parts: [Part]) { self.parts = parts }

  /// The archive's bytes.
  public var bytes: [UInt8] {
    var file: [UInt8] = []
    var list: [UInt8] = []
    for part in parts {
      let offset = part.offset ?? file.count
      let about = number(part.flags, 2) + number(part.method, 2) + number(0, 4) + number(Int(part.checksum), 4)
      let sizes = number(part.bytes.count, 4) + number(part.size, 4) + number(part.name.utf8.count, 2) + number(0, 2)
      file += number(0x0403_4B50, 4) + number(20, 2) + about + sizes + Array(part.name.utf8) + part.bytes
      list += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + about + sizes
      list += number(0, 10) + number(offset, 4) + Array(part.name.utf8)
    }
    let counts = number(parts.count, 2) + number(parts.count, 2)
    let end =
      number(0x0605_4B50, 4) + number(0, 4) + counts + number(list.count, 4) + number(file.count, 4) + number(0, 2)
    return file + list + end
  }
}

/// The lowest bytes of a number, the lowest first.
public func number(_ value: Int, _ count: Int) -> [UInt8] {
  (0..<count).map { $0 < 8 ? UInt8(truncatingIfNeeded: value >> ($0 * 8)) : 0 }
}

/// CRC-32, bit by bit.
public func crc32(_ bytes: [UInt8]) -> UInt32 {
  var state: UInt32 = ~0
  for byte in bytes {
    state ^= UInt32(byte)
    for _ in 0..<8 { state = state >> 1 ^ (state & 1 == 0 ? 0 : 0xEDB8_8320) }
  }
  return ~state
}
