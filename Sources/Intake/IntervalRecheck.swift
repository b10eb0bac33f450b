import Diagnostics
import Measures
import Park

/// A meter's month in which an interval stands twice or off the grid: sums can't tell which.
struct Doubtful {
  let meter: Int
  let month: Month
  let minutes: Int
}

extension FactReader {
  /// Reads doubtful months again, value by value, so many at a time that the memory stays small.
  func recheck(_ doubtful: [Doubtful], _ scanner: IntervalScanner) {
    let batch = 1000
    for start in stride(from: 0, to: doubtful.count, by: batch) {
      recheck(doubtful[start..<min(start + batch, doubtful.count)], scanner)
    }
  }

  private func recheck(_ doubtful: ArraySlice<Doubtful>, _ scanner: IntervalScanner) {
    struct Key: Hashable {
      let meter: Int
      let month: Month
    }
    var months: [Key: IntervalValues] = [:]
    for one in doubtful {
      months[Key(meter: one.meter, month: one.month)] = IntervalValues(one)
    }
    var repeats: [Int: (line: Int, count: Int)] = [:]
    var patterns = ZonePatterns(facts)
    let wanted = Set(doubtful.map(\.meter))
    scanner.scan(reporting: false) { row in
      guard wanted.contains(row.meter), let values = months[Key(meter: row.meter, month: row.day.month)] else {
        return
      }
      let place = Place(file: scanner.files[row.file], line: row.line)
      let touches = [Touch.meter(scanner.meters[row.meter].id)]
      let only = Finding.Months.only(values.month)
      switch values.add(row, zones: patterns.zones(row.day, minute: row.wallMinute), count: patterns.count) {
      case .new: break
      case .offGrid:
        let fault = Fault.offGrid(values.minutes)
        folder.report(
          fault.at(place.at("start"), value: facts.clock.text(row.at, endOfDay: false)), touches, only)
      case .repeated: repeats[row.file, default: (row.line, 0)].count += 1
      case .conflicting(let first):
        let firstPlace = Place(file: scanner.files[first.file], line: first.line)
        let fault = Fault.conflictingInterval(
          first: firstPlace, FineQuantity(units: first.units).text(decimals: 0))
        folder.report(
          fault.at(place.at("value"), value: FineQuantity(units: row.units).text(decimals: 0)), touches, only)
      }
    }
    for (file, repeated) in repeats.sorted(by: { $0.key < $1.key }) {
      let place = Place(file: scanner.files[file], line: repeated.line, column: "start")
      folder.report(Fault.repeatedIntervals(repeated.count).at(place))
    }
    for (key, values) in months {
      let meter = scanner.meters[key.meter].id
      facts.intervals[meter]?[key.month]?.days = values.days(zones: patterns.count)
    }
  }
}

/// The values of one meter's month one by one, and its sums made again from the rows that fit.
private final class IntervalValues {
  struct Known {
    let units: Int64
    let file: Int
    let line: Int
  }
  enum Outcome {
    case new
    case offGrid
    case repeated
    case conflicting(Known)
  }
  let month: Month
  let minutes: Int
  private var known: [Known?]
  private var sums: IntervalSums?

  init(_ doubtful: Doubtful) {
    month = doubtful.month
    minutes = doubtful.minutes
    known = [Known?](repeating: nil, count: doubtful.month.dayCount * (1500 / doubtful.minutes))
  }

  func add(_ row: IntervalRow, zones: [Int], count: Int) -> Outcome {
    guard row.elapsed % minutes == 0 else { return .offGrid }
    let day = row.day.dayOfMonth - 1
    let slot = day * (1500 / minutes) + row.elapsed / minutes
    if let first = known[slot] { return first.units == row.units ? .repeated : .conflicting(first) }
    known[slot] = Known(units: row.units, file: row.file, line: row.line)
    let sums = self.sums ?? IntervalSums(month, zones: count, file: row.file, line: row.line)
    self.sums = sums
    sums.add(row, day: day, zones: zones)
    return .new
  }

  func days(zones: Int) -> [IntervalDay] {
    sums?.days ?? [IntervalDay](repeating: IntervalDay(zones: zones), count: month.dayCount)
  }
}
