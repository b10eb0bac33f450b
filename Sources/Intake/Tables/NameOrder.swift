import CSV

/// A name of up to fifteen bytes with the delimiter behind it, in words.
struct NameText: Sendable {
  let width: Int32
  /// Which meter's it is; -1 for nobody's.
  let meter: Int32
  private let words: (UInt64, UInt64)

  /// What no row begins with.
  init() {
    width = 0
    meter = -1
    words = (1, 0)
  }

  /// Reads the name at a position and looks it up; nil for a longer one.
  init?(_ bytes: Span<UInt8>, _ at: Int, _ delimiters: UInt64, _ table: ByteTable) {
    var length = firstZero(bytes.word(at: at) ^ delimiters)
    if length == 8 { length += firstZero(bytes.word(at: at + 8) ^ delimiters) }
    if length == 16 { return nil }
    width = Int32(length + 1)
    words = (
      bytes.word(at: at) & ByteTable.mask(length + 1), bytes.word(at: at + 8) & ByteTable.mask(max(0, length - 7))
    )
    meter = Int32(truncatingIfNeeded: table.find(bytes, at, length))
  }

  /// True where the same stands in the bytes at a position. Sixteen bytes must be there.
  @inline(__always)
  func stands(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    // Of the last words no more than eight bytes count, and of a short name's second none.
    let bits = UInt64(truncatingIfNeeded: width) &* 8
    let first = UInt64.max >> (bits < 64 ? 64 &- bits : 0)
    let second = bits > 64 ? UInt64.max >> (128 &- bits) : 0
    let difference =
      (bytes.word(at: at) & first ^ words.0)
      | (bytes.word(at: at &+ 8) & second ^ words.1)
    return difference == 0
  }
}

/// The names of files in the order in which they came: where rows are in order of time, the same meters follow each
/// other again and again, and what is expected next lies next in memory.
struct NameOrder {
  private var delimiter: UInt8 = 0
  private var names: [NameText] = []
  /// For each meter where its name stands; -1 for none.
  private var positions: [Int32]
  private var next = 0

  init(_ meters: IntervalMeters) { positions = [Int32](repeating: -1, count: meters.all.count) }

  /// Forgets all where another byte stands behind the names.
  mutating func begin(delimiter: UInt8) {
    if delimiter == self.delimiter { return }
    self.delimiter = delimiter
    for name in names { positions[Int(name.meter)] = -1 }
    names.removeAll(keepingCapacity: true)
  }

  /// The name at a position of the bytes; nil where it is longer than those that are kept here.
  mutating func name(_ bytes: Span<UInt8>, _ at: Int, _ delimiters: UInt64, _ table: ByteTable) -> NameText? {
    if next >= names.count { next = 0 }
    if next < names.count, names[next].stands(bytes, at) {
      next += 1
      return names[next - 1]
    }
    guard let found = NameText(bytes, at, delimiters, table) else { return nil }
    if found.meter >= 0 {
      if positions[Int(found.meter)] < 0 {
        positions[Int(found.meter)] = Int32(names.count)
        names.append(found)
      }
      next = Int(positions[Int(found.meter)]) + 1
    }
    return found
  }
}

/// Which byte of a word, from the lowest, is the first that is zero; 8 where none is.
@inline(__always)
func firstZero(_ word: UInt64) -> Int {
  (((word &- 0x0101_0101_0101_0101) & ~word) & 0x8080_8080_8080_8080).trailingZeroBitCount / 8
}
