/// The codes of a DEFLATE block (RFC 1951, 3.2.2) as a table: the next bits of the stream are the index of what they
/// stand for. Codes longer than the table's own bits lead to a second table behind the first.
@safe struct HuffmanTable: ~Copyable {
  /// What an alphabet's symbols stand for.
  enum Alphabet { case codeLengths, literals, distances }

  /// What some bits stand for, in one word: how many bits to take away, extra bits included (0–7), how many of them are
  /// the code (8–11), what to do (12–15, 31), and a value (16–30).
  enum Entry {
    static let taken: UInt32 = 0xFF
    /// No code begins so.
    static let invalid: UInt32 = 1 << 12
    static let endOfBlock: UInt32 = 1 << 13
    /// The value is where a second table begins, and its index has as many bits as 8–11 say.
    static let second: UInt32 = 1 << 14
    /// Any of these three.
    static let special: UInt32 = 1 << 15
    static let literal: UInt32 = 1 << 31
  }

  /// The bits of the first table's index.
  let bits: Int
  private let alphabet: Alphabet
  let entries: UnsafeMutablePointer<UInt32>
  private let capacity: Int

  init(_ alphabet: Alphabet) {
    self.alphabet = alphabet
    // The most that second tables can take beside these is known for each alphabet; the capacities lie above it.
    (bits, capacity) =
      switch alphabet {
      case .codeLengths: (7, 128)
      case .literals: (10, 2048)
      case .distances: (8, 1024)
      }
    unsafe entries = .allocate(capacity: capacity)
    unsafe entries.initialize(repeating: Entry.special | Entry.invalid, count: capacity)
  }

  deinit { unsafe entries.deallocate() }

  /// Makes the table from the lengths of the symbols' codes, at most fifteen bits each; false where they are more than
  /// there can be, or fewer than the bits allow, save for a single code of one bit or none at all.
  mutating func build(_ lengths: ArraySlice<UInt8>) -> Bool {
    var counts = [Int](repeating: 0, count: 17)
    for length in lengths { counts[Int(length & 15)] += 1 }
    counts[0] = 0
    let longest = counts.lastIndex { $0 > 0 } ?? 0
    var free = 1
    for length in 1...15 {
      free = free * 2 - counts[length]
      if free < 0 { return false }
    }
    guard free == 0 || (longest <= 1 && alphabet != .codeLengths) else { return false }
    if free > 0 { unsafe entries.update(repeating: Entry.special | Entry.invalid, count: 1 << bits) }
    return fill(inOrder(lengths, counts), counts)
  }

  /// Symbols by the length of their codes, and of equal length by themselves, with their lengths.
  private func inOrder(_ lengths: ArraySlice<UInt8>, _ counts: [Int]) -> [(symbol: Int, length: Int)] {
    var next = [Int](repeating: 0, count: 17)
    for length in 1...15 { next[length + 1] = next[length] + counts[length] }
    var sorted = [(symbol: Int, length: Int)](repeating: (0, 0), count: next[16])
    for (symbol, length) in lengths.enumerated() where length > 0 {
      sorted[next[Int(length)]] = (symbol, Int(length))
      next[Int(length)] += 1
    }
    return sorted
  }

  private mutating func fill(_ symbols: [(symbol: Int, length: Int)], _ counts: [Int]) -> Bool {
    var left = counts
    var (code, length) = (0, 0)
    var end = 1 << bits
    var (prefix, start, secondBits) = (-1, 0, 0)
    for (symbol, own) in symbols {
      code <<= own - length
      length = own
      let reversed = Self.reversed(code, own)
      let meaning = Self.meaning(alphabet, symbol)
      if own <= bits {
        put(meaning, own, at: reversed, step: 1 << own, to: 1 << bits)
      } else {
        if reversed & (1 << bits - 1) != prefix {
          prefix = reversed & (1 << bits - 1)
          start = end
          // As long as the longest code that can begin with this prefix.
          secondBits = own - bits
          var used = left[own]
          while used < 1 << secondBits, bits + secondBits < 15 {
            secondBits += 1
            used = used * 2 + left[bits + secondBits]
          }
          end += 1 << secondBits
          guard end <= capacity else { return false }
          unsafe entries[prefix] =
            Entry.special | Entry.second | UInt32(start) << 16 | UInt32(secondBits) << 8 | UInt32(bits)
        }
        put(meaning, own - bits, at: start + reversed >> bits, step: 1 << (own - bits), to: end)
      }
      left[own] -= 1
      code += 1
    }
    return true
  }

  private mutating func put(_ meaning: UInt32, _ length: Int, at first: Int, step: Int, to end: Int) {
    let entry = meaning + UInt32(length) << 8 + UInt32(length)
    var index = first
    while index < end {
      unsafe entries[index] = entry
      index += step
    }
  }

  private static func reversed(_ code: Int, _ length: Int) -> Int {
    var (rest, result) = (code, 0)
    for _ in 0..<length {
      result = result << 1 | rest & 1
      rest >>= 1
    }
    return result
  }

  /// What a symbol stands for, but for the length of its code.
  private static func meaning(_ alphabet: Alphabet, _ symbol: Int) -> UInt32 {
    switch alphabet {
    case .codeLengths: return UInt32(symbol) << 16
    case .literals:
      if symbol < 256 { return Entry.literal | UInt32(symbol) << 16 }
      if symbol == 256 { return Entry.special | Entry.endOfBlock }
      if symbol > 285 { return Entry.special | Entry.invalid }
      // Lengths 3 to 10 one by one, then four for each count of extra bits; 258 alone.
      let index = symbol - 257
      if symbol == 285 { return 258 << 16 }
      let extra = index < 8 ? 0 : index / 4 - 1
      let base = index < 8 ? index + 3 : (4 + index % 4) << extra + 3
      return UInt32(base) << 16 | UInt32(extra)
    case .distances:
      if symbol > 29 { return Entry.special | Entry.invalid }
      let extra = symbol < 4 ? 0 : symbol / 2 - 1
      let base = symbol < 4 ? symbol + 1 : (2 + symbol % 2) << extra + 1
      return UInt32(base) << 16 | UInt32(extra)
    }
  }
}
