/// Names found by their bytes, without a string for each look.
struct ByteTable {
  let keys: [[UInt8]]
  /// Indices into `keys`, -1 where free; a power of two of them, at most half taken.
  private var slots: [Int32]

  init(_ keys: [[UInt8]]) {
    self.keys = keys
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (index, key) in keys.enumerated() {
      var slot = Self.hash(key.span) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// The index of the key with these bytes.
  func find(_ bytes: Span<UInt8>) -> Int? {
    var slot = Self.hash(bytes) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if isEqual(keys[index], bytes) { return index }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private func isEqual(_ key: [UInt8], _ bytes: Span<UInt8>) -> Bool {
    guard key.count == bytes.count else { return false }
    for index in key.indices where key[index] != bytes[index] { return false }
    return true
  }

  /// FNV-1a: the same in every run, unlike the standard hashing.
  private static func hash(_ bytes: Span<UInt8>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & Int.max
  }
}
