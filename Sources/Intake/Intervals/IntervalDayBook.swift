import Measures
import Park

/// What has to be known of a day to sum its intervals: its month, and which zones hold when. Neighbouring rows mostly
/// lie on few days: what is known of them is kept.
struct IntervalDayBook {
  struct Entry {
    let day: Int32
    let month: Int32
    /// Its place in the month, from 0.
    let index: Int32
    /// Where the zones of its first five minutes stand among the codes; -1 in a park without zones.
    let zones: Int32
  }
  private struct Pattern: Hashable {
    let kind: DayKind
    let weekday: Int
    let month: Int
    /// How many rows of zones began or ended by then.
    let changes: Int
  }
  /// Stretches of five minutes of a wall clock's day.
  static let slots = 288
  private let facts: ParkFacts
  private let names: [Identifier<Zone>]
  /// The days on which a row of zones begins, or is over.
  private let changes: [Day]
  private var entries: [Entry]
  private var patterns: [Pattern: Int32] = [:]
  /// For each five minutes of each kind of day: -1 for no zone, the zone's index, or -2 less the index of a set.
  private(set) var codes: [Int32] = []
  /// Zones that hold together.
  private(set) var sets: [[Int]] = []

  init(_ facts: ParkFacts) {
    self.facts = facts
    names = facts.zoneNames
    changes = facts.zones.flatMap { [$0.validFrom, $0.validTo?.advanced(by: 1)].compactMap(\.self) }
    entries = [Entry](repeating: Entry(day: .min, month: 0, index: 0, zones: -1), count: 64)
  }

  var zoneCount: Int { names.count }

  /// What is known of a day.
  @inline(__always)
  mutating func entry(_ day: Int32) -> Entry {
    let known = entries[Int(day & 63)]
    return known.day == day ? known : look(up: day)
  }

  private mutating func look(up number: Int32) -> Entry {
    let day = Day(number: Int(number))
    let month = day.month
    let entry = Entry(
      day: number, month: Int32(month.number), index: Int32(month.firstDay.distance(to: day)),
      zones: names.isEmpty ? -1 : pattern(day))
    entries[Int(number & 63)] = entry
    return entry
  }

  private mutating func pattern(_ day: Day) -> Int32 {
    let kind = facts.kind(of: day)
    let key = Pattern(
      kind: kind, weekday: day.weekday, month: day.month.month, changes: changes.count { $0 <= day })
    if let known = patterns[key] { return known }
    let start = Int32(codes.count)
    for slot in 0..<Self.slots {
      let zones = names.indices.filter { index in
        facts.zones.contains { $0.name == names[index] && $0.covers(day, minute: slot * 5, kind: kind) }
      }
      codes.append(zones.count > 1 ? code(of: zones) : zones.first.map { Int32($0) } ?? -1)
    }
    patterns[key] = start
    return start
  }

  private mutating func code(of zones: [Int]) -> Int32 {
    let known = sets.firstIndex(of: zones)
    if known == nil { sets.append(zones) }
    return -2 - Int32(known ?? sets.count - 1)
  }
}
