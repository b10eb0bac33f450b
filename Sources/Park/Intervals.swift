/// What an interval meter delivered in one local day, summed as it was read.
public struct IntervalDay: Sendable, Hashable, Codable {
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
  public var checksum: UInt64 = 0

  /// A day without a value.
  public init(zones: Int) { byZone = [Int64](repeating: 0, count: zones) }
}

/// What an interval meter delivered in one month, in memory that does not depend on the count of rows.
public struct IntervalMonth: Sendable, Hashable, Codable {
  /// The length of an interval in minutes: 5, 10, 15, 20, 30 or 60.
  public var minutes: Int
  /// One for each day of the month.
  public var days: IntervalDays
  /// Where the first row of the month stands.
  public var place: String

  /// A month from its days.
  public init(minutes: Int, days: IntervalDays, place: String) {
    self.minutes = minutes
    self.days = days
    self.place = place
  }
}

/// Days of an interval meter, in a few numbers each. Months of many meters can share the storage.
public struct IntervalDays: Sendable, Hashable, RandomAccessCollection {
  private let zones: Int
  private let figures: [Int64]
  /// For each day which of the days in the figures it is; below 0 for a day without a value.
  private let places: ArraySlice<Int32>

  /// How many figures a day takes: ``packed(count:estimated:)``, sum, peak, checksum, and a sum for each zone.
  public static func width(zones: Int) -> Int { zonesAt + zones }
  /// Where the sums of the zones begin among the figures of a day.
  public static let zonesAt = 4

  /// The counts of a day in one figure.
  public static func packed(count: Int, estimated: Int) -> Int64 { Int64(count) | Int64(estimated) << 32 }

  /// Days from figures that may be those of others as well.
  ///
  /// - Parameter places: for each day which of the days in the figures it is; below 0 for a day without a value.
  public init(zones: Int, figures: [Int64], places: ArraySlice<Int32>) {
    self.zones = zones
    self.figures = figures
    self.places = places
  }

  /// Days one by one, all with the same zones.
  public init(_ days: [IntervalDay]) {
    let figures = days.flatMap {
      [Self.packed(count: $0.count, estimated: $0.estimated), $0.sum, $0.peak, Int64(bitPattern: $0.checksum)]
        + $0.byZone
    }
    self.init(zones: days.first?.byZone.count ?? 0, figures: figures, places: days.indices.map { Int32($0) }[...])
  }

  /// The first day.
  public var startIndex: Int { 0 }
  /// The count of days.
  public var endIndex: Int { places.count }

  /// A day, counted from 0.
  public subscript(day: Int) -> IntervalDay {
    var result = IntervalDay(zones: zones)
    guard let at = start(of: day) else { return result }
    result.count = Int(figures[at] & 0xFFFF_FFFF)
    result.estimated = Int(figures[at] >> 32)
    result.sum = figures[at + 1]
    result.peak = figures[at + 2]
    result.checksum = UInt64(bitPattern: figures[at + 3])
    if zones > 0 { result.byZone = Array(figures[(at + Self.zonesAt)..<(at + Self.zonesAt + zones)]) }
    return result
  }

  /// The intervals that were read on a day, counted from 0.
  public func count(of day: Int) -> Int { start(of: day).map { Int(figures[$0] & 0xFFFF_FFFF) } ?? 0 }

  private func start(of day: Int) -> Int? {
    let place = Int(places[places.startIndex + day])
    return place < 0 ? nil : place * Self.width(zones: zones)
  }

  /// Equal where all days are.
  public static func == (a: Self, b: Self) -> Bool { a.elementsEqual(b) }

  /// By the days.
  public func hash(into hasher: inout Hasher) { for day in self { hasher.combine(day) } }
}

extension IntervalDays: Codable {
  /// Reads the days one by one.
  public init(from decoder: any Decoder) throws { self.init(try [IntervalDay](from: decoder)) }

  /// Writes the days one by one.
  public func encode(to encoder: any Encoder) throws { try Array(self).encode(to: encoder) }
}
