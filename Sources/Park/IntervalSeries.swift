public import Measures

/// The values of one meter one by one, for what sums can't tell: gaps, and demand of several meters together.
///
/// They lie in pages by time: a stretch without any takes no memory.
public struct IntervalSeries: Sendable, Hashable {
  /// One value: millionths of the meter's unit, and whether it is marked as estimated.
  public struct Value: Sendable, Hashable {
    /// In millionths of the meter's unit.
    public var units: Int64
    /// True for quality `E` (C16).
    public var isEstimated: Bool
    /// A value and its quality.
    public init(units: Int64, isEstimated: Bool) {
      self.units = units
      self.isEstimated = isEstimated
    }
  }
  /// The length of an interval in minutes.
  public let minutes: Int
  /// The count of values.
  public private(set) var count = 0
  /// The start of the latest value; nil without any.
  public private(set) var last: Instant?

  /// Seconds between two places: starts lie on a grid of so many from the first on.
  private let step: Int64
  private let origin: Int64
  /// For each page of time where its values begin; -1 for a page without any.
  private var pages: [Int32]
  /// Twice the units, and one more for an estimated value; -1 for none.
  private var places: [Int64] = []
  private static let pageSize = 64

  /// A series without values for starts between two moments.
  ///
  /// - Parameter isRegular: false where the clocks are changed by what is no whole count of intervals.
  public init(minutes: Int, in span: Range<Instant>, isRegular: Bool = true) {
    self.minutes = minutes
    step = isRegular ? Int64(minutes) * 60 : 300
    origin = span.lowerBound.seconds
    let count = (span.upperBound - span.lowerBound) / step / Int64(Self.pageSize) + 1
    pages = [Int32](repeating: -1, count: Int(count))
  }

  /// Which page and which place of it a start has; nil outside the span or off the grid.
  private func position(of at: Instant) -> (page: Int, place: Int)? {
    let seconds = at.seconds - origin
    guard seconds >= 0, seconds % step == 0 else { return nil }
    let (page, place) = Int(seconds / step).quotientAndRemainder(dividingBy: Self.pageSize)
    return page < pages.count ? (page, place) : nil
  }

  /// The value of the interval that starts at a moment; nil where none was read.
  public subscript(at: Instant) -> Value? {
    guard let (page, place) = position(of: at), pages[page] >= 0 else { return nil }
    let packed = places[Int(pages[page]) + place]
    return packed < 0 ? nil : Value(units: packed >> 1, isEstimated: packed & 1 == 1)
  }

  /// Keeps a value, which is not below 0. Of two for one interval an actual one stands, else the first (C11). One outside
  /// the span is left out.
  public mutating func add(_ value: Value, at start: Instant) {
    guard let (page, place) = position(of: start) else { return }
    if pages[page] < 0 {
      pages[page] = Int32(places.count)
      places.append(contentsOf: repeatElement(-1, count: Self.pageSize))
    }
    let index = Int(pages[page]) + place
    guard places[index] < 0 else {
      if places[index] & 1 == 1, !value.isEstimated { places[index] = value.units << 1 }
      return
    }
    places[index] = value.units << 1 | (value.isEstimated ? 1 : 0)
    count += 1
    last = max(last ?? start, start)
  }
}
