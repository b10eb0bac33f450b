import Diagnostics
import Ledger
import Measures
import Metering
import Park

/// What the calculation of each month rests on, as a digest for each: equal inputs give equal digests, and a fact that
/// can reach a month changes the digests of that month and of all after it.
///
/// Each fact counts from the first month that it can reach. So a run puts every fact into a digest once, however many
/// months there are, and what begins later leaves the months before as they were. A digest that differs for nothing
/// costs time; one that is equal by mistake would be a wrong bill. Where in doubt a fact counts from the first month.
struct MonthFingerprints {
  private var digests: [Month: ContentDigest] = [:]
  private let facts: ParkFacts
  private let months: ClosedRange<Month>
  private var clock: ParkClock { facts.clock }

  /// The fingerprints of some months, the park's first among them.
  ///
  /// - Parameter book: which orders each month bills.
  static func of(
    _ facts: ParkFacts, book: OrderBook, books: Books, months: ClosedRange<Month>
  ) -> [Month: String] {
    var all = MonthFingerprints(facts: facts, months: months)
    all.putPark()
    all.putContracts(books)
    all.putPrices()
    all.putMeters()
    all.putReadings()
    all.putIntervals()
    all.putOrders(book)
    all.putPayments()
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

  private init(facts: ParkFacts, months: ClosedRange<Month>) {
    self.facts = facts
    self.months = months
  }

  /// Adds a fact that counts from a month on.
  private mutating func put(from month: Month, _ tag: String, _ write: (inout ContentDigest) -> Void) {
    guard month <= months.upperBound else { return }
    var digest = digests.removeValue(forKey: max(month, months.lowerBound)) ?? ContentDigest()
    digest.put(tag)
    write(&digest)
    digests[max(month, months.lowerBound)] = digest
  }

  private mutating func put(from day: Day, _ tag: String, _ write: (inout ContentDigest) -> Void) {
    put(from: day.month, tag, write)
  }

  /// What holds for every month.
  private mutating func putPark() {
    let profile = facts.profile
    put(from: months.lowerBound, "park") {
      $0.put(profile.timeZone)
      $0.put(profile.readingWindowDays)
      $0.put(profile.maxEstimatedMonths)
      $0.put(profile.maxEstimatedPercent)
      $0.put(profile.vatPayer)
      $0.put(profile.lossLimitPercent?.units ?? -1)
    }
    for service in facts.services.values.sorted(by: { $0.id < $1.id }) {
      put(from: months.lowerBound, "service") {
        $0.put([service.id.text, service.point.text, service.kind.rawValue, service.unit, service.tax.text])
        $0.put(service.derivedFrom.map(\.text))
        $0.put(service.holdFactor.units)
        $0.put([service.name.ky, service.name.ru, service.name.en])
        $0.put(service.place)
      }
    }
    for zone in facts.zones {
      put(from: months.lowerBound, "zone") {
        $0.put(zone.name.text)
        switch zone.days {
        case .all: $0.put("all")
        case .workday: $0.put("workday")
        case .weekend: $0.put("weekend")
        case .weekdays(let days): $0.put(days.sorted().map(String.init))
        }
        $0.put(zone.months.sorted().map(String.init))
        $0.put(zone.from)
        $0.put(zone.to)
        $0.put(zone.place)
      }
    }
    for holiday in facts.holidays.values.sorted(by: { $0.date < $1.date }) {
      put(from: holiday.date, "holiday") {
        $0.put(holiday.date.number)
        $0.put(holiday.kind == .workday)
      }
    }
    for balance in facts.openingBalances {
      put(from: months.lowerBound, "opening") {
        $0.put([balance.contract.text, balance.document])
        $0.put(balance.dueOn.number)
        $0.put(balance.amount.units)
      }
    }
  }

  /// A contract counts from its first day, or from its first document where that is earlier.
  private mutating func putContracts(_ books: Books) {
    var first: [Contract.ID: Month] = [:]
    for batch in books.batches {
      for document in batch.documents {
        first[document.contract] = min(first[document.contract] ?? batch.month, batch.month)
      }
    }
    for balance in facts.openingBalances { first[balance.contract] = months.lowerBound }
    var byPayer: [String: [String]] = [:]
    for contract in facts.contractsInOrder {
      let inn = facts.residents[contract.resident]?.inn ?? ""
      byPayer["resident " + contract.resident.text, default: []].append(contract.id.text)
      if !inn.isEmpty { byPayer["inn " + inn, default: []].append(contract.id.text) }
      let begun = contract.validity.from.month
      put(from: min(begun, first[contract.id] ?? begun), "contract") {
        $0.put([contract.id.text, contract.resident.text, inn])
        $0.put(contract.validity)
        $0.put(contract.penaltyPercentPerDay.units)
        $0.put(contract.penaltyCapPercent?.units ?? -1)
        $0.put(contract.place)
      }
    }
    // Where one payer has several contracts, the first by name takes his advances, be it in force or not.
    for (payer, contracts) in byPayer.sorted(by: { $0.key < $1.key }) where contracts.count > 1 {
      put(from: months.lowerBound, "payer") {
        $0.put(payer)
        $0.put(contracts)
      }
    }
    for premises in facts.premises {
      put(from: premises.validity.from, "premises") {
        // Vacant premises weigh as well (C13).
        $0.put([premises.contract.map { "=" + $0.text } ?? "", premises.kind.rawValue])
        $0.put(premises.area.units)
        $0.put(premises.validity)
      }
    }
  }

  private mutating func putPrices() {
    for (_, terms) in facts.terms.sorted(by: { $0.key < $1.key }) {
      for term in terms {
        put(from: term.validity.from, "term") {
          $0.put([term.contract.text, term.service.text])
          switch term.pricing {
          case .tariff(let name): $0.put(["tariff", name.text])
          case .price(let price, let currency):
            $0.put(["price", currency.text])
            $0.put(price.units)
          }
          $0.put(term.quantity.units)
          $0.put(term.sharePercent.units)
          $0.put(term.discountPercent.units)
          $0.put(term.minimumAmount.units)
          $0.put(term.validity)
          $0.put(term.place)
        }
      }
    }
    for (_, rows) in facts.tariffs.sorted(by: { $0.key < $1.key }) {
      for row in rows {
        put(from: row.validity.from, "tariff") {
          $0.put([row.tariff.text, row.component.rawValue, row.zone.map { "=" + $0.text } ?? ""])
          $0.put(row.threshold.units)
          $0.put(row.price.units)
          $0.put([row.currency.text, row.basis])
          $0.put(row.validity)
          $0.put(row.place)
        }
      }
    }
    for (_, rows) in facts.taxes.sorted(by: { $0.key < $1.key }) {
      for row in rows {
        put(from: row.validity.from, "tax") {
          $0.put([row.tax.text, row.kind.rawValue])
          $0.put(row.rate.units)
          $0.put(row.validity)
          $0.put(row.place)
        }
      }
    }
    for (_, rates) in facts.exchangeRates.sorted(by: { $0.key < $1.key }) {
      for rate in rates {
        put(from: rate.date, "rate") {
          $0.put(rate.currency.text)
          $0.put(rate.date.number)
          $0.put(rate.rate.units)
          $0.put(rate.place)
        }
      }
    }
  }

  /// A meter counts from its installation; its removal is told with the readings.
  private mutating func putMeters() {
    let meters = facts.meters.values.sorted { $0.id < $1.id }
    // A service has its row of the park's balance, and a parent's children must be like it, before they are installed.
    put(from: months.lowerBound, "metered") { $0.put(Set(meters.map(\.service)).sorted().map(\.text)) }
    for meter in meters {
      if let parent = meter.parent {
        put(from: months.lowerBound, "child") {
          $0.put([meter.id.text, parent.text, meter.service.text, meter.mode.rawValue])
          $0.put(meter.registers.map(\.text))
          $0.put(meter.place)
        }
      }
      put(from: meter.installedOn, "meter") {
        $0.put([meter.id.text, meter.service.text, meter.role.rawValue, meter.mode.rawValue, meter.unit.text])
        $0.put([meter.contract.map { "=" + $0.text } ?? "", meter.parent.map { "=" + $0.text } ?? ""])
        $0.put(meter.registers.map(\.text))
        $0.put(meter.digits)
        $0.put(meter.decimals)
        $0.put(meter.multiplier.units)
        $0.put(meter.lossPercent.units)
        $0.put(meter.allocateBy.rawValue)
        $0.put(meter.parkSharePercent.units)
        $0.put(meter.installedOn.number)
        $0.put(meter.installedReadings.map { String($0.units) })
        $0.put(meter.place)
      }
      for row in facts.meterContracts[meter.id] ?? [] {
        put(from: max(meter.installedOn, row.validity.from), "holder") {
          $0.put([row.meter.text, row.contract.text])
          $0.put(row.validity)
        }
      }
      if let removed = meter.removedOn {
        put(from: firstReached(by: clock.instant(removed.advanced(by: 1))), "removal") { $0.putRemoval(of: meter) }
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
      if removal != nil { put(from: month, "removal") { $0.putRemoval(of: meter) } }
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

  private mutating func putOrders(_ book: OrderBook) {
    for (month, orders) in book.byMonth.sorted(by: { $0.key < $1.key }) {
      for order in orders.sorted(by: { $0.id < $1.id }) {
        put(from: month, "order") {
          $0.put([order.id.text, order.contract.text, order.service.text, order.description, order.actNumber])
          $0.put(order.completedOn?.number ?? -1)
          $0.put(order.quantity.units)
          $0.put(order.baseAmount.map { String($0.units) } ?? "")
          $0.put(order.place)
        }
      }
    }
  }

  private mutating func putPayments() {
    for payment in facts.payments {
      put(from: payment.receivedOn, "payment") {
        $0.put([payment.id.text, payment.kind.rawValue, payment.purpose])
        $0.put(payment.receivedOn.number)
        $0.put(payment.amount.units)
        $0.put(payment.payee)
        $0.put(payment.invoice.map { ["invoice", $0] } ?? [])
      }
    }
  }
}

extension ContentDigest {
  fileprivate mutating func put(_ texts: [String]) {
    put(texts.count)
    for text in texts { put(text) }
  }

  fileprivate mutating func put(_ payee: Payment.Payee) {
    switch payee {
    case .contract(let id): put(["contract", id.text])
    case .resident(let id): put(["resident", id.text])
    case .inn(let inn): put(["inn", inn])
    case .unsaid: put(["unsaid"])
    case .several(let payees):
      put(payees.count)
      for payee in payees { put(payee) }
    }
  }

  fileprivate mutating func put(_ period: Period) {
    put(period.from.number)
    put(period.until?.number ?? .max)
  }

  fileprivate mutating func put(_ key: RegisterKey, _ reading: Reading) {
    put([key.meter.text, key.register.text, reading.source.rawValue])
    put(reading.at.seconds)
    put(reading.value.units)
    put(reading.place)
  }

  fileprivate mutating func putRemoval(of meter: Meter) {
    put(meter.id.text)
    put(meter.removedOn?.number ?? .max)
    put(meter.removedReadings.map { String($0.units) })
  }

  fileprivate mutating func put(_ day: IntervalDay) {
    for number in [Int64(day.count), Int64(day.estimated), day.sum, day.peak] + day.byZone { put(number) }
    put(day.check)
  }
}

extension ContentDigest {
  fileprivate mutating func put(_ place: Place) {
    put(place.file)
    put(place.line)
    put(place.column ?? "")
  }
}
