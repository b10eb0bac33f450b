/// Bytes in one stretch of memory. Behind the last stand ``behind`` more, so that whoever scans words need not look
/// where the bytes end.
@safe struct ByteBuffer: ~Copyable {
  private(set) var base: UnsafeMutablePointer<UInt8>
  private(set) var capacity: Int

  static let behind = 64

  init(capacity: Int) {
    self.capacity = capacity
    unsafe base = .allocate(capacity: capacity + Self.behind)
    unsafe base.initialize(repeating: 0, count: capacity + Self.behind)
  }

  deinit { unsafe base.deallocate() }

  /// Makes room for more behind the bytes that are there.
  mutating func grow(to larger: Int) {
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger + Self.behind)
    unsafe grown.initialize(repeating: 0, count: larger + Self.behind)
    unsafe grown.update(from: base, count: capacity)
    unsafe base.deallocate()
    unsafe base = grown
    capacity = larger
  }

  /// Moves bytes to the front.
  func moveToFront(_ bytes: Range<Int>) {
    unsafe base.update(from: base + bytes.lowerBound, count: bytes.count)
  }

  /// Puts zeros behind the bytes up to here.
  func endAt(_ filled: Int) {
    unsafe (base + filled).update(repeating: 0, count: Self.behind)
  }

  /// The eight bytes from a position on, the first of them lowest.
  @inline(__always)
  func word(at index: Int) -> UInt64 {
    unsafe UInt64(littleEndian: UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self))
  }
}
