public import Diagnostics
public import Measures
public import Park
public import Pricing

/// One side of a document as it was on the day of issue: what a document says never changes (I2).
public struct Party: Sendable, Hashable, Codable {
  /// The full name in the document's language.
  public var name = ""
  /// The postal address.
  public var address = ""
  /// Taxpayer's number.
  public var inn = ""
  /// Statistics number.
  public var okpo = ""
  /// The bank's name.
  public var bankName = ""
  /// The bank's code.
  public var bic = ""
  /// The account.
  public var account = ""
  /// Who signs first.
  public var director = ""
  /// Who signs second.
  public var chiefAccountant = ""
  /// Telephone.
  public var phone = ""
  /// Electronic mail.
  public var email = ""
  /// A party of which nothing is known.
  public init() {}
}

/// An invoice or a correction, as issued. It never changes.
@dynamicMemberLookup
public struct InvoiceDocument: Sendable, Hashable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable, Codable, Comparable {
    /// The first document of a contract and month.
    case invoice
    /// It reverses and replaces lines of an earlier one (I2).
    case correction
    /// Invoices before corrections (I1).
    public static func < (a: Kind, b: Kind) -> Bool { a == .invoice && b == .correction }
  }

  /// All but its lines and parties.
  public struct Head: Sendable, Hashable, Codable {
    /// `YYYY-NNNNNN`.
    public var number: String
    /// Invoice or correction.
    public var kind: Kind
    /// The invoice that a correction corrects.
    public var corrects: String?
    /// The contract.
    public var contract: Contract.ID
    /// The resident.
    public var resident: Resident.ID
    /// The month it is for.
    public var period: Month
    /// The day of issue.
    public var issuedOn: Day
    /// The last day of payment without penalty.
    public var dueOn: Day
    /// The contract's balance before the month of the run (I5).
    public var openingBalance: Money
    /// What was paid in the month of the run.
    public var paid: Money
    /// The contract's balance at the end of the month of the run.
    public var balanceDue: Money
    /// The language of its documents.
    public var language: Language
    /// The contract's number as the parties know it.
    public var contractNumber: String
    /// When the contract was signed.
    public var contractSignedOn: Day?
  }

  /// What its lines come to, and those that name an order or an overdue document.
  struct Sums: Sendable, Hashable, Codable {
    var net = Money.zero
    var vat = Money.zero
    var salesTax = Money.zero
    var referring: [Charge] = []

    init(_ lines: [Charge]) {
      for line in lines {
        net += line.net
        vat += line.vat
        salesTax += line.salesTax
      }
      referring = lines.filter(\.isReferring)
    }
  }

  struct Body: Sendable, Hashable, Codable {
    var lines: [Charge]
    var seller: Party
    var buyer: Party
  }

  var head: Head
  private(set) var sums: Sums
  private var body: BatchPart<Body>

  /// A document from its parts.
  public init(
    number: String, kind: Kind, corrects: String?, contract: Contract.ID, resident: Resident.ID, period: Month,
    issuedOn: Day, dueOn: Day, lines: [Charge], openingBalance: Money, paid: Money, balanceDue: Money,
    language: Language, contractNumber: String, contractSignedOn: Day?, seller: Party, buyer: Party
  ) {
    head = Head(
      number: number, kind: kind, corrects: corrects, contract: contract, resident: resident, period: period,
      issuedOn: issuedOn, dueOn: dueOn, openingBalance: openingBalance, paid: paid, balanceDue: balanceDue,
      language: language, contractNumber: contractNumber, contractSignedOn: contractSignedOn)
    body = BatchPart(Body(lines: lines, seller: seller, buyer: buyer))
    sums = Sums(lines)
  }

  /// A document whose lines are read when they are asked for.
  init(_ head: Head, _ sums: Sums, in file: UnreadBatch, at index: Int) {
    self.head = head
    self.sums = sums
    body = BatchPart(file) { $0.documents[index].body.value }
  }

  /// What its head tells.
  public subscript<Value>(dynamicMember path: WritableKeyPath<Head, Value>) -> Value {
    get { head[keyPath: path] }
    set { head[keyPath: path] = newValue }
  }

  /// Its lines, in the order of the formats; the line's number is its index + 1.
  public var lines: [Charge] {
    get { body.value.lines }
    set {
      body.value.lines = newValue
      sums = Sums(newValue)
    }
  }
  /// Those of its lines that name an order or an overdue document, and penalties.
  public var referringLines: [Charge] { sums.referring }
  /// The management company.
  public var seller: Party { body.value.seller }
  /// The resident.
  public var buyer: Party {
    get { body.value.buyer }
    set { body.value.buyer = newValue }
  }

  /// The sum of the lines before tax.
  public var net: Money { sums.net }
  /// The sum of the lines' value added tax.
  public var vat: Money { sums.vat }
  /// The sum of the lines' sales tax.
  public var salesTax: Money { sums.salesTax }
  /// The sum of the lines with tax.
  public var total: Money { sums.net + sums.vat + sums.salesTax }
}

extension InvoiceDocument: Codable {
  /// Reads what stands in the journal: one object.
  public init(from decoder: any Decoder) throws {
    head = try Head(from: decoder)
    let body = try Body(from: decoder)
    self.body = BatchPart(body)
    sums = Sums(body.lines)
  }

  /// Writes it as the journal holds it.
  public func encode(to encoder: any Encoder) throws {
    try head.encode(to: encoder)
    try body.value.encode(to: encoder)
  }
}
