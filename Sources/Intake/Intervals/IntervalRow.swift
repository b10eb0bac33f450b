import Measures

/// One good row of `intervals/`, told in numbers: what every format of interval data comes down to.
struct IntervalRow {
  /// Which of ``IntervalMeters/all``.
  let meter: Int32
  /// The number of the local day.
  let day: Int32
  /// Stretches of five minutes since the day began as time passes: a day of 25 hours has 300.
  let slot: UInt16
  /// The same since midnight as the wall clock shows it: what zones are cut by.
  let wallSlot: UInt16
  let isEstimated: Bool
  /// Millionths of the meter's unit.
  let units: Int64
  /// In its file, or in the stretch of it that is being read.
  let line: Int

  @inline(__always)
  init(meter: Int32, day: Int32, slot: UInt16, wallSlot: UInt16, isEstimated: Bool, units: Int64, line: Int) {
    self.meter = meter
    self.day = day
    self.slot = slot
    self.wallSlot = wallSlot
    self.isEstimated = isEstimated
    self.units = units
    self.line = line
  }

  init(meter: Int, _ start: IntervalStart, units: Int64, isEstimated: Bool, line: Int) {
    self.init(
      meter: Int32(meter), day: Int32(start.day.number), slot: UInt16(start.second / 300),
      wallSlot: UInt16(start.wallMinute / 5), isEstimated: isEstimated, units: units, line: line)
  }

  /// Minutes since the day began.
  var elapsed: Int { Int(slot) * 5 }

  /// What the row adds to the checksum of its day: mixed bits of its time, value and quality.
  @inline(__always)
  var checksum: Int64 {
    let time = UInt64(truncatingIfNeeded: Int(slot) << 1 | (isEstimated ? 1 : 0))
    return Int64(
      bitPattern: mixed(
        UInt64(bitPattern: units) ^ 0x94D0_49BB_1331_11EB, (time &* 0x9E37_79B9_7F4A_7C15) ^ 0xBF58_476D_1CE4_E5B9))
  }

  /// The moment it starts at.
  func start(_ clock: ParkClock) -> Instant {
    let day = clock.instant(Day(number: Int(day)))
    return Instant(seconds: day.seconds + Int64(elapsed) * 60)
  }
}

/// The start of an interval on its local day.
struct IntervalStart {
  let at: Instant
  let day: Day
  /// Seconds since the day began.
  let second: Int
  let wallMinute: Int
}

/// Reads starts as all rules of instants have it. Neighbouring rows mostly lie on one day: what is known of the last
/// one is kept.
struct IntervalStartReader {
  private let clock: ParkClock
  private var text: [UInt8] = []
  private var day = Day(number: 0)
  private var dayStart: Int64 = 0
  /// False on the days on which the clocks are changed.
  private var isPlain = false

  init(clock: ParkClock) { self.clock = clock }

  mutating func start(_ bytes: Span<UInt8>) -> IntervalStart? {
    if bytes.count == 16, bytes[13] == 0x3A, bytes[10] == 0x54 || bytes[10] == 0x20 {
      if !equal(text, bytes.extracting(0..<10)) {
        guard let parsed = Day.parse(bytes.extracting(0..<10)) else { return nil }
        text = (0..<10).map { bytes[$0] }
        day = parsed
        dayStart = clock.instant(parsed).seconds
        isPlain = clock.isPlain(parsed)
      }
      if isPlain {
        let (a, b, c, d) = (bytes[11] &- 0x30, bytes[12] &- 0x30, bytes[14] &- 0x30, bytes[15] &- 0x30)
        guard a < 10, b < 10, c < 6, d < 10 else { return nil }
        let minute = Int(a) * 600 + Int(b) * 60 + Int(c) * 10 + Int(d)
        if minute < 1440 {
          return IntervalStart(
            at: Instant(seconds: dayStart + Int64(minute) * 60), day: day, second: minute * 60, wallMinute: minute)
        }
      }
    }
    guard case .instant(let at) = clock.parseMoment(bytes) else { return nil }
    let local = clock.local(at)
    return IntervalStart(
      at: at, day: local.day, second: Int(at - clock.instant(local.day)), wallMinute: local.second / 60)
  }
}

extension ParkClock {
  /// True for a day of 24 hours on which the clocks are not changed.
  func isPlain(_ day: Day) -> Bool { instant(day.advanced(by: 1)) - instant(day) == 86_400 }
}

func equal(_ a: [UInt8], _ b: Span<UInt8>) -> Bool {
  guard a.count == b.count else { return false }
  for index in a.indices where a[index] != b[index] { return false }
  return true
}
