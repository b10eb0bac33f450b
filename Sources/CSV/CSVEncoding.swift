/// How a file's bytes stand for characters.
enum CSVEncoding: Sendable, Hashable {
  /// UTF-8; `skipping` bytes of a byte order mark.
  case utf8(skipping: Int)
  case utf16(bigEndian: Bool)
  case windows1251

  /// True where the bytes are taken as they are.
  var isUTF8: Bool { if case .utf8 = self { true } else { false } }

  /// Bytes of a byte order mark that stand before the text.
  var bytesInFront: Int {
    switch self {
    case .utf8(let skipping): skipping
    case .utf16: 2
    case .windows1251: 0
    }
  }
}

extension Span<UInt8> {
  /// True where every byte is the same character in any of the encodings but UTF-16: above 0, below 128.
  var isPlain: Bool {
    let raw = unsafe bytes
    var index = 0
    var odd: UInt64 = 0
    while index + 32 <= count {
      for part in 0..<4 {
        let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index + part * 8, as: UInt64.self)
        // Less one, the lowest byte that is 0 has its highest bit set; where there is none, nothing is borrowed.
        odd |= word | (word &- 0x0101_0101_0101_0101)
      }
      index += 32
    }
    while index < count {
      if self[index] == 0 { return false }
      odd |= UInt64(self[index])
      index += 1
    }
    return odd & 0x8080_8080_8080_8080 == 0
  }
}

/// Finds the encoding of a file from all of its bytes, given block by block.
///
/// A byte order mark decides. Without one a file is UTF-8 if every byte of it fits, otherwise Windows-1251.
struct EncodingDetector {
  private var lead: [UInt8] = []
  /// Bytes taken so far.
  private var offset = 0
  /// Bytes that the present character still lacks, and the range that the next must lie in.
  private var pending = 0
  private var lowest: UInt8 = 0x80
  private var highest: UInt8 = 0xBF
  private var sawWide = false
  /// Where the first byte stands that no text in UTF-8, in any encoding, in Windows-1251, in UTF-16 has.
  private var notUTF8: Int?
  private var zero: Int?
  private var not1251: Int?
  private var not16: Int?
  private var oddByte: UInt8?
  private var awaitsLow = false

  mutating func take(_ bytes: Span<UInt8>) {
    for index in 0..<min(4 - lead.count, bytes.count) { lead.append(bytes[index]) }
    if isUTF16 {
      take16(bytes)
    } else if notUTF8 == nil || zero == nil {
      take8(bytes)
    }
    offset += bytes.count
  }

  private var isUTF16: Bool { lead.starts(with: [0xFF, 0xFE]) || lead.starts(with: [0xFE, 0xFF]) }

  private mutating func take8(_ bytes: Span<UInt8>) {
    let raw = unsafe bytes.bytes
    var index = 0
    while index < bytes.count {
      // Eight bytes at a time as long as all are plain: that is nearly always.
      while pending == 0, index + 8 <= bytes.count {
        let word = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)
        let high = word & 0x8080_8080_8080_8080
        let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
        guard high == 0, zeros == 0 else { break }
        index += 8
      }
      guard index < bytes.count else { return }
      take8(bytes[index], at: offset + index)
      index += 1
    }
  }

  private mutating func take8(_ byte: UInt8, at place: Int) {
    if byte == 0 && zero == nil { zero = place }
    if byte == 0x98 && not1251 == nil { not1251 = place }
    guard notUTF8 == nil else { return }
    if pending > 0 {
      guard byte >= lowest, byte <= highest else { return notUTF8 = place }
      pending -= 1
      lowest = 0x80
      highest = 0xBF
      if pending == 0 { sawWide = true }
      return
    }
    switch byte {
    case ..<0x80: break
    case 0xC2...0xDF: pending = 1
    case 0xE0: (pending, lowest) = (2, 0xA0)
    case 0xED: (pending, highest) = (2, 0x9F)
    case 0xE1...0xEF: pending = 2
    case 0xF0: (pending, lowest) = (3, 0x90)
    case 0xF4: (pending, highest) = (3, 0x8F)
    case 0xF1...0xF3: pending = 3
    default: notUTF8 = place
    }
    if notUTF8 != nil { pending = 0 }
  }

  private mutating func take16(_ bytes: Span<UInt8>) {
    let bigEndian = lead[0] == 0xFE
    for index in bytes.indices {
      guard let first = oddByte else {
        oddByte = bytes[index]
        continue
      }
      oddByte = nil
      let unit = bigEndian ? UInt16(first) << 8 | UInt16(bytes[index]) : UInt16(bytes[index]) << 8 | UInt16(first)
      let isLow = (0xDC00...0xDFFF).contains(unit)
      if unit == 0 || isLow != awaitsLow, not16 == nil { not16 = offset + index }
      awaitsLow = (0xD800...0xDBFF).contains(unit)
    }
  }

  /// The encoding of a file of which every byte was taken, or the offset of a byte that no text table has.
  func encoding() -> Result<CSVEncoding, UnreadableByte> {
    if isUTF16 {
      if let not16 { return .failure(UnreadableByte(offset: not16)) }
      if oddByte != nil || awaitsLow { return .failure(UnreadableByte(offset: offset)) }
      return .success(.utf16(bigEndian: lead[0] == 0xFE))
    }
    if let zero { return .failure(UnreadableByte(offset: zero)) }
    let mark = lead.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    if let notUTF8 {
      if mark > 0 { return .failure(UnreadableByte(offset: notUTF8)) }
    } else if pending == 0 || sawWide {
      // A file torn off in the middle of a character is still UTF-8: its last row tells of the tear.
      return .success(.utf8(skipping: mark))
    }
    if let not1251 { return .failure(UnreadableByte(offset: not1251)) }
    return .success(.windows1251)
  }
}

/// Where a byte stands that no text has.
struct UnreadableByte: Error, Hashable {
  let offset: Int
}

/// Bytes of any encoding, behind their byte order mark, to bytes of UTF-8, block by block.
struct Transcoder {
  private let encoding: CSVEncoding
  private var oddByte: UInt8?
  private var high: UInt32?

  init(_ encoding: CSVEncoding) { self.encoding = encoding }

  mutating func append(_ bytes: Span<UInt8>, to target: inout [UInt8]) {
    var index = 0
    switch encoding {
    case .utf8:
      while index < bytes.count {
        target.append(bytes[index])
        index += 1
      }
    case .windows1251:
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 { target.append(byte) } else { appendScalar(windows1251Upper[Int(byte - 0x80)], to: &target) }
        index += 1
      }
    case .utf16(let bigEndian):
      while index < bytes.count {
        let byte = bytes[index]
        index += 1
        guard let first = oddByte else {
          oddByte = byte
          continue
        }
        oddByte = nil
        let unit = bigEndian ? UInt32(first) << 8 | UInt32(byte) : UInt32(byte) << 8 | UInt32(first)
        if (0xD800..<0xDC00).contains(unit) {
          high = unit
        } else if let top = high, (0xDC00..<0xE000).contains(unit) {
          high = nil
          appendScalar(0x10000 + (top - 0xD800) << 10 + (unit - 0xDC00), to: &target)
        } else {
          // A surrogate by itself is no character; whoever looks at all bytes first lets none through.
          high = nil
          appendScalar((0xDC00..<0xE000).contains(unit) ? 0xFFFD : unit, to: &target)
        }
      }
    }
  }
}

private func appendScalar(_ scalar: UInt32, to target: inout [UInt8]) {
  if scalar < 0x80 {
    target.append(UInt8(scalar))
  } else if scalar < 0x800 {
    target.append(UInt8(0xC0 | scalar >> 6))
    target.append(UInt8(0x80 | scalar & 0x3F))
  } else if scalar < 0x10000 {
    target.append(UInt8(0xE0 | scalar >> 12))
    target.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    target.append(UInt8(0x80 | scalar & 0x3F))
  } else {
    target.append(UInt8(0xF0 | scalar >> 18))
    target.append(UInt8(0x80 | scalar >> 12 & 0x3F))
    target.append(UInt8(0x80 | scalar >> 6 & 0x3F))
    target.append(UInt8(0x80 | scalar & 0x3F))
  }
}

/// The upper half of Windows-1251. 0x98 is undefined; the detector lets no file with it through.
let windows1251Upper: [UInt32] =
  [
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409, 0x2039, 0x040A, 0x040C,
    0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0xFFFD, 0x2122, 0x0459, 0x203A,
    0x045A, 0x045C, 0x045B, 0x045F, 0x00A0, 0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9,
    0x0404, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6, 0x00B7,
    0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457,
  ] + (0x0410...0x044F).map { UInt32($0) }

/// Codepage 866, as banks' programs of the DOS era still write it.
let codepage866Upper: [UInt32] =
  (0x0410...0x043F).map { UInt32($0) } + [
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557, 0x255D, 0x255C,
    0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F, 0x255A, 0x2554, 0x2569, 0x2566,
    0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518,
    0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
  ] + (0x0440...0x044F).map { UInt32($0) } + [
    0x0401, 0x0451, 0x0404, 0x0454, 0x0407, 0x0457, 0x040E, 0x045E, 0x00B0, 0x2219, 0x00B7, 0x221A, 0x2116, 0x00A4,
    0x25A0, 0x00A0,
  ]

/// Texts of single-byte Cyrillic codepages, for small files that are no tables.
public enum Codepage: Sendable {
  case windows1251, dos866

  /// The text that the bytes stand for.
  public func text(_ bytes: [UInt8]) -> String {
    let upper = self == .windows1251 ? windows1251Upper : codepage866Upper
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 2)
    for byte in bytes { appendScalar(byte < 0x80 ? UInt32(byte) : upper[Int(byte - 0x80)], to: &result) }
    return String(decoding: result, as: UTF8.self)
  }
}
