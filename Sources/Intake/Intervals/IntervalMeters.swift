import Measures
import Park

/// What has to be known of the meters to judge a row of `intervals/`: a value that threads share.
struct IntervalMeters: Sendable {
  /// What a name in a file means.
  enum Named {
    case meter(Int)
    /// Meters that replaced each other, in order of installation.
    case successors([Int])
  }
  /// In order of their names.
  let all: [Meter]
  /// How files call them.
  let names: MeterNames
  /// Their places in the list, by name.
  let places: [Meter.ID: Int]
  /// Their places by the names that files use; a name that means several meters is not in it.
  let table: ByteTable
  let clock: ParkClock
  /// Names of meters whose own rows are bad.
  let broken: Set<String>
  /// For each meter the numbers of the days from which and until which it takes intervals; none for register meters.
  let firstDay: [Int32]
  let endDay: [Int32]
  /// The last day that can have been read: that of the run (C1).
  let today: Day
  /// Names that mean several meters, each leading to a place in the list of those.
  private let successorTable: ByteTable
  private let successors: [[Int]]

  /// - Parameter today: the day of the run; of what is read a second time all is known to be good.
  init(_ facts: ParkFacts, broken: Set<String> = [], today: Day = Day(number: Int(Int32.max) - 1)) {
    self.today = today
    all = facts.meters.keys.sorted().compactMap { facts.meters[$0] }
    names = MeterNames(facts)
    let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.id, $0) })
    self.places = places
    let known = names.meters.map { name, meters in (name: Array(name.utf8), places: meters.compactMap { places[$0] }) }
    let single = known.filter { $0.places.count == 1 }
    let several = known.filter { $0.places.count > 1 }
    table = ByteTable(single.map(\.name), places: single.map { $0.places[0] })
    successorTable = ByteTable(several.map(\.name), places: Array(several.indices))
    successors = several.map(\.places)
    clock = facts.clock
    self.broken = broken
    firstDay = all.map { $0.mode == .interval ? Int32($0.installedOn.number) : .max }
    endDay = all.map { Int32(min($0.removedOn ?? today, today).number + 1) }
  }

  /// The count of those that have intervals.
  var intervalCount: Int { firstDay.count { $0 < .max } }

  func isInterval(_ meter: Int) -> Bool { firstDay[meter] < .max }

  /// Why a meter does not take the values of a day, and which months that reaches.
  func reason(against day: Day) -> (RowsSetAside.Reason, Finding.Months) {
    day > today ? (.datedAhead(today), .only(day.month)) : (.outsideInstallation, .unissued)
  }

  /// True where the meter is installed on the day, and the day has come.
  func takes(_ day: Day, _ meter: Int) -> Bool { day.number >= firstDay[meter] && day.number < endDay[meter] }

  /// What the name with these bytes means; nil for one that no meter bears.
  func named(_ bytes: Span<UInt8>) -> Named? {
    if let meter = table.find(bytes) { return .meter(meter) }
    return successorTable.find(bytes).map { .successors(successors[$0]) }
  }

  /// The meters whose an interval of the day may be: none where none of several was installed then, more than one on a
  /// day on which one interval meter was exchanged for another.
  func bearers(_ named: Named, on day: Day) -> [Int] {
    switch named {
    case .meter(let meter): return [meter]
    case .successors(let meters):
      let there = meters.filter { all[$0].isInstalled(on: day) }
      let taking = there.filter { isInterval($0) }
      return taking.isEmpty ? there : taking
    }
  }

  /// The largest value of one interval: the sum of a month of them fits into 64 bits.
  static let largestValue: Int64 = 1_000_000_000 * 1_000_000
}
