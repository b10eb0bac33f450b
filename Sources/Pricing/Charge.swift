public import Measures
public import Park

/// What a line is for: a component of a tariff, or one of the two that no tariff row names.
public enum LineComponent: Sendable, Hashable, Comparable, Codable {
  /// A tariff's component.
  case tariff(TariffRow.Component)
  /// The rest to a term's minimum (P9).
  case minimum
  /// For days overdue (I4).
  case penalty

  /// As in `lines.csv`.
  public var text: String {
    switch self {
    case .tariff(let component): component.rawValue
    case .minimum: "minimum"
    case .penalty: "penalty"
    }
  }

  /// Reads what ``text`` writes; nil for anything else.
  public init?(_ text: String) {
    switch text {
    case "minimum": self = .minimum
    case "penalty": self = .penalty
    default:
      guard let component = TariffRow.Component(rawValue: text) else { return nil }
      self = .tariff(component)
    }
  }

  /// Components in the order of the formats, then minimum, then penalty.
  public static func < (a: LineComponent, b: LineComponent) -> Bool {
    switch (a, b) {
    case (.tariff(let x), .tariff(let y)): x < y
    case (.tariff, _): true
    case (.minimum, .penalty): true
    default: false
    }
  }

  /// Written as its text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// Read from its text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let component = LineComponent(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a component")
    }
    self = component
  }
}

/// What makes a charge the same charge when its month is calculated again (I2, C9).
public struct ChargeKey: Sendable, Hashable {
  /// The service; nil for a penalty.
  public let service: Service.ID?
  /// What it is for.
  public let component: LineComponent
  /// The zone; nil for all consumption.
  public let zone: Identifier<Zone>?
  /// The block's ordinal within its zone; nil where there are no blocks.
  public let block: Int?
  /// The first day.
  public let from: Day
  /// The last day.
  public let to: Day
  /// The order or the overdue invoice.
  public let reference: String
}

/// One line of an invoice: a quantity at a price, rounded once (P1), and its taxes (P12).
public struct Charge: Sendable, Hashable, Codable {
  /// Why the line is there.
  public enum Basis: String, Sendable, Hashable, Codable {
    /// Consumption from actual readings.
    case actual
    /// Consumption that rests on an estimate (C16).
    case estimated
    /// The difference for an estimated month (C9).
    case adjustment
    /// By the month.
    case recurring
    /// A completed order (P11).
    case order
    /// The rest to a minimum (P9).
    case minimum
    /// For days overdue (I4).
    case penalty
    /// A line of an earlier document, taken back (I2).
    case reversal
  }

  /// The service; nil for a penalty.
  public var service: Service.ID?
  /// `13.1`…`13.9` or `lease`; empty for a penalty.
  public var point: String
  /// What it is for.
  public var component: LineComponent
  /// The zone; nil for all consumption.
  public var zone: Identifier<Zone>?
  /// The block's ordinal within its zone, for energy.
  public var block: Int?
  /// The first day charged.
  public var from: Day
  /// The last day charged; its taxes apply.
  public var to: Day
  /// Why the line is there.
  public var basis: Basis
  /// In `unit`.
  public var quantity: FineQuantity
  /// The decimals in which the quantity is shown: 3, 6 where it is prorated, 2 for a base amount.
  public var quantityDecimals: Int
  /// The unit of the quantity.
  public var unit: String
  /// Before discount, in `currency`; the percent where the component is `percent`.
  public var unitPrice: UnitPrice
  /// The price's currency.
  public var currency: Currency
  /// Soms for one unit of the currency; 1 for soms.
  public var exchangeRate: Factor
  /// Taken off the price.
  public var discountPercent: Percent
  /// Before tax.
  public var net: Money
  /// The tax's code; empty where none applies.
  public var tax: String
  /// Value added tax.
  public var vat: Money
  /// Sales tax.
  public var salesTax: Money
  /// The order, or the overdue invoice of a penalty.
  public var reference: String
  /// True for the difference of an estimated month (C9), and where such a line is reversed.
  public var isAdjustment = false
  /// In words, in the language of the resident.
  public var description: String
  /// Where its figures stand in the input, as `file:line`.
  public var sources: [String]
  /// How its figures came about; nil for a reversal, and where an early journal did not keep it.
  public var trace: LineTrace?

  /// A charge from its columns.
  public init(
    service: Service.ID?, point: String, component: LineComponent, zone: Identifier<Zone>?, block: Int?, from: Day,
    to: Day, basis: Basis, quantity: FineQuantity, quantityDecimals: Int, unit: String, unitPrice: UnitPrice,
    currency: Currency, exchangeRate: Factor, discountPercent: Percent, net: Money, tax: String, vat: Money,
    salesTax: Money, reference: String, description: String, sources: [String], trace: LineTrace? = nil
  ) {
    self.service = service
    self.point = point
    self.component = component
    self.zone = zone
    self.block = block
    self.from = from
    self.to = to
    self.basis = basis
    self.quantity = quantity
    self.quantityDecimals = quantityDecimals
    self.unit = unit
    self.unitPrice = unitPrice
    self.currency = currency
    self.exchangeRate = exchangeRate
    self.discountPercent = discountPercent
    self.net = net
    self.tax = tax
    self.vat = vat
    self.salesTax = salesTax
    self.reference = reference
    self.description = description
    self.sources = sources
    self.trace = trace
  }

  /// net + taxes.
  public var total: Money { net + vat + salesTax }
  /// What was ordered, as the order itself says; nil where it says nothing, and on all other lines.
  public var orderedWork: String? {
    guard case .order(let order)? = trace?.quantity, !order.description.isEmpty else { return nil }
    return order.description
  }
  /// True where it is for an order, and where such a line is reversed.
  public var isOfOrder: Bool { component != .penalty && !reference.isEmpty }
  /// True where it is for an order or an overdue document.
  public var isReferring: Bool { component == .penalty || !reference.isEmpty }
  /// What makes it the same charge when its month is calculated again.
  public var key: ChargeKey {
    ChargeKey(
      service: service, component: component, zone: zone, block: block, from: from, to: to, reference: reference)
  }
}
