/// Why an XML file can't be read on.
public struct XMLFault: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Kind: Sendable, Hashable {
    /// The system refuses to open or read the file, with its error number.
    case system(Int32)
    /// The file ends before its first element does.
    case torn
    /// Something stands where XML does not allow it.
    case malformed
    /// A byte does not fit the encoding that the file declares, or the encoding is none of UTF-8, UTF-16 and
    /// Windows-1251.
    case encoding
    /// A reference to an entity other than XML's own five, or a declaration of one: neither is followed.
    case entity
  }
  /// What is wrong.
  public let kind: Kind
  /// The line it stands on, counted from 1.
  public let line: Int
}

/// The start of an element.
public struct XMLTag: Sendable, Hashable {
  /// Its name, with its prefix where it has one.
  public let name: String
  /// The attributes' names, in the order of the file; no two are equal.
  public fileprivate(set) var names: [String] = []
  fileprivate var values: [String] = []
  /// The line on which the tag starts, counted from 1.
  public let line: Int

  /// The value of an attribute, without blanks around it; nil where the element lacks it.
  public subscript(attribute: String) -> String? { names.firstIndex(of: attribute).map { values[$0] } }
}

/// What comes next in an XML file.
public enum XMLEvent: Sendable, Hashable {
  /// An element starts.
  case open(XMLTag)
  /// The innermost open element ends. Its text, without blanks around it, is empty where it holds elements.
  case close(text: String, line: Int)
}

/// Bytes to elements: a strict reader for files of data, in blocks, in memory that does not depend on their size.
///
/// Foundation's parser is not used: on Linux it leaves out references to entities without a word, takes torn files for
/// whole, writes notes of its own to standard error where it reads a stream, and is several times slower. An element
/// holds either elements or text. Documents that declare entities are refused.
public struct XMLReader: ~Copyable {
  private let file: OpenFile
  private var transcoder: Transcoder
  private var raw: [UInt8]
  private var offset: Int
  private var atEnd = false
  /// Text in UTF-8 that is not consumed yet, from `index` on.
  private var bytes: [UInt8] = []
  private var index = 0
  private var line = 1
  private var open: [String] = []
  private var isStarted = false
  /// True where the last tag was `<name/>`: its end comes next.
  private var isEmptyElement = false
  private var text: [UInt8] = []

  /// The longest tag, comment or piece of text between two tags.
  private static let longest = 1 << 16
  private static let deepest = 64

  /// Opens a file and finds its encoding: from its byte order mark, its declaration, else UTF-8.
  public static func open(_ path: String) throws(XMLFault) -> XMLReader {
    do {
      let file = try OpenFile(path)
      var raw = [UInt8](repeating: 0, count: 4 * longest)
      let count = try file.read(&raw, at: 0)
      guard let encoding = encoding(raw[..<count]) else { throw XMLFault(kind: .encoding, line: 1) }
      return XMLReader(file, encoding, raw)
    } catch let failure as CSVFailure {
      guard case .system(let number) = failure else { throw XMLFault(kind: .malformed, line: 1) }
      throw XMLFault(kind: .system(number), line: 0)
    } catch let fault as XMLFault {
      throw fault
    } catch {
      throw XMLFault(kind: .malformed, line: 1)
    }
  }

  private init(_ file: consuming OpenFile, _ encoding: CSVEncoding, _ raw: [UInt8]) {
    self.file = file
    self.raw = raw
    transcoder = Transcoder(encoding)
    offset = encoding.bytesInFront
  }

  private static func encoding(_ lead: ArraySlice<UInt8>) -> CSVEncoding? {
    if lead.starts(with: [0xFF, 0xFE]) { return .utf16(bigEndian: false) }
    if lead.starts(with: [0xFE, 0xFF]) { return .utf16(bigEndian: true) }
    let skipping = lead.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let declaration = lead.dropFirst(skipping).prefix { $0 != 0x3E }
    guard declaration.starts(with: Array("<?xml".utf8)) else { return .utf8(skipping: skipping) }
    let words = String(decoding: declaration, as: UTF8.self).split { "=\"' \t\r\n".contains($0) }
    guard let at = words.firstIndex(of: "encoding"), at + 1 < words.count else { return .utf8(skipping: skipping) }
    // Whoever put the mark there has written the text anew, whatever the declaration still says.
    if skipping > 0 { return .utf8(skipping: skipping) }
    switch words[at + 1].lowercased() {
    case "utf-8", "utf8", "us-ascii": return .utf8(skipping: skipping)
    case "windows-1251", "cp1251": return .windows1251
    default: return nil
    }
  }

  /// The next event; nil after the end of the first element, where nothing but comments follows.
  public mutating func next() throws(XMLFault) -> XMLEvent? {
    if isEmptyElement {
      isEmptyElement = false
      return try close()
    }
    text.removeAll(keepingCapacity: true)
    while true {
      try fill()
      guard index < bytes.count else {
        if !isStarted || !open.isEmpty { throw fault(.torn) }
        return nil
      }
      if bytes[index] != 0x3C {
        try takeText()
        continue
      }
      switch index + 1 < bytes.count ? bytes[index + 1] : 0 {
      case 0x2F: return try endTag()
      case 0x3F: try skip(to: "?>")
      case 0x21:
        if stands("<!--") {
          try skip(to: "-->")
        } else if stands("<![CDATA[") {
          try takeVerbatim()
        } else {
          try skipDoctype()
        }
      default: return .open(try startTag())
      }
    }
  }

  // MARK: Tags

  private mutating func startTag() throws(XMLFault) -> XMLTag {
    let before = try trimmedText()
    guard before.isEmpty, !isStarted || !open.isEmpty, open.count < Self.deepest else { throw fault(.malformed) }
    let start = line
    index += 1
    var tag = XMLTag(name: try name(), line: start)
    while true {
      let hadBlank = try skipBlanks()
      switch try byte() {
      case 0x3E: index += 1
      case 0x2F:
        index += 1
        guard try byte() == 0x3E else { throw fault(.malformed) }
        index += 1
        isEmptyElement = true
      default:
        guard hadBlank else { throw fault(.malformed) }
        let attribute = try name()
        guard !tag.names.contains(attribute) else { throw fault(.malformed) }
        tag.names.append(attribute)
        tag.values.append(try attributeValue())
        continue
      }
      isStarted = true
      open.append(tag.name)
      return tag
    }
  }

  private mutating func attributeValue() throws(XMLFault) -> String {
    _ = try skipBlanks()
    guard try byte() == 0x3D else { throw fault(.malformed) }
    index += 1
    _ = try skipBlanks()
    let quote = try byte()
    guard quote == 0x22 || quote == 0x27 else { throw fault(.malformed) }
    index += 1
    text.removeAll(keepingCapacity: true)
    while try byte() != quote {
      if bytes[index] == 0x3C { throw fault(.malformed) }
      try takeCharacter()
    }
    index += 1
    let value = try trimmedText()
    text.removeAll(keepingCapacity: true)
    return value
  }

  private mutating func endTag() throws(XMLFault) -> XMLEvent {
    index += 2
    let ended = try name()
    _ = try skipBlanks()
    guard try byte() == 0x3E, ended == open.last else { throw fault(.malformed) }
    index += 1
    return try close()
  }

  private mutating func close() throws(XMLFault) -> XMLEvent {
    open.removeLast()
    return .close(text: try trimmedText(), line: line)
  }

  private mutating func name() throws(XMLFault) -> String {
    let start = index
    while true {
      let next = try byte()
      let isLetter = (next | 0x20) &- 0x61 < 26 || next >= 0x80 || next == 0x5F || next == 0x3A
      let isOther = next &- 0x30 < 10 || next == 0x2D || next == 0x2E
      guard isLetter || (isOther && index > start) else { break }
      index += 1
    }
    guard index > start else { throw fault(.malformed) }
    return try string(bytes[start..<index])
  }

  // MARK: Text

  private mutating func takeText() throws(XMLFault) {
    while index < bytes.count, bytes[index] != 0x3C {
      // A reference must not be cut by the end of a block.
      if bytes[index] == 0x26, !atEnd, bytes.count - index < 16 { break }
      try takeCharacter()
    }
    guard text.count <= Self.longest else { throw fault(.malformed) }
    if open.isEmpty, !(try trimmedText()).isEmpty { throw fault(.malformed) }
  }

  /// Takes one character, or the one that a reference stands for.
  private mutating func takeCharacter() throws(XMLFault) {
    let next = bytes[index]
    if next == 0x26 { return try takeReference() }
    guard next >= 0x20 || next == 0x09 || next == 0x0A || next == 0x0D else { throw fault(.malformed) }
    if next == 0x0A { line += 1 }
    text.append(next)
    index += 1
  }

  private mutating func takeReference() throws(XMLFault) {
    let end = bytes[index..<min(index + 12, bytes.count)].firstIndex(of: 0x3B)
    guard let end else { throw fault(.entity) }
    let name = String(decoding: bytes[(index + 1)..<end], as: UTF8.self)
    let digits = name.hasPrefix("#x") ? name.dropFirst(2) : name.dropFirst()
    let named: [String: Unicode.Scalar] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
    let numbered = name.hasPrefix("#") ? UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10) : nil
    guard let scalar = named[name] ?? numbered.flatMap({ Unicode.Scalar($0) }), scalar.value != 0 else {
      throw fault(.entity)
    }
    text.append(contentsOf: String(Character(scalar)).utf8)
    index = end + 1
  }

  private mutating func takeVerbatim() throws(XMLFault) {
    let start = index + 9
    guard !open.isEmpty else { throw fault(.malformed) }
    try skip(to: "]]>")
    text.append(contentsOf: bytes[start..<(index - 3)])
  }

  private func trimmedText() throws(XMLFault) -> String {
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
    guard let first = text.firstIndex(where: { !isBlank($0) }), let last = text.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return try string(text[first...last])
  }

  private func string(_ slice: ArraySlice<UInt8>) throws(XMLFault) -> String {
    // Nearly all is plain, which needs no look at how bytes join.
    if slice.allSatisfy({ $0 < 0x80 }) { return String(decoding: slice, as: UTF8.self) }
    guard let text = String(validating: slice, as: UTF8.self) else { throw fault(.encoding) }
    return text
  }

  // MARK: What is passed over

  /// Passes over everything up to a mark, and the mark.
  private mutating func skip(to mark: String) throws(XMLFault) {
    while try byte() != mark.utf8.first || !stands(mark) {
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
    index += mark.utf8.count
  }

  /// A document type is passed over as long as it declares nothing.
  private mutating func skipDoctype() throws(XMLFault) {
    guard stands("<!DOCTYPE"), !isStarted else { throw fault(.malformed) }
    while try byte() != 0x3E {
      if bytes[index] == 0x5B { throw fault(.entity) }
      if bytes[index] == 0x0A { line += 1 }
      index += 1
    }
    index += 1
  }

  private mutating func skipBlanks() throws(XMLFault) -> Bool {
    let start = index
    while true {
      let next = try byte()
      guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09 else { return index > start }
      if next == 0x0A { line += 1 }
      index += 1
    }
  }

  // MARK: Bytes

  private func stands(_ mark: String) -> Bool { bytes[index...].starts(with: mark.utf8) }

  private func byte() throws(XMLFault) -> UInt8 {
    guard index < bytes.count else { throw fault(atEnd ? .torn : .malformed) }
    return bytes[index]
  }

  private func fault(_ kind: XMLFault.Kind) -> XMLFault { XMLFault(kind: kind, line: line) }

  /// Sees to it that the longest tag fits into what is not consumed yet.
  private mutating func fill() throws(XMLFault) {
    do {
      while !atEnd, bytes.count - index < Self.longest {
        bytes.removeFirst(index)
        index = 0
        let count = try file.read(&raw, at: offset)
        offset += count
        atEnd = count == 0
        let block = raw
        transcoder.append(block.span.extracting(0..<count), to: &bytes)
      }
    } catch {
      guard case .system(let number) = error else { throw fault(.malformed) }
      throw fault(.system(number))
    }
  }
}
