import CSV
import Diagnostics
import Measures
import Park

/// Макет 80020: one day of measuring points, each with channels of periods, as XML.
///
/// Values are kWh in channels 01 (taken in) and 02 (given out), kvarh in 03 and 04. A value's `status` is 0 where it is
/// commercial, which counts as actual, and 1 where it is not, which counts as estimated (C16); a period without a value
/// is missing, whatever its status. Times are the park's: a
/// period's `summer` (1 in summer time, 0 out of it) tells the two hours apart that the clocks show twice, and elsewhere
/// shifts nothing.
struct Layout80020 {
  private struct Channel {
    let target: IntervalDelivery.Target
    /// The starts so far, for the hour that comes twice.
    var starts: Set<Int> = []
  }
  private struct Span {
    let line: Int
    /// nil where what is wrong with it has been reported.
    let at: Instant?
    var hasValue = false
  }
  private static let attributes: [String: Set<String>] = [
    "message": ["class", "version", "number"], "area": ["timezone"], "measuringpoint": ["code", "name"],
    "measuringchannel": ["code", "desc"], "period": ["start", "end", "summer"], "value": ["status"],
  ]
  private static let children: [String: Set<String>] = [
    "": ["message"], "message": ["comment", "datetime", "sender", "area"],
    "datetime": ["timestamp", "daylightsavingtime", "day"], "sender": ["inn", "name"],
    "area": ["inn", "name", "measuringpoint"], "measuringpoint": ["measuringchannel"],
    "measuringchannel": ["period"], "period": ["value"],
  ]

  /// What of the file a later message of its day takes the place of.
  private let superseded: Deliveries80020.Superseded?
  private var path: [String] = []
  /// How many open elements are not of the layout.
  private var strange = 0
  private var reported: Set<String> = []
  private var day: Day?
  private var point = ""
  private var channel: Channel?
  private var span: Span?
  private var status = ""

  private init(_ superseded: Deliveries80020.Superseded?) { self.superseded = superseded }

  /// Reads a file from end to end.
  static func read(
    _ delivery: inout IntervalDelivery, _ superseded: Deliveries80020.Superseded?, _ body: (IntervalRow) -> Void
  ) {
    var layout = Layout80020(superseded)
    do {
      var reader = try XMLReader.open(delivery.path)
      while let event = try reader.next() {
        switch event {
        case .open(let tag): if !layout.open(tag, &delivery) { return }
        case .close(let text, let line): if !layout.close(text, line, &delivery, body) { return }
        }
      }
    } catch {
      delivery.report(error, month: layout.day?.month)
    }
  }

  // MARK: Elements

  /// Takes the start of an element; false where the rest of the file is of no use.
  private mutating func open(_ tag: XMLTag, _ delivery: inout IntervalDelivery) -> Bool {
    let parent = path.last ?? ""
    path.append(tag.name)
    if strange == 0, parent.isEmpty, tag.name != "message" || tag["class"] != "80020" {
      delivery.report(.unknownForm, tag.line, "class", tag["class"] ?? tag.name)
      return false
    }
    guard strange == 0, Self.children[parent]?.contains(tag.name) == true else {
      if strange == 0, reported.insert("\(parent)/\(tag.name)").inserted {
        delivery.report(.notUsed, tag.line, parent, tag.name)
      }
      strange += 1
      return true
    }
    for name in tag.names where Self.attributes[tag.name]?.contains(name) != true {
      if reported.insert("\(tag.name)@\(name)").inserted { delivery.report(.notUsed, tag.line, tag.name, name) }
    }
    switch tag.name {
    case "measuringpoint":
      guard day != nil else {
        delivery.report(.badDate, tag.line, "day")
        return false
      }
      point = code(tag, &delivery)
    case "measuringchannel": channel = channel(tag, &delivery)
    case "period": span = period(tag, &delivery)
    case "value": status = tag["status"] ?? "0"
    default: break
    }
    return true
  }

  /// Takes the end of an element; false where the rest of the file is of no use.
  private mutating func close(
    _ text: String, _ line: Int, _ delivery: inout IntervalDelivery, _ body: (IntervalRow) -> Void
  ) -> Bool {
    let name = path.removeLast()
    if strange > 0 {
      strange -= 1
      return true
    }
    switch name {
    case "day":
      day = compactDay(text)
      if day == nil {
        delivery.report(.badDate, line, "day", text)
        return false
      }
    case "value": value(text, line, &delivery, body)
    case "period": span = nil
    default: break
    }
    return true
  }

  private func code(_ tag: XMLTag, _ delivery: inout IntervalDelivery) -> String {
    let code = tag["code"].map { composed($0) } ?? ""
    if code.isEmpty { delivery.report(.emptyCell, tag.line, tag.name, month: day?.month) }
    return code
  }

  private mutating func channel(_ tag: XMLTag, _ delivery: inout IntervalDelivery) -> Channel {
    let code = code(tag, &delivery)
    guard let day, !point.isEmpty, !code.isEmpty else { return Channel(target: .refused) }
    if let superseded, superseded.channels.contains(Deliveries80020.channel(point, code)) {
      if reported.insert("superseded").inserted { delivery.report(.superseded(by: superseded.by), tag.line) }
      return Channel(target: .refused)
    }
    let canonical = MeterNames.canonical(code)
    let meaning: IntervalDelivery.Meaning =
      switch canonical {
      case "01": .energy
      case "02", "03", "04": .spare
      default: .unclear
      }
    let unit = MeasurementUnit(["03", "04"].contains(canonical) ? "kvarh" : "kWh")
    var channel = delivery.channel(
      of: [point], code: canonical, meaning: meaning, unit: unit, line: tag.line, months: months)
    return Channel(target: delivery.target(&channel, on: day))
  }

  private var months: Finding.Months { day.map { .only($0.month) } ?? .unissued }

  // MARK: Periods

  private mutating func period(_ tag: XMLTag, _ delivery: inout IntervalDelivery) -> Span {
    let none = Span(line: tag.line, at: nil, hasValue: true)
    guard let day, let channel else { return none }
    guard case .series(let series) = channel.target else {
      delivery.count(channel.target, line: tag.line, months: months)
      return none
    }
    guard let start = minute(tag["start"]), start < 1440 else {
      delivery.report(.badTime, series, tag.line, "start", tag["start"] ?? "", month: day.month)
      return none
    }
    guard let end = minute(tag["end"]) else {
      delivery.report(.badTime, series, tag.line, "end", tag["end"] ?? "", month: day.month)
      return none
    }
    // The last period of a day ends at 0000 or 2400.
    let minutes = (end == 0 ? 1440 : end) - start
    guard delivery.keeps(series, minutes: minutes, line: tag.line, month: day.month) else { return none }
    let isFirst = self.channel?.starts.insert(start).inserted ?? true
    let summer = tag["summer"]
    guard summer == nil || summer == "0" || summer == "1" else {
      delivery.report(.badChoice(["0", "1"], nearest: nil), series, tag.line, "summer", summer ?? "", month: day.month)
      return none
    }
    guard let at = moment(day, start, isSummer: summer.map { $0 == "1" } ?? isFirst, delivery.clock) else {
      delivery.report(.badInstant, series, tag.line, "start", tag["start"] ?? "", month: day.month)
      return none
    }
    if let summer, (summer == "1") != delivery.clock.isSummer(at: at), reported.insert("summer").inserted {
      delivery.report(.otherSeason(delivery.clock.zoneName), tag.line, "summer", summer)
    }
    return Span(line: tag.line, at: at)
  }

  /// Minutes since midnight from `HHMM`.
  private func minute(_ text: String?) -> Int? {
    guard let text, text.utf8.count == 4, text.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(text),
      number % 100 < 60
    else { return nil }
    let minute = number / 100 * 60 + number % 100
    return minute <= 1440 ? minute : nil
  }

  /// The moment at which the wall clock shows a time; of the two in the hour that comes twice the summer's is the first.
  /// nil for a time that the clocks leave out.
  private func moment(_ day: Day, _ minute: Int, isSummer: Bool, _ clock: ParkClock) -> Instant? {
    let midnight = clock.instant(day)
    let found = [-3600, 0, 3600].map { Instant(seconds: midnight.seconds + Int64(minute * 60 + $0)) }.filter {
      let local = clock.local($0)
      return local.day == day && local.second == minute * 60
    }
    return isSummer ? found.first : found.last
  }

  private mutating func value(
    _ text: String, _ line: Int, _ delivery: inout IntervalDelivery, _ body: (IntervalRow) -> Void
  ) {
    guard let span, let day, case .series(let series) = channel?.target else { return }
    if span.at != nil, span.hasValue {
      return delivery.report(.recordOrder, series, line, "value", text, month: day.month)
    }
    self.span?.hasValue = true
    guard let at = span.at, !text.isEmpty else { return }
    guard status == "0" || status == "1" else {
      delivery.report(.badChoice(["0", "1"], nearest: nil), series, line, "status", status, month: day.month)
      return
    }
    guard let units = delivery.units(text, series, line: line, "value", month: day.month) else { return }
    delivery.emit(series, at: at, units: units, isEstimated: status == "1", line: line, body)
  }
}
