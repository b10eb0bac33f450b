/// A text that grows byte by byte, in memory that stays where it is while it is only looked at.
@safe struct ComposedText: ~Copyable {
  private var buffer = ByteBuffer(capacity: 256)
  private(set) var count = 0

  mutating func removeAll() { count = 0 }

  mutating func append(_ byte: UInt8) {
    if count == buffer.capacity { buffer.grow(to: count * 2) }
    unsafe buffer.base[count] = byte
    count += 1
  }

  /// The text, as long as nothing is added.
  var bytes: UnsafeBufferPointer<UInt8> { unsafe UnsafeBufferPointer(start: buffer.base, count: count) }
}
