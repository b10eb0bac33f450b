import Diagnostics
public import Measures
public import Park

/// The tables of prices, looked at as a whole before anything is priced: what a later month would stumble over, and
/// what bills less than it seems without anybody stumbling. Where a month that is calculated can't be priced, the
/// pricing itself says so and holds the contracts back; here are warnings, which hold back nobody.
public struct TableChecks {
  let facts: ParkFacts
  /// The days of the months that are calculated.
  let calculated: Range<Day>
  /// What has bad rows of its own: the rows that were set aside would look like gaps.
  let broken: Set<Scope>
  private(set) var findings: [Finding] = []

  /// Looks at all tables.
  ///
  /// - Parameters:
  ///   - months: the months that are calculated.
  ///   - known: what is already found wrong.
  public static func findings(in facts: ParkFacts, months: ClosedRange<Month>, besides known: [Finding]) -> [Finding] {
    let broken = Set(known.filter { $0.problem.severity == .error }.flatMap(\.touches))
    guard !broken.contains(.everyone) else { return [] }
    let days = months.lowerBound.firstDay..<months.upperBound.advanced(by: 1).firstDay
    var checks = TableChecks(facts: facts, calculated: days, broken: broken)
    let byIntervals = checks.daysBilledByIntervals()
    for (name, rows) in facts.tariffs.sorted(by: { $0.key < $1.key }) where !checks.isBroken(name) {
      checks.checkGaps(of: name, rows)
      checks.checkBlocksAndZones(of: name, rows)
      checks.checkHours(rows, on: byIntervals[name] ?? [])
    }
    checks.checkTaxes()
    for contract in facts.contractsInOrder where !broken.contains(.contract(contract.id)) {
      checks.checkTerms(of: contract)
      checks.checkCover(of: contract, months)
    }
    return checks.findings
  }

  private init(facts: ParkFacts, calculated: Range<Day>, broken: Set<Scope>) {
    self.facts = facts
    self.calculated = calculated
    self.broken = broken
  }

  private func isBroken(_ tariff: Identifier<TariffRow>) -> Bool {
    broken.contains { touch in
      switch touch {
      case .tariff(tariff), .consumption(tariff, _): true
      default: false
      }
    }
  }

  private mutating func warn(_ problem: Problem, months: Finding.Months = .unissued) {
    findings.append(Finding(problem, months: months))
  }

  /// The stretches between rows of one kind, from the first month on, and the row that ends each.
  private func gaps<Row>(in rows: [Row], _ validity: (Row) -> Period) -> [(days: Range<Day>, next: Row)] {
    let sorted = rows.sorted { validity($0).from < validity($1).from }
    return zip(sorted, sorted.dropFirst()).compactMap { row, next in
      guard let end = validity(row).until, end < validity(next).from, validity(next).from > calculated.lowerBound
      else { return nil }
      return (max(end, calculated.lowerBound)..<validity(next).from, next)
    }
  }

  /// True where a contract bills a tariff in days that are calculated: the pricing tells what it lacks.
  private func isPriced(_ tariff: Identifier<TariffRow>, in days: Range<Day>) -> Bool {
    let reached = days.clamped(to: calculated)
    guard !reached.isEmpty else { return false }
    return facts.terms.values.joined().contains { term in
      guard term.pricing == .tariff(tariff), let contract = facts.contracts[term.contract] else { return false }
      return !term.validity.days(in: contract.validity.days(in: reached)).isEmpty
    }
  }

  private mutating func checkGaps(of name: Identifier<TariffRow>, _ rows: [TariffRow]) {
    for kind in Dictionary(grouping: rows, by: RowKind.init).sorted(by: { $0.key < $1.key }) {
      for (days, next) in gaps(in: kind.value, \.validity) {
        let others = rows.filter { $0.component == next.component && !$0.validity.days(in: days).isEmpty }
        if others.isEmpty, isPriced(name, in: days) { continue }
        // Later blocks without their first are told as such.
        if next.threshold.isZero, others.contains(where: { $0.zone == next.zone }) { continue }
        warn(tariffGap(next, days))
      }
    }
  }

  private mutating func checkBlocksAndZones(of name: Identifier<TariffRow>, _ rows: [TariffRow]) {
    let energy = rows.filter { $0.component == .energy }
    let first = calculated.lowerBound
    let edges = Set(energy.flatMap { [$0.validity.from, $0.validity.until].compactMap { $0 } } + [first])
      .filter { $0 >= first }.sorted()
    var told: Set<RowKind> = []
    for (index, start) in edges.enumerated() {
      let open = energy.filter { $0.validity.contains(start) }
      let end = edges.indices.contains(index + 1) ? edges[index + 1] : start.advanced(by: 1)
      for (_, group) in Dictionary(grouping: open, by: \.zone).sorted(by: {
        ($0.key?.text ?? "") < ($1.key?.text ?? "")
      }) {
        guard let row = group.min(by: { $0.threshold < $1.threshold }), !row.threshold.isZero else { continue }
        if told.insert(RowKind(row)).inserted, !isPriced(name, in: start..<end) {
          warn(noFirstBlock(row, since: start))
        }
      }
      let zoned = open.filter { $0.zone != nil }
      guard let sample = zoned.min(by: { $0.place < $1.place }) else { continue }
      for row in energy.sorted(by: { $0.place < $1.place })
      where row.zone != nil && isMissing(row, from: zoned, on: start) {
        guard told.insert(RowKind(row)).inserted else { continue }
        warn(zoneNotEverywhere(row, beside: sample, since: start))
      }
    }
  }

  /// Up to a year after the months that are calculated: the days on which each tariff prices an interval meter.
  private func daysBilledByIntervals() -> [Identifier<TariffRow>: Set<Range<Day>>] {
    let year = calculated.lowerBound..<calculated.upperBound.advanced(by: 366)
    var result: [Identifier<TariffRow>: Set<Range<Day>>] = [:]
    for meter in facts.meters.values.filter({ $0.mode == .interval }).flatMap(facts.stretches) {
      guard let contract = meter.contract.flatMap({ facts.contracts[$0] }) else { continue }
      let open = meter.installed.days(in: contract.validity.days(in: year))
      for term in facts.terms(of: contract.id, for: meter.service) {
        guard case .tariff(let name) = term.pricing else { continue }
        let days = term.validity.days(in: open)
        if !days.isEmpty { result[name, default: []].insert(days) }
      }
    }
    return result
  }

  /// Each hour must lie in exactly one of the zones that the rows name (P4): a season or a kind of day that was left out
  /// is told before its month comes and holds the contracts back.
  private mutating func checkHours(_ rows: [TariffRow], on days: Set<Range<Day>>) {
    let zoned = rows.filter { $0.component == .energy && $0.zone != nil }.sorted { $0.place < $1.place }
    guard !zoned.isEmpty else { return }
    for day in Set(days.joined()).sorted() {
      let open = zoned.filter { $0.validity.contains(day) }
      let names = Set(open.compactMap(\.zone))
      guard let row = open.first else { continue }
      let zones = facts.zones.filter { names.contains($0.name) }
      for minute in Set([0] + zones.flatMap { [$0.from, $0.to] }).sorted() {
        let found = zones.names(on: day, minute: minute, kind: facts.kind(of: day))
        guard found.count != 1 else { continue }
        // Where a month that is calculated meets it, the pricing says so.
        if day >= calculated.upperBound { warn(hourAhead(row, day, minute: minute, names: found)) }
        return
      }
    }
  }

  /// True where a zone is priced on other days or from other thresholds, and not here.
  private func isMissing(_ row: TariffRow, from open: [TariffRow], on day: Day) -> Bool {
    guard !open.contains(where: { $0.zone == row.zone && $0.threshold == row.threshold }) else { return false }
    // Between two rows of its own kind it is a gap, and told as one.
    let same = (facts.tariffs[row.tariff] ?? []).filter { RowKind($0) == RowKind(row) }
    let isBetween = same.contains { $0.validity.from < day } && same.contains { $0.validity.from > day }
    guard !isBetween else { return false }
    return !open.contains { $0.zone == row.zone } || open.contains { $0.threshold == row.threshold }
  }

  /// A tax that has no row in force while something of it is billed.
  private mutating func checkTaxes() {
    for (tax, rows) in facts.taxes.sorted(by: { $0.key < $1.key }) where !broken.contains(.tax(tax)) {
      let terms = facts.terms.values.joined().filter { term in
        facts.services[term.service].map { term.tax(of: $0) == tax } ?? false
      }
      guard !terms.isEmpty else { continue }
      for (days, next) in gaps(in: merged(rows), \.validity) where !isTaxed(terms, in: days) {
        warn(taxGap(next, days))
      }
      guard let end = rows.map({ $0.validity.until ?? Day(number: .max) }).max(), end.number != .max,
        let last = rows.max(by: { $0.validity.from < $1.validity.from })
      else { continue }
      let later = max(end, calculated.lowerBound)
      let isNeeded = terms.contains { term in
        let contract = facts.contracts[term.contract]?.validity
        return (term.validity.until.map { $0 > later } ?? true)
          && (contract?.until.map { $0 > later } ?? (contract != nil))
      }
      if isNeeded, !isTaxed(terms, in: later..<max(later, calculated.upperBound)) { warn(taxEnds(last, end)) }
    }
  }

  /// Rows side by side count as one: only days without any of them are a gap.
  private func merged(_ rows: [TaxRow]) -> [TaxRow] {
    var result: [TaxRow] = []
    for row in rows.sorted(by: { $0.validity.from < $1.validity.from }) {
      if let last = result.last, last.validity.until.map({ $0 >= row.validity.until ?? Day(number: .max) }) ?? true {
        continue
      }
      result.append(row)
    }
    return result
  }

  /// True where the last day of a calculated month lies in days without a tax and a term is in force then: the
  /// pricing tells it.
  private func isTaxed(_ terms: [Term], in days: Range<Day>) -> Bool {
    let reached = days.clamped(to: calculated)
    return terms.contains { term in
      guard let contract = facts.contracts[term.contract] else { return false }
      return term.validity.days(in: contract.validity.days(in: reached)).contains { day in
        day == day.month.lastDay || term.validity.through == day || contract.validity.through == day
      }
    }
  }

  private mutating func checkTerms(of contract: Contract) {
    for (_, terms) in Dictionary(grouping: facts.terms[contract.id] ?? [], by: \.service).sorted(by: { $0.key < $1.key }
    ) {
      for (days, next) in gaps(in: terms, \.validity) where !contract.validity.days(in: days).isEmpty {
        warn(termGap(next, contract.validity.days(in: days)))
      }
    }
  }

  /// A contract that is in force in a month and has no term at all in it: nothing is billed, and nobody would notice.
  private mutating func checkCover(of contract: Contract, _ months: ClosedRange<Month>) {
    let terms = facts.terms[contract.id] ?? []
    for month in months {
      let open = contract.validity.days(in: month.days)
      guard !open.isEmpty, !terms.contains(where: { !$0.validity.days(in: open).isEmpty }) else { continue }
      warn(contractWithoutTerm(contract, month), months: .only(month))
    }
  }
}

/// Rows of a tariff that may follow each other in time.
private struct RowKind: Hashable, Comparable {
  let component: TariffRow.Component
  let zone: String
  let threshold: FineQuantity

  init(_ row: TariffRow) {
    component = row.component
    zone = row.zone?.text ?? ""
    threshold = row.threshold
  }

  static func < (a: RowKind, b: RowKind) -> Bool {
    (a.component, a.zone, a.threshold) < (b.component, b.zone, b.threshold)
  }
}
