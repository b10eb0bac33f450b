/// A SHA-256 over values one after the other, each with its length or a mark: equal exactly where the values are.
public struct ContentDigest: Sendable {
  private var bytes: [UInt8] = []

  /// A digest of nothing yet.
  public init() {}

  /// Takes in a number.
  public mutating func put(_ number: some FixedWidthInteger) {
    var rest = UInt64(truncatingIfNeeded: number)
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Takes in a text.
  public mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Takes in bytes.
  public mutating func put(_ bytes: [UInt8]) {
    put(bytes.count)
    self.bytes += bytes
  }

  /// Takes in a yes or a no.
  public mutating func put(_ flag: Bool) { put(flag ? 1 : 0) }

  /// The digest of all that was taken in, in hexadecimal.
  public var hex: String { SHA256.hex(of: bytes) }
}
