import CSV
import Diagnostics
import Measures
import Park

/// The way of one file's values from a form that is no table to rows of intervals, or to the file's problems.
struct IntervalDelivery {
  /// Whose values a channel holds, and how they turn into the meter's unit.
  struct Series {
    let meter: Int
    /// How many of the meter's units one of the file's is.
    let factor: Ratio
  }
  /// What becomes of the values of a channel.
  enum Target {
    case series(Series)
    /// Set aside and counted.
    case aside(RowsSetAside.Reason, meter: String, channel: String = "", bearers: [Meter.ID] = [])
    /// What is wrong has been reported.
    case refused
  }
  /// What a channel means where no alias tells.
  enum Meaning { case energy, spare, unclear }

  let file: String
  let path: String
  private let meters: IntervalMeters
  /// Nil where nothing is to be told.
  private var notes: IntervalNotes?
  /// Where the system refused to read.
  private(set) var refusal: ReadRefusal?
  /// The length in minutes of each meter's intervals, as the file tells it.
  private var lengths: [Int: Int] = [:]

  init(_ file: String, in root: String, _ meters: IntervalMeters, notes: IntervalNotes?) {
    self.file = file
    path = root + "/" + file
    self.meters = meters
    self.notes = notes
  }

  /// What has been noted, with the lengths that the file tells.
  var found: IntervalNotes? {
    var found = notes
    found?.lengths = lengths
    return found
  }

  var clock: ParkClock { meters.clock }

  // MARK: Channels

  /// A point's channel. Whose values it holds depends on the day where meters replaced each other.
  struct Channel {
    fileprivate let name: String
    fileprivate let code: String
    fileprivate let meaning: Meaning
    fileprivate let unit: MeasurementUnit
    fileprivate let line: Int
    fileprivate let months: Finding.Months
    fileprivate let matches: [MeterNames.Match]
    fileprivate let isBroken: Bool
    /// What has been found out of each meter so far.
    fileprivate var known: [Meter.ID: Target] = [:]
  }

  /// Finds the meters of a point's channel, by any of the names that the file gives it. What is wrong with it touches
  /// the months.
  func channel(
    of names: [String], code: String, meaning: Meaning, unit: MeasurementUnit, line: Int, months: Finding.Months
  ) -> Channel {
    var found: [MeterNames.Match] = []
    for name in names where found.isEmpty { found = meters.names.find(name, channel: code) }
    return Channel(
      name: names.first ?? "", code: code, meaning: meaning, unit: unit, line: line, months: months, matches: found,
      isBroken: names.contains { meters.broken.contains($0) })
  }

  /// What becomes of a channel's values of a day.
  mutating func target(_ channel: inout Channel, on day: Day) -> Target {
    if channel.matches.isEmpty { return channel.isBroken ? .refused : .aside(.unknownPoint, meter: channel.name) }
    var there = channel.matches
    if there.count > 1 {
      there = there.filter { meters.places[$0.meter].map { meters.all[$0].isInstalled(on: day) } ?? false }
    }
    guard !there.isEmpty else { return .aside(.outsideInstallation, meter: channel.name) }
    var targets: [Target] = []
    for match in there {
      let target = channel.known[match.meter] ?? target(match, channel)
      channel.known[match.meter] = target
      targets.append(target)
    }
    // On the day of an exchange, of a register meter for an interval meter say, the values may be but one's.
    let series = targets.filter { if case .series = $0 { true } else { false } }
    if series.count > 1 { return .aside(.exchangeDay, meter: channel.name, bearers: there.map(\.meter)) }
    return series.first ?? targets[0]
  }

  /// What becomes of a channel's values as those of one meter.
  private mutating func target(_ match: MeterNames.Match, _ channel: Channel) -> Target {
    guard let meter = meters.places[match.meter] else { return .refused }
    let facts = meters.all[meter]
    if facts.mode != .interval { return .aside(.registerMeter, meter: facts.id.text) }
    if let register = match.register {
      guard register == .total || facts.registers == [register] else {
        return .aside(.spareChannel, meter: facts.id.text, channel: channel.code)
      }
    } else {
      switch channel.meaning {
      case .energy: break
      case .spare: return .aside(.spareChannel, meter: facts.id.text, channel: channel.code)
      case .unclear: return .aside(.unclearChannel, meter: facts.id.text, channel: channel.code)
      }
    }
    guard let factor = channel.unit.delivered(as: facts.unit) else {
      report(
        .otherMedium(facts.unit.text), channel.line, "unit", channel.unit.text, [.meter(facts.id)], channel.months)
      return .refused
    }
    return .series(Series(meter: meter, factor: factor))
  }

  /// Counts a value that is set aside.
  mutating func count(_ target: Target, line: Int, months: Finding.Months) {
    guard case .aside(let reason, let meter, let channel, let bearers) = target else { return }
    let isError = [.registerMeter, .unclearChannel, .exchangeDay].contains(reason)
    notes?.aside.add(reason, meter, line, isError ? months : .unissued, channel: channel, bearers: bearers)
  }

  /// True where the meter's intervals have been of that length so far; else the value or day is set aside.
  mutating func keeps(_ series: Series, minutes: Int, line: Int, month: Month) -> Bool {
    if lengths[series.meter] ?? minutes == minutes, [5, 10, 15, 20, 30, 60].contains(minutes) {
      lengths[series.meter] = minutes
      return true
    }
    notes?.aside.add(.otherLength, meters.all[series.meter].id.text, line, .only(month))
    return false
  }

  // MARK: Values

  /// The millionths of the meter's unit that a text stands for; nil where it is none, which is reported.
  mutating func units(_ text: String, _ series: Series, line: Int, _ column: String, month: Month) -> Int64? {
    let fault: Fault
    switch text.isEmpty ? nil : FineQuantity.parse(text) {
    case nil: fault = .emptyCell
    case .failure(let number): fault = .number(number)
    case .success(let value):
      if value.isNegative {
        fault = .negativeInterval
      } else if let exact = try? series.factor.times(Ratio(value.units)), exact.denominator == 1 {
        if exact.numerator <= Int128(IntervalMeters.largestValue) { return Int64(exact.numerator) }
        fault = .number(.tooLarge)
      } else {
        fault = .inexact(meters.all[series.meter].unit.text)
      }
    }
    report(fault, series, line, column, text, month: month)
    return nil
  }

  /// Hands a value over, unless it lies outside the meter's installation or off every grid.
  mutating func emit(
    _ series: Series, at: Instant, units: Int64, isEstimated: Bool, line: Int, _ body: (IntervalRow) -> Void
  ) {
    let local = clock.local(at)
    guard meters.takes(local.day, series.meter) else {
      let (reason, months) = meters.reason(against: local.day)
      notes?.aside.add(reason, meters.all[series.meter].id.text, line, months)
      return
    }
    let start = IntervalStart(
      at: at, day: local.day, second: Int(at - clock.instant(local.day)), wallMinute: local.second / 60)
    guard start.second % 300 == 0 else {
      return report(.offEveryGrid, series, line, "start", clock.text(at, endOfDay: false), month: local.day.month)
    }
    body(IntervalRow(meter: series.meter, start, units: units, isEstimated: isEstimated, line: line))
  }

  // MARK: Problems

  /// Reports what is wrong with one series.
  mutating func report(_ fault: Fault, _ series: Series, _ line: Int, _ column: String, _ value: String, month: Month) {
    report(fault, line, column, value, [.meter(meters.all[series.meter].id)], .only(month))
  }

  /// Reports what touches everyone: the file or a part of it can't be read.
  mutating func report(_ fault: Fault, _ line: Int, _ column: String? = nil, _ value: String = "", month: Month? = nil)
  {
    report(fault, line, column, value, [.everyone], month.map { .only($0) } ?? InputFolder.months(of: file))
  }

  /// The same for XML that can't be read on.
  mutating func report(_ fault: XMLFault, month: Month?) {
    if case .system(let number) = fault.kind { refusal = refusal ?? ReadRefusal(file: file, number: number) }
    report(.brokenXML(fault.kind), fault.line, month: month)
  }

  private mutating func report(
    _ fault: Fault, _ line: Int, _ column: String?, _ value: String, _ touches: [Scope], _ months: Finding.Months
  ) {
    note(fault.at(Place(file: file, line: line, column: column), value: value), touches, months)
  }

  /// The same for a failure to read the file as text.
  mutating func report(_ failure: CSVFailure) {
    refusal = refusal ?? ReadRefusal(file: file, failure)
    note(InputFolder.problem(failure, file), [.everyone], InputFolder.months(of: file))
  }

  private mutating func note(_ problem: Problem, _ touches: [Scope], _ months: Finding.Months) {
    notes?.findings.append(Finding(problem, touches: problem.severity == .error ? touches : [], months: months))
  }
}

extension MeasurementUnit {
  /// How many of the meter's units one of the file's is; nil where they do not measure the same. Files write `KWH`
  /// and `kvarh` in any case; M and m both stand for a million, for no meter counts thousandths.
  fileprivate func delivered(as meter: MeasurementUnit) -> Ratio? {
    let (here, there) = (reactive, meter.reactive)
    if let here, let there { return try? here.divided(by: there) }
    if here != nil || there != nil { return nil }
    let plain = ["wh": "Wh", "kwh": "kWh", "mwh": "MWh", "gwh": "GWh"][text.lowercased()] ?? text
    return MeasurementUnit(plain).factor(to: meter)
  }

  private var reactive: Ratio? {
    switch text.lowercased() {
    case "varh": Ratio(1)
    case "kvarh", "квар·ч", "кварч": Ratio(1000)
    case "mvarh": Ratio(1_000_000)
    default: nil
    }
  }
}

/// A day written as `20260701`.
func compactDay(_ text: String) -> Day? {
  guard text.utf8.count == 8, let number = Int(text), number > 0 else { return nil }
  return Day(number / 10_000, number / 100 % 100, number % 100)
}
