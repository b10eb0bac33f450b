public import Diagnostics
public import Measures

/// Money received, or a change of what is owed that is no invoice (I3).
public struct Payment: Sendable, Hashable {
  /// A payment's name in the tables.
  public typealias ID = Identifier<Payment>
  /// What it is.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Money received.
    case payment
    /// Money given back: it lowers the contract's advance.
    case refund
    /// Mutual claims set against each other.
    case setOff = "set_off"
    /// A debt given up.
    case writeOff = "write_off"
  }
  /// Who or what it is for, as the row says it.
  public enum Payee: Sendable, Hashable {
    case contract(Contract.ID)
    case resident(Resident.ID)
    case inn(String)
    case invoice(String)
  }

  public var id: ID
  public var receivedOn: Day
  public var kind: Kind
  /// Soms; not above 0 is an error that shows the money as unallocated.
  public var amount: Money
  public var payee: Payee
  public var purpose: String
  /// The payer's taxpayer number where a bank's statement gives it beside the invoice that the purpose names: whose
  /// the money is if there is no such invoice. Empty otherwise.
  public var payerINN = ""
  public var place: Place

  /// A payment from its columns.
  public init(
    id: ID, receivedOn: Day, kind: Kind, amount: Money, payee: Payee, purpose: String, place: Place
  ) {
    self.id = id
    self.receivedOn = receivedOn
    self.kind = kind
    self.amount = amount
    self.payee = payee
    self.purpose = purpose
    self.place = place
  }
}

/// What a contract owed before esep's first month; below 0 an advance.
public struct OpeningBalance: Sendable, Hashable {
  public var contract: Contract.ID
  public var document: String
  public var dueOn: Day
  public var amount: Money
  public var place: Place

  /// An opening balance from its columns.
  public init(contract: Contract.ID, document: String, dueOn: Day, amount: Money, place: Place) {
    self.contract = contract
    self.document = document
    self.dueOn = dueOn
    self.amount = amount
    self.place = place
  }
}
