public import Diagnostics
public import Measures

/// One row of a zone: the hours, on what days and in which months, at which its price holds (P4).
public struct Zone: Sendable, Hashable, Codable {
  /// The days a row speaks of.
  public enum Days: Sendable, Hashable, Codable {
    /// Every day.
    case all
    /// Monday to Friday and worked weekend days, less holidays.
    case workday
    /// Saturday, Sunday and holidays, less worked days.
    case weekend
    /// Days of the week in order, Monday = 1, whatever the holidays.
    case weekdays([Int])
  }

  /// Rows of one name make up the zone.
  public var name: Identifier<Zone>
  /// On what days it holds.
  public var days: Days
  /// Months of the year in order, 1–12.
  public var months: [Int]
  /// Minutes from midnight.
  public var from: Int
  /// Minutes from midnight, exclusive; not above `from` where it passes midnight; equal: the whole day.
  public var to: Int
  /// The first day on which it holds; nil where it held ever since.
  public var validFrom: Day?
  /// The last day on which it holds; nil for no end.
  public var validTo: Day?
  /// Where its row stands.
  public var place: Place

  /// A row from its columns, for all time.
  public init(name: Identifier<Zone>, days: Days, months: [Int], from: Int, to: Int, place: Place) {
    self.name = name
    self.days = days
    self.months = months
    self.from = from
    self.to = to
    self.place = place
  }

  /// True where an interval that starts at this minute of a day belongs to the row. The kind of day and the
  /// month are those of the start.
  public func covers(_ day: Day, minute: Int, kind: DayKind) -> Bool {
    guard isInForce(on: day), months.contains(day.month.month) else { return false }
    switch days {
    case .all: break
    case .workday: guard kind == .workday else { return false }
    case .weekend: guard kind == .weekend else { return false }
    case .weekdays(let wanted): guard wanted.contains(day.weekday) else { return false }
    }
    if from == to { return true }
    return from < to ? minute >= from && minute < to : minute >= from || minute < to
  }

  /// True where the day lies in the row's validity.
  public func isInForce(on day: Day) -> Bool {
    (validFrom.map { $0 <= day } ?? true) && (validTo.map { day <= $0 } ?? true)
  }

  /// The row as far as it holds in a month, whenever else it does; nil where it does not.
  public func inForce(in month: Month) -> Zone? {
    var row = self
    row.validFrom = validFrom.flatMap { $0 <= month.firstDay ? nil : $0 }
    row.validTo = validTo.flatMap { $0 >= month.lastDay ? nil : $0 }
    let isBefore = row.validTo.map { $0 < month.firstDay } ?? false
    let isAfter = row.validFrom.map { $0 > month.lastDay } ?? false
    return isBefore || isAfter ? nil : row
  }
}

extension [Zone] {
  /// The zones, by name, that cover an interval that starts at this minute of a day.
  public func names(on day: Day, minute: Int, kind: DayKind) -> [Identifier<Zone>] {
    Set(filter { $0.covers(day, minute: minute, kind: kind) }.map(\.name)).sorted()
  }
}

/// Worked or not.
public enum DayKind: Sendable, Hashable, Codable {
  /// Worked.
  case workday
  /// Not worked.
  case weekend
}

/// A day that differs from what its weekday says.
public struct Holiday: Sendable, Hashable, Codable {
  /// The day.
  public var date: Day
  /// What the day counts as.
  public var kind: DayKind
  /// As written.
  public var name: String
  /// Where its row stands.
  public var place: Place

  /// A day from its columns.
  public init(date: Day, kind: DayKind, name: String, place: Place) {
    self.date = date
    self.kind = kind
    self.name = name
    self.place = place
  }
}
