import Diagnostics
import Measures
import Park

/// A fact that knows where it stands.
protocol Placed: Hashable {
  var place: Place { get set }
}

extension Resident: Placed {}
extension Contract: Placed {}
extension Premises: Placed {}
extension Service: Placed {}
extension TaxRow: Placed {}
extension TariffRow: Placed {}
extension Term: Placed {}
extension Meter: Placed {}
extension MeterAlias: Placed {}
extension MeterContract: Placed {}
extension Zone: Placed {}
extension Holiday: Placed {}
extension ExchangeRate: Placed {}
extension OpeningBalance: Placed {}
extension Order: Placed {}
extension Payment: Placed {}
extension Indicators: Placed {}

extension Placed {
  /// True where the rows say the same.
  func says(_ other: Self) -> Bool {
    var moved = other
    moved.place = place
    return moved == self
  }
}

/// Rows of which no two may have the same key. Rows that contradict are all kept out.
struct KeyedRows<Key: Hashable, Row: Placed> {
  private var kept: [Key: (row: Row, touches: [Scope])] = [:]
  private var contradicted: Set<Key> = []

  mutating func add(_ row: Row, key: Key, _ source: inout TableRow, column: String) {
    guard let first = kept[key] else {
      kept[key] = (row, source.touches)
      return
    }
    if first.row.says(row) {
      source.report(.repeatedRow(first: first.row.place), column)
    } else {
      for touch in first.touches { source.touch(touch) }
      source.report(.conflictingRows(first: first.row.place), column)
      contradicted.insert(key)
    }
  }

  /// The rows that nothing contradicts.
  var rows: [Key: Row] {
    kept.filter { !contradicted.contains($0.key) }.mapValues(\.row)
  }

  /// The keys of the rows that contradict.
  var conflicts: Set<Key> { contradicted }
}

/// Rows of which no two with the same key may be in force on one day. Rows that do are all kept out.
struct TimedRows<Key: Hashable, Row: Placed> {
  private struct Entry {
    var row: Row
    var touches: [Scope]
    var overlaps = false
  }
  private var entries: [Entry] = []
  private var byKey: [Key: [Int]] = [:]
  private let period: (Row) -> Period

  init(_ period: @escaping (Row) -> Period) { self.period = period }

  mutating func add(_ row: Row, key: Key, _ source: inout TableRow) {
    var entry = Entry(row: row, touches: source.touches)
    for index in byKey[key] ?? [] where period(entries[index].row).overlaps(period(row)) {
      if entries[index].row.says(row) {
        source.report(.repeatedRow(first: entries[index].row.place))
        return
      }
      for touch in entries[index].touches { source.touch(touch) }
      if !entry.overlaps { source.report(.overlappingRows(first: entries[index].row.place), "valid_from") }
      entry.overlaps = true
      entries[index].overlaps = true
    }
    byKey[key, default: []].append(entries.count)
    entries.append(entry)
  }

  /// The rows that overlap no other, in the order of the file.
  var rows: [Row] { entries.filter { !$0.overlaps }.map(\.row) }
}
