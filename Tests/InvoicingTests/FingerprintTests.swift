import Diagnostics
import Ledger
import Measures
import Testing

@testable import Invoicing
@testable import Park

/// A month is passed over by its fingerprint. So whatever changes about a fact is in it: what is forgotten would be a
/// wrong bill.
@Suite struct FingerprintTests {
  /// What need not be varied here: the profile, which is below, with the clock that its zone makes; and what no month's
  /// calculation rests on. Names and files are looked up when readings are read, and only where a row is bad after that; the
  /// single values of intervals are in the checksums of their days; by which taxes a contract was billed apart, the journal
  /// tells; the others only reports and warnings tell of.
  private static let others: Set = [
    "profile", "clock", "meterAliases", "readingFiles", "intervalFiles", "intervalSeries", "indicators", "activities",
    "acknowledged", "taxedApart",
  ]

  private func fingerprints(_ facts: ParkFacts) -> [Month: String] {
    let month = Month(year: 2026, month: 9)
    let options = BillingPlan.Options(through: month, today: month.lastDay.advanced(by: 1))
    return BillingPlan(of: facts, findings: [], books: Books(), options: options).fingerprints
  }

  private func expectKnown<Fact: Codable & Equatable>(
    _ fact: Fact, in facts: ParkFacts, _ put: (inout ParkFacts, Fact) -> Void
  ) throws {
    let known = fingerprints(facts)
    let all = try variations(of: fact)
    #expect(!all.isEmpty)
    for one in all {
      var changed = facts
      put(&changed, one.value)
      #expect(fingerprints(changed) != known, "\(Fact.self)\(one.path)")
    }
  }

  /// What an addendum of September says is nothing to August; nor is a resident's name from September on.
  @Test func whatIsSoFromADayOnCountsFromIt() throws {
    let facts = try Self.facts()
    var contract = try #require(facts.contracts.values.first)
    var addendum = contract
    let (june, august, september) = (
      try #require(Day(2026, 6, 1)), try #require(Day(2026, 8, 31)), try #require(Day(2026, 9, 1))
    )
    contract.validity = try #require(Period(from: june, through: august))
    addendum.validity = try #require(Period(from: september, through: nil))
    let resident = try #require(facts.residents.values.first)
    var renamed = resident
    renamed.validFrom = Day(2026, 9, 1)
    func months(_ addendum: Contract, _ renamed: Resident) -> [String?] {
      var changed = facts
      changed.contracts[contract.id] = Contract(rows: [addendum, contract])
      changed.residents[resident.id] = Resident(rows: [resident, renamed])
      let known = fingerprints(changed)
      return [8, 9].map { known[Month(year: 2026, month: $0)] }
    }
    let before = months(addendum, renamed)
    addendum.paymentDays += 1
    let later = months(addendum, renamed)
    renamed.fullName = "Renamed"
    let last = months(addendum, renamed)
    #expect(before[0] == later[0] && later[0] == last[0])
    #expect(Set([before[1], later[1], last[1]]).count == 3)
  }

  @Test func whateverChangesAboutAFactIsKnown() throws {
    let facts = try Self.facts()
    var tables: Set<String> = []
    func each<Key, Fact: Codable & Equatable>(
      _ table: String, _ path: WritableKeyPath<ParkFacts, [Key: Fact]>
    ) throws {
      tables.insert(table)
      #expect(!facts[keyPath: path].isEmpty, "\(table)")
      for (key, fact) in facts[keyPath: path] {
        try expectKnown(fact, in: facts) { $0[keyPath: path][key] = $1 }
      }
    }
    func each<Fact: Codable & Equatable>(_ table: String, _ path: WritableKeyPath<ParkFacts, [Fact]>) throws {
      tables.insert(table)
      #expect(!facts[keyPath: path].isEmpty, "\(table)")
      for (index, fact) in facts[keyPath: path].enumerated() {
        try expectKnown(fact, in: facts) { $0[keyPath: path][index] = $1 }
      }
    }
    try each("residents", \.residents)
    try each("contracts", \.contracts)
    try each("premises", \.premises)
    try each("services", \.services)
    try each("tariffs", \.tariffs)
    try each("terms", \.terms)
    try each("taxes", \.taxes)
    try each("meters", \.meters)
    for (meter, rows) in facts.meterContracts {
      tables.insert("meterContracts")
      for row in rows { try expectKnown(row, in: facts) { $0.meterContracts[meter] = [$1] } }
    }
    try each("zones", \.zones)
    try each("holidays", \.holidays)
    try each("exchangeRates", \.exchangeRates)
    try each("openingBalances", \.openingBalances)
    try each("readings", \.readings)
    for (meter, months) in facts.intervals {
      tables.insert("intervals")
      for (month, read) in months { try expectKnown(read, in: facts) { $0.intervals[meter]?[month] = $1 } }
    }
    try each("orders", \.orders)
    try each("payments", \.payments)
    let stored = Set(Mirror(reflecting: facts).children.compactMap(\.label))
    #expect(
      stored.subtracting(tables).sorted() == Self.others.sorted(), "a new table has to be varied here, or named above")
  }

  /// Of the profile too, but for what only documents and reports say.
  @Test func whateverChangesInTheProfileIsKnown() throws {
    var facts = try Self.facts()
    facts = ParkFacts(profile: facts.profile, clock: facts.clock)
    let known = fingerprints(facts)
    let silent = [
      ".company", ".territory", ".capacities", ".compliance", ".csv", ".electronicInvoiceCodes", ".name", ".reminders",
      ".reportLanguages",
    ]
    for one in try variations(of: facts.profile) where !silent.contains(where: one.path.hasPrefix) {
      let changed = ParkFacts(profile: one.value, clock: facts.clock)
      #expect(fingerprints(changed) != known, "profile\(one.path)")
    }
  }

  /// A park with a fact of every kind, and a value for everything that may be left out.
  private static func facts() throws -> ParkFacts {
    var park = try BilledPark("K1")
    try park.order("O1", of: "K1", on: "2026-07-10")
    let place = Place(file: "table.csv", line: 2, column: "column")
    func day(_ text: String) throws -> Day { try BilledPark.day(text) }
    let days = try #require(Period(from: day("2026-06-01"), through: day("2026-12-31")))
    let (contract, service) = (Contract.ID("K1"), Service.ID("power"))
    var profile = park.facts.profile
    profile.closedThrough = Month(year: 2026, month: 6)
    profile.lossLimitPercent = Percent(whole: 9)
    profile.vatPayerFrom = try day("2026-06-01")
    profile.reportLanguages = [.ru]
    profile.electronicInvoiceCodes = ["power": "1"]
    var facts = ParkFacts(profile: profile, clock: park.facts.clock)
    (facts.services, facts.orders) = (park.facts.services.filter { $0.key == service }, park.facts.orders)
    facts.services[service]?.derivedFrom = [Service.ID("heat")]
    facts.orders[Order.ID("O1")]?.baseAmount = Money(whole: 5)
    facts.contracts = park.facts.contracts
    facts.contracts[contract]?.signedOn = try day("2026-05-05")
    facts.contracts[contract]?.penaltyCapPercent = Percent(whole: 50)
    facts.contracts[contract]?.validity = days
    var resident = Resident(
      id: Resident.ID("R1"), fullName: "R", shortName: "R", legalForm: .foreignBranch, enteredOn: try day("2026-05-01"),
      place: place)
    resident.validFrom = try day("2026-06-01")
    (resident.terminatedOn, resident.language, resident.withheld) = (try day("2027-05-01"), .ky, ["phone"])
    (resident.bank, resident.bic, resident.account) = ("Bank", "123456", "1234567890123456")
    facts.residents[resident.id] = resident
    facts.premises = [
      Premises(
        id: Premises.ID("B1"), kind: .building, name: "B", contract: contract, area: Quantity(whole: 90),
        validity: days,
        place: place)
    ]
    facts.tariffs[Identifier("T")] = [
      TariffRow(
        tariff: Identifier("T"), component: .energy, zone: Identifier("night"), threshold: .zero,
        price: UnitPrice(units: 5), currency: .soms, validity: days, basis: "decision", place: place)
    ]
    var term = Term(
      contract: contract, service: service, pricing: .tariff(Identifier("T")), validity: days, place: place)
    term.given = [.quantity]
    term.tax = Identifier("free")
    let rent = Term(
      contract: contract, service: service, pricing: .price(UnitPrice(units: 5), .soms), validity: days, place: place)
    facts.terms[contract] = [term, rent]
    facts.taxes[Identifier("tax")] = [
      TaxRow(tax: Identifier("tax"), name: "VAT", kind: .vat, rate: .zero, validity: days, place: place)
    ]
    var meter = Meter(
      id: Meter.ID("M1"), service: service, unit: MeasurementUnit("kWh"), installedOn: try day("2026-06-01"),
      installedReadings: [.zero], place: place)
    (meter.contract, meter.parent) = (contract, Meter.ID("M0"))
    (meter.removedOn, meter.removedReadings) = (try day("2026-08-10"), [FineQuantity(whole: 70)])
    meter.stretch = Stretch(since: try day("2026-07-01"), isPark: false)
    facts.meters[meter.id] = meter
    facts.meterContracts[meter.id] = [
      MeterContract(meter: meter.id, contract: contract, validity: days, place: place)
    ]
    let key = RegisterKey(meter.id, .total)
    facts.readings[key] = [
      Reading(
        at: facts.clock.end(of: Month(year: 2026, month: 6)), value: FineQuantity(whole: 9), source: .actual, note: "n",
        place: place)
    ]
    var delivered = IntervalDay(zones: 1)
    (delivered.count, delivered.estimated, delivered.sum, delivered.peak) = (24, 1, 240, 10)
    (delivered.byZone, delivered.checksum) = ([80], 77)
    facts.intervals[meter.id] = [
      Month(year: 2026, month: 7): IntervalMonth(minutes: 60, days: IntervalDays([delivered]), place: "intervals.csv:2")
    ]
    facts.zones = [
      Zone(name: Identifier("night"), days: .workday, months: [1, 7], from: 0, to: 360, place: place),
      Zone(name: Identifier("night"), days: .weekdays([6, 7]), months: [1], from: 0, to: 360, place: place),
    ]
    for index in facts.zones.indices {
      (facts.zones[index].validFrom, facts.zones[index].validTo) = (days.from, try day("2027-05-01"))
    }
    let feast = try day("2026-08-31")
    facts.holidays[feast] = Holiday(date: feast, kind: .weekend, name: "Independence Day", place: place)
    facts.exchangeRates[Currency("USD")] = [
      ExchangeRate(currency: Currency("USD"), date: try day("2026-06-30"), rate: .one, place: place)
    ]
    facts.openingBalances = [
      OpeningBalance(
        contract: contract, document: "OLD", dueOn: try day("2026-05-31"), amount: Money(whole: 3), place: place)
    ]
    let payees: [Payment.Payee] = [
      .contract(contract), .resident(resident.id), .inn("1"), .unsaid, .several([.contract(contract), .inn("2")]),
    ]
    facts.payments = try payees.enumerated().map { index, payee in
      var payment = Payment(
        id: Payment.ID("P-\(index)"), receivedOn: try day("2026-07-05"), kind: .payment, amount: Money(whole: 1),
        payee: payee, invoice: "2026-000001", purpose: "rent", place: place)
      payment.account = "1299000000000001"
      payment.holder = Payment.Holder(contract: contract, place: place)
      return payment
    }
    return facts
  }
}
