import Diagnostics
public import Measures
public import Park

/// The tables and the profile that price a month, as they were when it was issued (I6): all that is no record. A batch
/// keeps those that changed since the batch before; nil stands for one that did not.
public struct FactTables: Sendable, Hashable, Codable {
  /// What of `park.json` is calculated with.
  public var profile: ParkProfile?
  /// `residents.csv`, by name, the rows of one by date; so are all that have names.
  public var residents: [Resident]?
  /// `contracts.csv`.
  public var contracts: [Contract]?
  /// `premises.csv`, in file order.
  public var premises: [Premises]?
  /// `services.csv`.
  public var services: [Service]?
  /// `tariffs.csv`, by tariff, then in file order.
  public var tariffs: [TariffRow]?
  /// `terms.csv`, by contract, then in file order.
  public var terms: [Term]?
  /// `taxes.csv`, by tax, then in file order.
  public var taxes: [TaxRow]?
  /// `meters.csv`.
  public var meters: [Meter]?
  /// `meter-contracts.csv`, by meter, then in file order.
  public var meterContracts: [MeterContract]?
  /// `zones.csv`, in file order.
  public var zones: [Zone]?
  /// `holidays.csv`, by date.
  public var holidays: [Holiday]?
  /// `opening-balances.csv`, in file order.
  public var openingBalances: [OpeningBalance]?

  /// None.
  public init() {}

  /// Those of the park.
  public init(of facts: ParkFacts) {
    profile = facts.profile.calculated
    residents = facts.residents.values.sorted { $0.id < $1.id }.flatMap(\.rows)
    contracts = facts.contractsInOrder.flatMap(\.rows)
    premises = facts.premises
    services = facts.services.values.sorted { $0.id < $1.id }
    tariffs = facts.tariffs.sorted { $0.key < $1.key }.flatMap(\.value)
    terms = facts.terms.sorted { $0.key < $1.key }.flatMap(\.value).map { term in
      // Which columns a row fills in vain prices nothing.
      var term = term
      term.given = []
      return term
    }
    taxes = facts.taxes.sorted { $0.key < $1.key }.flatMap(\.value)
    meters = facts.meters.values.sorted { $0.id < $1.id }
    meterContracts = facts.meterContracts.sorted { $0.key < $1.key }.flatMap(\.value)
    zones = facts.zones
    holidays = facts.holidays.values.sorted { $0.date < $1.date }
    openingBalances = facts.openingBalances
  }

  /// True where no table is among them.
  public var isEmpty: Bool { self == FactTables() }

  /// Those that are not as earlier ones have them.
  public func changes(since earlier: FactTables) -> FactTables { merged(with: earlier, .changed) }

  /// These, and of the earlier ones those that are not among them.
  public func over(_ earlier: FactTables) -> FactTables { merged(with: earlier, .newest) }

  /// True where the hours of zones and a month's kinds of days are those of others, wherever they stand.
  public func hasHours(of other: FactTables, in month: Month) -> Bool {
    func kinds(_ holidays: [Holiday]?) -> [Day: DayKind] {
      Dictionary((holidays ?? []).filter { $0.date.month == month }.map { ($0.date, $0.kind) }) { $1 }
    }
    func hours(_ zones: [Zone]?) -> [Zone] { (zones ?? []).compactMap { $0.inForce(in: month) }.unplaced }
    return hours(zones) == hours(other.zones) && kinds(holidays) == kinds(other.holidays)
  }

  /// The same wherever each row stands.
  public var withoutPlaces: FactTables {
    var result = self
    result.residents = residents?.unplaced
    result.contracts = contracts?.unplaced
    result.premises = premises?.unplaced
    result.services = services?.unplaced
    result.tariffs = tariffs?.unplaced
    result.terms = terms?.unplaced
    result.taxes = taxes?.unplaced
    result.meters = meters?.unplaced
    result.meterContracts = meterContracts?.unplaced
    result.zones = zones?.unplaced
    result.holidays = holidays?.unplaced
    result.openingBalances = openingBalances?.unplaced
    return result
  }

  private enum Pick {
    case changed, newest

    func callAsFunction<Table: Equatable>(_ new: Table?, _ old: Table?) -> Table? {
      switch self {
      case .changed: new == old ? nil : new
      case .newest: new ?? old
      }
    }
  }

  private func merged(with other: FactTables, _ pick: Pick) -> FactTables {
    var result = FactTables()
    result.profile = pick(profile, other.profile)
    result.residents = pick(residents, other.residents)
    result.contracts = pick(contracts, other.contracts)
    result.premises = pick(premises, other.premises)
    result.services = pick(services, other.services)
    result.tariffs = pick(tariffs, other.tariffs)
    result.terms = pick(terms, other.terms)
    result.taxes = pick(taxes, other.taxes)
    result.meters = pick(meters, other.meters)
    result.meterContracts = pick(meterContracts, other.meterContracts)
    result.zones = pick(zones, other.zones)
    result.holidays = pick(holidays, other.holidays)
    result.openingBalances = pick(openingBalances, other.openingBalances)
    return result
  }
}

extension ParkFacts {
  /// The same records with other facts: those of some tables.
  public func with(_ tables: FactTables) -> ParkFacts {
    var profile = tables.profile ?? self.profile
    // What is closed, and what documents and reports say, is as it is now.
    profile.closedThrough = self.profile.closedThrough
    profile.name = self.profile.name
    profile.company = self.profile.company
    profile.csv = self.profile.csv
    profile.reminders = self.profile.reminders
    var facts = ParkFacts(profile: profile, clock: clock)
    facts.takeRecords(of: self)
    facts.residents = (tables.residents ?? []).byID
    facts.contracts = (tables.contracts ?? []).byID
    facts.premises = tables.premises ?? []
    facts.services = Dictionary(uniqueKeysWithValues: (tables.services ?? []).map { ($0.id, $0) })
    facts.tariffs = Dictionary(grouping: tables.tariffs ?? [], by: \.tariff)
    facts.terms = Dictionary(grouping: tables.terms ?? [], by: \.contract)
    facts.taxes = Dictionary(grouping: tables.taxes ?? [], by: \.tax)
    facts.meters = Dictionary(uniqueKeysWithValues: (tables.meters ?? []).map { ($0.id, $0) })
    facts.meterContracts = Dictionary(grouping: tables.meterContracts ?? [], by: \.meter)
    facts.zones = tables.zones ?? []
    facts.holidays = Dictionary(uniqueKeysWithValues: (tables.holidays ?? []).map { ($0.date, $0) })
    facts.openingBalances = tables.openingBalances ?? []
    return facts
  }

  private mutating func takeRecords(of other: ParkFacts) {
    readings = other.readings
    readingFiles = other.readingFiles
    intervals = other.intervals
    intervalFiles = other.intervalFiles
    intervalSeries = other.intervalSeries
    exchangeRates = other.exchangeRates
    orders = other.orders
    payments = other.payments
    meterAliases = other.meterAliases
    indicators = other.indicators
    activities = other.activities
  }
}

extension ParkProfile {
  /// But for what only documents and reports say; and what is closed is asked for month by month.
  public var calculated: ParkProfile {
    var profile = self
    profile.closedThrough = nil
    profile.name = Phrase(ky: "", ru: "", en: "")
    profile.company = Company()
    profile.csv = .standard
    profile.reminders = ReminderDays()
    profile.reportLanguages = nil
    profile.territory = Territory()
    profile.capacities = Capacities()
    profile.compliance = []
    profile.electronicInvoiceCodes = [:]
    return profile
  }
}
