public import Measures
public import Park

/// The records that issued months used, with their values (I6): what of them is gone later counts as it was.
///
/// A batch keeps those that no earlier one has.
public struct UsedRecords: Sendable, Hashable, Codable {
  /// A reading of a register.
  public struct UsedReading: Sendable, Hashable, Codable {
    /// The meter.
    public var meter: Meter.ID
    /// Its register.
    public var register: Identifier<Register>
    /// What it showed when.
    public var reading: Reading
  }

  /// What an interval meter delivered in a month.
  public struct UsedIntervals: Sendable, Hashable, Codable {
    /// The meter.
    public var meter: Meter.ID
    /// The month.
    public var month: Month
    /// Where the first row stood.
    public var place: String
    /// For each day how many values there were and a checksum of them: `48.1f3a9c00 48.77…`.
    public var days: String

    /// How many values each day had.
    public var counts: [Int] { days.split(separator: " ").map { Int($0.prefix { $0 != "." }) ?? 0 } }
  }

  /// A payment, and whose it was shown as.
  public struct UsedPayment: Sendable, Hashable, Codable {
    /// What went to one contract.
    public struct Part: Sendable, Hashable, Codable {
      /// The contract.
      public var contract: Contract.ID
      /// What it took off the contract's balance; below 0 for a refund.
      public var amount: Money
    }

    /// The payment.
    public var payment: Payment
    /// In order of contract; none where an early journal does not say.
    public var parts: [Part]

    init(payment: Payment, parts: [Part]) { (self.payment, self.parts) = (payment, parts) }

    /// Reads also what early journals hold, the payment alone.
    public init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      if values.contains(.payment) {
        payment = try values.decode(Payment.self, forKey: .payment)
        parts = try values.decode([Part].self, forKey: .parts)
      } else {
        payment = try Payment(from: decoder)
        parts = []
      }
    }
  }

  /// Between the opening and the closing of a month, and the one that a month was interpolated to.
  public var readings: [UsedReading] = []
  /// Of interval meters.
  public var intervals: [UsedIntervals] = []
  /// Those that were billed.
  public var orders: [Order] = []
  /// Those that balances showed.
  public var payments: [UsedPayment] = []
  /// Those that amounts were turned to soms at.
  public var rates: [ExchangeRate] = []

  /// None.
  public init() {}

  /// True where there is none.
  public var isEmpty: Bool { self == UsedRecords() }

  /// Those that earlier ones do not have.
  public func new(since earlier: UsedRecords) -> UsedRecords {
    var result = self
    let (readings, intervals) = (Set(earlier.readings), Set(earlier.intervals))
    result.readings.removeAll(where: readings.contains)
    result.intervals.removeAll(where: intervals.contains)
    let (orders, payments, rates) = (Set(earlier.orders), Set(earlier.payments), Set(earlier.rates))
    result.orders.removeAll(where: orders.contains)
    result.payments.removeAll(where: payments.contains)
    result.rates.removeAll(where: rates.contains)
    return result
  }

  /// These after earlier ones: of each key the last stands.
  public mutating func take(_ later: UsedRecords) {
    readings = Self.last(readings + later.readings) {
      [$0.meter.text, $0.register.text, "\($0.reading.at.seconds)", $0.reading.source.rawValue]
    }
    intervals = Self.last(intervals + later.intervals) { [$0.meter.text, "\($0.month)"] }
    orders = Self.last(orders + later.orders) { [$0.id.text] }
    payments = Self.last(payments + later.payments) { [$0.payment.id.text] }
    rates = Self.last(rates + later.rates) { [$0.currency.text, "\($0.date)"] }
  }

  private static func last<Record>(_ records: [Record], by key: (Record) -> [String]) -> [Record] {
    var places: [[String]: Int] = [:]
    var result: [Record] = []
    for record in records {
      let key = key(record)
      if let place = places[key] {
        result[place] = record
      } else {
        places[key] = result.count
        result.append(record)
      }
    }
    return result
  }
}
