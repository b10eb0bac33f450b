import Measures
import Park

/// What has to be known of the meters to judge a row of `intervals/`: a value that threads share.
struct IntervalMeters: Sendable {
  /// In order of their names.
  let all: [Meter]
  /// How files call them.
  let names: MeterNames
  /// Their places in the list, by name and by the names that files use.
  let places: [Meter.ID: Int]
  let table: ByteTable
  let clock: ParkClock
  /// Names of meters whose own rows are bad.
  let broken: Set<String>
  /// For each meter the numbers of the days from which and until which it takes intervals; none for register meters.
  let firstDay: [Int32]
  let endDay: [Int32]

  init(_ facts: ParkFacts, broken: Set<String> = []) {
    all = facts.meters.keys.sorted().compactMap { facts.meters[$0] }
    names = MeterNames(facts)
    places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    table = names.table(places)
    clock = facts.clock
    self.broken = broken
    firstDay = all.map { $0.mode == .interval ? Int32($0.installedOn.number) : .max }
    endDay = all.map { $0.removedOn.map { Int32($0.number + 1) } ?? .max }
  }

  /// The count of those that have intervals.
  var intervalCount: Int { firstDay.count { $0 < .max } }

  func isInterval(_ meter: Int) -> Bool { firstDay[meter] < .max }

  /// True where the meter is installed on the day.
  func takes(_ day: Day, _ meter: Int) -> Bool { day.number >= firstDay[meter] && day.number < endDay[meter] }

  /// The largest value of one interval: the sum of a month of them fits into 64 bits.
  static let largestValue: Int64 = 1_000_000_000 * 1_000_000
}
