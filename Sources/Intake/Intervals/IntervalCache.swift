/// Where a run keeps what the files of intervals came to.
public struct IntervalCache: Sendable {
  /// The moment, in nanoseconds since the epoch, that a file must not have been changed after to be kept.
  let restedSince: Int64
  let read: @Sendable (_ key: String, _ sources: [UInt8]) -> [UInt8]?
  let write: @Sendable (_ key: String, _ sources: [UInt8], _ bytes: [UInt8]) -> Void

  /// - Parameters:
  ///   - read: gives just those bytes that were kept under a key as made from these sources; nil where there are none.
  ///   - write: keeps bytes under a key, as made from these sources.
  public init(
    restedSince: Int64, read: @escaping @Sendable (_ key: String, _ sources: [UInt8]) -> [UInt8]?,
    write: @escaping @Sendable (_ key: String, _ sources: [UInt8], _ bytes: [UInt8]) -> Void
  ) {
    self.restedSince = restedSince
    self.read = read
    self.write = write
  }
}
