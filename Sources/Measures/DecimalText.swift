/// A decimal number's plain text: `units` of 10^-`scale`, with a point, at least `decimals` decimals, and more only
/// where they are not 0. The one way from figures to digits, for files and cells alike.
public func decimalText(_ units: Int128, scale: Int, decimals: Int) -> String {
  var rest = units.magnitude
  var kept = max(scale, decimals)
  while kept > decimals, rest % 10 == 0 {
    rest /= 10
    kept -= 1
  }
  let padding = max(0, decimals - scale)
  // From the last digit to the first.
  var bytes: [UInt8] = []
  bytes.reserveCapacity(24)
  var place = 0
  while rest > 0 || place <= kept {
    if place == kept, kept > 0 { bytes.append(0x2E) }
    if place < padding {
      bytes.append(0x30)
    } else {
      bytes.append(0x30 + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    }
    place += 1
  }
  if units < 0 { bytes.append(0x2D) }
  bytes.reverse()
  return String(decoding: bytes, as: UTF8.self)
}
