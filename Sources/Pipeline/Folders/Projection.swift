import Diagnostics
import Intake
import Invoicing
import Ledger
import Measures
import Metering
import Park
import Reporting

/// All folders that can be made again from the journal and the inputs.
struct Projection {
  let facts: ParkFacts
  let journal: Journal
  let language: Language

  /// Lays out anew the folders whose sources changed; files whose bytes stay the same are not touched.
  ///
  /// - Parameter cache: tells which folders these are; without it all are laid out.
  func write(_ result: BillingResult, to storage: Storage, cache: Cache? = nil) throws {
    let books = journal.books
    let folders = CachedFolders(storage: storage, cache: cache)
    let setting = settingDigest
    let months = MonthFolder(facts: facts, books: books, language: language, storage: storage)
    var running = RunningAccounts(of: facts)
    for status in result.months {
      let (month, folder) = (status.month, status.month.description)
      let accounts = running.accounts(in: books, paymentsThrough: month.lastDay) { $0.month <= month }
      var source = ContentDigest()
      source.put(setting)
      source.put(journal.seal { $0.month <= month || $0.months.contains { $0.month == month } })
      for table in months.presentTables(status, accounts: accounts) { source.put(table) }
      if folders.isCurrent(folder, from: source.hex) { continue }
      try months.write(status, accounts: accounts)
      folders.remember(folder, from: source.hex)
    }
    try writeQuarters(setting, after: result.months.last?.month, &running, folders)
  }

  private func writeQuarters(
    _ setting: String, after lastMonth: Month?, _ running: inout RunningAccounts, _ folders: CachedFolders
  ) throws {
    guard let last = journal.books.finishedQuarters.last else { return }
    // Later documents and payments leave what the earlier ones did as it was.
    let end = max(last.lastMonth, lastMonth ?? last.lastMonth).lastDay
    let allocations = running.accounts(in: journal.books, paymentsThrough: end) { _ in true }.allocations
    let quarters = QuarterFolder(
      facts: facts, books: journal.books, language: language, storage: folders.storage,
      allocations: allocations)
    var statements = StatementSources(facts: facts, books: journal.books, allocations: allocations)
    let bare = journal.books.withoutDocuments
    for quarter in journal.books.finishedQuarters {
      let folder = quarter.description
      var source = ContentDigest()
      source.put(setting)
      // The documents and the metering of the report stand in the journal: what is left of it is made of the facts.
      source.put(
        journal.seal { $0.month <= quarter.lastMonth || $0.months.contains { quarter.months.contains($0.month) } })
      let report = QuarterlyReport.make(facts: facts, books: bare, quarter: quarter)
      for table in report.sections + [report.figures, report.register, report.publicRegister] { source.put(table) }
      statements.put(through: quarter, into: &source)
      if folders.isCurrent(folder, from: source.hex) { continue }
      try quarters.write(quarter)
      folders.remember(folder, from: source.hex)
    }
  }

  /// What all documents and tables of the park have in common.
  private var settingDigest: String {
    var digest = ContentDigest()
    let profile = facts.profile
    for text in [profile.timeZone, profile.csv.rawValue, profile.language.rawValue, language.rawValue] {
      digest.put(text)
    }
    digest.put(profile.name)
    digest.put(String(reflecting: profile.company))
    for service in facts.services.values.sorted(by: { $0.id < $1.id }) {
      digest.put(service.id.text)
      digest.put(service.name)
    }
    return digest.hex
  }
}

extension Books {
  /// The quarters whose last month a run has been through.
  var finishedQuarters: [Quarter] {
    Set(issuedMonths.map(\.quarter)).filter { issuedMonths.contains($0.lastMonth) }.sorted()
  }
}

extension BillingPlan {
  /// Runs with the single values of interval meters that it needs, read anew.
  ///
  /// - Parameter scope: what of the run is wanted: a last bill comes by itself (I7).
  func carriedOut(reading input: String, _ facts: ParkFacts, _ scope: RunRequest.Scope = .all) throws(IntakeFailure)
    -> BillingResult
  {
    if case .final(let name) = scope, let end = facts.contracts[Contract.ID(name)]?.validity.until {
      let id = Contract.ID(name)
      let month = end.advanced(by: -1).month
      let needed = facts.daysNeedingSeries(in: (monthsToCalculate?.lowerBound ?? month)...month)
      return BillingRun.finalBill(of: id, in: month, by: self, series: try series(of: needed, in: input, facts))
    }
    return BillingRun.result(of: self, series: try series(of: daysNeedingSeries, in: input, facts))
  }

  private func series(
    of needed: [Meter.ID: [Range<Day>]], in input: String, _ facts: ParkFacts
  ) throws(IntakeFailure) -> [Meter.ID: IntervalSeries]? {
    needed.isEmpty ? nil : try Intake.series(of: needed, in: input, facts: facts)
  }
}
