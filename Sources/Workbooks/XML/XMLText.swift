extension XMLScanner {
  /// Takes the current element's text, and its end; no element may stand within. ``latestText`` then shows it.
  mutating func text() throws(PartFault) {
    if isEmptyElement {
      isEmptyElement = false
      names.pop()
      textRange = at..<at
      return
    }
    while true {
      var index = at
      var isPlain = true
      while true {
        let next = byte(index)
        if next == 0x3C { break }
        if next &- 0x20 >= 0x60 || next == 0x26 {
          if index == filled { break }
          isPlain = false
        }
        index += 1
      }
      if index < filled, byte(index + 1) == 0x2F, let end = try endOfEndTag(index) {
        textRange = at..<index
        if !isPlain { try settle(at..<index) }
        at = end
        names.pop()
        return
      }
      if index + 1 < filled, byte(index + 1) != 0x2F { return try piecewise() }
      try more()
    }
  }

  /// The latest text, until the next step.
  var latestText: UnsafeBufferPointer<UInt8> {
    guard let textRange else { return unsafe composed.bytes }
    return unsafe UnsafeBufferPointer(start: base + textRange.lowerBound, count: textRange.count)
  }

  /// The value of an attribute, with what its references stand for.
  mutating func string(ofAttribute value: Range<Int>) throws(PartFault) -> String {
    composed.removeAll()
    try decode(value)
    try validate()
    return unsafe String(decoding: composed.bytes.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
  }

  /// Bytes of the buffer as they are.
  func string(_ range: Range<Int>) -> String {
    unsafe String(decoding: UnsafeBufferPointer(start: base + range.lowerBound, count: range.count), as: UTF8.self)
  }

  /// Sees to a text that holds more than plain letters: stays in the buffer if it can.
  private mutating func settle(_ range: Range<Int>) throws(PartFault) {
    let isPut = range.contains { byte($0) == 0x26 || (byte($0) < 0x20 && byte($0) != 0x0A && byte($0) != 0x09) }
    if isPut {
      composed.removeAll()
      try decode(range)
      textRange = nil
      return try validate()
    }
    let bytes = unsafe UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    guard unsafe isUTF8(bytes) else { throw .malformed }
  }

  private func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? unsafe UTF8Span(validating: bytes.span)) != nil
  }

  private func validate() throws(PartFault) {
    guard unsafe isUTF8(composed.bytes) else { throw .malformed }
  }

  /// Puts a text together that comments, instructions or verbatim pieces stand in.
  private mutating func piecewise() throws(PartFault) {
    composed.removeAll()
    textRange = nil
    while true {
      let end = try endOfPiece()
      try decode(at..<end)
      at = end
      guard composed.count <= Bounds.token else { throw .tooLarge(.token) }
      while filled - at < 9, !part.hasEnded { try more() }
      if byte(at + 1) == 0x2F {
        guard let end = try endOfEndTag(at) else {
          try more()
          continue
        }
        at = end
        names.pop()
        return try validate()
      }
      if word(at) == Self.verbatim, byte(at + 8) == 0x5B {
        try takeVerbatim()
      } else if byte(at + 1) == 0x3F || byte(at + 1) == 0x21 {
        try skipMarkup()
      } else {
        throw .malformed
      }
    }
  }

  /// The next tag, comment or instruction; all up to there stands in the buffer.
  private mutating func endOfPiece() throws(PartFault) -> Int {
    while true {
      if let end = (at..<filled).first(where: { byte($0) == 0x3C }) { return end }
      try more()
    }
  }

  private mutating func takeVerbatim() throws(PartFault) {
    while true {
      let start = at + 9
      let mark = (start..<max(start, filled - 2)).first {
        byte($0) == 0x5D && byte($0 + 1) == 0x5D && byte($0 + 2) == 0x3E
      }
      if let mark {
        try decode(start..<mark, isVerbatim: true)
        at = mark + 3
        return
      }
      try more()
    }
  }

  /// Adds some bytes of the buffer to the composed text: references become letters, any line end a line feed.
  private mutating func decode(_ range: Range<Int>, isVerbatim: Bool = false) throws(PartFault) {
    var index = range.lowerBound
    while index < range.upperBound {
      let next = byte(index)
      if next == 0x26, !isVerbatim {
        index = try decodeReference(index, range.upperBound)
        continue
      }
      guard next >= 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { throw .malformed }
      index += 1
      if next == 0x0D {
        if index < range.upperBound, byte(index) == 0x0A { index += 1 }
        composed.append(0x0A)
      } else {
        composed.append(next)
      }
    }
  }

  private mutating func decodeReference(_ start: Int, _ limit: Int) throws(PartFault) -> Int {
    guard let end = (start..<min(start + 12, limit)).first(where: { byte($0) == 0x3B }) else { throw .malformed }
    let name = string((start + 1)..<end)
    let named: Unicode.Scalar? =
      switch name {
      case "lt": "<"
      case "gt": ">"
      case "amp": "&"
      case "quot": "\""
      case "apos": "'"
      default: numbered(name)
      }
    guard let named else { throw .malformed }
    for byte in String(Character(named)).utf8 { composed.append(byte) }
    return end + 1
  }

  /// What `#1051` or `#x41B` stands for: a letter that XML may hold.
  private func numbered(_ name: String) -> Unicode.Scalar? {
    guard name.hasPrefix("#") else { return nil }
    let isHex = name.hasPrefix("#x")
    let digits = name.dropFirst(isHex ? 2 : 1)
    guard digits.first?.isHexDigit == true, let value = UInt32(digits, radix: isHex ? 16 : 10) else { return nil }
    guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D else { return nil }
    return Unicode.Scalar(value)
  }
}
