/// A result or an intermediate product that does not fit. Never a wrap, never a crash: the caller reports it.
public struct ArithmeticOverflow: Error, Hashable {
  /// An overflow.
  public init() {}
}

/// An exact rational number: what lies between the given figures and the one rounding at the end of a rule.
///
/// Always in lowest terms with a positive denominator, so equal values are equal.
public struct Ratio: Sendable, Hashable, Comparable {
  /// The numerator, with the sign.
  public let numerator: Int128
  /// The denominator, above 0.
  public let denominator: Int128

  /// Zero.
  public static let zero = Ratio(0)
  /// One.
  public static let one = Ratio(1)

  /// A whole number.
  public init(_ whole: some BinaryInteger) {
    numerator = Int128(whole)
    denominator = 1
  }

  /// A fraction, brought to lowest terms. The denominator must not be 0.
  public init(_ numerator: Int128, over denominator: Int128) {
    precondition(denominator != 0, "a fraction over 0")
    let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  private init(lowest numerator: Int128, _ denominator: Int128) {
    self.numerator = numerator
    self.denominator = denominator
  }

  /// The exact sum.
  public func plus(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    if denominator == other.denominator {
      return Ratio(try sum(numerator, other.numerator), over: denominator)
    }
    let left = try product(numerator, other.denominator)
    let right = try product(other.numerator, denominator)
    return Ratio(try sum(left, right), over: try product(denominator, other.denominator))
  }

  /// The exact difference.
  public func minus(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    try plus(Ratio(lowest: -other.numerator, other.denominator))
  }

  /// The exact product.
  public func times(_ other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    // Crosswise reduction first keeps the factors small; the product is then in lowest terms.
    let a = Ratio(numerator, over: other.denominator)
    let b = Ratio(other.numerator, over: denominator)
    return Ratio(
      lowest: try product(a.numerator, b.numerator), try product(a.denominator, b.denominator))
  }

  /// The exact quotient. The divisor must not be 0.
  public func divided(by other: Ratio) throws(ArithmeticOverflow) -> Ratio {
    try times(Ratio(other.denominator, over: other.numerator))
  }

  /// True below 0.
  public var isNegative: Bool { numerator < 0 }
  /// True at 0.
  public var isZero: Bool { numerator == 0 }

  /// By value. Falls back to whole parts where the cross product would not fit.
  public static func < (a: Ratio, b: Ratio) -> Bool {
    let (left, tooWideLeft) = a.numerator.multipliedReportingOverflow(by: b.denominator)
    let (right, tooWideRight) = b.numerator.multipliedReportingOverflow(by: a.denominator)
    if !tooWideLeft && !tooWideRight { return left < right }
    let wholeA = a.numerator / a.denominator
    let wholeB = b.numerator / b.denominator
    if wholeA != wholeB { return wholeA < wholeB }
    return Ratio(a.numerator % a.denominator, over: a.denominator).reciprocalOrder(
      before: Ratio(b.numerator % b.denominator, over: b.denominator))
  }

  private func reciprocalOrder(before other: Ratio) -> Bool {
    if isZero || other.isZero || isNegative != other.isNegative { return numerator < other.numerator }
    let flipped = Ratio(other.denominator, over: other.numerator) < Ratio(denominator, over: numerator)
    return flipped
  }
}

/// How a rule rounds, once, at its end. The page “Rounding” of the documentation states the rule with worked examples.
public enum Rounding: Sendable {
  /// To the nearest; a half goes away from zero. Money (P1).
  case halfAwayFromZero
  /// To the nearest; a half goes up. Quantities (C5).
  case halfUp
}

extension Ratio {
  /// The value in units of 10^-`scale`, rounded once.
  public func rounded(toScale scale: Int, _ rule: Rounding) throws(ArithmeticOverflow) -> Int64 {
    let scaled = try times(Ratio(powerOfTen(scale)))
    let (quotient, remainder) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let size = remainder.magnitude
    let rest = scaled.denominator.magnitude - size
    var result = quotient
    if size > rest || (size == rest && (rule == .halfAwayFromZero || remainder > 0)) {
      result += remainder < 0 ? -1 : 1
    }
    guard let narrow = Int64(exactly: result) else { throw ArithmeticOverflow() }
    return narrow
  }
}

/// 10 to the power of `exponent`, for exponents from 0 to 37.
public func powerOfTen(_ exponent: Int) -> Int128 {
  var result: Int128 = 1
  for _ in 0..<exponent { result *= 10 }
  return result
}

private func product(_ a: Int128, _ b: Int128) throws(ArithmeticOverflow) -> Int128 {
  let (result, overflow) = a.multipliedReportingOverflow(by: b)
  if overflow { throw ArithmeticOverflow() }
  return result
}

private func sum(_ a: Int128, _ b: Int128) throws(ArithmeticOverflow) -> Int128 {
  let (result, overflow) = a.addingReportingOverflow(b)
  if overflow { throw ArithmeticOverflow() }
  return result
}

private func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
  var (a, b) = (a, b)
  // 64-bit steps as soon as both fit: 128-bit division is many times slower.
  while b != 0 {
    if let x = UInt64(exactly: a), let y = UInt64(exactly: b) {
      var (x, y) = (x, y)
      while y != 0 { (x, y) = (y, x % y) }
      return UInt128(x)
    }
    (a, b) = (b, a % b)
  }
  return a == 0 ? 1 : a
}
