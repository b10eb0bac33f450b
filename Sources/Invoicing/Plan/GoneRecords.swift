import Diagnostics
import Ledger
import Measures
import Park

/// Records that issued months used and that the input has no more: until somebody agrees, they count as recorded (I6).
struct GoneRecords {
  /// Where each stood: what is gone is told by its files.
  private(set) var places: [Place] = []
  /// The interval meters that have a day with fewer values, by month: the month goes as recorded.
  private(set) var intervals: [Month: Set<Meter.ID>] = [:]
  /// Payments among them, and whose they were shown as.
  private(set) var payments: [UsedRecords.UsedPayment] = []
  var isEmpty: Bool { places.isEmpty }

  init() {}

  /// Puts what is gone back where it was.
  init(of past: RecordedPast, restoredIn facts: inout ParkFacts) {
    restoreReadings(past.records.readings, &facts)
    for used in past.records.intervals {
      let present = facts.intervals[used.meter]?[used.month]?.days
      let counts = used.counts
      let isGone = counts.indices.contains { index in
        let day = present.flatMap { $0.indices.contains($0.startIndex + index) ? $0[$0.startIndex + index].count : nil }
        return (day ?? 0) < counts[index]
      }
      guard isGone else { continue }
      intervals[used.month, default: []].insert(used.meter)
      places.append(Place(used.place))
    }
    for order in past.records.orders where facts.orders[order.id] == nil {
      facts.orders[order.id] = order
      places.append(order.place)
    }
    for rate in past.records.rates {
      let known = facts.exchangeRates[rate.currency] ?? []
      guard !known.contains(where: { $0.date == rate.date }) else { continue }
      facts.exchangeRates[rate.currency] = (known + [rate]).sorted { $0.date < $1.date }
      places.append(rate.place)
    }
    let known = Set(facts.payments.map(\.id))
    payments = past.records.payments.filter { used in
      if known.contains(used.payment.id) { return false }
      // Early journals have a bank's documents by shorter names.
      return !used.parts.isEmpty || !facts.payments.contains { $0.isSameMoney(as: used.payment) }
    }
    restoreHolders(past.records.payments.map(\.payment), &facts)
    guard !payments.isEmpty else { return }
    places += payments.map(\.payment.place)
    facts.payments = (facts.payments + payments.map(\.payment)).sorted {
      ($0.receivedOn, $0.id) < ($1.receivedOn, $1.id)
    }
  }

  /// A row of `payment-contracts.csv` is a record of its own: the payment may stand without it.
  private mutating func restoreHolders(_ used: [Payment], _ facts: inout ParkFacts) {
    let holders = Dictionary(used.compactMap { one in one.holder.map { (one.id, $0) } }) { $1 }
    if holders.isEmpty { return }
    for index in facts.payments.indices where facts.payments[index].holder == nil {
      guard let holder = holders[facts.payments[index].id] else { continue }
      facts.payments[index].holder = holder
      places.append(holder.place)
    }
  }

  private mutating func restoreReadings(_ used: [UsedRecords.UsedReading], _ facts: inout ParkFacts) {
    for (key, used) in Dictionary(grouping: used, by: { RegisterKey($0.meter, $0.register) }) {
      let known = facts.readings[key] ?? []
      let moments = Set(known.map(\.at))
      let gone = used.map(\.reading).filter { !moments.contains($0.at) }
      guard !gone.isEmpty else { continue }
      places += gone.map(\.place)
      // A stable order: those of one moment stay as they stood.
      facts.readings[key] = (known + gone).enumerated().sorted {
        ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
      }
      .map(\.element)
    }
  }
}

extension Payment {
  /// True where day, way, amount and payer are another's.
  fileprivate func isSameMoney(as other: Payment) -> Bool {
    receivedOn == other.receivedOn && kind == other.kind && amount == other.amount && payee == other.payee
  }
}

extension Place {
  /// From `file:line`, as records keep it.
  fileprivate init(_ reference: String) {
    let colon = reference.lastIndex(of: ":")
    let line = colon.flatMap { Int(reference[reference.index(after: $0)...]) }
    self.init(file: line == nil ? reference : String(reference[..<(colon ?? reference.endIndex)]), line: line ?? 0)
  }
}
