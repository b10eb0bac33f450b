/// A colour as `0xRRGGBB`.
public struct Color: Sendable, Hashable {
  /// Red, green and blue, eight bits each.
  public let rgb: UInt32
  /// A colour from `0xRRGGBB`.
  public init(_ rgb: UInt32) { self.rgb = rgb }
}

/// How a number is shown. The program that opens the file puts in the marks of its own language.
public enum NumberFormat: Sendable, Hashable {
  /// As it comes.
  case general
  /// Digits in groups, this many decimals.
  case decimals(Int)
  /// The same; below 0 red.
  case signedDecimals(Int)
  /// A percentage kept as its plain figure: 12 is shown as `12 %`.
  case percent(Int)
  /// `30.09.2026`.
  case date
  /// Kept as written.
  case text

  /// The code that spreadsheets understand.
  public var code: String {
    switch self {
    case .general: "General"
    case .decimals(let count): Self.digits(count)
    case .signedDecimals(let count): "\(Self.digits(count));[Red]-\(Self.digits(count))"
    case .percent(let count): "\(Self.digits(count))\"\u{A0}%\""
    case .date: "dd.mm.yyyy"
    case .text: "@"
    }
  }

  private static func digits(_ count: Int) -> String {
    count == 0 ? "#,##0" : "#,##0." + String(repeating: "0", count: count)
  }
}

/// How a cell looks. All cells are set in one typeface that has the Kyrgyz letters.
public struct Style: Sendable, Hashable {
  /// Where the contents stand from left to right.
  public enum Horizontal: UInt8, Sendable, Hashable {
    /// Words left, numbers right.
    case general
    case left, center, right
  }
  /// Where the contents stand from top to bottom.
  public enum Vertical: UInt8, Sendable, Hashable {
    case bottom, center, top
  }
  /// A line at the edge of a cell.
  public enum Line: UInt8, Sendable, Hashable {
    case none, hair, thin, medium
  }

  /// Bold.
  public var isBold = false
  /// Slanted.
  public var isItalic = false
  /// Points.
  public var size: UInt8 = 10
  /// The colour of the text; nil for black.
  public var color: Color?
  /// The colour of the ground; nil for none.
  public var fill: Color?
  /// From left to right.
  public var horizontal = Horizontal.general
  /// From top to bottom.
  public var vertical = Vertical.center
  /// True where long words go on in the next line.
  public var wraps = false
  /// Steps from the edge.
  public var indent: UInt8 = 0
  /// The upper edge.
  public var top = Line.none
  /// The lower edge.
  public var bottom = Line.none
  /// The left edge.
  public var left = Line.none
  /// The right edge.
  public var right = Line.none
  /// How numbers are shown.
  public var format = NumberFormat.general

  /// The plain style.
  public init() {}

  /// By what differs most between the styles of one book: a style is looked up for almost every cell.
  public func hash(into hasher: inout Hasher) {
    var bits = UInt64(size) << 32 | UInt64(indent) << 24
    bits |= UInt64(top.rawValue) << 20 | UInt64(bottom.rawValue) << 16 | UInt64(left.rawValue) << 12
    bits |= UInt64(right.rawValue) << 8 | UInt64(horizontal.rawValue) << 4 | UInt64(vertical.rawValue) << 2
    bits |= (isBold ? 2 : 0) | (isItalic ? 1 : 0)
    hasher.combine(bits)
    hasher.combine(format)
  }
  /// Ten points, no line, no ground.
  public static let plain = Style()

  /// The same style with something changed.
  public func with(_ change: (inout Style) -> Void) -> Style {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same style with a line on all four edges.
  public func boxed(_ line: Line = .thin) -> Style {
    with {
      $0.top = line
      $0.bottom = line
      $0.left = line
      $0.right = line
    }
  }

  /// The same style with another number format.
  public func showing(_ format: NumberFormat) -> Style { with { $0.format = format } }
}
