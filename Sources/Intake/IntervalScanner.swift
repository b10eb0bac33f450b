import CSV
import Diagnostics
import Measures
import Park

/// One good row of `intervals/`, told in numbers.
struct IntervalRow {
  /// Which of the scanner's meters.
  let meter: Int
  let at: Instant
  /// The local day, and minutes since it began as time passes (a day of 25 hours has 1500).
  let day: Day
  let elapsed: Int
  /// Minutes since midnight as the wall clock shows them: what zones are cut by.
  let wallMinute: Int
  /// Millionths of the meter's unit.
  let units: Int64
  let isEstimated: Bool
  let file: Int
  let line: Int
}

/// Reads `intervals/` row by row without a string per cell, as often as is asked.
///
/// Faults are told in the first pass only. What goes wrong with every row of a meter (it is unknown, it has registers,
/// the rows lie outside its installation) is told once for each file, with the count of rows.
struct IntervalScanner {
  let folder: InputFolder
  let files: [String]
  let meters: [Meter]
  let clock: ParkClock
  let names: MeterNames
  /// The places of the meters in the list.
  let places: [Meter.ID: Int]
  private let table: NameTable
  /// For each meter the moments between which it is installed.
  let installed: [Range<Int64>]
  private let isInterval: [Bool]

  init(_ folder: InputFolder, files: [String], facts: ParkFacts) {
    self.folder = folder
    self.files = files
    clock = facts.clock
    let meters = facts.meters.values.sorted { $0.id < $1.id }
    self.meters = meters
    names = MeterNames(facts)
    places = Dictionary(uniqueKeysWithValues: meters.enumerated().map { ($1.id, $0) })
    table = NameTable(meters, names, places)
    isInterval = meters.map { $0.mode == .interval }
    installed = meters.map { meter in
      let from = facts.clock.instant(meter.installedOn).seconds
      let until = meter.removedOn.map { facts.clock.instant($0.advanced(by: 1)).seconds } ?? .max
      return from..<max(from, until)
    }
  }

  /// The largest value of one interval: the sum of a month of them fits into 64 bits.
  static let largestValue: Int64 = 1_000_000_000 * 1_000_000

  /// Hands over every good row in the order of the files. Gives the length in minutes of the intervals of each meter for
  /// which a file tells it.
  @discardableResult
  func scan(reporting: Bool, _ body: (IntervalRow) -> Void) -> [Int: Int] {
    var lengths: [Int: Int] = [:]
    for (index, file) in files.enumerated() {
      if let form = folder.meterFiles.forms[file] {
        var delivery = IntervalDelivery(self, file: index, reporting: reporting, lengths: lengths)
        delivery.read(form, body)
        lengths = delivery.lengths
        continue
      }
      let touches: [Touch] = reporting ? [.everyone] : []
      let before = folder.findings.count
      guard
        var opened = folder.open(file, as: Tables.intervals, touches: touches, months: InputFolder.months(of: file))
      else {
        if !reporting { folder.forget(after: before) }
        continue
      }
      if !reporting { folder.forget(after: before) }
      scan(&opened, file, index, reporting: reporting, body)
    }
    return lengths
  }

  private func scan(
    _ opened: inout OpenTable, _ file: String, _ fileIndex: Int, reporting: Bool, _ body: (IntervalRow) -> Void
  ) {
    let layout = opened.layout
    guard let meterCell = layout.position("meter_id"), let startCell = layout.position("start"),
      let valueCell = layout.position("value")
    else { return }
    let qualityCell = layout.position("quality") ?? Int.max
    var aside = AsideRows()
    var days = DayCache(clock: clock)
    var lastName: [UInt8] = []
    var lastMeter: Int?
    let table = self.table
    do {
      try opened.reader.forEachRow { row, fault in
        if fault == nil {
          let meter = row.withCell(meterCell) { name in
            if let lastMeter, equal(lastName, name) { return lastMeter }
            return table.find(name) ?? -1
          }
          if meter >= 0 {
            if meter != lastMeter {
              lastMeter = meter
              lastName = table.keys[meter]
            }
            let start = row.withCell(startCell) { days.start($0) }
            let units = row.withCell(valueCell) { plainUnits($0) }
            let quality = qualityCell == Int.max ? 0 : row.withCell(qualityCell) { qualityCode($0) }
            if let start, let units, quality >= 0, start.second % 300 == 0, isInterval[meter] {
              if installed[meter].contains(start.at.seconds) {
                body(
                  IntervalRow(
                    meter: meter, at: start.at, day: start.day, elapsed: start.second / 60,
                    wallMinute: start.wallMinute, units: units, isEstimated: quality == 1, file: fileIndex,
                    line: row.line))
              } else if reporting {
                aside.add(.outsideInstallation, meters[meter].id.text, row.line)
              }
              return
            }
          }
        }
        if reporting { report(row, fault, layout, file, &aside) }
      }
    } catch {
      // The first pass reported what is wrong with the file.
      return
    }
    if reporting { aside.report(to: folder, file, meters: Set(meters.map(\.id.text))) }
  }

  /// Says all that is wrong with a bad row.
  private func report(
    _ cells: borrowing CSVRow, _ fault: CSVFault?, _ layout: TableLayout, _ file: String, _ aside: inout AsideRows
  ) {
    var row = TableRow(cells, fault, layout: layout, file: file)
    let id = row.id("meter_id", Meter.self)
    row.months = InputFolder.months(of: file)
    let start = row.word("start").map { Array($0.utf8) } ?? []
    if start.count >= 10, let day = Day.parse(start.span.extracting(0..<10)) { row.months = .only(day.month) }
    if let id {
      let known = table.find(Array(id.text.utf8).span)
      if known != nil || folder.isBroken(.meter, id.text) { row.touch(.meter(known.map { meters[$0].id } ?? id)) }
      if fault == nil {
        guard let known else {
          if !folder.isBroken(.meter, id.text) { aside.add(.unknownMeter, id.text, cells.line) }
          return
        }
        if !isInterval[known] { return aside.add(.registerMeter, meters[known].id.text, cells.line, row.months) }
      }
    }
    if !start.isEmpty {
      var days = DayCache(clock: clock)
      if let start = days.start(start.span) {
        if start.second % 300 != 0 { row.report(.offEveryGrid, "start") }
      } else {
        row.report(.badInstant, "start")
      }
    }
    if let value = row.number("value", FineQuantity.self), value.units < 0 || value.units > Self.largestValue {
      row.report(value.units < 0 ? .negativeInterval : .number(.tooLarge), "value")
    }
    if let word = row.word("quality"), qualityCode(Array(word.utf8).span) < 0 {
      row.report(.badChoice(["A", "E"], nearest: nil), "quality")
    }
    folder.report(row)
  }
}

/// Millionths of a value that no interval is too small or too large for; nil for anything else.
private func plainUnits(_ bytes: Span<UInt8>) -> Int64? {
  var whole: Int64 = 0
  var index = 0
  while index < bytes.count, bytes[index] &- 0x30 < 10, index < 10 {
    whole = whole * 10 + Int64(bytes[index] &- 0x30)
    index += 1
  }
  // Digits, a mark and up to six decimals are nearly all; whatever else is a number is left to the full rules.
  if index > 0, index < 10, index == bytes.count { return whole * 1_000_000 }
  if index > 0, index < 10, bytes[index] == 0x2E || bytes[index] == 0x2C, bytes.count - index - 1 <= 6 {
    var decimals = bytes.count - index - 1
    index += 1
    while index < bytes.count, bytes[index] &- 0x30 < 10 {
      whole = whole * 10 + Int64(bytes[index] &- 0x30)
      index += 1
    }
    if index == bytes.count && decimals > 0 {
      while decimals < 6 {
        whole *= 10
        decimals += 1
      }
      return whole
    }
  }
  guard case .success(let value) = FineQuantity.parse(bytes), !value.isNegative,
    value.units <= IntervalScanner.largestValue
  else { return nil }
  return value.units
}

/// 0 for actual, 1 for estimated, -1 for anything else.
private func qualityCode(_ bytes: Span<UInt8>) -> Int {
  if bytes.isEmpty { return 0 }
  guard bytes.count == 1 else { return -1 }
  switch bytes[0] | 0x20 {
  case 0x61: return 0
  case 0x65: return 1
  default: return -1
  }
}

private func equal(_ a: [UInt8], _ b: Span<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  for index in a.indices where a[index] != b[index] { return false }
  return true
}

/// The start of an interval on its local day. Neighbouring rows mostly lie on one day: what is known of the last one
/// is kept.
private struct DayCache {
  struct Start {
    let at: Instant
    let day: Day
    /// Seconds since the day began.
    let second: Int
    let wallMinute: Int
  }
  private let clock: ParkClock
  private var text: [UInt8] = []
  private var day = Day(number: 0)
  private var dayStart: Int64 = 0
  /// False on the days on which the clocks are changed.
  private var isPlain = false

  init(clock: ParkClock) { self.clock = clock }

  mutating func start(_ bytes: Span<UInt8>) -> Start? {
    if bytes.count == 16, bytes[13] == 0x3A, bytes[10] == 0x54 || bytes[10] == 0x20 {
      if !equal(text, bytes.extracting(0..<10)) {
        guard let parsed = Day.parse(bytes.extracting(0..<10)) else { return nil }
        text = (0..<10).map { bytes[$0] }
        day = parsed
        dayStart = clock.instant(parsed).seconds
        isPlain = clock.instant(parsed.advanced(by: 1)).seconds - dayStart == 86_400
      }
      if isPlain {
        let (a, b, c, d) = (bytes[11] &- 0x30, bytes[12] &- 0x30, bytes[14] &- 0x30, bytes[15] &- 0x30)
        guard a < 10, b < 10, c < 6, d < 10 else { return nil }
        let minute = Int(a) * 600 + Int(b) * 60 + Int(c) * 10 + Int(d)
        if minute < 1440 {
          return Start(
            at: Instant(seconds: dayStart + Int64(minute) * 60), day: day, second: minute * 60, wallMinute: minute)
        }
      }
    }
    guard case .instant(let at) = clock.parseMoment(bytes) else { return nil }
    let local = clock.local(at)
    return Start(
      at: at, day: local.day, second: Int(at - clock.instant(local.day)), wallMinute: local.second / 60)
  }
}
