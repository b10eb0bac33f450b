import CSV

/// Words of 64 bits written one behind the other, each with its lowest byte first.
struct WordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ word: UInt64) {
    for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(byte * 8))) }
  }

  mutating func put(_ number: Int) { put(UInt64(bitPattern: Int64(number))) }

  /// A text as its length and its bytes.
  mutating func put(_ text: String) { put(Array(text.utf8)) }

  /// Bytes with their count.
  mutating func put(_ some: [UInt8]) {
    put(some.count)
    bytes += some
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  /// A checksum of all words so far.
  var checksum: UInt64 {
    let count = bytes.count / 8
    var sum = UInt64(count)
    for index in 0..<count { sum = mixed(sum ^ bytes.span.word(at: index * 8), 0x9E37_79B9_7F4A_7C15) }
    return sum
  }
}

/// Reads what a ``WordWriter`` wrote.
struct WordReader {
  /// There are no more words, or one is none that can stand there.
  struct Corrupt: Error {}

  private let bytes: [UInt8]
  private let count: Int
  private var next = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    count = bytes.count / 8
  }

  var isAtEnd: Bool { next == count }

  mutating func word() throws(Corrupt) -> UInt64 {
    guard next < count else { throw Corrupt() }
    next += 1
    return bytes.span.word(at: (next - 1) * 8)
  }

  /// A number in a range.
  mutating func number(in range: ClosedRange<Int>) throws(Corrupt) -> Int {
    let number = Int(truncatingIfNeeded: try word())
    guard range.contains(number) else { throw Corrupt() }
    return number
  }

  mutating func text() throws(Corrupt) -> String {
    let length = try number(in: 0...(count - next) * 8)
    let start = next * 8
    next += (length + 7) / 8
    guard next <= count else { throw Corrupt() }
    return String(decoding: bytes[start..<(start + length)], as: UTF8.self)
  }
}

/// Two words mixed into one that depends on every bit of both.
@inline(__always)
func mixed(_ a: UInt64, _ b: UInt64) -> UInt64 {
  let product = a.multipliedFullWidth(by: b)
  return product.high ^ product.low
}
