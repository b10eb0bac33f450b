import Foundation

/// A moment, in seconds since 1 January 1970, 00:00 UTC.
public struct Instant: Sendable, Hashable, Comparable, Codable, CustomStringConvertible {
  /// Seconds since the epoch.
  public let seconds: Int64
  /// A moment from its seconds.
  public init(seconds: Int64) { self.seconds = seconds }
  /// Earlier before later.
  public static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
  /// Seconds from one moment to another.
  public static func - (a: Instant, b: Instant) -> Int64 { a.seconds - b.seconds }

  /// `2026-09-30T18:00:00Z`.
  public var description: String {
    let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
    let rest = Int(seconds - day * 86_400)
    let time = [rest / 3600, rest / 60 % 60, rest % 60].map(twoDigits).joined(separator: ":")
    return "\(Day(number: Int(day)))T\(time)Z"
  }

  /// Written as `2026-09-30T18:00:00Z`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Read from `2026-09-30T18:00:00Z`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    let bytes = text.utf8.span
    guard bytes.count == 20, let day = Day.parse(bytes.extracting(0..<10)), let hour = digits(bytes, 11, 2),
      let minute = digits(bytes, 14, 2), let second = digits(bytes, 17, 2)
    else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a moment") }
    seconds = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
  }
}

/// The park's local time: how days and hours of its zone lie on the line of instants.
///
/// Built once from the zone's rules, then plain arithmetic: no process-wide zone or locale reaches a result.
public struct ParkClock: Sendable {
  /// The zone's name, such as `Asia/Bishkek`.
  public let zoneName: String
  /// From each start on (seconds since the epoch), the offset from UTC in seconds.
  private let starts: [Int64]
  private let offsets: [Int64]

  /// The clock of a zone of the tz database; nil where the machine knows no such zone.
  public init?(zone name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    zoneName = name
    func offset(_ at: Int64) -> Int64 {
      Int64(zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(at))))
    }
    // 2000 to 2060 in steps of a week; each change is then found to the second by halving. Before and after, the
    // first and the last offset hold.
    let step: Int64 = 7 * 86_400
    var at: Int64 = 946_684_800
    let end: Int64 = 2_840_140_800
    var starts: [Int64] = [.min]
    var offsets: [Int64] = [offset(at)]
    var last = offsets[0]
    while at < end {
      let next = offset(at + step)
      if next != last {
        var (low, high) = (at, at + step)
        while high - low > 1 {
          let middle = (low + high) / 2
          if offset(middle) == last { low = middle } else { high = middle }
        }
        starts.append(high)
        offsets.append(next)
        last = next
      }
      at += step
    }
    self.starts = starts
    self.offsets = offsets
  }

  /// The offset from UTC in seconds at a moment.
  public func offset(at instant: Instant) -> Int64 {
    var index = starts.count - 1
    while starts[index] > instant.seconds { index -= 1 }
    return offsets[index]
  }

  /// True in summer time: where the clocks are ahead of what they showed within the nine months before, and of what they
  /// will show within the nine months after.
  public func isSummer(at instant: Instant) -> Bool {
    let season: Int64 = 91 * 86_400
    let here = offset(at: instant)
    let isAhead = { (seasons: Int64) in offset(at: Instant(seconds: instant.seconds + seasons * season)) < here }
    return (1...3).contains { isAhead(-$0) } && (1...3).contains { isAhead($0) }
  }

  /// The moment of a local day and second of the day; 86 400 is the next midnight.
  public func instant(_ day: Day, second: Int = 0) -> Instant {
    let local = Int64(day.number) * 86_400 + Int64(second)
    let guess = Instant(seconds: local - offset(at: Instant(seconds: local)))
    return Instant(seconds: local - offset(at: guess))
  }

  /// The local day and the seconds of it that the wall clock shows at a moment.
  public func local(_ instant: Instant) -> (day: Day, second: Int) {
    let local = instant.seconds + offset(at: instant)
    let day = (local >= 0 ? local : local - 86_399) / 86_400
    return (Day(number: Int(day)), Int(local - day * 86_400))
  }

  /// The first moment of a month.
  public func start(of month: Month) -> Instant { instant(month.firstDay) }
  /// The moment a month ends: the first of the next.
  public func end(of month: Month) -> Instant { instant(month.advanced(by: 1).firstDay) }

  /// `2026-09-30T24:00` at the end of a day, else `2026-09-30T14:30`, with seconds where they are not 0.
  ///
  /// Midnight is shown as the end of the day before, which is how a reading of that date is meant (C1).
  public func text(_ instant: Instant, endOfDay: Bool) -> String {
    let (day, second) = local(instant)
    if endOfDay && second == 0 { return "\(day.advanced(by: -1))T24:00" }
    let time = "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60))"
    return "\(day)T\(time)" + (second % 60 == 0 ? "" : ":\(twoDigits(second % 60))")
  }
}

/// A moment as a table gives it: with a time of day, or as a date alone.
public enum Moment: Sendable, Hashable {
  /// A date alone.
  case day(Day)
  /// A date with a time.
  case instant(Instant)
}

extension ParkClock {
  /// Reads a date, or a date, `T` or space, `H:MM` or `HH:MM`, with `:SS` or without, and optionally an offset; nil for
  /// anything else.
  public func parseMoment(_ bytes: Span<UInt8>) -> Moment? {
    guard let (day, width) = Day.leading(bytes) else { return nil }
    if bytes.count == width { return .day(day) }
    let start = width + 1
    guard bytes[width] == 0x54 || bytes[width] == 0x20, bytes.count >= start + 4 else { return nil }
    let hourWidth = bytes[start + 1] == 0x3A ? 1 : 2
    var next = start + hourWidth + 3
    guard bytes.count >= next, bytes[start + hourWidth] == 0x3A, let hour = digits(bytes, start, hourWidth),
      let minute = digits(bytes, next - 2, 2), minute < 60
    else { return nil }
    var second = 0
    if next < bytes.count, bytes[next] == 0x3A {
      guard let value = digits(bytes, next + 1, 2), value < 60 else { return nil }
      second = value
      next += 3
    }
    let ofDay = hour * 3600 + minute * 60 + second
    guard hour < 24 || ofDay == 86_400 else { return nil }
    if next == bytes.count { return .instant(instant(day, second: ofDay)) }
    let utc = Int64(day.number) * 86_400 + Int64(ofDay)
    if bytes[next] == 0x5A, next + 1 == bytes.count { return .instant(Instant(seconds: utc)) }
    guard bytes[next] == 0x2B || bytes[next] == 0x2D, bytes.count == next + 6, bytes[next + 3] == 0x3A,
      let hours = digits(bytes, next + 1, 2), let minutes = digits(bytes, next + 4, 2), hours <= 14, minutes < 60
    else { return nil }
    let offset = Int64(hours * 3600 + minutes * 60) * (bytes[next] == 0x2B ? 1 : -1)
    return .instant(Instant(seconds: utc - offset))
  }
}
