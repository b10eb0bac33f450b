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
    case aside(AsideRows.Reason, meter: String, channel: String)
    /// What is wrong has been reported.
    case refused
  }
  /// What a channel means where no alias tells.
  enum Meaning { case energy, spare, unclear }

  let file: String
  /// The length in minutes of each meter's intervals, as far as files of this kind have told it.
  private(set) var lengths: [Int: Int]
  private let scanner: IntervalScanner
  private let index: Int
  private let reporting: Bool
  private var aside = AsideRows()

  init(_ scanner: IntervalScanner, file: Int, reporting: Bool, lengths: [Int: Int]) {
    self.scanner = scanner
    self.file = scanner.files[file]
    self.reporting = reporting
    self.lengths = lengths
    index = file
  }

  var clock: ParkClock { scanner.clock }
  var path: String { scanner.folder.path(file) }

  /// Reads the file from end to end.
  mutating func read(_ form: MeterForm, _ body: (IntervalRow) -> Void) {
    switch form {
    case .layout80020: Layout80020.read(&self, body)
    case .nem12: NEM12.read(&self, body)
    }
    if reporting { aside.report(to: scanner.folder, file, meters: []) }
  }

  // MARK: Channels

  /// Finds the meter of a point's channel, by any of the names that the file gives it.
  mutating func target(
    of names: [String], channel: String, meaning: Meaning, unit: MeasurementUnit, line: Int, months: Finding.Months
  ) -> Target {
    var found: MeterNames.Match?
    for name in names where found == nil { found = scanner.names.find(name, channel: channel) }
    guard let found, let meter = scanner.places[found.meter] else {
      let name = names.first ?? ""
      return scanner.folder.isBroken(.meter, name) ? .refused : .aside(.unknownPoint, meter: name, channel: "")
    }
    let facts = scanner.meters[meter]
    if facts.mode != .interval { return .aside(.registerMeter, meter: facts.id.text, channel: "") }
    if let register = found.register {
      guard register == .total || facts.registers == [register] else {
        return .aside(.spareChannel, meter: facts.id.text, channel: channel)
      }
    } else {
      switch meaning {
      case .energy: break
      case .spare: return .aside(.spareChannel, meter: facts.id.text, channel: channel)
      case .unclear: return .aside(.unclearChannel, meter: facts.id.text, channel: channel)
      }
    }
    guard let factor = unit.delivered(as: facts.unit) else {
      report(.otherMedium(facts.unit.text), line, "unit", unit.text, [.meter(facts.id)], months)
      return .refused
    }
    return .series(Series(meter: meter, factor: factor))
  }

  /// Counts a value that is set aside.
  mutating func count(_ target: Target, line: Int, months: Finding.Months) {
    guard reporting, case .aside(let reason, let meter, let channel) = target else { return }
    aside.add(
      reason, meter, line, reason == .registerMeter || reason == .unclearChannel ? months : .unissued, channel: channel)
  }

  /// True where the meter's intervals have been of that length so far; else the value or day is set aside.
  mutating func keeps(_ series: Series, minutes: Int, line: Int, month: Month) -> Bool {
    if lengths[series.meter] ?? minutes == minutes, [5, 10, 15, 20, 30, 60].contains(minutes) {
      lengths[series.meter] = minutes
      return true
    }
    if reporting { aside.add(.otherLength, scanner.meters[series.meter].id.text, line, .only(month)) }
    return false
  }

  // MARK: Values

  /// The millionths of the meter's unit that a text stands for; nil where it is none, which is reported.
  func units(_ text: String, _ series: Series, line: Int, _ column: String, month: Month) -> Int64? {
    let fault: Fault
    switch text.isEmpty ? nil : FineQuantity.parse(text) {
    case nil: fault = .emptyCell
    case .failure(let number): fault = .number(number)
    case .success(let value):
      if value.isNegative {
        fault = .negativeInterval
      } else if let exact = try? series.factor.times(Ratio(value.units)), exact.denominator == 1 {
        if exact.numerator <= Int128(IntervalScanner.largestValue) { return Int64(exact.numerator) }
        fault = .number(.tooLarge)
      } else {
        fault = .inexact(scanner.meters[series.meter].unit.text)
      }
    }
    report(fault, series, line, column, text, month: month)
    return nil
  }

  /// Hands a value over, unless it lies outside the meter's installation or off every grid.
  mutating func emit(
    _ series: Series, at: Instant, units: Int64, isEstimated: Bool, line: Int, _ body: (IntervalRow) -> Void
  ) {
    guard scanner.installed[series.meter].contains(at.seconds) else {
      if reporting { aside.add(.outsideInstallation, scanner.meters[series.meter].id.text, line) }
      return
    }
    let local = clock.local(at)
    let second = Int(at - clock.instant(local.day))
    guard second % 300 == 0 else {
      return report(.offEveryGrid, series, line, "start", clock.text(at, endOfDay: false), month: local.day.month)
    }
    body(
      IntervalRow(
        meter: series.meter, at: at, day: local.day, elapsed: second / 60,
        wallMinute: local.second / 60, units: units, isEstimated: isEstimated, file: index, line: line))
  }

  // MARK: Problems

  /// Reports what is wrong with one series.
  func report(_ fault: Fault, _ series: Series, _ line: Int, _ column: String, _ value: String, month: Month) {
    report(fault, line, column, value, [.meter(scanner.meters[series.meter].id)], .only(month))
  }

  /// Reports what touches everyone: the file or a part of it can't be read.
  func report(_ fault: Fault, _ line: Int, _ column: String? = nil, _ value: String = "", month: Month? = nil) {
    report(fault, line, column, value, [.everyone], month.map { .only($0) } ?? InputFolder.months(of: file))
  }

  private func report(
    _ fault: Fault, _ line: Int, _ column: String?, _ value: String, _ touches: [Touch], _ months: Finding.Months
  ) {
    guard reporting else { return }
    scanner.folder.report(
      fault.at(Place(file: file, line: line, column: column), value: value), touches, months)
  }

  /// The same for a failure to read the file as text.
  func report(_ failure: CSVFailure) {
    guard reporting else { return }
    scanner.folder.report(scanner.folder.problem(failure, file), [.everyone], InputFolder.months(of: file))
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
