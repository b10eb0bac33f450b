import Diagnostics
import Measures
import Park

/// A meter's month in which an interval stands twice or off the grid (C11): sums can't tell which.
struct MonthToRecheck: Sendable {
  let meter: Int
  let month: Month
  let minutes: Int

  /// A day of 25 hours is the longest.
  var slotsInDay: Int { 1500 / minutes }
  var slots: Int { month.dayCount * slotsInDay }
}

extension FactReader {
  /// Reads doubtful months again, value by value: so many at a time that the memory stays small, a batch a thread.
  func recheck(_ doubtful: [MonthToRecheck], _ reading: IntervalReading) {
    var batches: [[MonthToRecheck]] = []
    var room = 0
    for one in doubtful {
      if one.slots > room {
        batches.append([])
        room = 4_000_000
      }
      batches[batches.count - 1].append(one)
      room -= one.slots
    }
    var repeats = IntervalCheck.Counts()
    var superseded = IntervalCheck.Counts()
    for start in stride(from: 0, to: batches.count, by: max(1, reading.split.threads)) {
      let share = batches[start..<min(start + max(1, reading.split.threads), batches.count)]
      let checked = inParallel(share.count) { number in
        var check = IntervalCheck(share[share.startIndex + number], reading)
        check.run()
        return check
      }
      for check in checked {
        folder.refuse(check.refusal)
        folder.report(check.findings)
        repeats.merge(check.repeats) { (min($0.line, $1.line), $0.count + $1.count) }
        superseded.merge(check.superseded) { (min($0.line, $1.line), $0.count + $1.count) }
        for (id, month, days) in check.days { facts.intervals[id]?[month]?.days = days }
      }
    }
    tell(repeats, as: Fault.repeatedIntervals, reading)
    tell(superseded, as: Fault.supersededIntervals, reading)
  }

  private func tell(_ counts: IntervalCheck.Counts, as fault: (Int) -> Fault, _ reading: IntervalReading) {
    for (file, found) in counts.sorted(by: { $0.key < $1.key }) {
      folder.report(fault(found.count).at(Place(file: reading.files[file], line: found.line, column: "start")))
    }
  }
}

/// The values of some meters' months one by one, and their sums made again from those that stand.
private struct IntervalCheck: Sendable {
  /// For each file the line of the first row of a kind, and how many there are.
  typealias Counts = [Int: (line: Int, count: Int)]
  /// A row that gives an interval another value than the first row of it.
  private struct Conflict {
    let row: IntervalRow
    let file: Int
    let slot: Int
  }
  private let doubtful: [MonthToRecheck]
  private let reading: IntervalReading
  /// Where each month's values begin.
  private var starts: [Int] = []
  /// For each meter its months, as places in `doubtful`.
  private var months: [Int32: [Int]] = [:]
  /// Twice the units, and one more for an estimated value; -1 for none.
  private var values: [Int64]
  private(set) var findings: [Finding] = []
  /// Where the system refused to read.
  private(set) var refusal: ReadRefusal?
  /// Rows that repeat one with the same value.
  private(set) var repeats = Counts()
  /// Rows of which one value is actual and the other, which does not count, estimated.
  private(set) var superseded = Counts()
  private(set) var days: [(Meter.ID, Month, IntervalDays)] = []

  init(_ doubtful: [MonthToRecheck], _ reading: IntervalReading) {
    self.doubtful = doubtful
    self.reading = reading
    var count = 0
    for (index, one) in doubtful.enumerated() {
      starts.append(count)
      months[Int32(one.meter), default: []].append(index)
      count += one.slots
    }
    values = [Int64](repeating: -1, count: count)
  }

  mutating func run() {
    var wanted = [Bool](repeating: false, count: reading.meters.all.count)
    for one in doubtful { wanted[one.meter] = true }
    var conflicts: [Conflict] = []
    let refused = reading.scan(Set(doubtful.map(\.month))) { rows, file in
      for number in rows.indices where wanted[Int(rows[number].meter)] {
        let row = rows[number]
        guard let (index, day) = place(of: row) else { continue }
        let one = doubtful[index]
        guard row.elapsed % one.minutes == 0 else {
          report(.offGrid(one.minutes), row, file, "start", value: start(of: row))
          continue
        }
        take(row, in: starts[index] + day * one.slotsInDay + row.elapsed / one.minutes, file, &conflicts)
      }
    }
    refusal = refusal ?? refused
    // Of two estimates that differ nothing has to be told once an actual value stands there.
    conflicts.removeAll { $0.row.isEstimated && values[$0.slot] & 1 == 0 }
    if !conflicts.isEmpty { report(conflicts) }
    var summing = IntervalSumming(reading)
    for index in doubtful.indices { sum(index, &summing) }
    for one in doubtful {
      let entry = summing.tally.months(of: one.meter).first { summing.tally.entries[$0].month == one.month.number }
      let none = [IntervalDay](repeating: IntervalDay(zones: summing.tally.zoneCount), count: one.month.dayCount)
      let sums = entry.map { Array(summing.tally.days($0)) } ?? none
      days.append((reading.meters.all[one.meter].id, one.month, IntervalDays(sums)))
    }
    values = []
  }

  /// Of two values of one interval an actual one stands, else the first (C11).
  private mutating func take(_ row: IntervalRow, in slot: Int, _ file: Int, _ conflicts: inout [Conflict]) {
    let known = values[slot]
    let value = row.units << 1 | (row.isEstimated ? 1 : 0)
    if known < 0 {
      values[slot] = value
    } else if known >> 1 == row.units {
      repeats[file, default: (row.line, 0)].count += 1
      values[slot] = min(known, value)
    } else if (known & 1 == 1) != row.isEstimated {
      superseded[file, default: (row.line, 0)].count += 1
      if !row.isEstimated { values[slot] = value }
    } else {
      conflicts.append(Conflict(row: row, file: file, slot: slot))
    }
  }

  /// Sums a month from the values that stand.
  private func sum(_ index: Int, _ summing: inout IntervalSumming) {
    let one = doubtful[index]
    let clock = reading.meters.clock
    for (number, day) in one.month.days.enumerated() {
      let midnight = clock.instant(day)
      var rows: [IntervalRow] = []
      for slot in 0..<one.slotsInDay {
        let value = values[starts[index] + number * one.slotsInDay + slot]
        guard value >= 0 else { continue }
        let at = Instant(seconds: midnight.seconds + Int64(slot * one.minutes * 60))
        let start = IntervalStart(
          at: at, day: day, second: slot * one.minutes * 60, wallMinute: clock.local(at).second / 60)
        rows.append(
          IntervalRow(meter: one.meter, start, units: value >> 1, isEstimated: value & 1 == 1, line: 0))
      }
      summing.add(rows)
    }
  }

  /// Which of the months a row belongs to, and its day there.
  private func place(of row: IntervalRow) -> (index: Int, day: Int)? {
    let day = Day(number: Int(row.day))
    for index in months[row.meter] ?? [] where doubtful[index].month.days.contains(day) {
      return (index, doubtful[index].month.firstDay.distance(to: day))
    }
    return nil
  }

  private func start(of row: IntervalRow) -> String {
    reading.meters.clock.text(row.start(reading.meters.clock), endOfDay: false)
  }

  private mutating func report(
    _ fault: Fault, _ row: IntervalRow, _ file: Int, _ column: String, value: String
  ) {
    let place = Place(file: reading.files[file], line: row.line)
    findings.append(
      Finding(
        fault.at(place.at(column), value: value), touches: [.meter(reading.meters.all[Int(row.meter)].id)],
        months: .only(Day(number: Int(row.day)).month)))
  }

  /// Finds where the first values stand: their places are not kept, as hardly ever they are asked for.
  private mutating func report(_ conflicts: [Conflict]) {
    var firsts: [Int: Place] = [:]
    let wanted = Set(conflicts.map(\.slot))
    let meters = Set(conflicts.map(\.row.meter))
    let refused = reading.scan(Set(doubtful.map(\.month))) { rows, file in
      for index in rows.indices where meters.contains(rows[index].meter) {
        let row = rows[index]
        guard let (index, day) = place(of: row), row.elapsed % doubtful[index].minutes == 0 else { continue }
        let one = doubtful[index]
        let slot = starts[index] + day * one.slotsInDay + row.elapsed / one.minutes
        guard wanted.contains(slot), firsts[slot] == nil else { continue }
        firsts[slot] = Place(file: reading.files[file], line: row.line)
      }
    }
    refusal = refusal ?? refused
    for conflict in conflicts {
      guard let first = firsts[conflict.slot] else { continue }
      let fault = Fault.conflictingInterval(
        first: first, FineQuantity(units: values[conflict.slot] >> 1).text(decimals: 0))
      report(
        fault, conflict.row, conflict.file, "value", value: FineQuantity(units: conflict.row.units).text(decimals: 0))
    }
  }
}
