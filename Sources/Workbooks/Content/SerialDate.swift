import Measures

/// A day and a time of it that a workbook keeps as a number of days.
struct SerialDate {
  /// Whole days, counted from 0.
  private(set) var days: Int
  /// Seconds of the last one, rounded: as many as a day has where it is nearly over.
  private(set) var seconds: Int
  /// No part of a day is left.
  private(set) var isWhole: Bool

  /// The last day that Excel knows, 31 December 9999, in the system of 1900.
  private static let last = 2_958_465
  private static let secondsOfDay = 86_400

  /// Nil for what no workbook takes for a date.
  @inline(__always)
  init?(_ number: NumberSpelling) {
    guard !number.isNegative, number.wholeCount <= 7 else { return nil }
    days = 0
    for place in (-number.wholeCount)..<0 { days = days &* 10 &+ Int(number.digit(place)) }
    // Fourteen places of a day are less than a billionth of a second.
    var part: UInt64 = 0
    let whole: UInt64 = 100_000_000_000_000
    for place in 0..<14 { part = part &* 10 &+ UInt64(number.digit(place)) }
    // From sixteen digits on the last are noise: ten places of a day are a hundred thousandth of a second.
    let noise: UInt64 = number.digitCount >= 16 ? 5000 : 0
    if part < noise { part = 0 }
    if part > whole - noise {
      part = 0
      days += 1
    }
    isWhole = part == 0
    seconds = Int((part * UInt64(Self.secondsOfDay) + whole / 2) / whole)
    guard days <= Self.last else { return nil }
  }

  /// Adds the date or the time as text: `2026-09-30`, `2026-09-30T14:30:00`, `14:30` or `14:30:05`. False, and nothing,
  /// where the number is no date of this style in its system.
  @inline(__always)
  func append(_ style: NumberStyle, from1904: Bool, to bytes: inout [UInt8]) -> Bool {
    if style == .elapsed || (style == .time && days == 0) {
      appendTime(days * Self.secondsOfDay + seconds, isFull: false, to: &bytes)
      return true
    }
    let isOver = seconds == Self.secondsOfDay
    guard let day = day(days + (isOver ? 1 : 0), from1904) else { return false }
    let month = day.month
    appendPadded(month.year / 100, to: &bytes)
    appendPadded(month.year % 100, to: &bytes)
    bytes.append(0x2D)
    appendPadded(month.month, to: &bytes)
    bytes.append(0x2D)
    appendPadded(day.dayOfMonth, to: &bytes)
    if !isWhole {
      bytes.append(0x54)
      appendTime(isOver ? 0 : seconds, isFull: true, to: &bytes)
    }
    return true
  }

  /// The day of a serial number. The system of 1900 begins with 1 and has a 29 February 1900, which the calendar lacks.
  private func day(_ number: Int, _ from1904: Bool) -> Day? {
    if from1904 { return number <= Self.last - 1462 ? Day(number: number - 24_107) : nil }
    guard (1...Self.last).contains(number), number != 60 else { return nil }
    return Day(number: number - (number < 60 ? 25_568 : 25_569))
  }

  private func appendTime(_ seconds: Int, isFull: Bool, to bytes: inout [UInt8]) {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60)
    if hours < 100 {
      appendPadded(hours, to: &bytes)
    } else {
      bytes.append(contentsOf: "\(hours)".utf8)
    }
    bytes.append(0x3A)
    appendPadded(minutes, to: &bytes)
    if rest > 0 || isFull {
      bytes.append(0x3A)
      appendPadded(rest, to: &bytes)
    }
  }

  private func appendPadded(_ value: Int, to bytes: inout [UInt8]) {
    bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value / 10))
    bytes.append(0x30 &+ UInt8(truncatingIfNeeded: value % 10))
  }
}
