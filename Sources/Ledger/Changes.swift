public import Measures
public import Metering
public import Park
import Pricing

/// One thing that is not as it was when the corrected invoice was issued: told from what the journal keeps of both.
public struct Change: Sendable, Hashable {
  /// What changed.
  public enum Subject: Sendable, Hashable {
    /// The reading of a register at a moment.
    case reading(RegisterKey, Instant)
    /// The reading that a register's month counts from, where it was taken at another moment than before.
    case opening(RegisterKey)
    /// The same of the one that it counts to.
    case closing(RegisterKey)
    /// What an interval meter delivered in the month.
    case intervals(Meter.ID)
    /// A meter's multiplier.
    case multiplier(Meter.ID)
    /// A meter's losses, in percent.
    case losses(Meter.ID)
    /// What a register came to in the month; nil before or after where it did not count.
    case consumption(RegisterKey)
    /// What was consumed on some days, in a zone where there is one, while the month came to the same.
    case stretch(Service.ID, Identifier<Zone>?, Day, Day)
    /// The contract's share of a common meter.
    case share(Meter.ID)
    /// What the park bears itself of a common meter, in percent.
    case parkShare(Meter.ID)
    /// What the contract counts for among those who share a common meter (C13).
    case weight(Meter.ID, Meter.Allocation)
    /// The part of the sources' consumption that a derived service takes, in percent (C14).
    case part(Service.ID)
    /// A price, by its tariff where it has one.
    case price(Service.ID, Identifier<TariffRow>?, since: Day)
    /// Where a block of a tariff begins on the line's days, by the block's ordinal (P4).
    case threshold(Service.ID, block: Int)
    /// A discount, in percent.
    case discount(Service.ID)
    /// An official rate.
    case rate(Currency)
    /// The rates of a service's taxes of one kind, in percent.
    case tax(Service.ID, TaxRow.Kind)
    /// What is billed by the month.
    case quantity(Service.ID)
    /// The days on which a service is billed.
    case days(Service.ID)
    /// An order; nil before where it is new, nil after where it is billed no longer.
    case order(String)
    /// The least amount of a month.
    case minimum(Service.ID)
    /// The penalty on an overdue invoice.
    case penalty(String)
    /// An amount before tax of which no more is known.
    case amount(Service.ID)
    /// The same with taxes.
    case total(Service.ID)
  }

  /// A figure or days, with the unit in which they stand.
  public struct Amount: Sendable, Hashable {
    /// Plain digits with a point, or days.
    public enum Figure: Sendable, Hashable {
      /// Plain digits.
      case digits(String)
      /// From the first to the last.
      case days(Day, Day)
      /// Plain digits, and those of the whole that they are a part of.
      case part(String, of: String)
    }
    /// The figure.
    public let figure: Figure
    /// Its unit as the tables write it; `%`; empty where there is none.
    public let unit: String
    /// When a reading was taken, where the two of a change stand at different moments.
    public var at: Instant?
    /// How a reading came about.
    public var basis = ClosingBasis.actual
  }

  /// What changed.
  public let subject: Subject
  /// As it was; nil where it was not there.
  public let before: Amount?
  /// As it is; nil where it is no longer there.
  public let after: Amount?
  /// Where it stands now, else where it stood; empty where that is not known.
  public let source: String
}
