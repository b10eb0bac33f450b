/// What a DEFLATE stream unpacks to, for those that hold the inflater against others.
package struct Inflated {
  /// The stream ended as it has to.
  package var isWhole = false
  /// Bytes of the stream, as far as it went.
  package var taken = 0
  /// Bytes that it unpacked to, and their CRC-32.
  package var size = 0
  package var checksum: UInt32 = 0
}

/// Unpacks a stream that lies in memory, the way the parts of an archive are.
package func inflated(_ stream: [UInt8], buffer capacity: Int = 128 << 10) -> Inflated {
  var inflater = Inflater(ArchiveFile(bytes: stream), 0..<stream.count)
  let buffer = ByteBuffer(capacity: capacity)
  var result = Inflated()
  var checksum = Checksum()
  var filled = 0
  do throws(PartFault) {
    while !inflater.hasEnded {
      let kept = max(0, filled - 32 << 10)
      buffer.moveToFront(kept..<filled)
      filled -= kept
      let end = try inflater.inflate(into: buffer, from: filled, to: buffer.capacity)
      checksum.take(filled..<end, of: buffer)
      result.size += end - filled
      filled = end
    }
    result.isWhole = true
  } catch {
    result.isWhole = false
  }
  result.taken = inflater.position
  result.checksum = checksum.value
  return result
}
