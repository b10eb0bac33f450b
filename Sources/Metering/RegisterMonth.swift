public import Measures
public import Park

/// How a closing reading came about.
public enum ClosingBasis: String, Sendable, Hashable, Codable, Comparable {
  /// A reading in the window (C2).
  case actual
  /// On the line to a later reading (C7).
  case interpolated
  /// From the register's own history (C8).
  case estimated

  /// The more certain first.
  public static func < (a: ClosingBasis, b: ClosingBasis) -> Bool { a.doubt < b.doubt }
  private var doubt: Int {
    switch self {
    case .actual: 0
    case .interpolated: 1
    case .estimated: 2
    }
  }
}

/// From which reading to which a month was billed.
public struct ReadingSpan: Sendable, Hashable, Codable {
  /// The closing of the month before, or the installed reading (C3).
  public var openingAt: Instant
  /// The opening, in the meter's unit.
  public var opening: FineQuantity
  /// When the closing reading stands; the month's end where it is no reading.
  public var closingAt: Instant
  /// The closing, in the meter's unit.
  public var closing: FineQuantity
  /// How the closing came about.
  public var basis: ClosingBasis
  /// True where 10^digits was added (C4).
  public var rollover: Bool

  /// A span from its ends.
  public init(
    openingAt: Instant, opening: FineQuantity, closingAt: Instant, closing: FineQuantity, basis: ClosingBasis,
    rollover: Bool
  ) {
    self.openingAt = openingAt
    self.opening = opening
    self.closingAt = closingAt
    self.closing = closing
    self.basis = basis
    self.rollover = rollover
  }
}

/// What one register came to in one month, before children are taken off or a common meter is shared out.
/// The journal records it, and the next month opens where it closes (C3).
public struct RegisterMonth: Sendable, Hashable, Codable {
  /// The meter.
  public var meter: Meter.ID
  /// Its register; `total` for an interval meter.
  public var register: Identifier<Register>
  /// The first day of the part of the meter that this is of; nil for the first part (C20).
  public var since: Day?
  /// From where to where; nil for an interval meter.
  public var span: ReadingSpan?
  /// The days of the month on which the meter, or its part, was there.
  public var days: Int
  /// The month's consumption in the service's unit, rounded once (C5), true-up taken off (C9).
  public var quantity: Quantity
  /// True where it rests on an estimate, an interpolation, or filled or estimated intervals.
  public var isEstimated: Bool
  /// Days estimated before, that this month's actual closing put back on their months (C9).
  public var trueUps: [TrueUp]
  /// Where its readings stand, as `file:line`.
  public var sources: [String]
  /// How it came about in detail; nil where an early journal did not keep it.
  public var trace: RegisterTrace?

  /// How it came about; filled or estimated intervals count as estimated (C16).
  var certainty: ClosingBasis { span?.basis ?? (isEstimated ? .estimated : .actual) }

  /// The register.
  public var key: RegisterKey { RegisterKey(meter, register, since: since) }

  /// True where another is billed like this one, however both came about.
  public func isBilled(like other: RegisterMonth) -> Bool {
    var same = other
    (same.sources, same.trace) = (sources, trace)
    return self == same
  }

  /// A register's month from its parts.
  public init(
    _ key: RegisterKey, span: ReadingSpan?, days: Int, quantity: Quantity,
    isEstimated: Bool, trueUps: [TrueUp] = [], sources: [String], trace: RegisterTrace? = nil
  ) {
    meter = key.meter
    register = key.register
    since = key.since
    self.span = span
    self.days = days
    self.quantity = quantity
    self.isEstimated = isEstimated
    self.trueUps = trueUps
    self.sources = sources
    self.trace = trace
  }
}

/// What an estimated month came to once an actual reading was there (C9).
public struct TrueUp: Sendable, Hashable, Codable {
  /// The estimated month.
  public var month: Month
  /// Its share of the difference, in the service's unit.
  public var quantity: Quantity

  /// A month's share.
  public init(month: Month, quantity: Quantity) {
    self.month = month
    self.quantity = quantity
  }
}

/// A row of `consumption.csv`: a register of a meter, or a contract's share of a common one.
public struct ConsumptionRow: Sendable, Hashable, Codable {
  /// The meter.
  public var meter: Meter.ID
  /// Its register.
  public var register: Identifier<Register>
  /// The first day of the part of the meter; nil for the first part (C20).
  public var since: Day?
  /// Whose consumption it is.
  public var contract: Contract.ID
  /// The meter's service.
  public var service: Service.ID
  /// True for a share of a common meter (C13).
  public var isCommon: Bool
  /// From which reading to which; nil for an interval meter.
  public var span: ReadingSpan?
  /// How the register itself was closed (C16).
  public var basis: ClosingBasis
  /// The least certain of the children that were taken off; nil where none were, or all are actual.
  public var childrenBasis: ClosingBasis?
  /// The meter's multiplier.
  public var multiplier: Factor
  /// The meter's losses.
  public var lossPercent: Percent
  /// The decimals in which its readings are shown.
  public var decimals: Int
  /// As billed for the month: children and true-up taken off; in the service's unit.
  public var quantity: Quantity
  /// The service's unit.
  public var unit: String
  /// How a share of a common meter came about; nil for a meter of the contract's own.
  public var share: ShareTrace?

  /// A row from its columns.
  public init(
    _ key: RegisterKey, contract: Contract.ID, service: Service.ID, isCommon: Bool, span: ReadingSpan?,
    basis: ClosingBasis, childrenBasis: ClosingBasis? = nil, multiplier: Factor, lossPercent: Percent, decimals: Int,
    quantity: Quantity, unit: String, share: ShareTrace? = nil
  ) {
    self.share = share
    meter = key.meter
    register = key.register
    since = key.since
    self.contract = contract
    self.service = service
    self.isCommon = isCommon
    self.span = span
    self.basis = basis
    self.childrenBasis = childrenBasis
    self.multiplier = multiplier
    self.lossPercent = lossPercent
    self.decimals = decimals
    self.quantity = quantity
    self.unit = unit
  }
}

extension ConsumptionRow {
  /// The register.
  public var key: RegisterKey { RegisterKey(meter, register, since: since) }

  /// By meter, register and time; the shares of a common meter by contract.
  public static func < (a: ConsumptionRow, b: ConsumptionRow) -> Bool {
    a.key == b.key ? a.contract < b.contract : a.key < b.key
  }
}

/// A row of `park-balance.csv` (C17), in the service's unit.
public struct ParkBalanceRow: Sendable, Hashable, Codable {
  /// The service.
  public var service: Service.ID
  /// What the head meters took from the supplier; nil where there is none.
  public var supplied: Quantity?
  /// What resident meters billed.
  public var billed: Quantity
  /// What common meters billed.
  public var common: Quantity
  /// What the park bears itself.
  public var parkShare: Quantity
  /// The service's unit.
  public var unit: String

  /// A row from its figures.
  public init(
    service: Service.ID, supplied: Quantity?, billed: Quantity, common: Quantity, parkShare: Quantity, unit: String
  ) {
    self.service = service
    self.supplied = supplied
    self.billed = billed
    self.common = common
    self.parkShare = parkShare
    self.unit = unit
  }

  /// supplied − billed − common − park share; nil without a head meter.
  public var loss: Quantity? { supplied.map { $0 - billed - common - parkShare } }
  /// The loss in percent of what was supplied, 2 decimals, half up; nil without a head meter or supply.
  public var lossPercent: Percent? {
    guard let supplied, let loss, !supplied.isZero else { return nil }
    let percent = try? loss.ratio.divided(by: supplied.ratio).times(Ratio(100)).rounded(toScale: 2, .halfUp)
    return percent.map { Percent(units: $0 * 10_000) }
  }
}
