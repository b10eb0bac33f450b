import Measures
import Metering
public import Park
import Pricing

extension UsedRecords {
  /// What a batch used.
  ///
  /// - Parameter settled: what payments did by the end of its month; only the month's own balances show them.
  public init(of batch: Batch, in facts: ParkFacts, settled: [PaymentPart]) {
    for record in batch.months {
      for register in record.registers { take(register, of: record.month, in: facts) }
    }
    let lines = batch.documents.flatMap { document in document.lines.map { (document.period, $0) } }
    for (period, line) in lines where line.basis != .reversal {
      if line.basis == .order, let order = facts.orders[Order.ID(line.reference)] { orders.append(order) }
      let rate = line.currency == .soms ? nil : facts.rate(of: line.currency, on: period.lastDay)
      if let rate, !rates.contains(rate) { rates.append(rate) }
    }
    let shown = settled.filter { $0.payment.receivedOn <= batch.lastDayShown }
    let parts = Dictionary(grouping: shown, by: \.payment.id)
    payments = facts.payments.compactMap { payment in
      parts[payment.id].map {
        UsedPayment(payment: payment, parts: $0.map { .init(contract: $0.contract, amount: $0.amount) })
      }
    }
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

extension Batch {
  /// The last day of the payments that are new in what balances show: before a month's own batch none, but where somebody
  /// agreed to the present records, and all that was shown is kept anew.
  fileprivate var lastDayShown: Day {
    if isEarly != true { return month.lastDay }
    return isConsent == true ? month.advanced(by: -1).lastDay : Day(number: .min)
  }
}
