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

/// What one run committed for one month.
public struct Batch: Sendable, Hashable, Codable {
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
  /// The facts that priced what it bills, as far as they changed since the batch before (I6); nil where none did, and in
  /// early journals.
  public var facts: FactTables?
  /// The records that it used, as far as no earlier batch has them (I6); nil where there is none.
  public var records: UsedRecords?
  /// True where somebody said `--correct`: the months issued before it have its facts and its records from then on.
  public var isConsent: Bool?
  /// What waited and was seen, where somebody said `--keep`: it is told no more until it changes (I6).
  public var seen: [SeenDifference]?

  /// A batch from its parts.
  public init(
    month: Month, issuedOn: Day, documents: [InvoiceDocument], months: [MonthRecord], balances: [BalanceRow],
    heldBack: [Contract.ID], openingChanges: [OpeningChange]? = nil, isEarly: Bool = false
  ) {
    self.heldBack = heldBack
    self.month = month
    self.issuedOn = issuedOn
    self.documents = documents
    self.months = months
    self.balances = balances
    self.openingChanges = openingChanges
    self.isEarly = isEarly ? true : nil
  }

  /// The same with what months rest on.
  public func resting(on fingerprints: [MonthFingerprint]?) -> Batch {
    var batch = self
    batch.fingerprints = fingerprints
    return batch
  }
}

/// A batch as a file of the journal holds it: sealed to the file before.
public struct SealedBatch: Sendable, Hashable {
  /// 1 for the first file of the journal, without a gap.
  public let sequence: Int
  /// The SHA-256 of the file before, in hexadecimal; 64 zeros for the first.
  public let previous: String
  /// What was committed.
  public let batch: Batch

  /// A batch behind some others.
  public init(_ batch: Batch, sequence: Int, previous: String) {
    self.sequence = sequence
    self.previous = previous
    self.batch = batch
  }
}

extension SealedBatch: Codable {
  private enum CodingKeys: CodingKey { case sequence, previous }

  /// Reads what stands in the journal: one object.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    sequence = try container.decode(Int.self, forKey: .sequence)
    previous = try container.decode(String.self, forKey: .previous)
    batch = try Batch(from: decoder)
  }

  /// Writes it as the journal holds it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(sequence, forKey: .sequence)
    try container.encode(previous, forKey: .previous)
    try batch.encode(to: encoder)
  }
}

/// A correction that waits, as somebody saw it who said `--keep` (I6).
public struct SeenDifference: Sendable, Hashable, Codable {
  /// Whose.
  public var contract: Contract.ID
  /// Of which month.
  public var period: Month
  /// Of the lines that it would have.
  public var digest: String
  /// Of what is behind it, facts that changed and records that are gone; nil where that can't be said.
  public var causes: String?

  /// A difference from its parts.
  public init(contract: Contract.ID, period: Month, digest: String, causes: String?) {
    self.contract = contract
    self.period = period
    self.digest = digest
    self.causes = causes
  }

  /// True where it is told no more once the other was seen: other records may have come, but the facts stand (I6).
  public func isSeen(with other: SeenDifference?) -> Bool {
    other.map { digest == $0.digest || causes != nil && causes == $0.causes } ?? false
  }
}
