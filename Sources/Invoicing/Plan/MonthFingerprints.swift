import Diagnostics
import Ledger
import Measures
import Metering
import Park

/// What the calculation of each month rests on, as a digest for each: equal inputs give equal digests, and a fact that
/// can reach a month changes the digests of that month and of all after it.
///
/// Each fact says all of its content by itself; what is said here is from which month on it counts. So a run puts every
/// fact into a digest once, however many months there are, and what begins later leaves the months before as they were.
/// A digest that differs for nothing costs time; one that is equal by mistake would be a wrong bill. Where in doubt a
/// fact counts from the first month.
struct MonthFingerprints {
  private var digests: [Month: ContentDigest] = [:]
  private let facts: ParkFacts
  private let months: ClosedRange<Month>
  private var clock: ParkClock { facts.clock }

  /// The fingerprints of some months, the park's first among them.
  ///
  /// - Parameter orders: which orders each month bills.
  static func of(
    _ facts: ParkFacts, orders: OrderBook, books: Books, months: ClosedRange<Month>
  ) -> [Month: String] {
    var all = MonthFingerprints(facts: facts, months: months)
    all.putPark()
    all.putContracts(books)
    all.putPrices()
    all.putMeters()
    all.putReadings()
    all.putIntervals()
    for (month, billed) in orders.byMonth.sorted(by: { $0.key < $1.key }) {
      for order in billed.sorted(by: { $0.id < $1.id }) { all.put(order, from: month, "order") }
    }
    for payment in facts.payments { all.put(payment, from: payment.receivedOn.month, "payment") }
    var result: [Month: String] = [:]
    var before = ""
    for month in months {
      var digest = all.digests[month] ?? ContentDigest()
      digest.put(before)
      digest.put(all.clock.end(of: month).seconds)
      digest.put(facts.profile.closedThrough.map { month <= $0 } ?? false)
      before = digest.hex
      result[month] = before
    }
    return result
  }

  /// What some facts come to by themselves up to a month, wherever they stand: without any record.
  ///
  /// - Parameter park: whose clock and settings hold.
  static func ofFacts(_ tables: FactTables, _ park: ParkFacts, _ month: Month) -> String {
    let first = park.profile.firstMonth
    let facts = ParkFacts(profile: park.profile, clock: park.clock).with(tables.withoutPlaces)
    var all = MonthFingerprints(facts: facts, months: min(first, month)...month)
    all.putPark()
    all.putContracts(Books())
    all.putPrices()
    all.putMeters()
    var digest = ContentDigest()
    for month in all.months { if let one = all.digests[month] { digest.put(one.hex) } }
    return digest.hex
  }

  private init(facts: ParkFacts, months: ClosedRange<Month>) {
    self.facts = facts
    self.months = months
  }

  /// Adds a fact that counts from a month on; from the first where none is given.
  private mutating func put(_ fact: some Encodable, from month: Month? = nil, _ tag: String) {
    put(from: month ?? months.lowerBound, tag) { $0.put(contentOf: fact) }
  }

  private mutating func put(from month: Month, _ tag: String, _ write: (inout ContentDigest) -> Void) {
    guard month <= months.upperBound else { return }
    var digest = digests.removeValue(forKey: max(month, months.lowerBound)) ?? ContentDigest()
    digest.put(tag)
    write(&digest)
    digests[max(month, months.lowerBound)] = digest
  }

  /// What holds for every month.
  private mutating func putPark() {
    put(facts.profile.calculated, "park")
    for service in facts.services.values.sorted(by: { $0.id < $1.id }) { put(service, "service") }
    for zone in facts.zones { put(zone, "zone") }
    for holiday in facts.holidays.values.sorted(by: { $0.date < $1.date }) {
      put(holiday, from: holiday.date.month, "holiday")
    }
    for balance in facts.openingBalances { put(balance, "opening") }
  }

  /// A contract counts from its first day, or from its first document where that is earlier; so does its resident.
  private mutating func putContracts(_ books: Books) {
    var first: [Contract.ID: Month] = [:]
    for batch in books.batches {
      for document in batch.documents {
        first[document.contract] = min(first[document.contract] ?? batch.month, batch.month)
      }
    }
    for balance in facts.openingBalances { first[balance.contract] = months.lowerBound }
    var byPayer: [String: [Contract.ID]] = [:]
    for contract in facts.contractsInOrder {
      let begun = contract.validity.from.month
      let month = min(begun, first[contract.id] ?? begun)
      // An addendum counts from its day, and so does what it says of whose the contract is.
      for row in contract.rows {
        let from = row.validity.from == contract.validity.from ? month : max(month, row.validity.from.month)
        put(row, from: from, "contract")
        for resident in facts.residents[row.resident]?.rows ?? [] {
          put(resident, from: max(from, resident.validFrom?.month ?? from), "resident")
        }
      }
      for id in Set(contract.rows.map(\.resident)).sorted() {
        byPayer["resident " + id.text, default: []].append(contract.id)
        let rows = facts.residents[id]?.rows ?? []
        // Money goes by a number before the day from which the payer has it, where it is nobody else's.
        if rows.count > 1 { put(rows.map(\.inn), "numbers") }
        for inn in Set(rows.map(\.inn)).sorted() where !inn.isEmpty {
          byPayer["inn " + inn, default: []].append(contract.id)
        }
      }
    }
    // Where one payer has several contracts, the first by name takes his advances, be it in force or not.
    for (payer, contracts) in byPayer.sorted(by: { $0.key < $1.key }) where contracts.count > 1 {
      put(contracts, "payer " + payer)
    }
    // Vacant premises weigh as well (C13).
    for premises in facts.premises {
      put(premises, from: premises.validity.from.month, "premises")
    }
  }

  private mutating func putPrices() {
    for row in facts.terms.inOrder() { put(row, from: row.validity.from.month, "term") }
    for row in facts.tariffs.inOrder() { put(row, from: row.validity.from.month, "tariff") }
    for row in facts.taxes.inOrder() { put(row, from: row.validity.from.month, "tax") }
    for rate in facts.exchangeRates.inOrder() { put(rate, from: rate.date.month, "rate") }
  }

  /// A meter counts from its installation; its removal is told with the readings.
  private mutating func putMeters() {
    let meters = facts.meters.values.sorted { $0.id < $1.id }
    // A service has its row of the park's balance, and a parent's children must be like it, before they are installed.
    put(Set(meters.map(\.service)).sorted(), "metered")
    for meter in meters {
      if meter.parent != nil { put(meter.withoutRemoval, "child") }
      put(meter.withoutRemoval, from: meter.installedOn.month, "meter")
      for row in facts.meterContracts[meter.id] ?? [] {
        put(row, from: max(meter.installedOn, row.validity.from).month, "holder")
      }
      if let removed = meter.removedOn {
        put(meter, from: firstReached(by: clock.instant(removed.advanced(by: 1))), "removal")
      }
    }
  }

  private var window: Int64 { Int64(facts.profile.readingWindowDays) * 86_400 }

  /// The first month that a reading can close: whose window has not ended before it.
  private func firstReached(by instant: Instant) -> Month {
    clock.local(Instant(seconds: instant.seconds - window - 1)).day.month
  }

  private mutating func putReadings() {
    for (key, readings) in facts.readings.sorted(by: { $0.key < $1.key }) {
      for reading in readings {
        put(from: firstReached(by: reading.at), "reading") { $0.put(key, reading) }
      }
    }
    for meter in facts.meters.values.sorted(by: { $0.id < $1.id }) where meter.mode == .register {
      for register in meter.registers { putLaterReadings(of: meter, RegisterKey(meter.id, register)) }
    }
  }

  /// C7: a month that no reading in its window is sure to close also rests on the next one there is.
  private mutating func putLaterReadings(of meter: Meter, _ key: RegisterKey) {
    let readings = facts.readings[key] ?? []
    let installed = clock.instant(meter.installedOn)
    let removal = meter.removedOn.map { clock.instant($0.advanced(by: 1)) }
    let parts = facts.stretches(of: meter)
    for month in months where month >= meter.installedOn.month {
      let end = clock.end(of: month).seconds
      // Where a part ends there is no window, and any later reading may tell (C19).
      if parts.contains(where: { $0.stretch != nil && $0.removedOn?.month == month }) {
        for reading in readings where reading.at.seconds > clock.start(of: month).seconds {
          put(from: month, "part") { $0.put(key, reading) }
        }
      }
      if let removal, removal.seconds <= end + window { return }
      let since = max(installed.seconds, clock.start(of: month).seconds + window, end - window - 1)
      let near = readings.filter { $0.at.seconds > since && $0.at.seconds <= end + window }
      // Readings that contradict each other close nothing.
      if near.contains(where: { one in near.allSatisfy { $0.at != one.at || $0.value == one.value } }) { continue }
      let later = readings.filter { $0.at.seconds > end + window }
      var index = 0
      while index < later.count {
        let same = later[index...].prefix { $0.at == later[index].at }
        for reading in same { put(from: month, "next") { $0.put(key, reading) } }
        index += same.count
        // Readings that contradict each other are passed over.
        if Set(same.map(\.value)).count == 1 { break }
      }
      if removal != nil { put(meter, from: month, "removal") }
    }
  }

  private mutating func putIntervals() {
    for (id, byMonth) in facts.intervals.sorted(by: { $0.key < $1.key }) {
      guard let meter = facts.meters[id] else { continue }
      for (month, read) in byMonth.sorted(by: { $0.key < $1.key }) {
        put(from: month, "intervals") {
          $0.put(id.text)
          $0.put(read.minutes)
          $0.put(read.place)
          for day in read.days { $0.put(day) }
        }
        // A gap at the end of a month may have its neighbour in the next.
        guard let next = byMonth[month.advanced(by: 1)]?.days.first, facts.hasGap(meter, in: month) else { continue }
        put(from: month, "neighbour") {
          $0.put(id.text)
          $0.put(next)
        }
      }
    }
  }
}

extension Meter {
  fileprivate var withoutRemoval: Meter {
    var meter = self
    meter.removedOn = nil
    meter.removedReadings = []
    return meter
  }
}

extension Dictionary where Key: Comparable {
  /// All rows, by key, then as they stand.
  fileprivate func inOrder<Row>() -> [Row] where Value == [Row] { sorted { $0.key < $1.key }.flatMap(\.value) }
}

/// Readings and intervals are many: they are put in by hand, and faster.
extension ContentDigest {
  fileprivate mutating func put(_ key: RegisterKey, _ reading: Reading) {
    put(key.meter.text)
    put(key.register.text)
    put(reading.at.seconds)
    put(reading.value.units)
    put(reading.source.rawValue)
    put(reading.note)
    put(reading.place.file)
    put(reading.place.line)
    put(reading.place.column ?? "")
  }

  fileprivate mutating func put(_ day: IntervalDay) {
    for number in [Int64(day.count), Int64(day.estimated), day.sum, day.peak] + day.byZone { put(number) }
    put(day.checksum)
  }
}
