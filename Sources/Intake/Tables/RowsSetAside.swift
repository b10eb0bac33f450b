import Diagnostics
import Measures
import Park

/// Rows of one file that are set aside for what their meter is, or their channel, told together.
struct RowsSetAside: Sendable {
  enum Reason: Hashable, Comparable, Sendable {
    case unknownMeter, registerMeter, outsideInstallation
    /// A measuring point that no meter and no alias bears.
    case unknownPoint
    /// A channel or a register that the meter is not billed by, and one that only a person can tell.
    case spareChannel, unclearChannel
    /// A period of another length than the meter's.
    case otherLength
    /// A day on which the name means the meter that was removed and the one that was installed.
    case exchangeDay
    /// After the day of the run.
    case datedAhead(Day)
  }
  private struct Key: Hashable {
    let reason: Reason
    let meter: String
    let channel: String
    let months: Finding.Months
    /// The meters that an error reaches, where they are not the one that is named.
    let bearers: [Meter.ID]
  }
  private var rows: [Key: (line: Int, count: Int)] = [:]

  var isEmpty: Bool { rows.isEmpty }

  mutating func add(
    _ reason: Reason, _ meter: String, _ line: Int, _ months: Finding.Months = .unissued, channel: String = "",
    bearers: [Meter.ID] = []
  ) {
    let key = Key(reason: reason, meter: meter, channel: channel, months: months, bearers: bearers)
    rows[key, default: (line, 0)].count += 1
  }

  /// Adds the rows of the next part of the file, whose lines are counted from `line`.
  mutating func append(_ next: RowsSetAside, line: Int) {
    for (key, more) in next.rows { rows[key, default: (more.line + line, 0)].count += more.count }
  }

  func report(to folder: InputFolder, _ file: String, meters: [Meter]) {
    let sorted = rows.sorted { a, b in
      (a.value.line, a.key.reason, a.key.meter, a.key.channel) < (
        b.value.line, b.key.reason, b.key.meter, b.key.channel
      )
    }
    // Where the table of meters can't be read, that is told.
    for (key, rows) in sorted where key.reason != .unknownMeter || !folder.isBroken(.meter, key.meter) {
      let fault: Fault =
        switch key.reason {
        case .unknownMeter: .unknownMeter(rows.count, nearest: nearest(to: key.meter, among: meters.map(\.id.text)))
        case .registerMeter: .intervalsOfRegisterMeter(rows.count)
        case .outsideInstallation: .outsideInstallation(rows.count)
        case .unknownPoint: .unknownPoint(rows.count)
        case .spareChannel: .spareChannel(rows.count)
        case .unclearChannel: .unclearChannel(rows.count)
        case .otherLength: .periodLength(rows.count)
        case .exchangeDay: .exchangeDay(key.bearers, values: rows.count)
        case .datedAhead(let today): .datedAhead(today)
        }
      let near = key.reason == .unknownMeter ? nearlyNamed(key.meter, among: meters.map(\.id.text)) : []
      let isKnown = key.reason != .unknownMeter && key.reason != .unknownPoint
      let value = key.channel.isEmpty ? key.meter : "\(key.meter) \(key.channel)"
      folder.report(
        fault.at(Place(file: file, line: rows.line, column: "meter_id"), value: value),
        (isKnown ? (key.bearers.isEmpty ? [Meter.ID(key.meter)] : key.bearers) : near.map { Meter.ID($0) })
          .map { .meter($0) }, key.months)
    }
  }
}
