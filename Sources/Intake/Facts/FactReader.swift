import Diagnostics
import Measures
import Park

/// Fills the facts table by table: what a table refers to is read before it.
final class FactReader {
  let folder: InputFolder
  let today: Day
  let split: ReadingSplit
  let cache: IntervalCache?
  var facts: ParkFacts
  /// Bad rows of zones and holidays: which tariffs they reach is known when the tariffs are read.
  var badZones: [(problems: [Problem], zone: String?)] = []
  var badHolidays: [Problem] = []
  /// Residents' meters whose own rows name no contract, and what their errors touch.
  var unowned: [(id: Meter.ID?, place: Place, touches: [Scope])] = []
  /// The registers that any row of `meters.csv` names, a bad one included: zones may be named after them.
  var registerNames: Set<String> = []

  init(
    _ folder: InputFolder, facts: ParkFacts, today: Day, split: ReadingSplit = ReadingSplit(),
    cache: IntervalCache? = nil
  ) {
    self.folder = folder
    self.split = split
    self.cache = cache
    self.facts = facts
    self.today = today
  }

  func readAll() {
    readTaxes()
    readServices()
    folder.meteredTouches =
      folder.isBroken(.service, "")
      ? [.everyone]
      : facts.services.values.filter { $0.kind == .metered }.map { .service($0.id) }.sorted { "\($0)" < "\($1)" }
    folder.reportNames()
    readResidents()
    readContracts()
    readZones()
    readHolidays()
    readTariffs()
    reportZonesAndHolidays()
    readTerms()
    readExchangeRates()
    readPremises()
    readMeters()
    readMeterContracts()
    checkZones()
    readMeterAliases()
    readOpeningBalances()
    readOrders()
    readPayments()
    readIndicators()
    readActivities()
    readAcknowledged()
    readReadings()
    readIntervals()
    folder.reportLostContracts(among: facts.contracts.keys)
  }

  // MARK: Names that a row refers to

  /// The contract that a row names, and that its errors touch. One that no row declares can't be held back.
  func contract(_ row: inout TableRow) -> Contract.ID? {
    let id = row.id("contract_id", Contract.self)
    if let id, facts.contracts[id] != nil || folder.isBroken(.contract, id.text) { row.touch(.contract(id)) }
    folder.check(id, .contract, among: facts.contracts, &row, "contract_id")
    return id
  }

  /// The service that a row names.
  func service(_ row: inout TableRow) -> Service.ID? {
    let id = row.id("service", Service.self)
    folder.check(id, .service, among: facts.services, &row, "service")
    return id
  }

  /// The resident that a row names.
  func resident(_ row: inout TableRow) -> Resident.ID? {
    let id = row.id("resident_id", Resident.self)
    folder.check(id, .resident, among: facts.residents, &row, "resident_id")
    return id
  }
}
