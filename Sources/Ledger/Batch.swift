public import Measures
public import Metering
public import Park

/// A row of `balances.csv`: where a contract stood at the end of a month (I5).
public struct BalanceRow: Sendable, Hashable, Codable {
  /// The contract.
  public var contract: Contract.ID
  /// The resident.
  public var resident: Resident.ID
  /// The last month's closing.
  public var openingBalance: Money
  /// The documents of the month's runs.
  public var invoiced: Money
  /// Payments + set-offs + write-offs − refunds.
  public var paid: Money
  /// opening + invoiced − paid.
  public var closingBalance: Money { openingBalance + invoiced - paid }
  /// Owed and not yet due.
  public var notDue: Money
  /// Overdue by 1 to 30 days.
  public var overdue1to30: Money
  /// Overdue by 31 to 60 days.
  public var overdue31to60: Money
  /// Overdue by 61 to 90 days.
  public var overdue61to90: Money
  /// Overdue by more than 90 days.
  public var overdueOver90: Money
  /// All that is overdue, whatever its age.
  public var overdue: Money { overdue1to30 + overdue31to60 + overdue61to90 + overdueOver90 }
  /// Paid and not yet used.
  public var advance: Money

  /// A row with no figure yet.
  public init(contract: Contract.ID, resident: Resident.ID) {
    self.contract = contract
    self.resident = resident
    openingBalance = .zero
    invoiced = .zero
    paid = .zero
    notDue = .zero
    overdue1to30 = .zero
    overdue31to60 = .zero
    overdue61to90 = .zero
    overdueOver90 = .zero
    advance = .zero
  }
}

/// What was metered in a month, as a batch recorded it.
public struct MonthRecord: Sendable, Hashable {
  struct Body: Sendable, Hashable, Codable {
    var registers: [RegisterMonth]
    var consumption: [ConsumptionRow]
    var parkBalance: [ParkBalanceRow]
  }

  /// The month.
  public let month: Month
  private let body: BatchPart<Body>

  /// Where each register closed: the next month opens there (C3).
  public var registers: [RegisterMonth] { body.value.registers }
  /// `consumption.csv` of the month.
  public var consumption: [ConsumptionRow] { body.value.consumption }
  /// `park-balance.csv` of the month.
  public var parkBalance: [ParkBalanceRow] { body.value.parkBalance }

  /// A record from its tables.
  public init(
    month: Month, registers: [RegisterMonth], consumption: [ConsumptionRow], parkBalance: [ParkBalanceRow]
  ) {
    self.month = month
    body = BatchPart(Body(registers: registers, consumption: consumption, parkBalance: parkBalance))
  }

  /// A record whose tables are read when they are asked for.
  init(_ month: Month, in file: UnreadBatch, at index: Int) {
    self.month = month
    body = BatchPart(file, none: Body(registers: [], consumption: [], parkBalance: [])) { batch in
      batch.months.indices.contains(index) ? batch.months[index].body.value : nil
    }
  }
}

extension MonthRecord: Codable {
  private enum CodingKeys: CodingKey { case month }

  /// Reads what stands in the journal: one object.
  public init(from decoder: any Decoder) throws {
    month = try decoder.container(keyedBy: CodingKeys.self).decode(Month.self, forKey: .month)
    body = BatchPart(try Body(from: decoder))
  }

  /// Writes it as the journal holds it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(month, forKey: .month)
    try body.value.encode(to: encoder)
  }
}

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

/// Everything that was issued, replayed from the journal in order.
public struct Books: Sendable {
  private struct Period: Hashable {
    let contract: Contract.ID
    let month: Month
  }

  /// All batches, by sequence.
  public private(set) var batches: [Batch] = []
  /// Where the documents of each contract's month stand: the batch's place, and the document's in it, in order of issue.
  private var places: [Period: [(batch: Int, document: Int)]] = [:]

  /// Books in which nothing was issued yet.
  public init() {}

  /// Adds the next batch.
  public mutating func append(_ batch: Batch) {
    for (index, document) in batch.documents.enumerated() {
      places[Period(contract: document.contract, month: document.period), default: []].append((batches.count, index))
    }
    batches.append(batch)
  }

  /// The documents of a contract's month, in order of issue, as far as they stand in some batches.
  ///
  /// - Parameter last: the place among ``batches`` of the last of these.
  func documents(of contract: Contract.ID, _ month: Month, through last: Int) -> [InvoiceDocument] {
    (places[Period(contract: contract, month: month)] ?? []).prefix { $0.batch <= last }.map {
      batches[$0.batch].documents[$0.document]
    }
  }

  /// All documents, in order of issue.
  public var documents: [InvoiceDocument] { batches.flatMap(\.documents) }
  /// The months that a run has been through.
  public var issuedMonths: Set<Month> { Set(batches.filter { $0.isEarly != true }.map(\.month)) }
  /// The batch that issued a month; nil where none has.
  public func ownBatch(of month: Month) -> Batch? { batches.first { $0.month == month && $0.isEarly != true } }
  /// The documents that lie in a month's folder.
  public func documents(inFolderOf month: Month) -> [InvoiceDocument] {
    batches.filter { $0.month == month }.flatMap(\.documents)
  }
  /// The newest record of a month's metering; nil where none was made.
  public func record(of month: Month) -> MonthRecord? {
    for batch in batches.reversed() {
      if let record = batch.months.last(where: { $0.month == month }) { return record }
    }
    return nil
  }
  /// The newest balances of a month; empty where no run has been through it.
  public func balances(of month: Month) -> [BalanceRow] {
    batches.last { $0.month == month && $0.isEarly != true }?.balances ?? []
  }
  /// What each month rests on, where nothing that was committed since can have touched the month.
  public var fingerprints: [Month: String] {
    var result: [Month: String] = [:]
    var untouched = Month(number: .max)
    for batch in batches.reversed() {
      for one in batch.fingerprints ?? [] where one.month < untouched && result[one.month] == nil {
        result[one.month] = one.digest
      }
      // What lies in a month's folder reaches the accounts of the later ones.
      let touched = batch.documents.map(\.period) + batch.months.map(\.month) + [batch.month.advanced(by: 1)]
      untouched = touched.reduce(untouched, min)
    }
    return result
  }
}
