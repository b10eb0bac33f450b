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
    if fault == nil, let meter = row.withCell(cells.meter, { meters.table.find($0) }), meters.isInterval(meter) {
      let start = row.withCell(cells.start) { starts.start($0) }
      let units = row.withCell(cells.value) { plainUnits($0) }
      let quality = row.withCell(cells.quality) { qualityCode($0) }
      if let start, let units, quality >= 0, start.second % 300 == 0 {
        if meters.takes(start.day, meter) {
          return IntervalRow(meter: meter, start, units: units, isEstimated: quality == 1, line: row.line)
        }
        notes?.aside.add(.outsideInstallation, meters.all[meter].id.text, row.line)
        return nil
      }
    }
    if notes != nil { report(row, fault, &notes) }
    return nil
  }

  private func report(_ cells: borrowing CSVRow, _ fault: CSVFault?, _ notes: inout IntervalNotes?) {
    var row = TableRow(cells, fault, layout: layout, file: file)
    let id = row.id("meter_id", Meter.self)
    row.months = InputFolder.months(of: file)
    let start = row.word("start").map { Array($0.utf8) } ?? []
    if start.count >= 10, let day = Day.parse(start.span.extracting(0..<10)) { row.months = .only(day.month) }
    if let id {
      let known = meters.table.find(Array(id.text.utf8).span)
      let isBroken = meters.broken.contains(id.text)
      if known != nil || isBroken { row.touch(.meter(known.map { meters.all[$0].id } ?? id)) }
      if fault == nil {
        guard let known else {
          if !isBroken { notes?.aside.add(.unknownMeter, id.text, cells.line) }
          return
        }
        if !meters.isInterval(known) {
          notes?.aside.add(.registerMeter, meters.all[known].id.text, cells.line, row.months)
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
