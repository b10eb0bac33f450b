public import Measures
public import Park

/// What a month's calculation rested on, when it came to just what stands in the books.
public struct MonthFingerprint: Sendable, Hashable, Codable {
  /// The month.
  public var month: Month
  /// A digest of all inputs that can reach the month.
  public var digest: String

  /// A month's fingerprint.
  public init(month: Month, digest: String) {
    self.month = month
    self.digest = digest
  }
}

/// What one run committed for one month: a file of the journal.
public struct Batch: Sendable, Hashable, Codable {
  /// 1 for the first file of the journal, without a gap.
  public var sequence: Int
  /// The SHA-256 of the file before, in hexadecimal; 64 zeros for the first.
  public var previous: String
  /// The month of the run: its folder holds the documents.
  public var month: Month
  /// The date of its documents.
  public var issuedOn: Day
  /// In order of contract, period and kind, numbered without a gap.
  public var documents: [InvoiceDocument]
  /// The months whose figures this batch sets or replaces.
  public var months: [MonthRecord]
  /// `balances.csv` of the month of the run; replaces an earlier batch's of the same month.
  public var balances: [BalanceRow]
  /// The contracts that an error held back from the month of the run.
  public var heldBack: [Contract.ID]
  /// What months rest on, where that is new since earlier batches; nil where nothing is, and in early journals. It is
  /// no part of what is compared.
  public var fingerprints: [MonthFingerprint]?
  /// By how much contracts of ``balances`` open otherwise than they last closed; nil where none does, and in early
  /// journals.
  public var openingChanges: [OpeningChange]?

  /// True where it lies in the month's folder before the month's own batch: what was found when no month was due and the
  /// books of the last one were closed (I1). nil for a month's own batch and for what follows it, and in early journals.
  public var isEarly: Bool?

  /// A batch that the journal has yet to seal.
  public init(
    month: Month, issuedOn: Day, documents: [InvoiceDocument], months: [MonthRecord], balances: [BalanceRow],
    heldBack: [Contract.ID]
  ) {
    sequence = 0
    previous = ""
    self.heldBack = heldBack
    self.month = month
    self.issuedOn = issuedOn
    self.documents = documents
    self.months = months
    self.balances = balances
  }
}
