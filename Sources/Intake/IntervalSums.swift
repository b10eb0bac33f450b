import Measures
import Park

/// What is kept of one meter's month while `intervals/` is read: sums, and which intervals were there.
final class IntervalSums {
  /// Slots of five minutes in the longest day, one of 25 hours.
  static let slotsInDay = 300
  private static let wordsInDay = 5

  private(set) var days: [IntervalDay]
  /// A bit for each slot of each day.
  private var presence: [UInt64]
  private(set) var hasRepeats = false
  let file: Int
  let line: Int

  init(_ month: Month, zones: Int, file: Int, line: Int) {
    days = [IntervalDay](repeating: IntervalDay(zones: zones), count: month.dayCount)
    presence = [UInt64](repeating: 0, count: month.dayCount * Self.wordsInDay)
    self.file = file
    self.line = line
  }

  /// Adds a value; a second one for the same interval is left out and noted.
  func add(_ row: IntervalRow, day: Int, zones: [Int]) {
    let slot = row.elapsed / 5
    let word = day * Self.wordsInDay + slot >> 6
    let bit: UInt64 = 1 << UInt64(slot & 63)
    if presence[word] & bit != 0 {
      hasRepeats = true
      return
    }
    presence[word] |= bit
    days[day].add(row, zones)
  }

  /// The five-minute slots of a day, counted from 0, at which an interval starts.
  func starts(day: Int) -> [Int] {
    (0..<Self.slotsInDay).filter { presence[day * Self.wordsInDay + $0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  /// True where every interval starts on a grid of so many minutes.
  func fits(_ minutes: Int) -> Bool {
    days.indices.allSatisfy { day in starts(day: day).allSatisfy { $0 * 5 % minutes == 0 } }
  }
}

extension IntervalDay {
  @inline(__always)
  fileprivate mutating func add(_ row: IntervalRow, _ zones: [Int]) {
    count += 1
    if row.isEstimated { estimated += 1 }
    sum += row.units
    if row.units > peak { peak = row.units }
    for zone in zones { byZone[zone] += row.units }
    check &+= mixed(row)
  }
}

/// The zones whose price holds at each start of an interval: the same for all days of one kind, weekday and month.
struct ZonePatterns {
  private struct Key: Hashable {
    let kind: DayKind
    let weekday: Int
    let month: Int
  }
  private let facts: ParkFacts
  private let names: [Identifier<Zone>]
  private var patterns: [Key: [[Int]]] = [:]
  private var lastDay: Day?
  private var last: [[Int]] = []

  init(_ facts: ParkFacts) {
    self.facts = facts
    names = facts.zoneNames
  }

  var count: Int { names.count }

  /// The indices of the zones that a start belongs to, in order.
  mutating func zones(_ day: Day, minute: Int) -> [Int] {
    if names.isEmpty { return [] }
    if lastDay != day {
      last = pattern(day)
      lastDay = day
    }
    return last[minute / 5]
  }

  private mutating func pattern(_ day: Day) -> [[Int]] {
    let kind = facts.kind(of: day)
    let key = Key(kind: kind, weekday: day.weekday, month: day.month.month)
    if let known = patterns[key] { return known }
    let fresh = (0..<288).map { slot in
      names.indices.filter { index in
        facts.zones.contains { $0.name == names[index] && $0.covers(day, minute: slot * 5, kind: kind) }
      }
    }
    patterns[key] = fresh
    return fresh
  }
}

/// One number for the moment, the value and the quality of a row: other rows give others, for all that is likely.
@inline(__always)
private func mixed(_ row: IntervalRow) -> UInt64 {
  var bits = UInt64(bitPattern: row.units) &* 0x9E37_79B9_7F4A_7C15
  bits ^= UInt64(truncatingIfNeeded: row.elapsed << 1 | (row.isEstimated ? 1 : 0))
  bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
  bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
  return bits ^ bits >> 31
}
