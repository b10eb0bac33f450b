public import Measures
public import Park

/// How a line's figures came about, as it stood on the day of issue: numbers, names and places, no words, so that it
/// can be told in any language when the input has long changed. It makes no difference to what is billed (I2).
public struct LineTrace: Sendable, Hashable, Codable {
  /// Where the quantity comes from.
  public var quantity: QuantityTrace
  /// The days of the month that the segment's days are a part of.
  public var monthDays: Int
  /// The price; nil where the amount comes from no price: minimum and penalty.
  public var price: PriceTrace?
  /// The official rate; nil for a price in soms.
  public var rate: RateTrace?
  /// The tax rows in force, by kind and rate.
  public var taxes: [TaxTrace]
  /// What was worked out anew of an estimated month (C9); nil for any other line.
  public var anew: AnewTrace?
}

/// Where a line's quantity comes from.
public enum QuantityTrace: Sendable, Hashable, Codable {
  /// Consumption of one segment, or one zone of it (P3, P4).
  case consumption([Feed], share: Percent?, block: BlockTrace?)
  /// Reactive energy above a share of the active (P5): the registers, what they came to, and the active energy.
  case reactive([Feed], reactive: Quantity, active: Quantity, allowed: FineQuantity)
  /// The highest mean power in kW (P6).
  case demand(Quantity)
  /// By the month (P7): the term's quantity, 1 where the price is for the whole.
  case month(Quantity)
  /// A completed order (P11).
  case order(OrderTrace)
  /// The rest to a minimum (P9).
  case minimum([MinimumTrace], billed: Money)
  /// Days overdue (I4).
  case penalty(PenaltyTrace)
}

/// What one register gave to a line, in the unit of the service that is priced.
public struct Feed: Sendable, Hashable, Codable {
  /// How a register's month was cut into segments and zones.
  public enum Cut: Sendable, Hashable {
    /// By days: the segment's, of those of all segments.
    case days(Int, of: Int)
    /// By readings at the cuts.
    case readings
    /// Interval by interval.
    case intervals
  }

  /// The meter.
  public var meter: Meter.ID
  /// Its register; nil for `total`, which most meters have alone.
  public var register: Identifier<Register>?
  /// The first day of the part of the meter; nil for the first (C20).
  public var since: Day?
  /// What it gave.
  public var quantity: Quantity
  /// How it was cut; nil where the line, with its blocks, takes all of it.
  public var cut: Cut?
}

extension Feed {
  init(_ key: RegisterKey, _ quantity: Quantity, cut: Cut?) {
    self.init(
      meter: key.meter, register: key.register == .total ? nil : key.register, since: key.since, quantity: quantity,
      cut: cut)
  }

  /// Meter, register and part.
  public var key: RegisterKey { RegisterKey(meter, register ?? .total, since: since) }
}

/// Written as one word, `15/31` for days: there is one for almost every line of a month in which a price changes.
extension Feed.Cut: Codable {
  /// Writes `15/31`, `readings` or `intervals`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .days(let days, let all): try container.encode("\(days)/\(all)")
    case .readings: try container.encode("readings")
    case .intervals: try container.encode("intervals")
    }
  }

  /// Reads what ``encode(to:)`` writes.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let numbers = text.split(separator: "/").compactMap { Int($0) }
    switch text {
    case "readings": self = .readings
    case "intervals": self = .intervals
    default:
      guard numbers.count == 2 else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a cut")
      }
      self = .days(numbers[0], of: numbers[1])
    }
  }
}

/// A block of a tariff (P4), in the unit of the service.
public struct BlockTrace: Sendable, Hashable, Codable {
  /// All that the blocks of the segment and zone share out.
  public var of: Quantity
  /// Where it begins, scaled to the segment's days.
  public var from: Quantity
  /// Where the next begins; nil for the last.
  public var to: Quantity?
}

/// The row that sets a price.
public struct PriceTrace: Sendable, Hashable, Codable {
  /// Where the contract's term stands.
  public var term: String
  /// The tariff; nil where the term has a price of its own.
  public var tariff: Identifier<TariffRow>?
  /// Where the tariff's row stands.
  public var row: String?
  /// The decision that sets the price.
  public var basis: String
  /// The first day on which the row is in force.
  public var from: Day
}

/// The official rate that a price was turned to soms with (P10).
public struct RateTrace: Sendable, Hashable, Codable {
  /// Its day.
  public var date: Day
  /// Where it stands.
  public var source: String
}

/// A tax row in force on a line's last day (P12).
public struct TaxTrace: Sendable, Hashable, Codable {
  /// Which column it goes to.
  public var kind: TaxRow.Kind
  /// Percent of the net amount.
  public var rate: Percent
  /// Where it stands.
  public var source: String
}

/// An order as it was billed.
public struct OrderTrace: Sendable, Hashable, Codable {
  /// The day of completion.
  public var completedOn: Day
  /// The act of completed work.
  public var act: String
  /// What was done, as written.
  public var description: String
  /// Where it stands.
  public var source: String
}

/// A term's minimum on some days of the month (P9).
public struct MinimumTrace: Sendable, Hashable, Codable {
  /// For a whole month.
  public var amount: Money
  /// The days of the month on which it holds.
  public var days: Int
  /// Where the term stands.
  public var source: String
}

/// What a penalty is charged on (I4).
public struct PenaltyTrace: Sendable, Hashable, Codable {
  /// Days on whose ends the same principal was open.
  public struct Stretch: Sendable, Hashable, Codable {
    /// The first of them.
    public var from: Day
    /// The last.
    public var to: Day
    /// The principal.
    public var open: Money
    /// The percent of these days, where it changed in the contract's time; nil where it is the trace's.
    public var percent: Percent?

    /// Days and what was open on them.
    public init(from: Day, to: Day, open: Money) {
      self.from = from
      self.to = to
      self.open = open
    }
  }

  /// Percent of the principal for each day; of the last one where it changed.
  public var percent: Percent
  /// In order of time.
  public var stretches: [Stretch]
  /// The most that the document may bear in all; nil for no cap.
  public var cap: Money?
  /// What was charged on it before.
  public var before: Money
  /// Where the contract stands.
  public var source: String

  /// A penalty's figures.
  public init(percent: Percent, stretches: [Stretch], cap: Money?, before: Money, source: String) {
    self.percent = percent
    self.stretches = stretches
    self.cap = cap
    self.before = before
    self.source = source
  }
}

/// An estimated month's line as it comes to now (C9); the adjustment is this less all that was billed for it.
public struct AnewTrace: Sendable, Hashable, Codable {
  /// The quantity now.
  public var quantity: FineQuantity
  /// Before tax.
  public var net: Money
  /// Value added tax.
  public var vat: Money
  /// Sales tax.
  public var salesTax: Money

  /// The figures of a line.
  public init(quantity: FineQuantity, net: Money, vat: Money, salesTax: Money) {
    self.quantity = quantity
    self.net = net
    self.vat = vat
    self.salesTax = salesTax
  }
}

extension LineTrace {
  /// How a penalty came about: it has no price and no tax.
  public static func penalty(_ penalty: PenaltyTrace, monthDays: Int) -> LineTrace {
    LineTrace(quantity: .penalty(penalty), monthDays: monthDays, price: nil, rate: nil, taxes: [], anew: nil)
  }
}
