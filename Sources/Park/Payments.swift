public import Diagnostics
public import Measures

/// Money received, or a change of what is owed that is no invoice (I3).
public struct Payment: Sendable, Hashable, Codable {
  /// A payment's name in the tables.
  public typealias ID = Identifier<Payment>
  /// What it is.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Money received.
    case payment
    /// Money given back: it takes back an advance, then what payments paid last.
    case refund
    /// Mutual claims set against each other.
    case setOff = "set_off"
    /// A debt given up.
    case writeOff = "write_off"
  }
  /// Whose it is, as the row says it.
  public enum Payee: Sendable, Hashable, Codable {
    /// A contract's.
    case contract(Contract.ID)
    /// A resident's, whose contracts share it.
    case resident(Resident.ID)
    /// A resident's, by the taxpayer's number.
    case inn(String)
    /// The row says it of nobody: only an invoice can tell.
    case unsaid
    /// The row says it of several, so that whose it is can't be known.
    case several([Payee])

    /// All whose the row says it is.
    public var each: [Payee] {
      switch self {
      case .contract, .resident, .inn: [self]
      case .unsaid: []
      case .several(let payees): payees
      }
    }
  }

  /// Whose `payment-contracts.csv` says that a payment is.
  public struct Holder: Sendable, Hashable, Codable {
    /// The contract.
    public var contract: Contract.ID
    /// Where the row stands.
    public var place: Place

    /// A holder from the table's row.
    public init(contract: Contract.ID, place: Place) { (self.contract, self.place) = (contract, place) }
  }

  /// Unique; of a bank's document: date, number, payer's account, taxpayer's number and amount.
  public var id: ID
  /// It counts from this day, before the day's documents.
  public var receivedOn: Day
  /// What it is; a payment by default.
  public var kind: Kind
  /// Soms; not above 0 is an error that shows the money as unallocated.
  public var amount: Money
  /// Whose the row says it is, as it stands.
  public var payee: Payee
  /// The invoice that the row names, or the document of an opening balance.
  public var invoice: String?
  /// As written.
  public var purpose: String
  /// Where its row stands.
  public var place: Place
  /// The company's account that received it, as a bank's statement says; nil where it was entered in a table.
  public var account: String?
  /// Whose `payment-contracts.csv` says it is, which goes first; nil where it does not.
  public var holder: Holder?

  /// How people call it: a bank's document by its number, any other by its id.
  public var title: String {
    let parts = id.text.split(separator: "/", omittingEmptySubsequences: false)
    return account == nil || parts.count < 5 ? id.text : "№ \(parts[1])"
  }

  /// What the purpose has in the form of an invoice's number, `2026-000123`, in its order.
  public var invoicesInPurpose: [String] { Self.invoices(in: purpose) }

  /// What a purpose has in the form of an invoice's number.
  public static func invoices(in purpose: String) -> [String] {
    let letters = Array(purpose.unicodeScalars)
    func isDigit(_ index: Int) -> Bool { letters.indices.contains(index) && ("0"..."9").contains(letters[index]) }
    var numbers: [String] = []
    for dash in letters.indices where letters[dash] == "-" {
      let (start, end) = (dash - 4, dash + 7)
      guard (start..<dash).allSatisfy(isDigit), (dash + 1..<end).allSatisfy(isDigit) else { continue }
      if isDigit(start - 1) || isDigit(end) { continue }
      numbers.append(String(String.UnicodeScalarView(letters[start..<end])))
    }
    return numbers
  }

  /// A payment from its columns.
  public init(
    id: ID, receivedOn: Day, kind: Kind, amount: Money, payee: Payee, invoice: String? = nil, purpose: String,
    place: Place
  ) {
    self.id = id
    self.receivedOn = receivedOn
    self.kind = kind
    self.amount = amount
    self.payee = payee
    self.invoice = invoice
    self.purpose = purpose
    self.place = place
  }
}

/// What a contract owed before esep's first month; below 0 an advance.
public struct OpeningBalance: Sendable, Hashable, Codable {
  /// Who owes it.
  public var contract: Contract.ID
  /// Its name, under which it is an open document.
  public var document: String
  /// Overdue after it; penalty counts from the first of `firstMonth` only.
  public var dueOn: Day
  /// Soms; below 0 an advance.
  public var amount: Money
  /// Where its row stands.
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
