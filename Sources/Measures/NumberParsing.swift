/// Why a text is not a number of the wanted kind.
public enum NumberFault: Error, Sendable, Hashable {
  /// Something other than a sign, digits in groups of three and one decimal mark.
  case notANumber
  /// Both `.` and `,` occur: which of them is the decimal mark cannot be known.
  case bothMarks
  /// More decimals than the column takes, the given count; nothing is rounded on the way in.
  case tooManyDecimals(allowed: Int)
  /// Beyond a million million, which no figure of a park reaches.
  case tooLarge
}

extension FixedDecimal {
  /// Reads a number as accountants write it: an optional sign, digits that may stand in groups of three
  /// (space, U+00A0, U+202F), `.` or `,` as decimal mark, before which no digit needs to stand. Zeros at the end of the
  /// decimals do not count.
  ///
  /// A number of sixteen digits or more bears the noise of binary fractions: it is first rounded to fifteen significant
  /// ones, or to seven where it is exactly a fraction of four bytes.
  public static func parse(_ bytes: Span<UInt8>) -> Result<Self, NumberFault> {
    parseUnits(bytes, scale: scale, largest: largestFigure).map { Self(units: $0) }
  }

  /// The same, from a string.
  public static func parse(_ text: String) -> Result<Self, NumberFault> { parse(Array(text.utf8).span) }
}

/// The largest magnitude that a figure may have, in whole units, read or calculated: a million million.
public let largestFigure: Int64 = 1_000_000_000_000

func parseUnits(_ bytes: Span<UInt8>, scale: Int, largest: Int64, isExact: Bool = false) -> Result<Int64, NumberFault> {
  var index = 0
  let count = bytes.count
  var negative = false
  if index < count, bytes[index] == 0x2D || bytes[index] == 0x2B {
    negative = bytes[index] == 0x2D
    index += 1
  }
  var whole: Int64 = 0
  var digits = 0
  var inGroup = 0
  var grouped = false
  var significant = 0
  var tooLarge = false
  while index < count {
    let byte = bytes[index]
    if byte &- 0x30 < 10 {
      whole = whole &* 10 &+ Int64(byte &- 0x30)
      if whole > largest {
        tooLarge = true
        whole = largest
      }
      if significant > 0 || byte != 0x30 { significant += 1 }
      digits += 1
      inGroup += 1
      index += 1
    } else {
      let width = groupMark(bytes, at: index)
      guard width > 0 else { break }
      guard inGroup > 0, grouped ? inGroup == 3 : inGroup <= 3 else { return .failure(.notANumber) }
      grouped = true
      inGroup = 0
      index += width
    }
  }
  guard !grouped || inGroup == 3 else { return .failure(.notANumber) }
  var fraction: Int64 = 0
  var decimals = 0
  if index == count, digits == 0 { return .failure(.notANumber) }
  if index < count {
    let mark = bytes[index]
    guard mark == 0x2E || mark == 0x2C else { return .failure(.notANumber) }
    index += 1
    guard index < count else { return .failure(.notANumber) }
    var tooFine = false
    var zeros = 0
    while index < count {
      let byte = bytes[index]
      if byte == 0x2E || byte == 0x2C { return .failure(byte == mark ? .notANumber : .bothMarks) }
      guard byte &- 0x30 < 10 else { return .failure(.notANumber) }
      if byte == 0x30 {
        zeros += 1
      } else {
        significant += (significant > 0 ? zeros : 0) + 1
        zeros = 0
      }
      if decimals < scale {
        fraction = fraction &* 10 &+ Int64(byte &- 0x30)
        decimals += 1
      } else if byte != 0x30 {
        tooFine = true
      }
      index += 1
    }
    if !isExact, significant >= 16, !tooLarge, let rounded = withoutNoise(bytes) {
      return parseUnits(rounded.span, scale: scale, largest: largest)
    }
    if tooFine { return .failure(.tooManyDecimals(allowed: scale)) }
  }
  var factor: Int64 = 1
  for position in 0..<scale {
    factor &*= 10
    if position >= decimals { fraction &*= 10 }
  }
  if tooLarge || (whole == largest && fraction > 0) { return .failure(.tooLarge) }
  let units = whole &* factor &+ fraction
  return .success(negative ? -units : units)
}

/// A number of sixteen digits or more with as many significant digits as its writer can have meant; nil where a binary
/// fraction can't hold it.
private func withoutNoise(_ bytes: Span<UInt8>) -> [UInt8]? {
  var digits: [UInt8] = []
  // How many digits stand before the decimal mark.
  var whole: Int?
  var sign: [UInt8] = []
  for index in bytes.indices {
    switch bytes[index] {
    case 0x30...0x39: if !digits.isEmpty || bytes[index] != 0x30 || whole != nil { digits.append(bytes[index]) }
    case 0x2E, 0x2C: whole = digits.count
    case 0x2D: sign = [0x2D]
    default: break
    }
  }
  let point = whole ?? digits.count
  guard let first = digits.firstIndex(where: { $0 != 0x30 }) else { return nil }
  let text = String(decoding: digits, as: UTF8.self) + "e-\(digits.count - point)"
  guard let double = Double(text), double.isFinite else { return nil }
  let kept = first + (Double(Float(double)) == double ? 7 : 15)
  guard kept < digits.count else { return nil }
  let isUp = digits[kept] >= 0x35
  for index in kept..<digits.count { digits[index] = 0x30 }
  digits.insert(0x30, at: 0)
  var place = kept
  if isUp {
    while digits[place] == 0x39 {
      digits[place] = 0x30
      place -= 1
    }
    digits[place] += 1
  }
  return sign + digits[...point] + [0x2E] + digits[(point + 1)...]
}

/// The width of a grouping mark at this position: a space, U+00A0 or U+202F; 0 where there is none.
private func groupMark(_ bytes: Span<UInt8>, at index: Int) -> Int {
  if bytes[index] == 0x20 { return 1 }
  if bytes[index] == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
  if bytes[index] == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0xAF {
    return 3
  }
  return 0
}
