/// A Swift text taken apart: its code, its comments and the words of its string literals, each on the same lines as in the
/// text, with blanks where the other two stand. What stands inside `\( )` is code.
struct SwiftText {
  let code: String
  let comments: String
  let words: String

  init(_ text: String) {
    var splitter = Splitter(bytes: Array(text.utf8))
    splitter.takeCode(until: nil)
    code = String(decoding: splitter.code, as: UTF8.self)
    comments = String(decoding: splitter.comments, as: UTF8.self)
    words = String(decoding: splitter.words, as: UTF8.self)
  }
}

private struct Splitter {
  let bytes: [UInt8]
  var at = 0
  var code: [UInt8] = []
  var comments: [UInt8] = []
  var words: [UInt8] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
    code.reserveCapacity(bytes.count)
    comments.reserveCapacity(bytes.count)
    words.reserveCapacity(bytes.count)
  }

  private func sees(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    return bytes[at..<at + count].elementsEqual("\(word)".utf8)
  }

  private enum Part { case code, comment, word }

  /// Gives the next bytes to one of the three, and blanks to the others.
  private mutating func take(_ part: Part, _ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      let byte = bytes[at]
      let blank = byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
      code.append(part == .code ? byte : blank)
      comments.append(part == .comment ? byte : blank)
      words.append(part == .word ? byte : blank)
      at += 1
    }
  }

  /// Keeps code up to the end, or to the bracket that closes an interpolation.
  mutating func takeCode(until close: UInt8?) {
    var depth = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "("):
        depth += 1
        take(.code)
      case UInt8(ascii: ")"):
        if close != nil, depth == 0 { return }
        depth -= 1
        take(.code)
      case UInt8(ascii: "/"):
        if sees("//") {
          while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { take(.comment) }
        } else if sees("/*") {
          comment()
        } else {
          take(.code)
        }
      case UInt8(ascii: "\""), UInt8(ascii: "#"):
        if !literal() { take(.code) }
      default: take(.code)
      }
    }
  }

  /// Comments of this kind may hold each other.
  private mutating func comment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        take(.comment, 2)
      } else if sees("*/") {
        depth -= 1
        take(.comment, 2)
      } else {
        take(.comment)
      }
    } while depth > 0 && at < bytes.count
  }

  /// Takes a string literal; false where there is none.
  private mutating func literal() -> Bool {
    var hashes = 0
    while at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "#") { hashes += 1 }
    guard at + hashes < bytes.count, bytes[at + hashes] == UInt8(ascii: "\"") else { return false }
    take(.word, hashes)
    let quotes = sees("\"\"\"") ? 3 : 1
    take(.word, quotes)
    let mark = [UInt8](repeating: UInt8(ascii: "#"), count: hashes)
    let end = [UInt8](repeating: UInt8(ascii: "\""), count: quotes) + mark
    let escape = [UInt8(ascii: "\\")] + mark
    while at < bytes.count {
      guard bytes[at] == end[0] || bytes[at] == escape[0] else {
        take(.word)
        continue
      }
      if bytes[at...].starts(with: end) {
        take(.word, end.count)
        return true
      }
      guard bytes[at...].starts(with: escape) else {
        take(.word)
        continue
      }
      take(.word, escape.count)
      guard at < bytes.count, bytes[at] == UInt8(ascii: "(") else {
        take(.word)
        continue
      }
      take(.code)
      takeCode(until: UInt8(ascii: ")"))
      if at < bytes.count { take(.code) }
    }
    return true
  }
}
