import CSV
import Measures
import Park

/// What the files of `intervals/` came to, kept between runs: a file whose size, times and identity are unchanged is
/// not read again.
///
/// It is a hint: without it, or where anything is in doubt, the file is read and comes to the same. A file is kept only
/// if nothing in it was worth a remark. What is kept of it is the same wherever the same file is read; which file of
/// this machine it was is told by a mark beside it, and only of a file that has rested for a while: what is changed
/// within one tick of the disk's clock could else pass for unchanged.
public struct KeptIntervals: Sendable {
  /// Bytes that were kept, and their mark.
  public struct Kept: Sendable {
    /// What was kept.
    public let bytes: [UInt8]
    /// The mark that was given last; any other number where none was.
    public let mark: Int64

    /// Bytes with their mark.
    public init(bytes: [UInt8], mark: Int64) {
      self.bytes = bytes
      self.mark = mark
    }
  }
  private let read: @Sendable (String) -> Kept?
  private let write: @Sendable (String, [UInt8], Int64?) -> Void
  private let restedSince: Int64

  /// - Parameters:
  ///   - restedSince: the moment, in nanoseconds since the epoch, that a file must not have been changed after.
  ///   - read: gives what was kept under a name; nil where there is nothing that may be used.
  ///   - write: keeps bytes under a name, of hexadecimal digits, with the file's mark or without one.
  public init(
    restedSince: Int64, read: @escaping @Sendable (String) -> Kept?,
    write: @escaping @Sendable (String, [UInt8], Int64?) -> Void
  ) {
    self.restedSince = restedSince
    self.read = read
    self.write = write
  }

  /// The name under which a file is kept: sixteen hexadecimal digits.
  public static func key(of file: String) -> String {
    var writer = WordWriter()
    writer.put(file)
    let digits = String(writer.check, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// Smaller files are read as fast as what is kept of them.
  private static let smallest: Int64 = 16 << 10
  /// Changes with the form of what is kept.
  private static let version = 2

  /// What a file came to.
  struct Sums {
    var tally: IntervalTally
    /// The length in minutes of the intervals of each meter for which the file tells it.
    var lengths: [Int: Int]
  }

  /// A file as it is found before it is read, and the name under which it is kept.
  struct Source: Sendable {
    fileprivate let name: String
    fileprivate let path: String
    fileprivate let stamp: FileStamp
    fileprivate let key: String

    /// nil for a file that is not kept.
    fileprivate init?(_ name: String, in root: String) {
      guard let stamp = FileStamp(root + "/" + name, following: true), stamp.size >= KeptIntervals.smallest else {
        return nil
      }
      self.name = name
      path = root + "/" + name
      self.stamp = stamp
      key = KeptIntervals.key(of: name)
    }

    fileprivate var mark: Int64 { CollectionOfOne(stamp).mark }
  }

  func source(_ name: String, in root: String) -> Source? { Source(name, in: root) }

  /// What a file came to when it was read; nil where that is not known, or no longer true.
  func sums(of source: Source, _ reading: IntervalReading, file: Int) -> Sums? {
    guard let kept = read(source.key), kept.mark == source.mark,
      var reader = WordReader(kept.bytes, behind: heading(source, reading))
    else { return nil }
    do {
      var meters: [Int] = []
      for _ in 0..<(try reader.number(in: 0...Int(Int32.max))) {
        let id = Meter.ID(try reader.text())
        guard let meter = reading.meters.places[id], try reader.word() == reading.meters.check(of: meter) else {
          return nil
        }
        meters.append(meter)
      }
      guard !meters.isEmpty else { return nil }
      var lengths: [Int: Int] = [:]
      for _ in 0..<(try reader.number(in: 0...meters.count)) {
        let meter = try reader.number(in: 0...meters.count - 1)
        lengths[meters[meter]] = try reader.number(in: 5...60)
      }
      let tally = try IntervalTally(&reader, reading.emptyTally(), meters, file: file)
      return reader.isAtEnd ? Sums(tally: tally, lengths: lengths) : nil
    } catch {
      return nil
    }
  }

  /// Keeps what a file came to, if it is still as it was when it was looked at, before it was read.
  func keep(_ tally: IntervalTally, _ notes: IntervalNotes, of source: Source?, _ reading: IntervalReading) {
    guard let source, notes.isClean, FileStamp(source.path, following: true) == source.stamp else { return }
    let meters = tally.meters.union(notes.lengths.keys).sorted()
    let places = Dictionary(uniqueKeysWithValues: meters.enumerated().map { ($1, $0) })
    var writer = heading(source, reading)
    writer.put(meters.count)
    for meter in meters {
      writer.put(reading.meters.all[meter].id.text)
      writer.put(reading.meters.check(of: meter))
    }
    writer.put(notes.lengths.count)
    for (meter, minutes) in notes.lengths.sorted(by: { $0.key < $1.key }) {
      writer.put(places[meter] ?? 0)
      writer.put(minutes)
    }
    tally.put(into: &writer, places)
    writer.seal()
    let hasRested = max(source.stamp.changed, source.stamp.modified) < restedSince
    write(source.key, writer.bytes, hasRested ? source.mark : nil)
  }

  private func heading(_ source: Source, _ reading: IntervalReading) -> WordWriter {
    var writer = WordWriter()
    writer.put(Self.version)
    writer.put(source.name)
    writer.put(reading.setting)
    // Other forms give a meter several names: whoever bears one of the first is asked before those of the later ones.
    if reading.forms[source.name] != nil { writer.put(reading.bearers) }
    return writer
  }
}

extension KeptIntervals {
  /// A check of all that decides, beside a file and its meters, what it comes to.
  static func setting(_ facts: ParkFacts, _ meters: IntervalMeters, earliest: Month) -> UInt64 {
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
      writer.put("\(zone.months.sorted()) \(zone.from) \(zone.to)")
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
    return writer.check
  }

  /// A check of who is there to bear a name.
  static func bearers(_ meters: IntervalMeters) -> UInt64 {
    var writer = WordWriter()
    for meter in meters.all { writer.put(meter.id.text) }
    return writer.check
  }
}

extension IntervalMeters {
  /// A check of what decides which rows a meter takes, and how they are told in its unit.
  fileprivate func check(of meter: Int) -> UInt64 {
    var writer = WordWriter()
    writer.put(all[meter].unit.text)
    for register in all[meter].registers { writer.put(register.text) }
    writer.put(Int(firstDay[meter]))
    writer.put(Int(endDay[meter]))
    return writer.check
  }
}
