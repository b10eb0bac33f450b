import CSV
import Diagnostics
import Measures
import Park

/// Takes rows of intervals by all rules, and says all that is wrong with a bad one.
struct ExactIntervals {
  private let meters: IntervalMeters
  private let layout: TableLayout
  private let file: String
  private let cells: (meter: Int, start: Int, value: Int, quality: Int)
  private var starts: IntervalStartReader

  init(_ meters: IntervalMeters, _ layout: TableLayout, file: String) {
    self.meters = meters
    self.layout = layout
    self.file = file
    // A cell that no row has is empty.
    let position = { layout.position($0) ?? Int.max }
    cells = (position("meter_id"), position("start"), position("value"), position("quality"))
    starts = IntervalStartReader(clock: meters.clock)
  }

  /// The row if it is good; else nil, and why is noted where notes are taken.
  mutating func row(_ row: borrowing CSVRow, _ fault: CSVFault?, _ notes: inout IntervalNotes?) -> IntervalRow? {
    if fault == nil, let named = row.withCell(cells.meter, { meters.named($0) }) {
      let start = row.withCell(cells.start) { starts.start($0) }
      let units = row.withCell(cells.value) { plainUnits($0) }
      let quality = row.withCell(cells.quality) { qualityCode($0) }
      if let start, let units, quality >= 0, start.second % 300 == 0 {
        let bearers = meters.bearers(named, on: start.day)
        if bearers.count == 1, meters.takes(start.day, bearers[0]) {
          return IntervalRow(meter: bearers[0], start, units: units, isEstimated: quality == 1, line: row.line)
        }
        if notes != nil, setAside(bearers, row, start.day, &notes) { return nil }
      }
    }
    if notes != nil { report(row, fault, &notes) }
    return nil
  }

  /// Counts a good row that is no meter's, or more than one's; false where it is one register meter's.
  private func setAside(
    _ bearers: [Int], _ row: borrowing CSVRow, _ day: Day, _ notes: inout IntervalNotes?
  ) -> Bool {
    if bearers.count == 1 {
      guard meters.isInterval(bearers[0]) else { return false }
      setAside(meters.all[bearers[0]].id.text, row.line, day, &notes)
      return true
    }
    let name = composed(row.verbatim(cells.meter))
    if bearers.isEmpty {
      setAside(name, row.line, day, &notes)
    } else {
      notes?.aside.add(.exchangeDay, name, row.line, .only(day.month), bearers: bearers.map { meters.all[$0].id })
    }
    return true
  }

  private func setAside(_ meter: String, _ line: Int, _ day: Day, _ notes: inout IntervalNotes?) {
    let (reason, months) = meters.reason(against: day)
    notes?.aside.add(reason, meter, line, months)
  }

  private func report(_ cells: borrowing CSVRow, _ fault: CSVFault?, _ notes: inout IntervalNotes?) {
    var row = TableRow(cells, fault, layout: layout, file: file)
    let id = row.id("meter_id", Meter.self)
    row.months = InputFolder.months(of: file)
    let start = row.word("start").map { Array($0.utf8) } ?? []
    let day = Day.leading(start.span)?.day
    if let day { row.months = .only(day.month) }
    if let id {
      let bearers = meters.named(Array(id.text.utf8).span).map { whose($0, day) } ?? []
      let isBroken = meters.broken.contains(id.text)
      for meter in bearers { row.touch(.meter(meters.all[meter].id)) }
      if bearers.isEmpty && isBroken { row.touch(.meter(id)) }
      if fault == nil {
        guard let first = bearers.first else {
          if !isBroken { notes?.aside.add(.unknownMeter, id.text, cells.line) }
          return
        }
        if !bearers.contains(where: { meters.isInterval($0) }) {
          notes?.aside.add(.registerMeter, meters.all[first].id.text, cells.line, row.months)
          return
        }
      }
    }
    if !start.isEmpty {
      var starts = IntervalStartReader(clock: meters.clock)
      if let start = starts.start(start.span) {
        if start.second % 300 != 0 { row.report(.offEveryGrid, "start") }
      } else {
        row.report(.badInstant, "start")
      }
    }
    if let value = row.number("value", FineQuantity.self), value.units < 0 || value.units > IntervalMeters.largestValue
    {
      row.report(value.units < 0 ? .negativeInterval : .number(.tooLarge), "value")
    }
    if let word = row.word("quality"), qualityCode(Array(word.utf8).span) < 0 {
      row.report(.badChoice(["A", "E"], nearest: nil), "quality")
    }
    notes?.findings += row.findings
  }

  /// The meters that a bad row reaches: all of the name where the day does not tell.
  private func whose(_ named: IntervalMeters.Named, _ day: Day?) -> [Int] {
    let there = day.map { meters.bearers(named, on: $0) } ?? []
    if case .successors(let all) = named, there.isEmpty { return all }
    if case .meter(let meter) = named { return [meter] }
    return there
  }
}

/// Millionths of a value that no interval is too small or too large for; nil for anything else.
private func plainUnits(_ bytes: Span<UInt8>) -> Int64? {
  guard case .success(let value) = FineQuantity.parse(bytes), !value.isNegative,
    value.units <= IntervalMeters.largestValue
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
