/// The texts of a workbook's cells, each kept once.
@usableFromInline
final class SharedStrings: Sendable {
  @usableFromInline let bytes: [UInt8]
  /// Where each ends, the first at 0.
  private let ends: [UInt32]

  /// None.
  init() {
    bytes = []
    ends = [0]
  }

  init(_ xml: inout XMLScanner, size: Int, limit: Int) throws(PartFault) {
    let limit = min(limit, Int(UInt32.max))
    var bytes: [UInt8] = []
    var ends: [UInt32] = [0]
    // Their letters are never more than the part's, and memory that is not written to costs nothing.
    bytes.reserveCapacity(min(size, limit))
    guard try xml.child(), xml.isNamed("sst") else { throw .malformed }
    while try xml.child() {
      guard xml.isNamed("si") else {
        try xml.skip()
        continue
      }
      try xml.stringItem(to: &bytes)
      guard bytes.count + 8 * ends.count <= limit else { throw .tooLarge(.sharedStrings) }
      ends.append(UInt32(bytes.count))
    }
    try xml.finish()
    self.bytes = bytes
    self.ends = ends
  }

  /// Where a string stands; nil where there are not so many.
  @inline(__always)
  func range(_ index: Int) -> Range<Int>? {
    guard index >= 0, index + 1 < ends.count else { return nil }
    return Int(ends[index])..<Int(ends[index + 1])
  }
}
