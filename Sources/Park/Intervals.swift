public import Measures

/// What an interval meter delivered in one local day, summed as it was read.
public struct IntervalDay: Sendable, Hashable {
  /// Intervals read.
  public var count = 0
  /// Of these, marked as estimated by the meter or its operator.
  public var estimated = 0
  /// The sum of the values, in millionths of the meter's unit.
  public var sum: Int64 = 0
  /// The same for each zone of the park, in the order of ``ParkFacts/zoneNames``.
  public var byZone: [Int64] = []
  /// The largest value, in millionths of the meter's unit.
  public var peak: Int64 = 0
  /// Tells days apart whose values differ though their sums do not; the same in whatever order they were read.
  public var check: UInt64 = 0

  /// A day without a value.
  public init(zones: Int) { byZone = [Int64](repeating: 0, count: zones) }
}

/// What an interval meter delivered in one month, in memory that does not depend on the count of rows.
public struct IntervalMonth: Sendable, Hashable {
  /// The length of an interval in minutes: 5, 10, 15, 20, 30 or 60.
  public var minutes: Int
  /// One for each day of the month.
  public var days: [IntervalDay]
  /// Where the first row of the month stands.
  public var place: String

  /// A month from its days.
  public init(minutes: Int, days: [IntervalDay], place: String) {
    self.minutes = minutes
    self.days = days
    self.place = place
  }
}

/// The values of one meter one by one, for what sums can't tell: gaps, and demand of several meters together.
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
  public var minutes: Int
  /// By the moment the interval starts; a missing one is absent.
  public var values: [Instant: Value]

  /// A series from its values.
  public init(minutes: Int, values: [Instant: Value]) {
    self.minutes = minutes
    self.values = values
  }
}
