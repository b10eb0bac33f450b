public import Measures

/// A number as a cell shows it: exact decimal digits and how many of them stand after the point.
///
/// No binary fraction is involved until a file is written, so a total kept in a file is exactly right.
public struct Figure: Sendable, Hashable {
  /// The value in units of 10^-`decimals`.
  public let units: Int128
  /// The count of decimals that are shown.
  public let decimals: Int

  /// A figure from its smallest units.
  public init(units: Int128, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }

  /// A whole number.
  public init(_ whole: Int) {
    units = Int128(whole)
    decimals = 0
  }

  /// A fixed decimal with at least `decimals` decimals, and more only where they are not 0.
  public init(_ value: some FixedDecimal, decimals: Int) {
    var (units, kept) = (Int128(value.units), type(of: value).scale)
    while kept > decimals, units % 10 == 0 { (units, kept) = (units / 10, kept - 1) }
    self.init(units: units * powerOfTen(max(0, decimals - kept)), decimals: max(kept, decimals))
  }

  /// Soms and tyiyn.
  public init(_ money: Money) {
    units = Int128(money.units)
    decimals = Money.scale
  }

  /// Reads plain digits with an optional sign and point, such as `-433.333`; nil for anything else.
  public init?(_ text: String) {
    var digits: Int128 = 0
    var count = 0
    var decimals = 0
    var seenPoint = false
    var bytes = text.utf8[...]
    let negative = bytes.first == 0x2D
    if negative { bytes.removeFirst() }
    for byte in bytes {
      if byte == 0x2E, !seenPoint, count > 0 {
        seenPoint = true
      } else if byte &- 0x30 < 10, count < 36 {
        digits = digits * 10 + Int128(byte &- 0x30)
        count += 1
        if seenPoint { decimals += 1 }
      } else {
        return nil
      }
    }
    guard count > 0, !seenPoint || decimals > 0 else { return nil }
    self.init(units: negative ? -digits : digits, decimals: decimals)
  }

  /// The plain text, such as `-433.333`.
  public var text: String { decimalText(units, scale: decimals, decimals: decimals) }

  /// The count of digits from the first to the last that is not 0: a spreadsheet keeps 15 of them.
  public var significantDigits: Int {
    var rest = units.magnitude
    while rest > 0, rest % 10 == 0 { rest /= 10 }
    return rest == 0 ? 1 : String(rest).utf8.count
  }

  /// The exact sum, with the decimals of the finer of the two.
  public static func + (a: Figure, b: Figure) -> Figure {
    let decimals = max(a.decimals, b.decimals)
    let left = a.units * powerOfTen(decimals - a.decimals)
    let right = b.units * powerOfTen(decimals - b.decimals)
    return Figure(units: left + right, decimals: decimals)
  }
}
