import Ledger
import Measures
import Park

/// What the journal knows of how issued months were priced: by which facts, and from which records (I6).
struct RecordedPast {
  /// All records that issued months used since somebody last put the present ones in their place.
  private(set) var records = UsedRecords()
  /// What waited and was seen since then.
  private(set) var seen: [IssuedLines.Key: SeenDifference] = [:]
  /// The facts as they stood after the last batch; empty where no batch has any.
  private(set) var tables = FactTables()
  /// For each batch the facts as they stood after it; nil where none before it has any.
  private var tablesAfter: [FactTables?] = []
  private var lastConsent: Int?
  private var ownBatches: [Month: Int] = [:]
  private var invoiceBatches: [IssuedLines.Key: Int] = [:]

  init(_ books: Books) {
    for batch in books.batches { take(batch) }
  }

  /// Takes in the next batch.
  mutating func take(_ batch: Batch) {
    let index = tablesAfter.count
    if let new = batch.facts { tables = new.over(tables) }
    tablesAfter.append(tables.isEmpty ? nil : tables)
    if batch.isConsent == true {
      lastConsent = index
      records = UsedRecords()
      seen = [:]
    }
    if let used = batch.records { records.take(used) }
    for one in batch.seen ?? [] { seen[IssuedLines.Key(contract: one.contract, period: one.period)] = one }
    if batch.isEarly != true, ownBatches[batch.month] == nil { ownBatches[batch.month] = index }
    for document in batch.documents where document.kind == .invoice {
      invoiceBatches[IssuedLines.Key(contract: document.contract, period: document.period)] = index
    }
  }

  /// The facts that priced a month; nil where the journal does not know them.
  func tables(of month: Month) -> FactTables? { ownBatches[month].flatMap(tables) }

  /// The facts that priced a contract's month, where another batch than the month's own billed it.
  func tables(of contract: Contract.ID, in month: Month) -> FactTables? {
    invoiceBatches[IssuedLines.Key(contract: contract, period: month)].flatMap(tables)
  }

  /// The facts that priced a month for the first of some contracts that was billed for it; nil where none was.
  func tables(ofFirst contracts: [Contract.ID], in month: Month) -> FactTables? {
    contracts.compactMap { invoiceBatches[IssuedLines.Key(contract: $0, period: month)] }.min().flatMap(tables)
  }

  private func tables(after batch: Int) -> FactTables? { tablesAfter[max(batch, lastConsent ?? batch)] }
}

extension ParkFacts {
  /// With what a contract has of other facts in the place of its own: it was billed by them for a month that others
  /// were billed for before.
  mutating func take(_ id: Contract.ID, from other: ParkFacts) {
    guard let contract = other.contracts[id] else { return }
    contracts[id] = contract
    takeMissingResidents(of: contract, from: other.residents)
    premises = premises.filter { $0.contract != id } + other.premises.filter { $0.contract == id }
    for meter in other.meters.values where other.holds(id, meter) {
      meters[meter.id] = meter
      meterContracts[meter.id] = other.meterContracts[meter.id]
    }
    // A bad row may be why the contract waited: what the others were priced by lacks it.
    services.merge(other.services) { own, _ in own }
    // The others' tariffs and taxes stay what priced them: this contract has its own copy of those that it goes by.
    taxedApart[id] = other.taxation
    terms[id] = (other.terms[id] ?? []).map { term in
      var term = term
      term.tax = term.tax ?? other.services[term.service]?.tax
      guard case .tariff(let name) = term.pricing else { return term }
      let own = Identifier<TariffRow>("\(name) \(id)")
      tariffs[own] = (other.tariffs[name] ?? []).map { row in
        var row = row
        row.tariff = own
        return row
      }
      term.pricing = .tariff(own)
      return term
    }
  }

  /// With the contracts that no table has any more, as their last recorded rows have them: the debt stays, and so do its
  /// days (I6).
  mutating func takeGoneContracts(of tables: FactTables) {
    let gone = (tables.contracts ?? []).byID.filter { contracts[$0.key] == nil }
    guard !gone.isEmpty else { return }
    let known = (tables.residents ?? []).byID
    for contract in gone.values {
      contracts[contract.id] = contract
      takeMissingResidents(of: contract, from: known)
    }
  }

  /// One contract by itself, with its meters and those behind them (I7).
  func alone(_ id: Contract.ID) -> ParkFacts {
    var facts = self
    facts.contracts = contracts.filter { $0.key == id }
    let own = meters.filter { $0.value.role == .resident && holds(id, $0.value) }
    facts.meters = meters.filter { own[$0.key] != nil || $0.value.parent.map { own[$0] != nil } ?? false }
    facts.orders = orders.filter { $0.value.contract == id }
    return facts
  }

  private mutating func takeMissingResidents(of contract: Contract, from known: [Resident.ID: Resident]) {
    for id in Set(contract.rows.map(\.resident)) where residents[id] == nil { residents[id] = known[id] }
  }

  private func holds(_ contract: Contract.ID, _ meter: Meter) -> Bool {
    meter.contract == contract || meterContracts[meter.id]?.contains { $0.contract == contract } ?? false
  }
}
