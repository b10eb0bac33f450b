/// Words of 64 bits written one behind the other, with a check over all of them.
struct WordWriter {
  private(set) var words: [UInt64] = []

  mutating func put(_ word: UInt64) { words.append(word) }

  mutating func put(_ number: Int) { words.append(UInt64(bitPattern: Int64(number))) }

  /// A text as its length and its bytes.
  mutating func put(_ text: String) {
    let bytes = text.utf8.span
    put(bytes.count)
    var word: UInt64 = 0
    for index in bytes.indices {
      word |= UInt64(bytes[index]) << UInt64(index % 8 * 8)
      if index % 8 == 7 || index == bytes.count - 1 {
        put(word)
        word = 0
      }
    }
  }

  /// The check of all words so far.
  var check: UInt64 { wordCheck(words.span) }

  /// All words with their check behind them, as this machine has them in memory.
  var bytes: [UInt8] { unsafe (words + [check]).withUnsafeBytes { unsafe Array($0) } }
}

/// Reads what a ``WordWriter`` wrote.
struct WordReader {
  /// There are no more words, or one is none that can stand there.
  struct Torn: Error {}

  private let words: [UInt64]
  private var next = 0

  /// nil where the bytes are not what was written.
  init?(_ bytes: [UInt8]) {
    guard bytes.count >= 8, bytes.count % 8 == 0 else { return nil }
    var words = [UInt64](repeating: 0, count: bytes.count / 8)
    unsafe words.withUnsafeMutableBytes { unsafe $0.copyBytes(from: bytes) }
    let check = words.removeLast()
    guard check == wordCheck(words.span) else { return nil }
    self.words = words
  }

  var isAtEnd: Bool { next == words.count }

  mutating func word() throws(Torn) -> UInt64 {
    guard next < words.count else { throw Torn() }
    next += 1
    return words[next - 1]
  }

  /// A number in a range.
  mutating func number(in range: ClosedRange<Int>) throws(Torn) -> Int {
    let number = Int(truncatingIfNeeded: try word())
    guard range.contains(number) else { throw Torn() }
    return number
  }

  mutating func text() throws(Torn) -> String {
    let count = try number(in: 0...words.count * 8)
    var bytes: [UInt8] = []
    var word: UInt64 = 0
    for index in 0..<count {
      if index % 8 == 0 { word = try self.word() }
      bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(index % 8 * 8)))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Two words mixed into one that depends on every bit of both.
@inline(__always)
func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}

private func wordCheck(_ words: Span<UInt64>) -> UInt64 {
  var check = UInt64(words.count)
  for index in words.indices { check = mixed(check ^ words[index], 0x9E37_79B9_7F4A_7C15) }
  return check
}
