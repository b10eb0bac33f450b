/// A SHA-256 over values one after the other, each with its length or a mark: equal exactly where the values are.
public struct ContentDigest: Sendable {
  private var bytes: [UInt8] = []

  /// A digest of nothing yet.
  public init() {}

  /// Takes in a number: seven bits a byte, the lowest first, the sign in the lowest bit.
  public mutating func put(_ number: some FixedWidthInteger) {
    let value = Int64(truncatingIfNeeded: number)
    var rest = UInt64(bitPattern: value << 1 ^ value >> 63)
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
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

extension ContentDigest {
  /// Takes in all that a value says of itself, each property with its name: a new one is taken in by itself.
  public mutating func put(contentOf value: some Encodable) {
    let writer = ContentWriter()
    swap(&writer.digest, &self)
    do {
      try ContentEncoder(writer: writer).encode(value)
    } catch {
      // No fact does so; if one did, it would be like nothing else.
      writer.digest.put("unsaid: \(error)")
    }
    swap(&writer.digest, &self)
  }

  fileprivate init(of value: some Encodable) {
    self.init()
    put(contentOf: value)
  }

  /// Takes in what has no order of its own.
  fileprivate mutating func put(unordered parts: [ContentDigest]) {
    put(parts.count)
    for part in parts.map(\.bytes).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      put(part.count)
      bytes += part
    }
  }
}

private final class ContentWriter {
  var digest = ContentDigest()
}

/// Writes what values say of themselves into a digest.
private struct ContentEncoder: Encoder, SingleValueEncodingContainer, UnkeyedEncodingContainer {
  let writer: ContentWriter
  var count = 0
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  private enum Mark: Int { case value, end, none }
  private func put(_ mark: Mark) { writer.digest.put(mark.rawValue) }

  func encode<T: Encodable>(_ value: T) throws {
    put(.value)
    if let value = value as? any Unordered {
      value.put(into: &writer.digest)
    } else {
      try value.encode(to: self)
    }
    put(.end)
  }

  func encodeNil() { put(.none) }
  func encode(_ flag: Bool) { writer.digest.put(flag) }
  func encode(_ text: String) { writer.digest.put(text) }
  func encode<T: FixedWidthInteger & Encodable>(_ number: T) { writer.digest.put(number) }
  func encode<T: BinaryFloatingPoint & Encodable>(_ number: T) { writer.digest.put("\(number)") }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { self }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { self }
  func superEncoder() -> any Encoder { self }
  func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> { .init(Keyed(encoder: self)) }
  func nestedContainer<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
    .init(Keyed(encoder: self))
  }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: ContentEncoder
    var codingPath: [any CodingKey] { [] }

    private func put(_ key: Key) -> ContentEncoder {
      encoder.writer.digest.put(key.stringValue)
      return encoder
    }

    func encodeNil(forKey key: Key) { put(key).encodeNil() }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try put(key).encode(value) }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { put(key) }
    func superEncoder() -> any Encoder { encoder }
    func superEncoder(forKey key: Key) -> any Encoder { put(key) }
    func nestedContainer<Nested: CodingKey>(
      keyedBy: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      .init(Keyed<Nested>(encoder: put(key)))
    }
  }
}

/// What comes in another order each time.
private protocol Unordered {
  func put(into digest: inout ContentDigest)
}

extension Set: Unordered where Element: Encodable {
  fileprivate func put(into digest: inout ContentDigest) {
    digest.put(unordered: map { ContentDigest(of: $0) })
  }
}

extension Dictionary: Unordered where Key: Encodable, Value: Encodable {
  fileprivate func put(into digest: inout ContentDigest) {
    digest.put(
      unordered: map { key, value in
        var entry = ContentDigest(of: key)
        entry.put(contentOf: value)
        return entry
      })
  }
}
