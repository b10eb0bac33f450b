import CSV

/// Names found by their bytes, without a string for each look. Each leads to a place in a list.
struct ByteTable: Sendable {
  private let places: [Int]
  private let lengths: [Int]
  /// The names in words of eight bytes, filled up with zeros.
  private var words: [UInt64] = []
  private var firstWord: [Int] = []
  /// Indices of names, -1 where free; a power of two of them, at most half taken.
  private var slots: [Int32]

  init(_ keys: [[UInt8]], places: [Int]) {
    self.places = places
    lengths = keys.map(\.count)
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    for (index, key) in keys.enumerated() {
      firstWord.append(words.count)
      let padded = key + [UInt8](repeating: 0, count: 8)
      var at = 0
      while at < key.count {
        words.append(padded.span.word(at: at) & Self.mask(key.count - at))
        at += 8
      }
      var slot = Self.hash(padded.span, 0, key.count) & (size - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(index)
    }
  }

  /// The place of the name with these bytes.
  func find(_ bytes: Span<UInt8>) -> Int? {
    var padded: [UInt8] = []
    padded.reserveCapacity(bytes.count + 8)
    for index in bytes.indices { padded.append(bytes[index]) }
    for _ in 0..<8 { padded.append(0) }
    let found = find(padded.span, 0, bytes.count)
    return found < 0 ? nil : found
  }

  /// The place of the name in the bytes at a position, -1 where there is none. Eight bytes more must be there.
  func find(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int {
    var slot = Self.hash(bytes, start, length) & (slots.count - 1)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if lengths[index] == length && matches(index, bytes, start, length) { return places[index] }
      slot = (slot + 1) & (slots.count - 1)
    }
    return -1
  }

  private func matches(_ index: Int, _ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Bool {
    var word = firstWord[index]
    var at = 0
    while at < length {
      if words[word] != bytes.word(at: start + at) & Self.mask(length - at) { return false }
      word += 1
      at += 8
    }
    return true
  }

  /// The bytes of a word of which so many count.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : ~(.max << UInt64(count * 8)) }

  /// The same in every run, unlike the standard hashing.
  @inline(__always)
  private static func hash(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int {
    var hash = UInt64(length)
    var at = 0
    while at < length {
      hash = (hash ^ (bytes.word(at: start + at) & mask(length - at))) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      at += 8
    }
    return Int(truncatingIfNeeded: hash ^ (hash >> 32)) & Int.max
  }
}
