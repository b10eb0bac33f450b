/// Reads values from JSON as Foundation's `JSONDecoder` would read what the journal holds, in a fraction of its time: a
/// run reads the whole journal. Numbers are whole; anything else is an error.
///
/// - Throws: `DecodingError` where the bytes are no JSON, or not of the type.
func decodeJournal<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8]) throws -> Value {
  try Value(from: JSONPlace(outline: JSONOutline(bytes), index: 0))
}

/// A value in its text. Small, so that it is handed on without an allocation.
private struct JSONPlace: Decoder, SingleValueDecodingContainer {
  let outline: JSONOutline
  let index: Int

  var userInfo: [CodingUserInfoKey: Any] { [:] }
  var codingPath: [any CodingKey] { [] }
  var place: JSONOutline.Place { outline.places[index] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard place.kind == .object else { throw mismatch([String: Any].self) }
    return KeyedDecodingContainer(JSONMembers(object: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard place.kind == .array else { throw mismatch([Any].self) }
    return JSONElements(array: self, next: index + 1)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  func decodeNil() -> Bool { place.kind == .null }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch place.kind {
    case .yes: return true
    case .no: return false
    default: throw mismatch(type)
    }
  }

  func decode(_ type: String.Type) throws -> String {
    guard let text = outline.text(at: index) else { throw mismatch(type) }
    return text
  }

  func decode<Number: FixedWidthInteger & Decodable>(_ type: Number.Type) throws -> Number {
    guard let number: Number = outline.number(at: index) else { throw mismatch(type) }
    return number
  }

  /// The journal holds no binary fractions.
  func decode<Number: BinaryFloatingPoint & Decodable>(_ type: Number.Type) throws -> Number { throw mismatch(type) }

  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try Value(from: self) }

  var context: DecodingError.Context { .init(codingPath: [], debugDescription: "at byte \(place.start)") }

  private func mismatch(_ type: Any.Type) -> DecodingError { .typeMismatch(type, context) }
}

/// The values of an object by their keys.
private struct JSONMembers<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let object: JSONPlace

  var codingPath: [any CodingKey] { [] }
  var allKeys: [Key] {
    var keys: [Key] = []
    var index = object.index + 1
    while index < object.place.next {
      if let key = object.outline.text(at: index).flatMap({ Key(stringValue: $0) }) { keys.append(key) }
      index = object.outline.places[index + 1].next
    }
    return keys
  }

  private func find(_ key: Key) -> JSONPlace? {
    object.outline.value(of: key.stringValue, in: object.index).map { JSONPlace(outline: object.outline, index: $0) }
  }

  private func value(_ key: Key) throws -> JSONPlace {
    guard let found = find(key) else { throw DecodingError.keyNotFound(key, object.context) }
    return found
  }

  private func present(_ key: Key) -> JSONPlace? { find(key).flatMap { $0.decodeNil() ? nil : $0 } }

  func contains(_ key: Key) -> Bool { find(key) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try value(key).decodeNil() }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try value(key).decode(type) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try value(key).decode(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try value(key).decode(type) }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try value(key).decode(type) }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try present(key)?.decode(type) }
  func decodeIfPresent<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
    try present(key)?.decode(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> { try value(key).container(keyedBy: type) }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try value(key).unkeyedContainer()
  }
  func superDecoder() throws -> any Decoder { object }
  func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }
}

/// The values of an array in turn.
private struct JSONElements: UnkeyedDecodingContainer {
  let array: JSONPlace
  /// The place of the next one.
  var next: Int
  private(set) var currentIndex = 0

  init(array: JSONPlace, next: Int) {
    self.array = array
    self.next = next
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { nil }
  var isAtEnd: Bool { next == array.place.next }

  private mutating func advance() throws -> JSONPlace {
    guard !isAtEnd else { throw DecodingError.valueNotFound(Any.self, array.context) }
    let value = JSONPlace(outline: array.outline, index: next)
    next = value.place.next
    currentIndex += 1
    return value
  }

  mutating func decodeNil() throws -> Bool {
    guard !isAtEnd, array.outline.places[next].kind == .null else { return false }
    return try advance().decodeNil()
  }
  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try advance().decode(type) }
  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> { try advance().container(keyedBy: type) }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try advance().unkeyedContainer() }
  mutating func superDecoder() throws -> any Decoder { try advance() }
}
