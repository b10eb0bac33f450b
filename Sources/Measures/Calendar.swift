/// A calendar day, counted from 1 January 1970 in the Gregorian calendar.
public struct Day: Sendable, Hashable, Comparable, Strideable, Codable, CustomStringConvertible {
  /// Days since 1 January 1970.
  public let number: Int

  /// A day from its number.
  public init(number: Int) { self.number = number }

  /// A day from year, month 1–12 and day of the month; nil where the calendar has no such day.
  /// Years run from 1900 to 2999.
  public init?(_ year: Int, _ month: Int, _ day: Int) {
    guard (1900...2999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
    let whole = Month(year: year, month: month)
    guard day <= whole.dayCount else { return nil }
    self = whole.firstDay.advanced(by: day - 1)
  }

  /// The month that the day lies in.
  public var month: Month {
    let (year, month, _) = civil
    return Month(year: year, month: month)
  }
  /// The day of the month, from 1.
  public var dayOfMonth: Int { civil.day }
  /// The day of the week, Monday = 1 to Sunday = 7.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  /// The day after a count of days.
  public func advanced(by days: Int) -> Day { Day(number: number + days) }
  /// The count of days from this day to another.
  public func distance(to other: Day) -> Int { other.number - number }
  /// Earlier before later.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  /// `2026-09-30`.
  public var description: String {
    let (year, month, day) = civil
    return "\(year)-\(twoDigits(month))-\(twoDigits(day))"
  }

  /// Reads `2026-09-30`, `30.09.2026` or, of this century, `30.09.26`; nil for anything else.
  public static func parse(_ bytes: Span<UInt8>) -> Day? {
    if bytes.count == 8, bytes[2] == 0x2E, bytes[5] == 0x2E {
      guard let d = digits(bytes, 0, 2), let m = digits(bytes, 3, 2), let y = digits(bytes, 6, 2) else { return nil }
      return Day(2000 + y, m, d)
    }
    guard bytes.count == 10 else { return nil }
    if bytes[4] == 0x2D, bytes[7] == 0x2D {
      guard let y = digits(bytes, 0, 4), let m = digits(bytes, 5, 2), let d = digits(bytes, 8, 2)
      else { return nil }
      return Day(y, m, d)
    }
    if bytes[2] == 0x2E, bytes[5] == 0x2E {
      guard let d = digits(bytes, 0, 2), let m = digits(bytes, 3, 2), let y = digits(bytes, 6, 4)
      else { return nil }
      return Day(y, m, d)
    }
    return nil
  }

  /// The same, from a string.
  public static func parse(_ text: String) -> Day? { parse(text.utf8.span) }

  /// The day that a text begins with, and how many bytes it takes.
  public static func leading(_ bytes: Span<UInt8>) -> (day: Day, width: Int)? {
    for width in [10, 8] where bytes.count >= width {
      if let day = parse(bytes.extracting(0..<width)) { return (day, width) }
    }
    return nil
  }

  /// Written as `2026-09-30`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Read from `2026-09-30`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let day = Day.parse(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
    }
    self = day
  }

  /// Year, month and day of the month: Howard Hinnant's civil-from-days, over eras of 400 years.
  private var civil: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }
}

/// A calendar month.
public struct Month: Sendable, Hashable, Comparable, Strideable, Codable, CustomStringConvertible {
  /// Months since January of year 0.
  public let number: Int

  /// A month from year and month 1–12.
  public init(year: Int, month: Int) { number = year * 12 + month - 1 }
  /// A month from its number.
  public init(number: Int) { self.number = number }

  /// The year.
  public var year: Int { number / 12 }
  /// The month of the year, 1–12.
  public var month: Int { number % 12 + 1 }
  /// The first day.
  public var firstDay: Day {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Day(number: era * 146_097 + dayOfEra - 719_468)
  }
  /// The last day.
  public var lastDay: Day { advanced(by: 1).firstDay.advanced(by: -1) }
  /// The count of days: 28 to 31.
  public var dayCount: Int { firstDay.distance(to: advanced(by: 1).firstDay) }
  /// All days of the month.
  public var days: Range<Day> { firstDay..<advanced(by: 1).firstDay }
  /// The quarter that the month lies in.
  public var quarter: Quarter { Quarter(year: year, quarter: (month - 1) / 3 + 1) }

  /// The month after a count of months.
  public func advanced(by months: Int) -> Month { Month(number: number + months) }
  /// The count of months from this one to another.
  public func distance(to other: Month) -> Int { other.number - number }
  /// Earlier before later.
  public static func < (a: Month, b: Month) -> Bool { a.number < b.number }

  /// `2026-09`.
  public var description: String { "\(year)-\(twoDigits(month))" }

  /// Reads `2026-09`; nil for anything else.
  public init?(_ text: String) {
    let bytes = text.utf8.span
    guard bytes.count == 7, bytes[4] == 0x2D, let year = digits(bytes, 0, 4), let month = digits(bytes, 5, 2),
      (1900...2999).contains(year), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }

  /// Written as `2026-09`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Read from `2026-09`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let month = Month(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a month")
    }
    self = month
  }
}

/// A quarter of a calendar year (point 7 of the Regulation: the company reports every quarter).
public struct Quarter: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The year.
  public let year: Int
  /// The quarter of the year, 1–4.
  public let quarter: Int

  /// A quarter from year and quarter 1–4.
  public init(year: Int, quarter: Int) {
    self.year = year
    self.quarter = quarter
  }

  /// The three months.
  public var months: [Month] { (0..<3).map { Month(year: year, month: quarter * 3 - 2 + $0) } }
  /// The first month.
  public var firstMonth: Month { Month(year: year, month: quarter * 3 - 2) }
  /// The last month.
  public var lastMonth: Month { Month(year: year, month: quarter * 3) }
  /// All days of the quarter.
  public var days: Range<Day> { firstMonth.firstDay..<lastMonth.advanced(by: 1).firstDay }

  /// Earlier before later.
  public static func < (a: Quarter, b: Quarter) -> Bool { a.firstMonth < b.firstMonth }

  /// `2026-Q3`.
  public var description: String { "\(year)-Q\(quarter)" }

  /// Reads `2026-Q3`; nil for anything else.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[4] == 0x2D, bytes[5] == 0x51 || bytes[5] == 0x71,
      let year = digits(bytes.span, 0, 4), let quarter = digits(bytes.span, 6, 1),
      (1900...2999).contains(year), (1...4).contains(quarter)
    else { return nil }
    self.init(year: year, quarter: quarter)
  }
}

/// A stretch of days: both ends included at the edges, half-open inside, an open end where it has none.
public struct Period: Sendable, Hashable, Codable {
  /// The first day.
  public let from: Day
  /// The day after the last; nil where the period is open.
  public let until: Day?

  /// A period from its first and last day, both included; nil where it would end before it starts.
  public init?(from: Day, through last: Day?) {
    if let last, last < from { return nil }
    self.from = from
    self.until = last?.advanced(by: 1)
  }

  /// A period of one day.
  public init(day: Day) {
    from = day
    until = day.advanced(by: 1)
  }

  /// The last day; nil where the period is open.
  public var through: Day? { until?.advanced(by: -1) }
  /// True where the day lies in the period.
  public func contains(_ day: Day) -> Bool { day >= from && (until.map { day < $0 } ?? true) }
  /// True where the periods share a day.
  public func overlaps(_ other: Period) -> Bool {
    (until.map { other.from < $0 } ?? true) && (other.until.map { from < $0 } ?? true)
  }
  /// The days of `range` that lie in the period.
  public func days(in range: Range<Day>) -> Range<Day> {
    let lower = max(from, range.lowerBound)
    let upper = min(until ?? range.upperBound, range.upperBound)
    return lower < upper ? lower..<upper : lower..<lower
  }
}

func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

func digits(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> Int? {
  guard start + count <= bytes.count else { return nil }
  var result = 0
  for index in start..<(start + count) {
    let digit = bytes[index] &- 0x30
    guard digit < 10 else { return nil }
    result = result * 10 + Int(digit)
  }
  return result
}
