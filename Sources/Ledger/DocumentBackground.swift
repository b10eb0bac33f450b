public import Measures
public import Metering
public import Park
public import Pricing

/// What the journal holds about a document beside itself: the metering it rests on, and the lines it takes back.
public struct DocumentBackground: Sendable {
  /// A line of an issued document.
  public struct Line: Sendable {
    /// The document's number.
    public let document: String
    /// The line's number, from 1.
    public let number: Int
    /// The line.
    public let charge: Charge
  }

  /// The metering of each month that the document charges, as it stood when the document was issued.
  public var records: [Month: MonthRecord] = [:]
  /// For a correction: the metering of its period as it stood before.
  public var before: MonthRecord?
  /// The earlier line that each reversal takes back, by the reversal's place among the lines.
  public var reversed: [Int: Line] = [:]

  /// Nothing known.
  public init() {}
}

extension MonthRecord {
  /// A register's month; nil where the record has none. Both tables stand in order of meter and register.
  public func register(_ key: RegisterKey) -> RegisterMonth? {
    let index = registers.partition { $0.key < key }
    return registers.indices.contains(index) && registers[index].key == key ? registers[index] : nil
  }

  /// A register's month in each part of its meter.
  public func registers(of meter: Meter.ID, _ register: Identifier<Register>) -> [RegisterMonth] {
    let first = registers.partition { $0.key < RegisterKey(meter, register) }
    return Array(registers[first...].prefix { $0.meter == meter && $0.register == register })
  }

  /// What a contract was charged of a register; nil where it was not.
  public func row(of key: RegisterKey, contract: Contract.ID) -> ConsumptionRow? {
    let index = consumption.partition { $0.key == key ? $0.contract < contract : $0.key < key }
    guard consumption.indices.contains(index) else { return nil }
    let row = consumption[index]
    return row.key == key && row.contract == contract ? row : nil
  }
}

extension Array {
  /// The first place whose element no longer comes before what is sought, in an array in order.
  fileprivate func partition(isBefore: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension Books {
  /// What a document rests on. Later batches don't change it.
  ///
  /// - Parameter last: the place among ``batches`` of the one that holds it.
  public func background(of document: InvoiceDocument, inBatch last: Int) -> DocumentBackground {
    var background = DocumentBackground()
    for month in Set(document.lines.map(\.from.month)).union([document.period]) {
      for batch in batches[...last].reversed() {
        guard let record = batch.months.last(where: { $0.month == month }) else { continue }
        background.records[month] = record
        break
      }
    }
    guard document.kind == .correction else { return background }
    background.before = batches[..<last].last { $0.months.contains { $0.month == document.period } }?.months.last {
      $0.month == document.period
    }
    let earlier = documents(of: document.contract, document.period, through: last).filter {
      $0.number != document.number
    }
    for (index, line) in document.lines.enumerated() where line.basis == .reversal {
      search: for older in earlier.reversed() {
        for (position, charge) in older.lines.enumerated()
        where charge.basis != .reversal && charge.key == line.key && charge.net + line.net == .zero
          && charge.quantity + line.quantity == .zero
        {
          background.reversed[index] = .init(document: older.number, number: position + 1, charge: charge)
          break search
        }
      }
    }
    return background
  }
}

extension DocumentBackground {
  /// What changed since the lines that a correction takes back were billed. Empty for an invoice.
  public func changes(behind document: InvoiceDocument) -> [Change] {
    guard document.kind == .correction else { return [] }
    let old = reversed.sorted { $0.key < $1.key }.map(\.value.charge)
    let new = document.lines.filter { $0.basis != .reversal }
    var search = ChangeSearch(
      before: before, after: records[document.period], contract: document.contract, old: old, new: new)
    return search.all()
  }
}
