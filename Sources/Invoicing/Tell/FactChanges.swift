import Diagnostics
import Foundation
import Ledger
import Measures
import Park

/// What of the facts differs from those that priced a month, as far as it can concern one contract (I6).
struct FactChanges {
  /// One difference: where it stands and what it is.
  struct Change: Hashable {
    let place: Place
    let what: Phrase
    /// Whose and which, wherever its row stands.
    let mark: String
  }

  let contract: Contract.ID
  let month: Month
  private(set) var all: [Change] = []

  /// - Parameters:
  ///   - old: the facts that priced the month.
  ///   - new: the present ones.
  init(from old: FactTables, to new: FactTables, of contract: Contract.ID, in month: Month) {
    self.contract = contract
    self.month = month
    let both = [old, new]
    let mine = both.flatMap { $0.terms ?? [] }.filter { $0.contract == contract }
    let services = Set(mine.map(\.service))
    let residents = Set(both.flatMap { $0.contracts ?? [] }.filter { $0.id == contract }.map(\.resident))
    let tariffs = Set(
      mine.compactMap { if case .tariff(let name) = $0.pricing { name } else { nil } })
    let taxes = Set(both.flatMap { $0.services ?? [] }.filter { services.contains($0.id) }.map(\.tax))
      .union(mine.compactMap(\.tax))
    let isShared = both.flatMap { $0.meters ?? [] }.contains { $0.role == .common && services.contains($0.service) }
    let meters = Set(
      both.flatMap { $0.meters ?? [] }.filter { $0.contract == contract || services.contains($0.service) }.map(\.id))
    compare(old.contracts, new.contracts, { "\($0.id) \($0.validity.from)" }) { $0.id == contract }
    compare(old.residents, new.residents, { "\($0.id) \($0.validFrom.map { "\($0)" } ?? "")" }) {
      residents.contains($0.id)
    }
    compare(old.premises, new.premises, { "\($0.id) \($0.validity.from)" }) { $0.contract == contract || isShared }
    compare(old.services, new.services, \.id.text) { services.contains($0.id) }
    compare(old.terms, new.terms, { "\($0.contract) \($0.service) \($0.validity.from)" }) { $0.contract == contract }
    compare(
      old.tariffs, new.tariffs,
      { "\($0.tariff) \($0.component) \($0.zone?.text ?? "") \($0.threshold) \($0.validity.from)" }
    ) { tariffs.contains($0.tariff) }
    compare(old.taxes, new.taxes, { "\($0.tax) \($0.kind) \($0.validity.from)" }) { taxes.contains($0.tax) }
    compare(old.meters, new.meters, \.id.text) { meters.contains($0.id) }
    compare(old.meterContracts, new.meterContracts, { "\($0.meter) \($0.validity.from)" }) { meters.contains($0.meter) }
    compare(old.zones, new.zones, { "\($0.name) \($0.from) \($0.validFrom.map { "\($0)" } ?? "")" }) { _ in true }
    compare(old.holidays, new.holidays, \.date.description) { $0.date.month == month }
    compare(old.openingBalances, new.openingBalances, { "\($0.contract) \($0.document)" }) { $0.contract == contract }
    if let old = old.profile, let new = new.profile {
      for (key, value) in differences(old, new, isColumn: false) {
        all.append(Change(place: Place(file: "park.json", column: key), what: value, mark: "\(key) \(value.en)"))
      }
    }
  }

  private mutating func compare<Row: PlacedFact>(
    _ old: [Row]?, _ new: [Row]?, _ key: (Row) -> String, concerns: (Row) -> Bool
  ) {
    let (before, after) = ((old ?? []).filter(concerns), (new ?? []).filter(concerns))
    let (known, present) = (Set(before.unplaced), Set(after.unplaced))
    let table = "\(Row.self)"
    var gone = before.filter { !present.contains([$0].unplaced[0]) }
    for row in after where !known.contains([row].unplaced[0]) {
      guard let index = gone.firstIndex(where: { key($0) == key(row) }) else {
        let content = Self.properties(of: [row].unplaced[0]).sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        all.append(Change(place: row.place, what: Self.newRow, mark: "\(table) new \(content)"))
        continue
      }
      for (column, value) in differences(gone.remove(at: index), row, isColumn: true) {
        let mark = "\(table) \(key(row)) \(column) \(value.en)"
        all.append(Change(place: row.place.at(column), what: value, mark: mark))
      }
    }
    for row in gone {
      all.append(
        Change(place: Place(file: row.place.file), what: Self.rowGone(key(row)), mark: "\(table) gone \(key(row))"))
    }
  }

  /// Which properties differ, from what to what.
  private func differences(_ old: some Encodable, _ new: some Encodable, isColumn: Bool) -> [(String, Phrase)] {
    let (before, after) = (Self.properties(of: old), Self.properties(of: new))
    return Set(before.keys).union(after.keys).subtracting(["place"]).sorted().compactMap { name in
      let (from, to) = (before[name] ?? "—", after[name] ?? "—")
      guard from != to else { return nil }
      let text = "\(from) → \(to)"
      return (isColumn ? Self.column(name) : name, Phrase(ky: text, ru: text, en: text))
    }
  }

  private static func properties(of fact: some Encodable) -> [String: String] {
    guard let bytes = try? JSONEncoder().encode(fact),
      let object = try? JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    else { return [:] }
    return object.mapValues(text)
  }

  private static func text(_ value: Any) -> String {
    switch value {
    case let list as [Any]: list.map(text).joined(separator: "|")
    // A period, of which only the end can differ: another beginning is another row.
    case let object as [String: Any] where Set(object.keys).isSubset(of: ["from", "until"]):
      (object["until"] as? String).flatMap(Day.parse)?.advanced(by: -1).description ?? "—"
    case let object as [String: Any]:
      object.sorted { $0.key < $1.key }.map { text($0.value) }.joined(separator: " ")
    case let text as String: text
    default: "\(value)"
    }
  }

  /// `penaltyPercentPerDay` as the tables call it: `penalty_percent_per_day`.
  private static func column(_ name: String) -> String {
    columns[name] ?? name.map { $0.isUppercase ? "_" + $0.lowercased() : String($0) }.joined()
  }

  /// What the tables call by another word.
  private static let columns = [
    "validity": "valid_to", "pricing": "price", "area": "area_m2", "rate": "rate_percent", "contract": "contract_id",
    "resident": "resident_id", "meter": "meter_id", "installedReadings": "installed_reading",
    "removedReadings": "removed_reading",
  ]

  private static let newRow = Phrase(ky: "жаңы сап", ru: "новая строка", en: "a new row")
  private static func rowGone(_ key: String) -> Phrase {
    Phrase(ky: "«\(key)» сабы жок болду", ru: "строки «\(key)» больше нет", en: "the row “\(key)” is gone")
  }
}
