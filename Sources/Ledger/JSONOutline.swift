import Foundation

/// Where each value of a JSON text (RFC 8259) stands, found in one pass over its bytes.
///
/// The text has to be one whole value with nothing but white space around it. What a text or a number holds is looked at
/// when it is read.
final class JSONOutline: Sendable {
  /// What stands at a place.
  enum Kind: Sendable {
    /// Its keys and values follow in turn.
    case object
    /// Its values follow.
    case array
    /// Without escapes.
    case text
    /// With a backslash in it.
    case escapedText
    /// Whatever begins like a number.
    case number
    /// `true`.
    case yes
    /// `false`.
    case no
    /// `null`.
    case null
  }

  /// A value, or a key.
  struct Place: Sendable {
    let kind: Kind
    /// Its first byte; behind the quote of a text.
    let start: Int
    /// The byte behind its last one; the quote of a text.
    var end: Int
    /// The place behind it and all that it holds.
    var next: Int
  }

  let bytes: [UInt8]
  let places: [Place]

  /// - Throws: `DecodingError` where the bytes are no JSON text.
  init(_ bytes: [UInt8]) throws {
    var scan = Scan(capacity: bytes.count / 16)
    guard (try? UTF8Span(validating: bytes.span)) != nil else { throw scan.fault }
    try scan.take(bytes.span, depth: 0)
    scan.skipSpace(bytes.span)
    guard scan.at == bytes.count else { throw scan.fault }
    self.bytes = bytes
    places = scan.places
  }

  /// A text, or a key; nil for anything else, and where an escape is none.
  func text(at index: Int) -> String? {
    let place = places[index]
    switch place.kind {
    case .text: return String(decoding: bytes[place.start..<place.end], as: UTF8.self)
    case .escapedText:
      return try? JSONDecoder().decode(String.self, from: Data(bytes[place.start - 1...place.end]))
    default: return nil
    }
  }

  /// A whole number without a leading zero; nil for anything else.
  func number<Number: FixedWidthInteger>(at index: Int) -> Number? {
    let place = places[index]
    guard place.kind == .number else { return nil }
    let digits = bytes[place.start] == 0x2D ? place.start + 1 : place.start
    guard digits < place.end, bytes[digits] != 0x30 || digits + 1 == place.end else { return nil }
    return Number(String(decoding: bytes[place.start..<place.end], as: UTF8.self))
  }

  /// The place of the value that a key of an object stands for; nil where it has none. Of equal keys the first counts.
  func value(of key: String, in object: Int) -> Int? {
    let wanted = key.utf8.span
    var index = object + 1
    while index < places[object].next {
      let place = places[index]
      if place.end - place.start == wanted.count, isEqual(place.start, wanted) { return index + 1 }
      index = places[index + 1].next
    }
    return nil
  }

  private func isEqual(_ start: Int, _ wanted: Span<UInt8>) -> Bool {
    for offset in wanted.indices where bytes[start + offset] != wanted[offset] { return false }
    return true
  }
}

/// Goes through the bytes once.
private struct Scan {
  private(set) var places: [JSONOutline.Place] = []
  private(set) var at = 0
  /// As deep as Foundation's reader goes.
  private static let deepest = 512

  init(capacity: Int) { places.reserveCapacity(capacity) }

  var fault: DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: "not JSON at byte \(at)"))
  }

  mutating func skipSpace(_ bytes: Span<UInt8>) {
    while at < bytes.count {
      let byte = bytes[at]
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      at += 1
    }
  }

  private func peek(_ bytes: Span<UInt8>) throws -> UInt8 {
    guard at < bytes.count else { throw fault }
    return bytes[at]
  }

  private mutating func takeColon(_ bytes: Span<UInt8>) throws {
    skipSpace(bytes)
    guard try peek(bytes) == 0x3A else { throw fault }
    at += 1
  }

  /// True where another value follows a comma; false behind the closing bracket.
  private mutating func goesOn(to close: UInt8, _ bytes: Span<UInt8>) throws -> Bool {
    skipSpace(bytes)
    let byte = try peek(bytes)
    guard byte == 0x2C || byte == close else { throw fault }
    at += 1
    return byte == 0x2C
  }

  /// True behind the bracket that closes what holds nothing.
  private mutating func isEmpty(to close: UInt8, _ bytes: Span<UInt8>) throws -> Bool {
    skipSpace(bytes)
    guard try peek(bytes) == close else { return false }
    at += 1
    return true
  }

  mutating func take(_ bytes: Span<UInt8>, depth: Int) throws {
    skipSpace(bytes)
    guard depth < Self.deepest else { throw fault }
    let index = places.count
    let start = at
    switch try peek(bytes) {
    case 0x7B:
      at += 1
      places.append(.init(kind: .object, start: start, end: start, next: 0))
      if try !isEmpty(to: 0x7D, bytes) {
        repeat {
          skipSpace(bytes)
          try takeText(bytes)
          try takeColon(bytes)
          try take(bytes, depth: depth + 1)
        } while try goesOn(to: 0x7D, bytes)
      }
    case 0x5B:
      at += 1
      places.append(.init(kind: .array, start: start, end: start, next: 0))
      if try !isEmpty(to: 0x5D, bytes) {
        repeat { try take(bytes, depth: depth + 1) } while try goesOn(to: 0x5D, bytes)
      }
    case 0x22: return try takeText(bytes)
    case 0x2D, 0x30...0x39:
      while at < bytes.count, isOfNumber(bytes[at]) { at += 1 }
      places.append(.init(kind: .number, start: start, end: start, next: 0))
    case 0x74: try takeWord("true", .yes, bytes)
    case 0x66: try takeWord("false", .no, bytes)
    default: try takeWord("null", .null, bytes)
    }
    places[index].end = at
    places[index].next = places.count
  }

  private func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x2B, 0x2D, 0x2E, 0x45, 0x65: true
    default: false
    }
  }

  private mutating func takeWord(_ word: StaticString, _ kind: JSONOutline.Kind, _ bytes: Span<UInt8>) throws {
    places.append(.init(kind: kind, start: at, end: at, next: 0))
    for byte in "\(word)".utf8 {
      guard try peek(bytes) == byte else { throw fault }
      at += 1
    }
  }

  private mutating func takeText(_ bytes: Span<UInt8>) throws {
    guard try peek(bytes) == 0x22 else { throw fault }
    at += 1
    let start = at
    var kind = JSONOutline.Kind.text
    while true {
      let byte = try peek(bytes)
      if byte == 0x22 { break }
      guard byte >= 0x20 else { throw fault }
      if byte == 0x5C {
        kind = .escapedText
        at += 1
        _ = try peek(bytes)
      }
      at += 1
    }
    places.append(.init(kind: kind, start: start, end: at, next: places.count + 1))
    at += 1
  }
}
