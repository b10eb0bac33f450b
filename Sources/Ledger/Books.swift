public import Measures
import Park

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

  /// The payments that balances showed, and whose they were.
  public private(set) var shownPayments = ShownPayments()

  /// Books in which nothing was issued yet.
  public init() {}

  /// Adds the next batch.
  public mutating func append(_ batch: Batch) {
    for (index, document) in batch.documents.enumerated() {
      places[Period(contract: document.contract, month: document.period), default: []].append((batches.count, index))
    }
    batches.append(batch)
    shownPayments.take(batch)
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
