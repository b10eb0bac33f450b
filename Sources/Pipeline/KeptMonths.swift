import Foundation
import Invoicing
import Measures

/// `.months`: what a run found in each month beside what it issued. The next run passes over months that rest on the
/// same inputs, by the journal's word, and tells of them from here. It is a hint: without it, or when esep itself is
/// another, all months are calculated again and come to the same.
struct KeptMonths {
  private struct Hint: Codable {
    var program: String
    var months: [String: KeptMonth]
  }

  static let name = ".months"
  let storage: Storage

  func read() -> [Month: KeptMonth] {
    let hint = storage.read(Self.name).flatMap { try? JSONDecoder().decode(Hint.self, from: Data($0)) }
    guard let hint, hint.program == LaidOutFolders.program, !hint.program.isEmpty else { return [:] }
    let months = hint.months.compactMap { name, kept in Month(name).map { ($0, kept) } }
    return Dictionary(months) { first, _ in first }
  }

  func write(_ months: [Month: KeptMonth]) throws(StorageError) {
    let named = Dictionary(months.map { ($0.key.description, $0.value) }) { first, _ in first }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let hint = Hint(program: LaidOutFolders.program, months: named)
    guard !hint.program.isEmpty, let bytes = try? encoder.encode(hint) else { return }
    try storage.put([UInt8](bytes), at: Self.name)
  }
}
