public import Measures

/// All facts of one park, as read from `Input/`, with the ways to look them up. Only good rows are in it.
public struct ParkFacts: Sendable {
  /// The park, its company and how esep is to work.
  public let profile: ParkProfile
  /// The local time of the park's zone.
  public let clock: ParkClock
  /// `residents.csv`: each with its rows by date.
  public var residents: [Resident.ID: Resident] = [:]
  /// `contracts.csv`: each with its addenda.
  public var contracts: [Contract.ID: Contract] = [:]
  /// `premises.csv`, in file order.
  public var premises: [Premises] = []
  /// `services.csv`.
  public var services: [Service.ID: Service] = [:]
  /// Each tariff's rows, in file order.
  public var tariffs: [Identifier<TariffRow>: [TariffRow]] = [:]
  /// Each contract's terms, in file order.
  public var terms: [Contract.ID: [Term]] = [:]
  /// Each tax's rows, in file order.
  public var taxes: [Identifier<TaxRow>: [TaxRow]] = [:]
  /// How contracts are taxed that other facts billed than these (I6).
  public var taxedApart: [Contract.ID: Taxation] = [:]
  /// `meters.csv`.
  public var meters: [Meter.ID: Meter] = [:]
  /// `meter-contracts.csv`: the rows of each meter that is handed on.
  public var meterContracts: [Meter.ID: [MeterContract]] = [:]
  /// `meter-aliases.csv`, in file order.
  public var meterAliases: [MeterAlias] = []
  /// `zones.csv`, in file order; several rows may share a name.
  public var zones: [Zone] = []
  /// `holidays.csv`.
  public var holidays: [Day: Holiday] = [:]
  /// Each currency's rates, by date.
  public var exchangeRates: [Currency: [ExchangeRate]] = [:]
  /// `opening-balances.csv`, in file order.
  public var openingBalances: [OpeningBalance] = []
  /// Each register's readings, by moment, then in file order. Readings at one moment may contradict (C2).
  public var readings: [RegisterKey: [Reading]] = [:]
  /// The files that hold readings, in whichever folder they lie.
  public var readingFiles: Set<String> = []
  /// Each interval meter's months, summed by day (C11).
  public var intervals: [Meter.ID: [Month: IntervalMonth]] = [:]
  /// The months that each file of intervals tells of.
  public var intervalFiles: [String: Set<Month>] = [:]
  /// The values one by one, of the meters that ``Metering`` asked them for.
  public var intervalSeries: [Meter.ID: IntervalSeries] = [:]
  /// `orders/`.
  public var orders: [Order.ID: Order] = [:]
  /// By day of receipt, then `payment_id` (I3).
  public var payments: [Payment] = []
  /// `indicators/`, in file order.
  public var indicators: [Indicators] = []
  /// `activities/`, in file order.
  public var activities: [Activity] = []
  /// `acknowledged.csv`, in file order.
  public var acknowledged: [Acknowledgement] = []

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

  /// How lines are taxed by these facts.
  public var taxation: Taxation { Taxation(taxes, profile) }
  /// How a contract's lines are taxed.
  public func taxation(of contract: Contract.ID) -> Taxation { taxedApart[contract] ?? taxation }

  /// All contracts, in order of their names.
  public var contractsInOrder: [Contract] { contracts.values.sorted { $0.id < $1.id } }

  /// The terms of a contract for a service, in order of their first days.
  public func terms(of contract: Contract.ID, for service: Service.ID) -> [Term] {
    (terms[contract] ?? []).filter { $0.service == service }.sorted { $0.validity.from < $1.validity.from }
  }

  /// True for a warning that somebody has seen.
  public func isAcknowledged(_ entry: MonthProblem, in month: Month) -> Bool {
    acknowledged.contains { $0.covers(entry, in: month) }
  }
}
