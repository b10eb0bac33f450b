public import Measures

/// All facts of one park, as read from `Input/`, with the ways to look them up. Only good rows are in it.
public struct ParkFacts: Sendable {
  public let profile: ParkProfile
  /// The local time of the park's zone.
  public let clock: ParkClock
  public var residents: [Resident.ID: Resident] = [:]
  public var contracts: [Contract.ID: Contract] = [:]
  public var premises: [Premises] = []
  public var services: [Service.ID: Service] = [:]
  /// Each tariff's rows, in file order.
  public var tariffs: [Identifier<TariffRow>: [TariffRow]] = [:]
  /// Each contract's terms, in file order.
  public var terms: [Contract.ID: [Term]] = [:]
  public var taxes: [Identifier<TaxRow>: [TaxRow]] = [:]
  public var meters: [Meter.ID: Meter] = [:]
  public var meterAliases: [MeterAlias] = []
  public var zones: [Zone] = []
  public var holidays: [Day: Holiday] = [:]
  /// Each currency's rates, by date.
  public var exchangeRates: [Currency: [ExchangeRate]] = [:]
  public var openingBalances: [OpeningBalance] = []
  /// Each register's readings, by moment, then in file order. Readings at one moment may contradict (C2).
  public var readings: [RegisterKey: [Reading]] = [:]
  public var intervals: [Meter.ID: [Month: IntervalMonth]] = [:]
  /// The values one by one, of the meters that ``Metering`` asked them for.
  public var intervalSeries: [Meter.ID: IntervalSeries] = [:]
  public var orders: [Order.ID: Order] = [:]
  /// By day of receipt, then `payment_id` (I3).
  public var payments: [Payment] = []
  public var indicators: [Indicators] = []
  public var activities: [Activity] = []

  /// A park without any fact.
  public init(profile: ParkProfile, clock: ParkClock) {
    self.profile = profile
    self.clock = clock
  }

  /// The names of all zones, in order: the index into ``IntervalDay/byZone``.
  public var zoneNames: [Identifier<Zone>] { Set(zones.map(\.name)).sorted() }

  /// Worked or not: the holidays' word first, then the weekday's.
  public func kind(of day: Day) -> DayKind {
    holidays[day]?.kind ?? (day.weekday >= 6 ? .weekend : .workday)
  }

  /// The last official rate on or before a day; nil where there is none (P10).
  public func rate(of currency: Currency, on day: Day) -> ExchangeRate? {
    exchangeRates[currency]?.last { $0.date <= day }
  }

  /// All contracts, in order of their names.
  public var contractsInOrder: [Contract] { contracts.values.sorted { $0.id < $1.id } }

  /// The terms of a contract for a service, in order of their first days.
  public func terms(of contract: Contract.ID, for service: Service.ID) -> [Term] {
    (terms[contract] ?? []).filter { $0.service == service }.sorted { $0.validity.from < $1.validity.from }
  }
}
