import Foundation
import Invoicing
import Measures

/// `.months`: what a run found in each month beside what it issued. The next run passes over months that rest on the
/// same inputs, by the journal's word, and tells of them from here. It is a hint: without it, or when esep itself is
/// newer, all months are calculated again and come to the same.
struct KeptMonths {
  static let name = ".months"
  let storage: Storage

  func read() -> [Month: KeptMonth] {
    let bytes = storage.hint(Self.name).flatMap { _ in storage.read(Self.name) }
    let named = bytes.flatMap { try? JSONDecoder().decode([String: KeptMonth].self, from: Data($0)) } ?? [:]
    return Dictionary(named.compactMap { name, kept in Month(name).map { ($0, kept) } }) { first, _ in first }
  }

  func write(_ months: [Month: KeptMonth]) throws(StorageError) {
    let named = Dictionary(months.map { ($0.key.description, $0.value) }) { first, _ in first }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(named) else { return }
    // Equal bytes would stay as they are, and as old.
    if storage.hint(Self.name) == nil { try? FileManager.default.removeItem(atPath: storage.path(Self.name)) }
    try storage.put([UInt8](bytes), at: Self.name)
  }
}
