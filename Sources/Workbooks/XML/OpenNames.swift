/// The names of the elements that are open, outermost first. Most have at most eight bytes: those are one word.
@safe struct OpenNames: ~Copyable {
  private struct Name {
    var word: UInt64
    var length: Int
  }

  private let names: UnsafeMutablePointer<Name>
  private(set) var count = 0
  /// What longer names have behind their first eight bytes.
  private var rests: [UInt8] = []

  init() {
    unsafe names = .allocate(capacity: Bounds.depth + 1)
    unsafe names.initialize(repeating: Name(word: 0, length: 0), count: Bounds.depth + 1)
  }

  deinit { unsafe names.deallocate() }

  var isEmpty: Bool { count == 0 }
  /// The bytes of the innermost name.
  @inline(__always) var lastLength: Int { unsafe names[count].length }

  /// False where there are too many.
  @inline(__always)
  mutating func push(_ base: UnsafePointer<UInt8>, _ name: Range<Int>) -> Bool {
    guard count < Bounds.depth else { return false }
    count += 1
    unsafe names[count] = unsafe Name(word: Self.word(base, name.lowerBound, name.count), length: name.count)
    if name.count > 8 {
      for index in (name.lowerBound + 8)..<name.upperBound { unsafe rests.append(base[index]) }
    }
    return true
  }

  @inline(__always)
  mutating func pop() {
    guard count > 0 else { return }
    let length = lastLength
    if length > 8 { rests.removeLast(length - 8) }
    count -= 1
  }

  /// True where the innermost name stands here. There are as many bytes as it has, and eight more.
  @inline(__always)
  func isLast(_ base: UnsafePointer<UInt8>, _ start: Int) -> Bool {
    let last = unsafe names[count]
    guard count > 0, unsafe Self.word(base, start, last.length) == last.word else { return false }
    return unsafe last.length <= 8 || isRest(base, start + 8, last.length - 8)
  }

  private func isRest(_ base: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> Bool {
    var index = start
    for byte in rests.suffix(length) {
      guard unsafe base[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// The first eight bytes of a name, zeros behind a shorter one.
  @inline(__always)
  private static func word(_ base: UnsafePointer<UInt8>, _ start: Int, _ length: Int) -> UInt64 {
    let word = unsafe UInt64(littleEndian: UnsafeRawPointer(base + start).loadUnaligned(as: UInt64.self))
    return length >= 8 ? word : word & (1 << UInt64(8 * length) - 1)
  }
}
