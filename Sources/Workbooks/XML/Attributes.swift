/// The attributes of the tag that was opened last, as ranges of the buffer.
@safe struct Attributes: ~Copyable {
  struct Attribute {
    fileprivate var nameStart: Int32
    fileprivate var nameEnd: Int32
    fileprivate var localStart: Int32
    fileprivate var valueStart: Int32
    fileprivate var valueEnd: Int32

    init(name: Range<Int>, local: Int, value: Range<Int>) {
      // A buffer has at most some millions of bytes.
      (nameStart, nameEnd) = (Int32(truncatingIfNeeded: name.lowerBound), Int32(truncatingIfNeeded: name.upperBound))
      localStart = Int32(truncatingIfNeeded: local)
      (valueStart, valueEnd) = (
        Int32(truncatingIfNeeded: value.lowerBound), Int32(truncatingIfNeeded: value.upperBound)
      )
    }

    @inline(__always) var name: Range<Int> { Int(nameStart)..<Int(nameEnd) }
    /// The name behind its prefix.
    @inline(__always) var local: Range<Int> { Int(localStart)..<Int(nameEnd) }
    @inline(__always) var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
  }

  private let list: UnsafeMutablePointer<Attribute>
  private(set) var count = 0
  /// No element of the format has half as many.
  static let most = 256

  init() {
    unsafe list = .allocate(capacity: Self.most)
    let none = Attribute(name: 0..<0, local: 0, value: 0..<0)
    unsafe list.initialize(repeating: none, count: Self.most)
  }

  deinit { unsafe list.deallocate() }

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// False where there are too many.
  @inline(__always)
  mutating func append(_ attribute: Attribute) -> Bool {
    guard count < Self.most else { return false }
    unsafe list[count] = attribute
    count += 1
    return true
  }

  /// One of the attributes; the index is below their count.
  @inline(__always)
  subscript(index: Int) -> Attribute { unsafe list[index & (Self.most - 1)] }
}
