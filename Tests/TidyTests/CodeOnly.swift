/// A Swift text with its comments and the words of its string literals blanked out: what is left is code, on the same
/// lines. What stands inside `\( )` is code too, and stays.
func codeOnly(_ text: String) -> String {
  var blanker = Blanker(bytes: Array(text.utf8))
  blanker.code(until: nil)
  return String(decoding: blanker.kept, as: UTF8.self)
}

private struct Blanker {
  let bytes: [UInt8]
  var at = 0
  var kept: [UInt8] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
    kept.reserveCapacity(bytes.count)
  }

  private func sees(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return bytes[at..<at + count].elementsEqual("\(word)".utf8)
  }

  private mutating func keep() {
    kept.append(bytes[at])
    at += 1
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      kept.append(bytes[at] == UInt8(ascii: "\n") ? bytes[at] : UInt8(ascii: " "))
      at += 1
    }
  }

  /// Keeps code up to the end, or to the bracket that closes an interpolation.
  mutating func code(until close: UInt8?) {
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "("):
        depth += 1
        keep()
      case UInt8(ascii: ")"):
        if close != nil, depth == 0 { return }
        depth -= 1
        keep()
      case UInt8(ascii: "/"):
        if sees("//") {
          while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
        } else if sees("/*") {
          comment()
        } else {
          keep()
        }
      case UInt8(ascii: "\""), UInt8(ascii: "#"):
        if !literal() { keep() }
      default: keep()
      }
    }
  }

  /// Comments of this kind may hold each other.
  private mutating func comment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        blank(2)
      } else if sees("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < bytes.count
  }

  /// Blanks a string literal; false where there is none.
  private mutating func literal() -> Bool {
    var hashes = 0
    while at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "\"") else { return false }
    blank(hashes)
    let quotes = sees("\"\"\"") ? 3 : 1
    blank(quotes)
    let mark = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + mark
    let escape = [UInt8(ascii: "\\")] + mark
    while at < bytes.count {
      guard bytes[at] == end[0] || bytes[at] == escape[0] else {
        blank()
        continue
      }
      if bytes[at...].starts(with: end) {
        blank(end.count)
        return true
      }
      guard bytes[at...].starts(with: escape) else {
        blank()
        continue
      }
      blank(escape.count)
      guard at < bytes.count, bytes[at] == UInt8(ascii: "(") else {
        blank()
        continue
      }
      keep()
      code(until: UInt8(ascii: ")"))
      if at < bytes.count { keep() }
    }
    return true
  }
}
