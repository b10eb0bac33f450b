import Foundation
import Invoicing
import Measures

/// What a run found in each month beside what it issued: the next run passes over months that rest on the same inputs, by
/// the journal's word, and tells of them from here.
extension Cache {
  private static let months = "months"

  func months() -> [Month: CachedMonth] {
    let found =
      read(Self.months).flatMap { try? JSONDecoder().decode([String: CachedMonth].self, from: Data($0)) } ?? [:]
    return Dictionary(found.compactMap { name, month in Month(name).map { ($0, month) } }) { first, _ in first }
  }

  func write(_ months: [Month: CachedMonth]) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let named = Dictionary(months.map { ($0.key.description, $0.value) }) { first, _ in first }
    if let bytes = try? encoder.encode(named) { write(Self.months, [UInt8](bytes)) }
  }
}
