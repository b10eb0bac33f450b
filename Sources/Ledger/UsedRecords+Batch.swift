import Measures
import Metering
public import Park
import Pricing

extension UsedRecords {
  /// What a batch used.
  public init(of batch: Batch, in facts: ParkFacts) {
    for record in batch.months {
      for register in record.registers { take(register, of: record.month, in: facts) }
    }
    let lines = batch.documents.flatMap { document in document.lines.map { (document.period, $0) } }
    for (period, line) in lines where line.basis != .reversal {
      if line.basis == .order, let order = facts.orders[Order.ID(line.reference)] { orders.append(order) }
      let rate = line.currency == .soms ? nil : facts.rate(of: line.currency, on: period.lastDay)
      if let rate, !rates.contains(rate) { rates.append(rate) }
    }
    payments = facts.payments.filter { $0.receivedOn <= batch.month.lastDay }
  }

  private mutating func take(_ register: RegisterMonth, of month: Month, in facts: ParkFacts) {
    guard let span = register.span else {
      guard let read = facts.intervals[register.meter]?[month] else { return }
      let days = read.days.map { "\($0.count).\(String($0.checksum & 0xFFFF_FFFF, radix: 16))" }
      intervals.append(
        UsedIntervals(
          meter: register.meter, month: month, place: read.place, days: days.joined(separator: " ")))
      return
    }
    let next = register.trace?.next?.at
    for reading in facts.readings[RegisterKey(register.meter, register.register)] ?? []
    where reading.at > span.openingAt && reading.at <= span.closingAt || reading.at == next {
      readings.append(UsedReading(meter: register.meter, register: register.register, reading: reading))
    }
  }
}
