public import Diagnostics
public import Measures

/// A service that the company may demand payment for: one of point 13, or the lease of point 11(1).
public struct Service: Sendable, Hashable, Codable {
  /// A service's name in the tables.
  public typealias ID = Identifier<Service>

  /// Where in the Regulation the service is named.
  public enum Point: Sendable, Hashable, Codable, Comparable {
    /// `13.1` to `13.9`.
    case service(Int)
    /// The lease.
    case lease

    /// Reads `13.1`…`13.9` or `lease`; nil for anything else.
    public init?(_ text: String) {
      if text == "lease" {
        self = .lease
      } else if text.utf8.count == 4, text.hasPrefix("13."), let number = Int(text.dropFirst(3)), number > 0 {
        self = .service(number)
      } else {
        return nil
      }
    }
    /// `13.2` or `lease`.
    public var text: String {
      switch self {
      case .service(let number): "13.\(number)"
      case .lease: "lease"
      }
    }
    /// In the order of the Regulation, the lease last.
    public static func < (a: Point, b: Point) -> Bool {
      switch (a, b) {
      case (.service(let x), .service(let y)): x < y
      case (.service, .lease): true
      default: false
      }
    }
  }

  /// How its quantity comes about.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// From meters.
    case metered
    /// From the consumption of other services (C14).
    case derived
    /// By the month.
    case recurring
    /// By completed orders (P11).
    case ordered
  }

  /// Unique.
  public var id: ID
  /// The point of the Regulation under which it is billed.
  public var point: Point
  /// How its quantity comes about.
  public var kind: Kind
  /// The unit as the table writes it.
  public var unit: String
  /// Whose rows in force tax its lines (P12).
  public var tax: Identifier<TaxRow>
  /// The services whose consumption a derived one sums.
  public var derivedFrom: [ID]
  /// What the invoice calls it.
  public var name: Phrase
  /// How many times what was used before is too much to be billed unconfirmed (C15); 0: nothing is.
  public var holdFactor = Factor(whole: 10)
  /// Where its row stands.
  public var place: Place

  /// A service from its columns.
  public init(
    id: ID, point: Point, kind: Kind, unit: String, tax: Identifier<TaxRow>, derivedFrom: [ID], name: Phrase,
    place: Place
  ) {
    self.id = id
    self.point = point
    self.kind = kind
    self.unit = unit
    self.tax = tax
    self.derivedFrom = derivedFrom
    self.name = name
    self.place = place
  }
}

/// One row of a tax: a rate in force for a time. Several may be in force side by side.
public struct TaxRow: Sendable, Hashable, Codable {
  /// Value added tax or sales tax: they are shown in columns of their own.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// Value added tax; does not apply where the company pays none.
    case vat
    /// Sales tax.
    case sales
  }

  /// Rows of one name are one tax.
  public var tax: Identifier<TaxRow>
  /// As printed.
  public var name: String
  /// Which column it goes to.
  public var kind: Kind
  /// Percent of the net amount; 0 where exempt.
  public var rate: Percent
  /// The days on which it is in force.
  public var validity: Period
  /// Where its row stands.
  public var place: Place

  /// A row from its columns.
  public init(
    tax: Identifier<TaxRow>, name: String, kind: Kind, rate: Percent, validity: Period, place: Place
  ) {
    self.tax = tax
    self.name = name
    self.kind = kind
    self.rate = rate
    self.validity = validity
    self.place = place
  }
}

/// One row of a tariff: a price of one component for a time.
public struct TariffRow: Sendable, Hashable, Codable {
  /// What is priced; in the order in which lines stand.
  public enum Component: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
    /// Consumption, in blocks and zones (P4).
    case energy
    /// The highest mean power of the month, in kW (P6).
    case demand
    /// The contracted power, in kW (P7).
    case capacity
    /// Reactive energy above a share of the active (P5).
    case reactive
    /// A price per month, or of an order's quantity.
    case fixed
    /// A percent of an order's base amount (P11).
    case percent

    /// In the order of the formats, section 2.
    public static func < (a: Component, b: Component) -> Bool { a.order < b.order }
    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// Rows of one name are one tariff.
  public var tariff: Identifier<TariffRow>
  /// What it prices.
  public var component: Component
  /// The zone whose consumption it prices; nil for all of it.
  public var zone: Identifier<Zone>?
  /// Where its block begins, or the share of active energy that reactive may reach.
  public var threshold: FineQuantity
  /// For one unit, before discount and tax; a percent for `percent`.
  public var price: UnitPrice
  /// Of the price; soms by default.
  public var currency: Currency
  /// The days on which it is in force.
  public var validity: Period
  /// The decision that sets the price.
  public var basis: String
  /// Where its row stands.
  public var place: Place

  /// A row from its columns.
  public init(
    tariff: Identifier<TariffRow>, component: Component, zone: Identifier<Zone>?, threshold: FineQuantity,
    price: UnitPrice, currency: Currency, validity: Period, basis: String, place: Place
  ) {
    self.tariff = tariff
    self.component = component
    self.zone = zone
    self.threshold = threshold
    self.price = price
    self.currency = currency
    self.validity = validity
    self.basis = basis
    self.place = place
  }
}

/// A term of a contract: for what, at what price, and since when.
public struct Term: Sendable, Hashable, Codable {
  /// Where the price stands.
  public enum Pricing: Sendable, Hashable, Codable {
    /// In the rows of a tariff.
    case tariff(Identifier<TariffRow>)
    /// In the term itself.
    case price(UnitPrice, Currency)
  }

  /// A column that means something in some terms only (P8).
  public enum OptionalColumn: String, Sendable, Hashable, Codable, CaseIterable {
    /// `quantity`
    case quantity
    /// `share_percent`
    case sharePercent = "share_percent"
    /// `currency`
    case currency
  }

  /// Whose term it is.
  public var contract: Contract.ID
  /// For what.
  public var service: Service.ID
  /// At what price.
  public var pricing: Pricing
  /// Kilowatts for `capacity`, a count for a recurring `fixed` price.
  public var quantity = Quantity.one
  /// The part of the source's consumption that a derived service takes (C14).
  public var sharePercent = Percent.hundred
  /// Percent off every line of it (P1); 0 by default.
  public var discountPercent = Percent.zero
  /// Soms a month (P9).
  public var minimumAmount = Money.zero
  /// What its lines are taxed by instead of the service's tax (P12); nil where it is the service's.
  public var tax: Identifier<TaxRow>?
  /// The days on which it is in force, if the contract is.
  public var validity: Period
  /// The columns that the row fills though they mean nothing there (P8) are found from these.
  public var given: Set<OptionalColumn> = []
  /// Where its row stands.
  public var place: Place

  /// A term with its required columns; the others are set after.
  public init(contract: Contract.ID, service: Service.ID, pricing: Pricing, validity: Period, place: Place) {
    self.contract = contract
    self.service = service
    self.pricing = pricing
    self.validity = validity
    self.place = place
  }
}

/// A service order (P11).
public struct Order: Sendable, Hashable, Codable {
  /// An order's name in the tables.
  public typealias ID = Identifier<Order>
  /// How far it has come. Only a completed one is billed.
  public enum Status: String, Sendable, Hashable, Codable, CaseIterable {
    /// Asked for.
    case requested
    /// Taken on.
    case accepted
    /// Done, by an act: billed.
    case completed
    /// Given up.
    case cancelled
  }

  /// Unique; a line's `reference`.
  public var id: ID
  /// Who ordered.
  public var contract: Contract.ID
  /// What, of the services of kind `ordered`.
  public var service: Service.ID
  /// What exactly, as written.
  public var description = ""
  /// The day of the order.
  public var orderedOn: Day
  /// The day of completion: its prices and taxes are of that day.
  public var completedOn: Day?
  /// How far it has come.
  public var status: Status
  /// In the service's unit; below 0 it credits.
  public var quantity = Quantity.one
  /// What a percentage is taken of, in soms.
  public var baseAmount: Money?
  /// The act of completed work.
  public var actNumber = ""
  /// Where its row stands.
  public var place: Place

  /// An order with its required columns; the others are set after.
  public init(
    id: ID, contract: Contract.ID, service: Service.ID, orderedOn: Day, status: Status, place: Place
  ) {
    self.id = id
    self.contract = contract
    self.service = service
    self.orderedOn = orderedOn
    self.status = status
    self.place = place
  }
}
