/// A decimal number with a fixed count of decimals, held as a whole count of its smallest unit.
///
/// Arithmetic within one type is exact. Products go through ``Ratio`` and come back with a named rounding.
public protocol FixedDecimal: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  /// The count of decimals.
  static var scale: Int { get }
  /// The value in units of 10^-`scale`.
  var units: Int64 { get }
  /// A value from its smallest units.
  init(units: Int64)
}

extension FixedDecimal {
  /// Zero.
  public static var zero: Self { Self(units: 0) }
  /// One.
  public static var one: Self { Self(whole: 1) }

  /// A whole number. Traps beyond the range: for constants in code, never for input.
  public init(whole: Int) { self.init(units: Int64(whole) * Int64(powerOfTen(Self.scale))) }

  /// A product, rounded once to this type's decimals.
  ///
  /// - Throws: beyond ``largestFigure``, so that what is calculated can be summed like what was read.
  public init(_ ratio: Ratio, _ rule: Rounding) throws(ArithmeticOverflow) {
    let units = try ratio.rounded(toScale: Self.scale, rule)
    guard Int128(units.magnitude) <= Int128(largestFigure) * powerOfTen(Self.scale) else { throw ArithmeticOverflow() }
    self.init(units: units)
  }

  /// The exact value.
  public var ratio: Ratio { Ratio(Int128(units), over: powerOfTen(Self.scale)) }
  /// True at 0.
  public var isZero: Bool { units == 0 }
  /// True below 0.
  public var isNegative: Bool { units < 0 }

  /// By value.
  public static func < (a: Self, b: Self) -> Bool { a.units < b.units }
  /// The sum. Every figure that is read or calculated is bounded, so that sums of many stay far within the range;
  /// beyond it, a trap.
  public static func + (a: Self, b: Self) -> Self { Self(units: a.units + b.units) }
  /// The difference.
  public static func - (a: Self, b: Self) -> Self { Self(units: a.units - b.units) }
  /// The opposite.
  public static prefix func - (a: Self) -> Self { Self(units: -a.units) }
  /// Adds in place.
  public static func += (a: inout Self, b: Self) { a = a + b }
  /// Subtracts in place.
  public static func -= (a: inout Self, b: Self) { a = a - b }

  /// The plain text with all decimals, such as `12.50`.
  public var description: String { text(decimals: Self.scale) }

  /// The plain text, with a point, at least `decimals` decimals and more only where they are not 0.
  public func text(decimals: Int) -> String { decimalText(Int128(units), scale: Self.scale, decimals: decimals) }

  /// Written in the journal as its plain text, so that no reader takes it for a binary fraction.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text(decimals: 0))
  }

  /// Read back from the journal's plain text: sums too, which may be larger than any one figure.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let range = Int64.max / Int64(powerOfTen(Self.scale)) - 1
    switch parseUnits(text.utf8.span, scale: Self.scale, largest: range, isExact: true).map({ Self(units: $0) }) {
    case .success(let value): self = value
    case .failure(let fault):
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text): \(fault)")
    }
  }
}

extension Sequence where Element: FixedDecimal {
  /// The exact sum.
  public func total() -> Element { reduce(.zero, +) }
}

/// An amount in soms, held in whole tyiyn.
public struct Money: FixedDecimal {
  /// 2: tyiyn.
  public static let scale = 2
  /// Tyiyn.
  public let units: Int64
  /// An amount from tyiyn.
  public init(units: Int64) { self.units = units }
}

/// A price for one unit, or a percent of a base amount where a tariff's component is `percent`.
public struct UnitPrice: FixedDecimal {
  /// 6.
  public static let scale = 6
  /// Millionths of the currency's unit.
  public let units: Int64
  /// A price from millionths.
  public init(units: Int64) { self.units = units }
}

/// A percentage: 12 is twelve percent.
public struct Percent: FixedDecimal {
  /// 6.
  public static let scale = 6
  /// Millionths of a percent.
  public let units: Int64
  /// A percentage from millionths of a percent.
  public init(units: Int64) { self.units = units }
  /// The percentage as a plain factor: 12 % is 0.12.
  public var fraction: Ratio { Ratio(Int128(units), over: 100_000_000) }
  /// A hundred percent.
  public static let hundred = Percent(whole: 100)
}

/// A pure factor: a meter's multiplier or an exchange rate in soms for one unit.
public struct Factor: FixedDecimal {
  /// 6.
  public static let scale = 6
  /// Millionths.
  public let units: Int64
  /// A factor from millionths.
  public init(units: Int64) { self.units = units }
}

/// Consumption, power, area or an ordered quantity, in the unit that its owner names.
public struct Quantity: FixedDecimal {
  /// 3.
  public static let scale = 3
  /// Thousandths.
  public let units: Int64
  /// A quantity from thousandths.
  public init(units: Int64) { self.units = units }
  /// The same quantity with six decimals.
  public func fine() throws(ArithmeticOverflow) -> FineQuantity {
    let (fine, overflow) = units.multipliedReportingOverflow(by: 1000)
    if overflow { throw ArithmeticOverflow() }
    return FineQuantity(units: fine)
  }
}

/// A quantity with six decimals: a reading, an interval's value, a threshold, a prorated quantity.
public struct FineQuantity: FixedDecimal {
  /// 6.
  public static let scale = 6
  /// Millionths.
  public let units: Int64
  /// A quantity from millionths.
  public init(units: Int64) { self.units = units }
}
