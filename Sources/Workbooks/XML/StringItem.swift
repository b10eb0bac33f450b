extension XMLScanner {
  /// Takes the current element as a string of the format: its texts, or those of its runs of letters of one look. How
  /// it is to be pronounced is passed over.
  mutating func stringItem(to bytes: inout [UInt8]) throws(PartFault) {
    let limit = bytes.count + Bounds.token
    while try child() {
      if isNamed("t") {
        try run(to: &bytes, limit)
      } else if isNamed("r") {
        while try child() {
          if isNamed("t") { try run(to: &bytes, limit) } else { try skip() }
        }
      } else {
        try skip()
      }
    }
  }

  /// Blanks around a text count only where it says so.
  private mutating func run(to bytes: inout [UInt8], _ limit: Int) throws(PartFault) {
    let isKept = attribute("space").map { string($0) == "preserve" } ?? false
    try text()
    unsafe appendString(isKept ? latestText : trimmed(latestText), to: &bytes)
    guard bytes.count <= limit else { throw .tooLarge(.token) }
  }
}

/// A text without the blanks of XML around it.
func trimmed(_ text: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
  var (start, end) = (0, text.count)
  while start < end, unsafe isBlank(text[start]) { start += 1 }
  while end > start, unsafe isBlank(text[end - 1]) { end -= 1 }
  return unsafe UnsafeBufferPointer(rebasing: text[start..<end])
}

/// Adds a string to others, with the letters that `_x000D_` and its like stand for.
func appendString(_ text: UnsafeBufferPointer<UInt8>, to bytes: inout [UInt8]) {
  guard unsafe text.contains(0x5F) else {
    unsafe bytes.append(contentsOf: text)
    return
  }
  var index = 0
  while index < text.count {
    if let unit = unsafe escapedUnit(text, index) {
      if let scalar = Unicode.Scalar(UInt32(unit)) {
        bytes.append(contentsOf: String(Character(scalar)).utf8)
        index += 7
        continue
      }
      // Half a letter counts only with its other half.
      if unit < 0xDC00, let low = unsafe escapedUnit(text, index + 7), low & 0xFC00 == 0xDC00,
        let scalar = Unicode.Scalar(0x1_0000 + UInt32(unit & 0x3FF) << 10 + UInt32(low & 0x3FF))
      {
        bytes.append(contentsOf: String(Character(scalar)).utf8)
        index += 14
        continue
      }
    }
    bytes.append(unsafe text[index])
    index += 1
  }
}

/// What `_xHHHH_` stands for; nil where something else stands.
private func escapedUnit(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> UInt16? {
  guard start + 7 <= text.count, unsafe text[start] == 0x5F && text[start + 1] == 0x78 && text[start + 6] == 0x5F else {
    return nil
  }
  var unit: UInt16 = 0
  for index in (start + 2)..<(start + 6) {
    let byte = unsafe text[index]
    let digit: UInt8 = byte < 0x3A ? byte &- 0x30 : byte | 0x20 &- 0x57
    guard digit < 16, byte < 0x3A || digit > 9 else { return nil }
    unit = unit << 4 | UInt16(digit)
  }
  return unit
}
