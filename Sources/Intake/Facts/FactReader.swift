import Diagnostics
import Measures
import Park

/// Fills the facts table by table: what a table refers to is read before it.
final class FactReader {
  let folder: InputFolder
  let today: Day
  let split: ReadingSplit
  let kept: KeptIntervals?
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
    kept: KeptIntervals? = nil
  ) {
    self.folder = folder
    self.split = split
    self.kept = kept
    self.facts = facts
    self.today = today
  }

  func readAll() {
    readTaxes()
    readServices()
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
    readReadings()
    readIntervals()
    folder.reportLostContracts(among: facts.contracts.keys)
  }

  // MARK: Names that a row refers to

  /// The contract that a row names, and that its errors touch. One that no row declares can't be held back.
  func contract(_ row: inout TableRow) -> Contract.ID? {
    let id = row.id("contract_id", Contract.self)
    if let id {
      if facts.contracts[id] != nil || folder.isBroken(.contract, id.text) { row.touch(.contract(id)) }
      folder.check(id.text, .contract, among: facts.contracts.keys.map(\.text), &row, "contract_id") {
        facts.contracts[Identifier($0)] != nil
      }
    }
    return id
  }

  /// The service that a row names.
  func service(_ row: inout TableRow) -> Service.ID? {
    let id = row.id("service", Service.self)
    if let id {
      folder.check(id.text, .service, among: facts.services.keys.map(\.text), &row, "service") {
        facts.services[Identifier($0)] != nil
      }
    }
    return id
  }

  /// The resident that a row names.
  func resident(_ row: inout TableRow) -> Resident.ID? {
    let id = row.id("resident_id", Resident.self)
    if let id {
      folder.check(id.text, .resident, among: facts.residents.keys.map(\.text), &row, "resident_id") {
        facts.residents[Identifier($0)] != nil
      }
    }
    return id
  }
}
