public import Diagnostics
public import Measures

/// A meter: for one service, from the day it is installed to the day it is removed.
public struct Meter: Sendable, Hashable, Codable {
  /// A meter's name in the tables.
  public typealias ID = Identifier<Meter>

  /// Whose consumption it measures.
  public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
    /// One contract's.
    case resident
    /// What the contracts share (C13).
    case common
    /// What the park takes from its supplier (C17); never billed.
    case head
  }
  /// What it delivers.
  public enum Mode: String, Sendable, Hashable, Codable, CaseIterable {
    /// Readings of its registers.
    case register
    /// A value for each interval (C11).
    case interval
  }
  /// How a common meter is shared out (C13).
  public enum Allocation: String, Sendable, Hashable, CaseIterable, Codable {
    /// By the square metres under contract.
    case area
    /// By these among all there are: the park bears the vacant ones.
    case totalArea = "total_area"
    /// By the contracts' own consumption of the service.
    case consumption
    /// In equal parts.
    case equal
  }

  /// Unique for all time.
  public var id: ID
  /// What it measures.
  public var service: Service.ID
  /// Whose consumption it is; the resident's by default.
  public var role = Role.resident
  /// Who pays for it; nil for a meter of the park's own, and for one that `meter-contracts.csv` hands on.
  public var contract: Contract.ID?
  /// Registers by default.
  public var mode = Mode.register
  /// The unit as the table writes it; one that its service can be converted to.
  public var unit: MeasurementUnit
  /// At least one; all different.
  public var registers: [Identifier<Register>] = [.total]
  /// Whole digits of the display: it rolls over at 10 to this power.
  public var digits = 6
  /// Decimals of a reading.
  public var decimals = 0
  /// What a difference of readings is multiplied by (C5); 1 by default.
  public var multiplier = Factor.one
  /// Losses between the meter and the point of delivery.
  public var lossPercent = Percent.zero
  /// The meter behind which it stands, and which is billed less this one (C12).
  public var parent: ID?
  /// The key of a common meter (C13); the area by default.
  public var allocateBy = Allocation.area
  /// The part of a common meter that the park bears itself.
  public var parkSharePercent = Percent.zero
  /// Installed at 00:00 of it (C1): the day from which esep bills the meter.
  public var installedOn: Day
  /// One for each register, in order; empty for a part that begins later than the meter.
  public var installedReadings: [FineQuantity]
  /// Removed at 24:00 of it (C1); nil while it is installed.
  public var removedOn: Day?
  /// One for each register where the meter is removed, else empty.
  public var removedReadings: [FineQuantity] = []
  /// Which part of the meter's time this stands for; nil where it is all of it (C19, C20).
  public var stretch: Stretch?
  /// Where its row stands.
  public var place: Place

  /// A meter with its required columns; the others are set after.
  public init(
    id: ID, service: Service.ID, unit: MeasurementUnit, installedOn: Day, installedReadings: [FineQuantity],
    place: Place
  ) {
    self.id = id
    self.service = service
    self.unit = unit
    self.installedOn = installedOn
    self.installedReadings = installedReadings
    self.place = place
  }

  /// The days on which it is installed.
  public var installed: Period { Period(from: installedOn, through: removedOn) ?? Period(day: installedOn) }
}

/// A part of a meter's time that is metered as a meter of its own (C19, C20). A ``Meter`` that bears one stands for that
/// part: it is installed on the part's days, and removed without a reading at its end.
public struct Stretch: Sendable, Hashable, Codable {
  /// Its first day; nil for the first part, which begins with the meter.
  public let since: Day?
  /// True for days that are no contract's: the park bears what is used on them.
  public let isPark: Bool
}

/// A register of a meter; only its name is a fact of its own.
public enum Register: Sendable {}

extension Identifier<Register> {
  /// The only register of a meter that names none.
  public static let total = Identifier("total")
  /// The register of reactive energy (P5).
  public static let reactive = Identifier("reactive")
}

/// One register of one meter, in one part of its time.
public struct RegisterKey: Sendable, Hashable, Comparable {
  /// The meter.
  public let meter: Meter.ID
  /// The register's name on it.
  public let register: Identifier<Register>
  /// The first day of the part; nil for the first, which with most meters is all (C20).
  public let since: Day?

  /// A register of a meter.
  public init(_ meter: Meter.ID, _ register: Identifier<Register>, since: Day? = nil) {
    self.meter = meter
    self.register = register
    self.since = since
  }
  /// By meter, register, then time.
  public static func < (a: RegisterKey, b: RegisterKey) -> Bool {
    if a.meter != b.meter { return a.meter < b.meter }
    if a.register != b.register { return a.register < b.register }
    return b.since.map { later in a.since.map { $0 < later } ?? true } ?? false
  }
}

/// What a register showed at a moment.
public struct Reading: Sendable, Hashable, Codable {
  /// Who says so; every source counts as actual (C1).
  public enum Source: String, Sendable, Hashable, Codable, CaseIterable {
    /// The company read it.
    case actual
    /// The resident reported it.
    case resident
    /// It supersedes the others of its moment (C2).
    case corrected
    /// It says once more what another of its moment says, however unlikely that is (C15).
    case confirmed
  }

  /// A date alone stands for the end of that day (C1).
  public var at: Instant
  /// What it showed, with at most the meter's decimals.
  public var value: FineQuantity
  /// Who read it; the company by default.
  public var source: Source
  /// As written; empty where there is none.
  public var note: String
  /// Where its row stands.
  public var place: Place

  /// A reading from its columns.
  public init(at: Instant, value: FineQuantity, source: Source, note: String, place: Place) {
    self.at = at
    self.value = value
    self.source = source
    self.note = note
    self.place = place
  }
}

/// Another name of a meter, by which files of meter data call it.
public struct MeterAlias: Sendable, Hashable {
  /// The meter it stands for.
  public var meter: Meter.ID
  /// The name in the file.
  public var alias: String
  /// The measuring channel, such as `01`; empty for any.
  public var channel: String
  /// The register that the channel feeds; nil for `total`.
  public var register: Identifier<Register>?
  /// Where its row stands.
  public var place: Place

  /// An alias from its columns.
  public init(meter: Meter.ID, alias: String, channel: String, register: Identifier<Register>?, place: Place) {
    self.meter = meter
    self.alias = alias
    self.channel = channel
    self.register = register
    self.place = place
  }
}

/// A row of `meter-contracts.csv`: who has a meter when (C20).
public struct MeterContract: Sendable, Hashable, Codable {
  /// The meter.
  public var meter: Meter.ID
  /// Whose it is on the days.
  public var contract: Contract.ID
  /// The days.
  public var validity: Period
  /// Where the row stands.
  public var place: Place

  /// A row from its columns.
  public init(meter: Meter.ID, contract: Contract.ID, validity: Period, place: Place) {
    self.meter = meter
    self.contract = contract
    self.validity = validity
    self.place = place
  }
}
