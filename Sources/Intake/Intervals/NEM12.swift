import CSV
import Diagnostics
import Measures
import Park

/// NEM12: a stream of intervals after each 200 record, a day of it in each 300 record.
///
/// A quality of `A` counts as actual; `E` (estimated), `S` (substituted) and `F` (finally substituted) as estimated (C16);
/// `N` is no value; with `V` the 400 records that follow tell the quality of each interval. Times are the park's.
struct NEM12 {
  private struct Stream {
    /// nil where what is wrong with it has been reported.
    var channel: IntervalDelivery.Channel?
    let minutes: Int
    let count: Int
  }
  /// A day whose quality may still follow.
  private struct Pending {
    let line: Int
    let day: Day
    let series: IntervalDelivery.Series
    let values: [String]
    /// What each interval's quality letter is; nil where no 400 record has told it yet.
    var qualities: [UInt8?]
    var isBroken = false
  }

  private var stream: Stream?
  private var pending: Pending?
  private var isEnded = false
  private var lastMonth: Month?

  /// Reads a file from end to end.
  static func read(_ delivery: inout IntervalDelivery, _ body: (IntervalRow) -> Void) {
    var nem = NEM12()
    do throws(CSVFailure) {
      var reader = try CSVReader.open(delivery.path)
      guard reader.header.count > 1, reader.header[1].uppercased() == "NEM12" else {
        return delivery.report(.unknownForm, reader.headerLine, "100", reader.header.dropFirst().first ?? "")
      }
      // The records are of many lengths: only a torn quote says that one can't be taken apart.
      try reader.forEachRow { row, fault in
        switch fault?.kind {
        case .openQuote, .textAfterQuote:
          let excerpt = fault?.excerpt ?? ""
          nem.flush(&delivery, body)
          delivery.report(.torn(.openQuote), row.line, nil, excerpt, month: nem.lastMonth)
        default: nem.take((0..<row.count).map { row.trimmed($0) }, row.line, &delivery, body)
        }
      }
      nem.flush(&delivery, body)
      if !nem.isEnded { delivery.report(.brokenXML(.torn), 0, "900", month: nem.lastMonth) }
    } catch {
      delivery.report(error)
    }
  }

  private mutating func take(
    _ cells: [String], _ line: Int, _ delivery: inout IntervalDelivery, _ body: (IntervalRow) -> Void
  ) {
    if cells[0] == "400" { return quality(cells, line, &delivery) }
    flush(&delivery, body)
    switch cells[0] {
    case "200" where !isEnded: stream = stream(cells, line, &delivery)
    case "300" where !isEnded: day(cells, line, &delivery)
    case "500" where !isEnded && stream != nil: break
    case "900" where !isEnded: isEnded = true
    default: delivery.report(.recordOrder, line, "record", cells[0], month: lastMonth)
    }
  }

  // MARK: 200

  /// NMI, configuration, register, suffix, data stream, serial number, unit, minutes.
  private func stream(_ cells: [String], _ line: Int, _ delivery: inout IntervalDelivery) -> Stream {
    let refused = Stream(channel: nil, minutes: 0, count: 0)
    guard cells.count > 8, !cells[1].isEmpty, !cells[4].isEmpty, let minutes = Int(cells[8]),
      [5, 10, 15, 20, 30, 60].contains(minutes)
    else {
      let value = cells.count > 8 ? cells[8] : cells.joined(separator: ",")
      delivery.report(.recordOrder, line, "200", value)
      return refused
    }
    let code = cells[4].uppercased()
    let meaning: IntervalDelivery.Meaning =
      if code == "E1" { .energy } else if code.hasPrefix("E") { .unclear } else { .spare }
    let channel = delivery.channel(
      of: [cells[1], cells[6]].filter { !$0.isEmpty }, code: code, meaning: meaning, unit: MeasurementUnit(cells[7]),
      line: line, months: InputFolder.months(of: delivery.file))
    return Stream(channel: channel, minutes: minutes, count: 1440 / minutes)
  }

  // MARK: 300

  /// Date, a value for each interval of the day, quality and method, and what does not matter here.
  private mutating func day(_ cells: [String], _ line: Int, _ delivery: inout IntervalDelivery) {
    guard let stream else { return delivery.report(.recordOrder, line, "record", cells[0], month: lastMonth) }
    guard cells.count > 1, let day = compactDay(cells[1]) else {
      return delivery.report(.badDate, line, "300", cells.count > 1 ? cells[1] : "")
    }
    lastMonth = day.month
    guard var channel = stream.channel else { return }
    let target = delivery.target(&channel, on: day)
    self.stream?.channel = channel
    guard case .series(let series) = target else {
      for _ in 0..<stream.count { delivery.count(target, line: line, months: .only(day.month)) }
      return
    }
    guard delivery.keeps(series, minutes: stream.minutes, line: line, month: day.month) else { return }
    let first = delivery.clock.instant(day)
    let count = Int(delivery.clock.instant(day.advanced(by: 1)) - first) / 60 / stream.minutes
    let letters = cells.dropFirst(2).firstIndex { $0.utf8.first.map { ($0 | 0x20) &- 0x61 < 26 } ?? false }
    guard letters == count + 2, let letter = quality(cells[count + 2]) else {
      let found = letters == count + 2 ? cells[count + 2] : "\((letters ?? cells.count) - 2)"
      return delivery.report(.valueCount(count), series, line, "300", found, month: day.month)
    }
    let known = letter == Self.variable ? nil : letter
    pending = Pending(
      line: line, day: day, series: series, values: Array(cells[2..<(count + 2)]),
      qualities: [UInt8?](repeating: known, count: count))
  }

  private static let (actual, none, variable) = (UInt8(ascii: "A"), UInt8(ascii: "N"), UInt8(ascii: "V"))

  /// The letter of a quality and method, such as `A` or `S14`.
  private func quality(_ text: String) -> UInt8? {
    guard let letter = text.uppercased().utf8.first, "AEFSNV".utf8.contains(letter),
      text.utf8.count == 1 || (text.utf8.count == 3 && Int(text.dropFirst()) != nil)
    else { return nil }
    return letter
  }

  // MARK: 400

  /// From and to, counted from 1, quality and method of these intervals of the day before.
  private mutating func quality(_ cells: [String], _ line: Int, _ delivery: inout IntervalDelivery) {
    guard var day = pending else {
      // What is wrong with the day has been told, or its values are set aside.
      if stream == nil || isEnded { delivery.report(.recordOrder, line, "record", cells[0], month: lastMonth) }
      return
    }
    if let from = cells.count > 3 ? Int(cells[1]) : nil, let to = Int(cells[2]), let letter = quality(cells[3]),
      letter != Self.variable, from >= 1, to >= from, to <= day.qualities.count,
      day.qualities[(from - 1)..<to].allSatisfy({ $0 == nil })
    {
      for index in (from - 1)..<to { day.qualities[index] = letter }
    } else if !day.isBroken {
      day.isBroken = true
      delivery.report(
        .qualityRanges, day.series, line, "400", cells.dropFirst().joined(separator: ","), month: day.day.month)
    }
    pending = day
  }

  /// Hands the last day over, now that nothing more can be said about it.
  private mutating func flush(_ delivery: inout IntervalDelivery, _ body: (IntervalRow) -> Void) {
    guard let day = pending, let stream else { return }
    pending = nil
    if day.isBroken { return }
    guard day.qualities.allSatisfy({ $0 != nil }) else {
      return delivery.report(.qualityRanges, day.series, day.line, "400", "", month: day.day.month)
    }
    let midnight = delivery.clock.instant(day.day).seconds
    for (index, value) in day.values.enumerated() where day.qualities[index] != Self.none {
      let column = "value[\(index + 1)]"
      guard let units = delivery.units(value, day.series, line: day.line, column, month: day.day.month) else {
        continue
      }
      delivery.emit(
        day.series, at: Instant(seconds: midnight + Int64(index * stream.minutes * 60)), units: units,
        isEstimated: day.qualities[index] != Self.actual, line: day.line, body)
    }
  }
}
