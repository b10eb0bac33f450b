import Diagnostics
public import Measures
public import Park

/// A reading at its moment, and where it stands in the input.
public struct ReadingPoint: Sendable, Hashable, Codable {
  /// The moment.
  public var at: Instant
  /// What the register showed, in the meter's unit.
  public var value: FineQuantity
  /// `file:line`; empty where the figure was calculated.
  public var source: String

  /// A reading from its parts.
  public init(at: Instant, value: FineQuantity, source: String) {
    self.at = at
    self.value = value
    self.source = source
  }
}

extension Reading {
  var point: ReadingPoint { ReadingPoint(at: at, value: value, source: place.reference) }
}

/// How a register's month came about, beyond its span: what a reader needs to work it out again when the input has
/// changed since. Numbers, names and places, no words; it makes no difference to what is billed.
public struct RegisterTrace: Sendable, Hashable, Codable {
  /// How a reading was estimated (C8): the use of earlier months and the time it took.
  public struct Mean: Sendable, Hashable, Codable {
    /// The opening of the first of these months.
    public var from: Instant
    /// The closing of the last.
    public var through: Instant
    /// Σ of their differences, rollovers added, in the meter's unit.
    public var used: FineQuantity
  }

  /// What stood in for the values of an interval meter (C11).
  public struct Intervals: Sendable, Hashable, Codable {
    /// The length of an interval.
    public var minutes: Int
    /// How many were read.
    public var read: Int
    /// How many of these the meter marks as estimated.
    public var estimated: Int
    /// How many were filled between their neighbours.
    public var filledBetween: Int
    /// How many were filled with the mean of like days.
    public var filledByLikeDays: Int
    /// How many were filled, by either method.
    public var filled: Int { filledBetween + filledByLikeDays }
    /// Their sum in the meter's unit; nil where six decimals don't hold it exactly.
    public var sum: FineQuantity?
  }

  /// A meter behind this one, whose consumption is taken off (C12).
  public struct Child: Sendable, Hashable, Codable {
    /// The meter.
    public var meter: Meter.ID
    /// Its own month, gross, in the service's unit.
    public var quantity: Quantity
  }

  /// Where the opening stands: the reading that closed the month before, or the meter's own row.
  public var openingSources: [String]
  /// The meter's unit.
  public var unit: String
  /// Whole digits of the display.
  public var digits: Int
  /// Decimals of a reading.
  public var decimals: Int
  /// What a difference is multiplied by.
  public var multiplier: Factor
  /// Losses up to the point of delivery.
  public var lossPercent: Percent
  /// How many of the service's unit one of the meter's is, over ``unitOver``; both 1 where they are the same.
  public var unitTimes: Int64 = 1
  /// What ``unitTimes`` is divided by.
  public var unitOver: Int64 = 1
  /// The last actual reading, or the last closing that is no estimate, where the difference counts from it and not from
  /// the opening (C9).
  public var settled: ReadingPoint?
  /// The last actual reading before the end, where a calculated closing starts from it and not from what the difference
  /// counts from (C7, C8).
  public var line: ReadingPoint?
  /// The reading after the month that an interpolation goes to (C7).
  public var next: ReadingPoint?
  /// The readings that a `corrected` one supersedes (C2), where the month closes or is interpolated with it; nil where
  /// it is no edit.
  public var superseded: [ReadingPoint]?
  /// How a reading was estimated (C8).
  public var mean: Mean?
  /// Consumption since ``settled`` that is shared over the estimated months and this one (C9).
  public var whole: Quantity?
  /// What the first of these months used before ``settled``, which stays with it; nil where it is nothing (C9).
  public var before: Quantity?
  /// The seconds of each of these months, this one last: what ``whole`` is shared by.
  public var shares: [Int64]?
  /// The intervals of an interval meter.
  public var intervals: Intervals?
  /// The meters behind this one.
  public var children: [Child]?
  /// What of ``children`` comes off this part of a meter that was handed on; nil where all of it does (C20).
  public var childrenShare: Quantity?
}

extension RegisterTrace {
  init(of meter: Meter, in service: Service, openingSources: [String]) {
    self.openingSources = openingSources
    unit = meter.unit.text
    digits = meter.digits
    decimals = meter.decimals
    multiplier = meter.multiplier
    lossPercent = meter.lossPercent
    if let factor = meter.unit.factor(to: MeasurementUnit(service.unit)),
      let times = Int64(exactly: factor.numerator), let over = Int64(exactly: factor.denominator)
    {
      unitTimes = times
      unitOver = over
    }
  }
}

/// How a common meter's share came about (C13).
public struct ShareTrace: Sendable, Hashable, Codable {
  /// By what it is shared out.
  public var key: Meter.Allocation
  /// The meter's own consumption.
  public var consumption: Quantity
  /// What the park bears itself, in percent.
  public var parkPercent: Percent
  /// What all contracts share.
  public var shared: Quantity
  /// What counts for the contract: square metres × days, consumption, or days.
  public var weight: FineQuantity
  /// The same for all who share.
  public var weights: FineQuantity
}
