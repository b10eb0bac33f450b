import Diagnostics
import Park

/// The rows of `meter-aliases.csv`. A name and channel may be those of several meters that replaced each other, but not
/// of two that were installed at one time, nor of two registers of one meter: such rows are all kept out.
struct AliasRows {
  private struct Key: Hashable {
    let alias: String
    let channel: String
  }
  private struct Entry {
    let row: MeterAlias
    let meter: Meter
    var isContradicted = false
  }
  private var entries: [Entry] = []
  private var byKey: [Key: [Int]] = [:]

  mutating func add(_ row: MeterAlias, of meter: Meter, _ source: inout TableRow) {
    let key = Key(alias: row.alias, channel: MeterNames.canonical(row.channel))
    var entry = Entry(row: row, meter: meter)
    for index in byKey[key] ?? [] {
      let known = entries[index]
      if known.row.says(row) { return source.report(.repeatedRow(first: known.row.place), "alias") }
      guard known.meter.stoodBeside(meter) else { continue }
      source.touch(.meter(known.meter.id))
      let isSame = known.meter.id == meter.id
      source.report(
        isSame ? .conflictingRows(first: known.row.place) : .installedTogether(known.meter, known.row.place), "alias")
      entries[index].isContradicted = true
      entry.isContradicted = true
    }
    byKey[key, default: []].append(entries.count)
    entries.append(entry)
  }

  /// The rows that nothing contradicts.
  var rows: [MeterAlias] { entries.filter { !$0.isContradicted }.map(\.row).sorted { $0.place < $1.place } }

  /// The names of the others: what files say under them is no further fault.
  var contradicted: Set<String> { Set(entries.filter(\.isContradicted).map(\.row.alias)) }
}

extension Fault {
  fileprivate static func installedTogether(_ other: Meter, _ place: Place) -> Fault {
    Fault(
      "meters-installed-together",
      message: Phrase(
        ky:
          "\(place.reference) сабында бул ат \(other.id) эсептегичиники, экөө бир убакта орнотулган: маани кимдики белгисиз",
        ru: "В \(place.reference) это имя счётчика \(other.id), а стояли оба одновременно: чьи значения, неизвестно",
        en:
          "At \(place.reference) meter \(other.id) has this name, and both were installed at one time: whose value it is can't be known"
      ),
      remedy: Phrase(
        ky: "Эсептегич алмашса, эскисине removed_on коюңуз (meters.csv); болбосо аттарды же каналдарды бөлүңүз",
        ru: "Если счётчик заменён, укажите прежнему removed_on (meters.csv); если нет, разделите имена или каналы",
        en:
          "If one replaced the other, set removed_on of the old (meters.csv); if not, give different names or channels")
    )
  }
}
