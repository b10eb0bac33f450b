import Diagnostics
import Park

/// Rows of one file that are set aside for what their meter is, told together.
struct AsideRows: Sendable {
  enum Reason: Int, Comparable, Sendable {
    case unknownMeter, registerMeter, outsideInstallation

    static func < (a: Reason, b: Reason) -> Bool { a.rawValue < b.rawValue }
  }
  private struct Key: Hashable {
    let reason: Reason
    let meter: String
    let months: Finding.Months
  }
  private var rows: [Key: (line: Int, count: Int)] = [:]

  mutating func add(_ reason: Reason, _ meter: String, _ line: Int, _ months: Finding.Months = .unissued) {
    rows[Key(reason: reason, meter: meter, months: months), default: (line, 0)].count += 1
  }

  /// Adds the rows of the next part of the file, whose lines are counted from `line`.
  mutating func append(_ next: AsideRows, line: Int) {
    for (key, more) in next.rows { rows[key, default: (more.line + line, 0)].count += more.count }
  }

  func report(to folder: InputFolder, _ file: String, meters: [Meter]) {
    for (key, rows) in rows.sorted(by: { ($0.value.line, $0.key.reason) < ($1.value.line, $1.key.reason) }) {
      let fault: Fault =
        switch key.reason {
        case .unknownMeter: .unknownMeter(rows.count, nearest: nearest(to: key.meter, among: meters.map(\.id.text)))
        case .registerMeter: .intervalsOfRegisterMeter(rows.count)
        case .outsideInstallation: .outsideInstallation(rows.count)
        }
      let touches: [Touch] = key.reason == .unknownMeter ? [] : [.meter(Meter.ID(key.meter))]
      folder.report(
        fault.at(Place(file: file, line: rows.line, column: "meter_id"), value: key.meter), touches, key.months)
    }
  }
}
