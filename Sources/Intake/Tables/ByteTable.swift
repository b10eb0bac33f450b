import CSV

/// Names found by their bytes, without a string for each look. Each leads to a place in a list.
///
/// A look goes to one stretch of memory: rows in order of time name another meter each.
struct ByteTable: Sendable {
  private struct Slot: Sendable {
    /// The first eight bytes of the name, and the next eight, filled up with zeros.
    var words: (UInt64, UInt64) = (0, 0)
    /// 0 where the slot is free.
    var length: Int32 = 0
    var place: Int32 = -1
    /// Where what is behind the first sixteen bytes stands.
    var rest: Int32 = 0
  }
  /// A power of two of them, at most half taken.
  private var slots: [Slot]
  /// What is behind the first sixteen bytes of long names, in words of eight, filled up with zeros.
  private var rests: [UInt64] = []

  /// - Parameter keys: names of at least one byte.
  init(_ keys: [[UInt8]], places: [Int]) {
    var size = 16
    while size < keys.count * 2 { size *= 2 }
    slots = [Slot](repeating: Slot(), count: size)
    for (key, place) in zip(keys, places) {
      let padded = (key + [UInt8](repeating: 0, count: 24)).span
      let slot = Slot(
        words: Self.words(padded, 0, key.count), length: Int32(key.count), place: Int32(place), rest: Int32(rests.count)
      )
      var at = 16
      while at < key.count {
        rests.append(padded.word(at: at) & Self.mask(key.count - at))
        at += 8
      }
      var index = Self.hash(slot.words, key.count) & (size - 1)
      while slots[index].length > 0 { index = (index + 1) & (size - 1) }
      slots[index] = slot
    }
  }

  /// The place of the name with these bytes.
  func find(_ bytes: Span<UInt8>) -> Int? {
    var padded: [UInt8] = []
    padded.reserveCapacity(bytes.count + 24)
    for index in bytes.indices { padded.append(bytes[index]) }
    for _ in 0..<24 { padded.append(0) }
    let found = find(padded.span, 0, bytes.count)
    return found < 0 ? nil : found
  }

  /// The place of the name in the bytes at a position, -1 where there is none. Sixteen bytes more must be there.
  func find(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Int {
    let words = Self.words(bytes, start, length)
    let slots = slots.span
    var index = Self.hash(words, length) & (slots.count - 1)
    while slots[index].length > 0 {
      let slot = slots[index]
      if slot.words.0 == words.0, slot.words.1 == words.1, slot.length == length,
        length <= 16 || hasRest(slot, bytes, start, length)
      {
        return Int(slot.place)
      }
      index = (index + 1) & (slots.count - 1)
    }
    return -1
  }

  private func hasRest(_ slot: Slot, _ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> Bool {
    var word = Int(slot.rest)
    var at = 16
    while at < length {
      if rests[word] != bytes.word(at: start + at) & Self.mask(length - at) { return false }
      word += 1
      at += 8
    }
    return true
  }

  @inline(__always)
  private static func words(_ bytes: Span<UInt8>, _ start: Int, _ length: Int) -> (UInt64, UInt64) {
    (bytes.word(at: start) & mask(length), length > 8 ? bytes.word(at: start + 8) & mask(length - 8) : 0)
  }

  /// The bytes of a word of which so many count.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 { count >= 8 ? .max : ~(.max << UInt64(count * 8)) }

  /// The same in every run, unlike the standard hashing.
  @inline(__always)
  private static func hash(_ words: (UInt64, UInt64), _ length: Int) -> Int {
    let all = mixed(
      words.0 ^ 0x94D0_49BB_1331_11EB, words.1 ^ UInt64(truncatingIfNeeded: length) ^ 0x9E37_79B9_7F4A_7C15)
    return Int(truncatingIfNeeded: all & UInt64(Int.max))
  }
}
