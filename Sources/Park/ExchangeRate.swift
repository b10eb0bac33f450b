public import Diagnostics
public import Measures

/// The code of a currency, such as `USD`. Soms are `KGS`.
public typealias Currency = Identifier<ExchangeRate>

extension Identifier<ExchangeRate> {
  /// Kyrgyz soms: the currency of every amount that names none.
  public static let soms = Currency("KGS")
}

/// The official rate of the National Bank for a currency on a day: soms for one unit.
public struct ExchangeRate: Sendable, Hashable, Codable {
  /// Of which currency.
  public var currency: Currency
  /// Since which day.
  public var date: Day
  /// Soms for one unit.
  public var rate: Factor
  /// Where its row stands.
  public var place: Place

  /// A rate from its columns.
  public init(currency: Currency, date: Day, rate: Factor, place: Place) {
    self.currency = currency
    self.date = date
    self.rate = rate
    self.place = place
  }
}
