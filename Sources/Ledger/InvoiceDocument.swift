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
  /// The tax office; nil where none is known.
  public var taxOffice: String?
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
public struct InvoiceDocument: Sendable, Hashable, Codable {
  /// What it is.
  public enum Kind: String, Sendable, Hashable, Codable, Comparable {
    /// The first document of a contract and month.
    case invoice
    /// It reverses and replaces lines of an earlier one (I2).
    case correction
    /// Invoices before corrections (I1).
    public static func < (a: Kind, b: Kind) -> Bool { a == .invoice && b == .correction }
  }

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
  /// Its lines, in the order of the formats; the line's number is its index + 1.
  public var lines: [Charge]
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
  /// The management company.
  public var seller: Party
  /// The resident.
  public var buyer: Party

  /// A document from its parts.
  public init(
    number: String, kind: Kind, corrects: String?, contract: Contract.ID, resident: Resident.ID, period: Month,
    issuedOn: Day, dueOn: Day, lines: [Charge], openingBalance: Money, paid: Money, balanceDue: Money,
    language: Language, contractNumber: String, contractSignedOn: Day?, seller: Party, buyer: Party
  ) {
    self.number = number
    self.kind = kind
    self.corrects = corrects
    self.contract = contract
    self.resident = resident
    self.period = period
    self.issuedOn = issuedOn
    self.dueOn = dueOn
    self.lines = lines
    self.openingBalance = openingBalance
    self.paid = paid
    self.balanceDue = balanceDue
    self.language = language
    self.contractNumber = contractNumber
    self.contractSignedOn = contractSignedOn
    self.seller = seller
    self.buyer = buyer
  }

  /// Those of its lines that name an order or an overdue document, and penalties.
  public var referringLines: [Charge] { lines.filter(\.isReferring) }

  /// The sum of the lines before tax.
  public var net: Money { lines.map(\.net).total() }
  /// The sum of the lines' value added tax.
  public var vat: Money { lines.map(\.vat).total() }
  /// The sum of the lines' sales tax.
  public var salesTax: Money { lines.map(\.salesTax).total() }
  /// The sum of the lines with tax.
  public var total: Money { lines.map(\.total).total() }
}
