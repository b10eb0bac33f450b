import CSV
import Measures
import Park

/// What the files of `intervals/` came to in earlier runs: one whose size, times and identity are unchanged is not read
/// again. Without it, or where anything is in doubt, a file is read and comes to the same.
///
/// A file is kept only if nothing in it was worth a remark, and only if it has rested for a while: what is changed within
/// one tick of the disk's clock could else pass for unchanged.
struct CachedIntervals: Sendable {
  /// Smaller files are read as fast as what is kept of them.
  private static let smallest: Int64 = 16 << 10

  /// What a file came to.
  struct Sums {
    var tally: IntervalTally
    /// The length in minutes of the intervals of each meter for which the file tells it.
    var lengths: [Int: Int]
  }

  /// A file as it is found before it is read.
  struct Source: Sendable {
    fileprivate let name: String
    fileprivate let path: String
    fileprivate let stamp: FileStamp
    /// All that decides, beside the file's meters, what it comes to.
    fileprivate let words: WordWriter
    fileprivate var key: String { "intervals " + name }
  }

  private let cache: IntervalCache
  private let facts: ParkFacts
  private let meters: IntervalMeters
  /// What decides about every file.
  private let setting: UInt64
  /// Who is there to bear a name. Forms that are no tables give a meter several names: whoever bears one of the first is
  /// asked before those of the later ones.
  private let bearers: UInt64

  init(_ cache: IntervalCache, _ facts: ParkFacts, _ meters: IntervalMeters) {
    self.cache = cache
    self.facts = facts
    self.meters = meters
    setting = Self.setting(facts, meters)
    bearers = Self.bearers(meters)
  }

  /// nil for a file that is not kept.
  func source(_ name: String, in root: String, isTable: Bool) -> Source? {
    let path = SheetName.path(name, in: root)
    guard let stamp = FileStamp(path, following: true), stamp.size >= Self.smallest else { return nil }
    var words = WordWriter()
    words.put(name)
    words.put(stamp.bytes)
    words.put(setting)
    if !isTable { words.put(bearers) }
    return Source(name: name, path: path, stamp: stamp, words: words)
  }

  /// What a file came to when it was read; nil where that is not known, or no longer true.
  func sums(of source: Source, file: Int) -> Sums? {
    guard let bytes = cache.read(source.key, source.words.bytes) else { return nil }
    var reader = WordReader(bytes)
    do {
      var found: [Int] = []
      for _ in 0..<(try reader.number(in: 0...Int(Int32.max))) {
        let id = Meter.ID(try reader.text())
        guard let meter = meters.places[id], try reader.word() == meters.checksum(of: meter) else { return nil }
        found.append(meter)
      }
      guard !found.isEmpty else { return nil }
      var lengths: [Int: Int] = [:]
      for _ in 0..<(try reader.number(in: 0...found.count)) {
        let meter = try reader.number(in: 0...found.count - 1)
        lengths[found[meter]] = try reader.number(in: 5...60)
      }
      let tally = try IntervalTally(&reader, IntervalTally(facts, meters), found, file: file)
      // It may be that the run is one of an earlier day.
      guard !tally.hasRows(after: meters.today) else { return nil }
      return reader.isAtEnd ? Sums(tally: tally, lengths: lengths) : nil
    } catch {
      return nil
    }
  }

  /// Keeps what a file came to, if it is still as it was when it was looked at, before it was read.
  func keep(_ tally: IntervalTally, _ notes: IntervalNotes, of source: Source?) {
    guard let source, notes.isClean, source.stamp.hasRested(since: cache.restedSince),
      FileStamp(source.path, following: true) == source.stamp
    else { return }
    let found = tally.meters.union(notes.lengths.keys).sorted()
    let places = Dictionary(uniqueKeysWithValues: found.enumerated().map { ($1, $0) })
    var writer = WordWriter()
    writer.put(found.count)
    for meter in found {
      writer.put(meters.all[meter].id.text)
      writer.put(meters.checksum(of: meter))
    }
    writer.put(notes.lengths.count)
    for (meter, minutes) in notes.lengths.sorted(by: { $0.key < $1.key }) {
      writer.put(places[meter] ?? 0)
      writer.put(minutes)
    }
    tally.put(into: &writer, places)
    cache.write(source.key, source.words.bytes, writer.bytes)
  }
}

extension CachedIntervals {
  /// A checksum of all that decides, beside a file and its meters, what it comes to.
  private static func setting(_ facts: ParkFacts, _ meters: IntervalMeters) -> UInt64 {
    let earliest = IntervalTally.earliest(facts)
    var writer = WordWriter()
    writer.put(earliest.number)
    // Rows of a meter whose own row is bad are passed over without a remark.
    writer.put(meters.broken.count)
    for name in meters.broken.sorted() { writer.put(name) }
    writer.put(facts.profile.timeZone)
    // The clock's rules of ten years.
    for day in 0..<3660 { writer.put(Int(facts.clock.instant(earliest.firstDay.advanced(by: day)).seconds)) }
    writer.put(facts.zones.count)
    for zone in facts.zones {
      writer.put(zone.name.text)
      switch zone.days {
      case .all: writer.put("all")
      case .workday: writer.put("workday")
      case .weekend: writer.put("weekend")
      case .weekdays(let days): writer.put("\(days.sorted())")
      }
      writer.put("\(zone.months) \(zone.from) \(zone.to)")
      for day in [zone.validFrom, zone.validTo] { writer.put(day.map { "\($0)" } ?? "") }
    }
    writer.put(facts.holidays.count)
    for (day, holiday) in facts.holidays.sorted(by: { $0.key < $1.key }) {
      writer.put(day.number)
      writer.put(holiday.kind == .workday ? 1 : 0)
    }
    writer.put(facts.meterAliases.count)
    for alias in facts.meterAliases {
      for text in [alias.meter.text, alias.alias, alias.channel, alias.register?.text ?? ""] { writer.put(text) }
      // A meter that bears the name itself comes before whoever it is an alias of.
      writer.put(facts.meters[Meter.ID(alias.alias)] == nil ? 0 : 1)
    }
    // Whose the values of a shared name are depends on all who bear it, be they in the file or not.
    for (name, meters) in MeterNames(facts).shared.sorted(by: { $0.key < $1.key }) {
      writer.put(name)
      for meter in meters.compactMap({ facts.meters[$0] }) {
        for text in [meter.id.text, meter.mode.rawValue, meter.unit.text] + meter.registers.map(\.text) {
          writer.put(text)
        }
        writer.put(meter.installedOn.number)
        writer.put(meter.removedOn?.number ?? .max)
      }
    }
    return writer.checksum
  }

  /// A checksum of who is there to bear a name.
  private static func bearers(_ meters: IntervalMeters) -> UInt64 {
    var writer = WordWriter()
    for meter in meters.all { writer.put(meter.id.text) }
    return writer.checksum
  }
}

extension IntervalMeters {
  /// A checksum of what decides which rows a meter takes, and how they are told in its unit.
  fileprivate func checksum(of meter: Int) -> UInt64 {
    var writer = WordWriter()
    writer.put(all[meter].unit.text)
    for register in all[meter].registers { writer.put(register.text) }
    writer.put(Int(firstDay[meter]))
    writer.put(all[meter].removedOn?.number ?? Int(Int32.max))
    return writer.checksum
  }
}
