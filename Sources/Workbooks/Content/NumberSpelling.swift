/// A number as a sheet spells it, `-12.5E-3`, taken apart.
@safe struct NumberSpelling {
  private let text: UnsafeBufferPointer<UInt8>
  let isNegative: Bool
  private let whole: Range<Int>
  private let fraction: Range<Int>
  private let exponent: Int

  /// Nil for what is no number, or has more noughts than any.
  init?(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe self.text = unsafe text
    var index = 0
    func digits() -> Range<Int> {
      let start = index
      while index < text.count, unsafe text[index] &- 0x30 < 10 { index += 1 }
      return start..<index
    }
    func sees(_ byte: UInt8) -> Bool {
      guard index < text.count, unsafe text[index] == byte else { return false }
      index += 1
      return true
    }
    isNegative = sees(0x2D)
    if !isNegative { _ = sees(0x2B) }
    whole = digits()
    fraction = sees(0x2E) ? digits() : index..<index
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var power = 0
    if sees(0x45) || sees(0x65) {
      let isBelowOne = sees(0x2D)
      if !isBelowOne { _ = sees(0x2B) }
      let written = digits()
      guard !written.isEmpty, written.count < 4 else { return nil }
      for place in written { power = unsafe power * 10 + Int(text[place] - 0x30) }
      if isBelowOne { power = -power }
    }
    guard index == text.count, abs(power) <= 400, whole.count + fraction.count <= 400 else { return nil }
    exponent = power
  }

  /// The count of digits.
  var digitCount: Int { whole.count + fraction.count }
  /// Where the decimal mark stands among the digits.
  private var mark: Int { whole.count + exponent }

  /// A digit by its place behind (0, 1, …) or in front of (-1, …) the decimal mark.
  @inline(__always)
  func digit(_ place: Int) -> UInt8 {
    let index = mark + place
    if index < 0 || index >= digitCount { return 0 }
    let position = index < whole.count ? whole.lowerBound + index : fraction.lowerBound + index - whole.count
    return unsafe text[position] - 0x30
  }

  /// Digits in front of the decimal mark.
  var wholeCount: Int { max(mark, 0) }
  /// Digits behind the decimal mark.
  var fractionCount: Int { max(digitCount - mark, 0) }

  /// Adds the number, times a power of ten, without an exponent, and without noughts that say nothing.
  func append(timesTenTo power: Int = 0, to bytes: inout [UInt8]) {
    if isNegative { bytes.append(0x2D) }
    let places = (-wholeCount)..<fractionCount
    // The last place in front of the decimal mark is written whatever stands there.
    let first = min(places.first { digit($0) > 0 } ?? power - 1, power - 1)
    let last = max(places.last { digit($0) > 0 } ?? power - 1, power - 1)
    for place in first...last {
      if place == power { bytes.append(0x2E) }
      bytes.append(0x30 + digit(place))
    }
  }
}
