public import Measures

/// What several rows of one name say, each from its day on until the next one's: a contract and its addenda, a resident
/// whose name or number changed.
///
/// By itself such a fact says what its first row says, so that a row that is entered for the future changes nothing
/// before its day. Facts of a day are asked for with ``row(on:)``. The journal and digests know rows alone: each says its
/// own content, and the other rows are not part of it.
public protocol DatedFact: Sendable {
  /// By name.
  associatedtype ID: Hashable, Sendable
  /// Unique but for the rows of one fact.
  var id: ID { get }
  /// The first day of the row; nil where nothing stands before it.
  var begins: Day? { get }
  /// By date; the fact itself where it is the only row.
  var rows: [Self] { get }
  /// A fact of its rows, in whatever order; nil where there are none.
  init?(rows: [Self])
}

extension DatedFact {
  /// The row in force on a day: before the first row's day the first, after the last one's the last.
  public func row(on day: Day) -> Self {
    let rows = rows
    return rows.last { $0.begins.map { $0 <= day } ?? true } ?? rows.first ?? self
  }

  fileprivate static func byDate(_ rows: [Self]) -> [Self] {
    rows.sorted { a, b in
      guard let later = b.begins else { return false }
      return a.begins.map { $0 < later } ?? true
    }
  }
}

extension Resident: DatedFact {
  /// The day from which the row says what is so.
  public var begins: Day? { validFrom }
  /// By date; the resident itself where it has one row.
  public var rows: [Resident] { severalRows.isEmpty ? [self] : severalRows }

  /// A resident of its rows, in whatever order; nil where there are none.
  public init?(rows: [Resident]) {
    let sorted = Self.byDate(rows)
    guard let first = sorted.first else { return nil }
    self = first
    severalRows = sorted.count > 1 ? sorted : []
  }
}

extension Contract: DatedFact {
  /// The first day of the row.
  public var begins: Day? { validity.from }
  /// The contract and its addenda by date; the contract itself where there are none.
  public var rows: [Contract] { severalRows.isEmpty ? [self] : severalRows }

  /// A contract of its rows, in whatever order; each but the first begins the day after the one before. nil
  /// where there are none.
  public init?(rows: [Contract]) {
    let sorted = Self.byDate(rows)
    guard let first = sorted.first, let last = sorted.last else { return nil }
    self = first
    guard sorted.count > 1 else { return }
    severalRows = sorted
    validity = Period(from: first.validity.from, through: last.validity.through) ?? first.validity
  }
}

extension Sequence where Element: DatedFact {
  /// The facts that rows make up, by name.
  public var byID: [Element.ID: Element] {
    Dictionary(grouping: self, by: \.id).compactMapValues { Element(rows: $0) }
  }
}

extension ParkFacts {
  /// Whose a contract is on a day, as the rows of that day have it.
  public func resident(of contract: Contract, on day: Day) -> Resident? {
    residents[contract.row(on: day).resident]?.row(on: day)
  }

  /// The residents that have a taxpayer's number on some day, each by what it has: by number, then by name.
  public var residentsByINN: [String: [Resident.ID]] {
    var result: [String: [Resident.ID]] = [:]
    for resident in residents.values.sorted(by: { $0.id < $1.id }) {
      // Residents without a number have none in common.
      for inn in Set(resident.rows.map(\.inn)) where !inn.isEmpty { result[inn, default: []].append(resident.id) }
    }
    return result
  }

  /// The contracts that a resident has on some day, by the resident; in order of their names.
  public var contractsByResident: [Resident.ID: [Contract.ID]] {
    var result: [Resident.ID: [Contract.ID]] = [:]
    for contract in contractsInOrder {
      for resident in Set(contract.rows.map(\.resident)) { result[resident, default: []].append(contract.id) }
    }
    return result
  }
}
