/// CRC-32 as zip archives have it, sixteen bytes a step.
struct Checksum {
  private var state: UInt32 = 0xFFFF_FFFF

  /// The checksum of all bytes so far.
  var value: UInt32 { ~state }

  /// For each of sixteen places of a byte in a step, what each value of the byte does to the state.
  private static let tables: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: 16 * 256)
    for byte in 0..<256 {
      var state = UInt32(byte)
      for _ in 0..<8 { state = state >> 1 ^ (state & 1 == 0 ? 0 : 0xEDB8_8320) }
      tables[byte] = state
    }
    for place in 256..<(16 * 256) {
      let before = tables[place - 256]
      tables[place] = before >> 8 ^ tables[Int(before & 0xFF)]
    }
    return tables
  }()

  /// Goes on with some bytes of a buffer.
  mutating func take(_ bytes: Range<Int>, of buffer: borrowing ByteBuffer) {
    var (state, at) = (self.state, bytes.lowerBound)
    let end = bytes.upperBound
    unsafe Self.tables.withUnsafeBufferPointer { tables in
      // Safe, for the index is made of a byte and a place below sixteen.
      func look(_ place: Int, _ word: UInt64, _ byte: UInt64) -> UInt32 {
        unsafe tables[place << 8 | Int(truncatingIfNeeded: word >> (byte * 8) & 0xFF)]
      }
      while end - at >= 16 {
        let low = buffer.word(at: at) ^ UInt64(state)
        let high = buffer.word(at: at + 8)
        let front = look(15, low, 0) ^ look(14, low, 1) ^ look(13, low, 2) ^ look(12, low, 3)
        let second = look(11, low, 4) ^ look(10, low, 5) ^ look(9, low, 6) ^ look(8, low, 7)
        let third = look(7, high, 0) ^ look(6, high, 1) ^ look(5, high, 2) ^ look(4, high, 3)
        let last = look(3, high, 4) ^ look(2, high, 5) ^ look(1, high, 6) ^ look(0, high, 7)
        state = front ^ second ^ (third ^ last)
        at += 16
      }
      while at < end {
        state = unsafe state >> 8 ^ tables[Int((state ^ UInt32(buffer.base[at])) & 0xFF)]
        at += 1
      }
    }
    self.state = state
  }
}
