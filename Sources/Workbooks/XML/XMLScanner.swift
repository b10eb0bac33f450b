/// The elements of one part, as ranges of its bytes: no string is made, and memory does not grow with the part.
///
/// Strict, as the format asks: UTF-8, no document type, names that close as they opened, elements or text within an
/// element but not both. Whoever reads walks down: ``child()`` to the next element within the current one, then
/// ``text()``, ``skip()`` or its own children, until each is closed.
@safe struct XMLScanner: ~Copyable {
  private(set) var part: PartBytes
  /// Everything before has been taken.
  var at = 0
  /// The local name of the element that ``child()`` opened, and its attributes: until the next step only.
  private var name = 0..<0
  private(set) var attributes = Attributes()
  /// The tag was `<name/>`: its end is still to be told.
  var isEmptyElement = false
  /// The elements that are open.
  var names = OpenNames()
  private var hasRoot = false
  /// The prefix of the part's first element, its bytes and the first seven of them: elements with another are of
  /// another kind of document, whatever their names.
  private var rootPrefix: (count: Int, word: UInt64) = (0, 0)
  private var isOfRoot = true
  /// The latest text: in the buffer, or put together where it had to be.
  var textRange: Range<Int>? = 0..<0
  var composed = ComposedText()

  /// `<![CDATA`.
  static let verbatim: UInt64 = 0x41_54_41_44_43_5B_21_3C

  /// Takes what stands before the first element.
  init(_ part: consuming PartBytes) throws(PartFault) {
    self.part = part
    while filled - at < 5, !self.part.hasEnded { try more() }
    if byte(at) == 0xEF, byte(at + 1) == 0xBB, byte(at + 2) == 0xBF { at += 3 }
    try readDeclaration()
  }

  var filled: Int { part.filled }
  @inline(__always) var base: UnsafePointer<UInt8> { unsafe part.base }
  /// Zeros stand behind the last byte, so that a few more than one can be looked at.
  @inline(__always) func byte(_ index: Int) -> UInt8 { unsafe base[index] }
  @inline(__always) func word(_ index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }

  /// Where in the part the scanner stands.
  var offset: Int { part.passed + at }

  /// Reads more behind what is there; what has not been taken is kept.
  mutating func more() throws(PartFault) {
    guard !part.hasEnded else { throw .malformed }
    guard filled - at < Bounds.token else { throw .tooLarge(.token) }
    at -= try part.more(keeping: at)
  }

  // MARK: Elements

  /// Goes to the start of the next element within the current one, or takes the current one's end: then false. Outside
  /// of all, to the one element that a part has.
  mutating func child() throws(PartFault) -> Bool {
    if isEmptyElement {
      isEmptyElement = false
      names.pop()
      return false
    }
    while true {
      if filled - at < 512, !part.hasEnded { try more() }
      // Blanks may stand between tags, and nothing else.
      while true {
        let next = byte(at)
        guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { break }
        at += 1
      }
      if at == filled {
        if !part.hasEnded { continue }
        guard hasRoot, names.isEmpty else { throw .malformed }
        return false
      }
      guard byte(at) == 0x3C else { throw .malformed }
      switch byte(at + 1) {
      case 0x2F:
        if try endTag() { return false }
      case 0x21, 0x3F:
        if at + 9 > filled, !part.hasEnded { break }
        try skipMarkup()
        continue
      case 0 where at + 1 == filled: break
      default:
        if try startTag() { return true }
      }
      try more()
    }
  }

  /// Passes over what is left of the current element, its end included.
  mutating func skip() throws(PartFault) {
    let depth = names.count
    while names.count >= depth {
      if !isEmptyElement { try skipText() }
      _ = try child()
    }
  }

  /// Passes over text up to the next tag, comment or instruction.
  private mutating func skipText() throws(PartFault) {
    while true {
      while filled - at < 9, !part.hasEnded { try more() }
      let next = byte(at)
      if next == 0x3C {
        guard word(at) == Self.verbatim else { return }
        try skip(to: 0x5D_5D_3E)
        continue
      }
      guard next >= 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { throw .malformed }
      at += 1
    }
  }

  /// To the end of the part: nothing but closed elements may follow.
  mutating func finish() throws(PartFault) {
    while !names.isEmpty { try skip() }
    guard try !child() else { throw .malformed }
  }

  /// Takes a tag and opens its element; false where the buffer ends within.
  private mutating func startTag() throws(PartFault) -> Bool {
    var index = at + 1
    guard let whole = try scanName(&index) else { return false }
    attributes.removeAll()
    while true {
      let blanks = index
      index = skipBlanks(index)
      let next = byte(index)
      if next == 0x3E {
        index += 1
        break
      }
      if index >= filled { return false }
      if next == 0x2F {
        if index + 1 >= filled { return false }
        guard byte(index + 1) == 0x3E else { throw .malformed }
        index += 2
        isEmptyElement = true
        break
      }
      guard index > blanks else { throw .malformed }
      guard try scanAttribute(&index) else { return false }
    }
    guard !names.isEmpty || !hasRoot else { throw .malformed }
    guard whole.name.count <= 1024 else { throw .tooLarge(.token) }
    let prefix = (whole.name.lowerBound..<whole.local).count
    let prefixWord = prefix == 0 ? 0 : word(whole.name.lowerBound) & (1 << UInt64(8 * min(prefix, 7)) - 1)
    if !hasRoot { rootPrefix = (prefix, prefixWord) }
    isOfRoot = (prefix, prefixWord) == rootPrefix
    hasRoot = true
    guard unsafe names.push(base, whole.name) else { throw .tooLarge(.depth) }
    name = whole.local..<whole.name.upperBound
    at = index
    return true
  }

  private mutating func scanAttribute(_ index: inout Int) throws(PartFault) -> Bool {
    guard let whole = try scanName(&index) else { return false }
    index = skipBlanks(index)
    if index >= filled { return false }
    guard byte(index) == 0x3D else { throw .malformed }
    index = skipBlanks(index + 1)
    if index >= filled { return false }
    let quote = byte(index)
    guard quote == 0x22 || quote == 0x27 else { throw .malformed }
    index += 1
    let start = index
    while true {
      let next = byte(index)
      if next == quote { break }
      if next < 0x20 {
        if index >= filled { return false }
        guard next == 0x0A || next == 0x0D || next == 0x09 else { throw .malformed }
      }
      guard next != 0x3C else { throw .malformed }
      index += 1
    }
    for other in 0..<attributes.count where same(attributes[other].name, whole.name) { throw .malformed }
    let attribute = Attributes.Attribute(name: whole.name, local: whole.local, value: start..<index)
    guard attributes.append(attribute) else { throw .tooLarge(.token) }
    index += 1
    return true
  }

  /// A name from here on, and where it begins behind its prefix; nil where the buffer ends within.
  @inline(__always)
  private func scanName(_ index: inout Int) throws(PartFault) -> (name: Range<Int>, local: Int)? {
    let start = index
    var local = start
    while true {
      let next = byte(index)
      let isLetter = (next | 0x20) &- 0x61 < 26 || next >= 0x80 || next == 0x5F
      let isOther = next &- 0x30 < 10 || next == 0x2D || next == 0x2E
      if next == 0x3A {
        guard local == start, index > start else { throw .malformed }
        local = index + 1
      } else if !(isLetter || (isOther && index > local)) {
        break
      }
      index += 1
    }
    if index >= filled { return nil }
    guard index > local else { throw .malformed }
    return (start..<index, local)
  }

  @inline(__always)
  private func skipBlanks(_ start: Int) -> Int {
    var index = start
    while true {
      let next = byte(index)
      guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { return index }
      index += 1
    }
  }

  @inline(__always)
  private func same(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    guard a.count == b.count else { return false }
    var (x, y) = (a.lowerBound, b.lowerBound)
    while x < a.upperBound {
      guard byte(x) == byte(y) else { return false }
      x += 1
      y += 1
    }
    return true
  }

  /// Takes an end tag and closes its element; false where the buffer ends within.
  @inline(__always)
  private mutating func endTag() throws(PartFault) -> Bool {
    guard let end = try endOfEndTag(at) else { return false }
    at = end
    names.pop()
    return true
  }

  /// Behind the end tag that begins here; nil where the buffer ends within.
  @inline(__always)
  func endOfEndTag(_ start: Int) throws(PartFault) -> Int? {
    let name = start + 2
    let end = name + names.lastLength
    guard end < filled else {
      if part.hasEnded { throw .malformed }
      return nil
    }
    guard unsafe names.isLast(base, name) else { throw .malformed }
    if byte(end) == 0x3E { return end + 1 }
    let behind = skipBlanks(end)
    if behind >= filled { return nil }
    guard byte(behind) == 0x3E else { throw .malformed }
    return behind + 1
  }

  /// True where the element that was opened has this name, and the prefix that the first element has.
  @inline(__always)
  func isNamed(_ expected: StaticString) -> Bool {
    isOfRoot && spells(name, expected)
  }

  /// The attribute of this name, whatever its prefix.
  func attribute(_ expected: StaticString) -> Range<Int>? {
    for index in 0..<attributes.count where spells(attributes[index].local, expected) {
      return attributes[index].value
    }
    return nil
  }

  @inline(__always)
  private func spells(_ range: Range<Int>, _ expected: StaticString) -> Bool {
    guard range.count == expected.utf8CodeUnitCount else { return false }
    for index in 0..<expected.utf8CodeUnitCount {
      guard unsafe byte(range.lowerBound &+ index) == expected.utf8Start[index] else { return false }
    }
    return true
  }

  // MARK: What is passed over

  /// A byte order mark of another encoding, or a declaration of one, is a fault.
  private mutating func readDeclaration() throws(PartFault) {
    guard byte(at) == 0x3C, byte(at + 1) == 0x3F else { return }
    let start = part.passed + at
    try skip(to: 0x3F3E)
    // It is short, so all of it still stands in the buffer.
    let text = string((start - part.passed)..<at)
    let words = text.split { "=\"' \t\r\n?".contains($0) }
    guard let place = words.firstIndex(of: "encoding"), place + 1 < words.count else { return }
    guard ["utf-8", "utf8", "us-ascii"].contains(words[place + 1].lowercased()) else { throw .malformed }
  }

  /// Takes a comment or an instruction; a document type is a fault.
  mutating func skipMarkup() throws(PartFault) {
    if byte(at + 1) == 0x3F { return try skip(to: 0x3F3E) }
    guard byte(at + 2) == 0x2D, byte(at + 3) == 0x2D else { throw .malformed }
    at += 4
    try skip(to: 0x2D_2D_3E)
  }

  /// Takes everything up to a mark of two or three bytes, and the mark.
  mutating func skip(to mark: UInt32) throws(PartFault) {
    let size = mark > 0xFFFF ? 3 : 2
    while true {
      while filled - at < size { try more() }
      var found: UInt32 = 0
      for index in 0..<size { found = found << 8 | UInt32(byte(at + index)) }
      if found == mark { break }
      at += 1
    }
    at += size
  }
}
