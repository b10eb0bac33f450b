import Dice
import Foundation
import Intake
import Measures
import Park
import Synchronization
import Testing

/// What is kept of a file of intervals spares reading it again, and never tells anything else than the file does.
@Suite struct CachedIntervalsTests {
  /// Keeps in memory, and counts.
  private final class Shelf: Sendable {
    private struct Entry {
      let sources: [UInt8]
      var bytes: [UInt8]
    }
    private let files = Mutex([String: Entry]())
    private let count = Mutex(0)

    /// As if a second had passed since, unless it is said.
    func cache(rest: Int64 = -1_000_000_000) -> IntervalCache {
      let now = Int64(Date().timeIntervalSince1970 * 1_000_000_000)
      return IntervalCache(restedSince: now - rest) { key, sources in
        self.files.withLock { $0[key].flatMap { $0.sources == sources ? $0.bytes : nil } }
      } write: { key, sources, bytes in
        self.files.withLock { $0[key] = Entry(sources: sources, bytes: bytes) }
        self.count.withLock { $0 += 1 }
      }
    }

    var isEmpty: Bool { files.withLock(\.isEmpty) }

    /// How many files were kept anew since this was last asked.
    func keptAnew() -> Int {
      count.withLock { count in
        defer { count = 0 }
        return count
      }
    }

    func spoil(_ change: (inout [UInt8]) -> Void) {
      files.withLock { files in
        for (key, entry) in files {
          var bytes = entry.bytes
          change(&bytes)
          files[key]?.bytes = bytes
        }
      }
    }
  }

  private static let today: @Sendable (ParkClock) -> Day = { _ in Day(2026, 10, 5) ?? Day(number: 0) }

  private func load(_ sample: InputSample, in root: String, _ shelf: Shelf?) throws -> IntakeResult {
    for (file, bytes) in sample.files {
      let url = URL(fileURLWithPath: root).appendingPathComponent(file)
      // As another file of the disk: two changes within one tick of its clock are told apart.
      if try Data(contentsOf: url) != Data(bytes) { try Data(bytes).write(to: url, options: .atomic) }
    }
    return try Intake.load(root, cache: shelf?.cache(), today: Self.today)
  }

  /// Ten days of two meters, each value of the half hour its place in the month in tenths.
  private static func table(month: Int, meters: [String] = ["I-1", "I-2"]) -> String {
    var text = "meter_id,start,value,quality\n"
    for meter in meters {
      for half in 0..<480 {
        let (day, time) = (half / 48 + 1, half % 48)
        text += "\(meter),2026-\(two(month))-\(two(day))T\(two(time / 2)):\(time % 2 == 0 ? "00" : "30")"
        text += ",\(half / 10).\(half % 10),A\n"
      }
    }
    return text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static let sample = {
    var sample = InputSample()
    sample["meters.csv"] += "\nI-2;power;;C-2;interval;kWh;;0;;2026-01-01;;;"
    sample["intervals/7.csv"] = table(month: 7)
    sample["intervals/8.csv"] = table(month: 8)
    return sample
  }()

  @Test func aFileThatIsAsItWasIsNotReadAgain() throws {
    let shelf = Shelf()
    var sample = Self.sample
    try sample.with { root in
      let whole = try load(sample, in: root, nil)
      _ = try load(sample, in: root, shelf)
      #expect(shelf.keptAnew() == 2)
      let again = try load(sample, in: root, shelf)
      #expect(shelf.keptAnew() == 0)
      #expect(again.facts.intervals == whole.facts.intervals)
      #expect(again.facts.intervalFiles == whole.facts.intervalFiles)
      // Ten days of 48 half hours, in tenths 0 + 1 + … + 479 = 479 × 240.
      let july = try #require(again.facts.intervals[Meter.ID("I-1")]?[Month(year: 2026, month: 7)])
      #expect(july.tenths == 114_960)
      #expect(july.place == "intervals/7.csv:2")

      // Same size, other value.
      sample["intervals/8.csv"] = sample["intervals/8.csv"].replacing(
        "I-2,2026-08-10T23:30,47.9", with: "I-2,2026-08-10T23:30,48.0")
      let changed = try load(sample, in: root, shelf)
      #expect(shelf.keptAnew() == 1)
      let august = try #require(changed.facts.intervals[Meter.ID("I-2")]?[Month(year: 2026, month: 8)])
      #expect(august.tenths == 114_961)
    }
  }

  @Test func aFileWithARemarkIsReadEachTime() throws {
    let shelf = Shelf()
    var sample = Self.sample
    sample["intervals/8.csv"] += "I-9,2026-08-01T00:00,1,A\n"
    try sample.with { root in
      let first = try load(sample, in: root, shelf)
      #expect(first.findings.map(\.summary) == ["intervals/8.csv:962:meter_id unknown-meter error"])
      let again = try load(sample, in: root, shelf)
      #expect(again.findings == first.findings)
      #expect(shelf.keptAnew() == 1, "of the two files, and only once")
    }
  }

  @Test func aFileThatHasJustBeenChangedIsNotTrusted() throws {
    let shelf = Shelf()
    try Self.sample.with { root in
      for _ in 1...2 {
        _ = try Intake.load(root, cache: shelf.cache(rest: 60_000_000_000), today: Self.today)
        #expect(shelf.isEmpty)
      }
    }
  }

  /// Whether the bytes are those that were kept is for the cache to say; what can't be taken apart is read again.
  @Test(arguments: [0, 1, 2]) func whatIsTornIsNotTaken(_ way: Int) throws {
    let shelf = Shelf()
    try Self.sample.with { root in
      let whole = try load(Self.sample, in: root, shelf)
      #expect(shelf.keptAnew() == 2)
      shelf.spoil { bytes in
        switch way {
        case 0: bytes.removeLast(bytes.count / 2 / 8 * 8)
        case 1: bytes += [UInt8](repeating: 0, count: 8)
        default: bytes = []
        }
      }
      let again = try load(Self.sample, in: root, shelf)
      #expect(again.facts.intervals == whole.facts.intervals)
      #expect(shelf.keptAnew() == 2)
    }
  }

  /// The file ends with the tenth of July, which is the first meter's: of the second it tells nothing, but from when on
  /// that was installed decides about it.
  @Test func theDaysOfASuccessorDecideAboutASharedName() throws {
    let shelf = Shelf()
    var sample = InputSample()
    sample["meters.csv"] = """
      meter_id;service;contract_id;mode;unit;installed_on;removed_on
      A;power;C-1;interval;kWh;2026-07-01;2026-07-10
      B;power;C-1;interval;kWh;2026-07-11;
      I-1;power;C-1;interval;kWh;2026-07-01;
      """
    sample["meter-aliases.csv"] = "meter_id;alias\nA;S-2\nB;S-2\n"
    sample["intervals/7.csv"] = Self.table(month: 7, meters: ["I-1", "S-2"])
    try sample.with { root in
      _ = try load(sample, in: root, shelf)
      #expect(shelf.keptAnew() == 1)
      #expect(try load(sample, in: root, shelf).findings == [])
      #expect(shelf.keptAnew() == 0)
      sample["meters.csv"] = sample["meters.csv"].replacing("2026-07-11", with: "2026-07-10")
      let told = try load(sample, in: root, shelf).findings.map(\.summary)
      // The header, ten days of 48 rows and nine more are above it.
      #expect(told == ["intervals/7.csv:914:meter_id exchange-day error [meter A, meter B] 2026-07"])
    }
  }

  /// Rows of a meter whose own row is bad are no remark on their file: whether it is bad decides about them.
  @Test func aMeterWhoseRowIsMendedGetsItsValues() throws {
    let shelf = Shelf()
    var sample = Self.sample
    sample["meters.csv"] = sample["meters.csv"].replacing("I-2;power", with: "I-2;powr")
    try sample.with { root in
      let broken = try load(sample, in: root, shelf)
      #expect(broken.facts.intervals[Meter.ID("I-2")] == nil)
      sample["meters.csv"] = sample["meters.csv"].replacing("I-2;powr", with: "I-2;power")
      let mended = try load(sample, in: root, shelf)
      let july = try #require(mended.facts.intervals[Meter.ID("I-2")]?[Month(year: 2026, month: 7)])
      #expect(july.tenths == 114_960)
    }
  }

  /// NEM12 names a meter by its point, and by its number where nobody has the point's name.
  @Test func aMeterThatTakesThePointOfAnotherFormGetsItsValues() throws {
    let shelf = Shelf()
    var sample = Self.sample
    let days = (1...31).map { "300,202607\(Self.two($0)),\(cells(48, "12.500000000")),A,,," }
    sample["intervals/7.csv"] = nem12("200,6001,E1,,E1,,I-1,kWh,30,", days.joined(separator: "\n"))
    try sample.with { root in
      let before = try load(sample, in: root, shelf)
      #expect(before.facts.intervals[Meter.ID("I-1")]?[Month(year: 2026, month: 7)] != nil)
      sample["meters.csv"] += "\n6001;power;;C-2;interval;kWh;;0;;2026-01-01;;;"
      let after = try load(sample, in: root, shelf)
      #expect(after.facts.intervals[Meter.ID("I-1")]?[Month(year: 2026, month: 7)] == nil)
      #expect(after.facts.intervals[Meter.ID("6001")]?[Month(year: 2026, month: 7)] != nil)
    }
  }

  /// Whatever is changed between two runs, what is kept makes no difference.
  @Test(arguments: 1...10) func whateverChangesKeptFilesTellNothingElse(_ seed: Int) throws {
    var dice = Dice(seed: seed)
    let shelf = Shelf()
    var sample = Self.sample
    sample["meter-aliases.csv"] = "meter_id,alias\nI-2,S-2\n"
    sample["holidays.csv"] = "date;kind\n2026-07-02;holiday\n"
    sample["intervals/9.csv"] = Self.table(month: 9, meters: ["I-1", "S-2"])
    try sample.with { root in
      for _ in 1...6 {
        let change = dice.roll(1...17)
        let file = "intervals/\(dice.roll(7...9)).csv"
        switch change {
        case 1: sample[file] += "I-1,2026-0\(dice.roll(7...9))-05T10:30,\(dice.roll(1...99)),E\n"
        case 2: sample[file] = sample[file].replacing("T12:00,", with: "T12:00,1")
        case 3: sample["zones.csv"] = sample["zones.csv"].replacing("20:00", with: "21:00")
        case 4: sample["zones.csv"] = sample["zones.csv"].replacing("21:00", with: "20:00")
        case 5: sample["holidays.csv"] += "2026-08-\(Self.two(dice.roll(1...28)));holiday\n"
        case 6: sample["meter-aliases.csv"] = "meter_id,alias\n\(dice.pick(["I-1", "I-2"])),S-2\n"
        case 7: sample["meters.csv"] += "\n\(dice.pick(["S-2", "I-3"]));power;;C-2;interval;kWh;;0;;2026-01-01;;;"
        case 8:
          sample["meters.csv"] = sample["meters.csv"].replacing(
            "I-2;power;;C-2;interval", with: "I-2;power;;C-2;register")
        case 9:
          sample["meters.csv"] = sample["meters.csv"].replacing(
            "C-1;interval;kWh;;0;;2026-01-01", with: "C-1;interval;kWh;;0;;2026-08-10")
        case 10: sample["meter-aliases.csv"] = "meter_id,alias\nI-2,S-2\nI-4,S-2\n"
        case 11:
          sample["meters.csv"] = sample["meters.csv"].replacing(/\nI4.*/, with: "")
          sample["meters.csv"] += "\nI-4;power;;C-2;interval;kWh;;0;;2026-0\(dice.roll(7...9))-05;;;"
          sample["meters.csv"] = sample["meters.csv"].replacing(
            /(I2;.*2026-01-01;;).*/, with: { "\($0.1)2026-0\(dice.roll(7...9))-05;" })
        case 12: sample["meters.csv"] = sample["meters.csv"].replacing("I-2;power;", with: "I-2;powr;")
        case 13: sample["meters.csv"] = sample["meters.csv"].replacing("I-2;powr;", with: "I-2;power;")
        case 14: sample["park.json"] = #"{"firstMonth": "2026-\#(dice.pick(["07", "08", "09", "10"]))"}"#
        case 15:
          let zone = dice.pick(["UTC", "Asia/Almaty"])
          sample["park.json"] = #"{"firstMonth": "2026-07", "timeZone": "\#(zone)"}"#
        case 16: sample["meters.csv"] = sample["meters.csv"].replacing("interval;kWh", with: "interval;MWh")
        default: sample["intervals/7.csv"] = Self.table(month: 8)
        }
        let quick = try load(sample, in: root, shelf)
        let whole = try Intake.load(root, today: Self.today)
        #expect(quick.facts.intervals == whole.facts.intervals, "after change \(change)")
        #expect(quick.facts.intervalFiles == whole.facts.intervalFiles)
        #expect(quick.findings == whole.findings, "after change \(change)")
      }
    }
  }
}

extension IntervalMonth {
  /// The whole month in tenths of the unit.
  fileprivate var tenths: Int64 { days.map(\.sum).reduce(0, +) / 100_000 }
}
