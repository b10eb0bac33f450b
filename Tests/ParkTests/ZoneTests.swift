import Diagnostics
import Measures
import Park
import Testing

/// When a zone's price holds (P4).
@Suite struct ZoneTests {
  static func zone(
    _ from: Int, _ to: Int, _ days: Zone.Days = .all, months: [Int] = Array(1...12), name: String = "day"
  ) -> Zone {
    Zone(name: Identifier(name), days: days, months: months, from: from, to: to, place: Place(file: "zones.csv"))
  }

  /// From 1 to 30 September, both days included.
  @Test(arguments: [("2026-08-31", false), ("2026-09-01", true), ("2026-09-30", true), ("2026-10-01", false)])
  func daysInForce(day: String, isIn: Bool) throws {
    var zone = Self.zone(0, 0)
    (zone.validFrom, zone.validTo) = (Day(2026, 9, 1), Day(2026, 9, 30))
    #expect(zone.covers(try #require(Day.parse(day)), minute: 0, kind: .workday) == isIn)
  }

  /// A month's hours are the same, whenever a row that holds for all of it begins and ends.
  @Test func hoursOfAMonth() throws {
    let plain = Self.zone(480, 1200)
    var ending = plain
    ending.validTo = Day(2026, 8, 31)
    let months = (7...9).map { Month(year: 2026, month: $0) }
    #expect(months.map { ending.inForce(in: $0) } == [plain, plain, nil])
    ending.validTo = Day(2026, 8, 30)
    #expect(months.map { ending.inForce(in: $0) } == [plain, ending, nil])
  }

  /// From 08:00 to 20:00: the end is not in it.
  @Test(arguments: [(0, false), (479, false), (480, true), (1199, true), (1200, false), (1439, false)])
  func hoursOfADay(minute: Int, isIn: Bool) throws {
    let day = try #require(Day(2026, 6, 3))
    #expect(Self.zone(480, 1200).covers(day, minute: minute, kind: .workday) == isIn)
  }

  /// From 22:00 to 06:00: both halves of the night.
  @Test(arguments: [(0, true), (359, true), (360, false), (1319, false), (1320, true), (1439, true)])
  func hoursAcrossMidnight(minute: Int, isIn: Bool) throws {
    let day = try #require(Day(2026, 6, 3))
    #expect(Self.zone(1320, 360).covers(day, minute: minute, kind: .workday) == isIn)
  }

  @Test(arguments: [0, 479, 480, 1439]) func equalHoursAreTheWholeDay(minute: Int) throws {
    let day = try #require(Day(2026, 6, 3))
    #expect(Self.zone(480, 480).covers(day, minute: minute, kind: .workday))
  }

  /// The hours after midnight belong to the day, and so to the season, on which they lie: 1 April has no winter night.
  @Test func theDayOfTheStartCountsAfterMidnight() throws {
    let winter = Self.zone(1320, 360, months: [10, 11, 12, 1, 2, 3])
    let (march, april) = (try #require(Day(2026, 3, 31)), try #require(Day(2026, 4, 1)))
    #expect(winter.covers(march, minute: 1380, kind: .workday))
    #expect(!winter.covers(april, minute: 60, kind: .workday))
  }

  /// 5 June 2026 is a Friday. The kind of the day is said by the holidays, the weekday by the calendar alone.
  @Test func kindsOfDayAndWeekdays() throws {
    let friday = try #require(Day(2026, 6, 5))
    #expect(Self.zone(0, 0, .workday).covers(friday, minute: 0, kind: .workday))
    #expect(!Self.zone(0, 0, .workday).covers(friday, minute: 0, kind: .weekend))
    #expect(Self.zone(0, 0, .weekend).covers(friday, minute: 0, kind: .weekend))
    #expect(!Self.zone(0, 0, .weekend).covers(friday, minute: 0, kind: .workday))
    #expect(Self.zone(0, 0, .weekdays([5])).covers(friday, minute: 0, kind: .weekend))
    #expect(!Self.zone(0, 0, .weekdays([6, 7])).covers(friday, minute: 0, kind: .weekend))
    #expect(Self.zone(0, 0, .all).covers(friday, minute: 0, kind: .weekend))
  }

  /// A half hour that starts at 23:30 in Bishkek starts at 17:30 UTC: it lies on the park's day, not on UTC's, and one
  /// that starts at 18:00 UTC is the next day's first.
  @Test func theParksClockSaysWhichDayAndMinuteItIs() throws {
    let clock = try #require(ParkClock(zone: "Asia/Bishkek"))
    let evening = Self.zone(1380, 0, months: [6], name: "evening")
    func covers(_ seconds: Int64) -> Bool {
      let (day, second) = clock.local(Instant(seconds: seconds))
      return evening.covers(day, minute: second / 60, kind: .workday)
    }
    // 2026-06-30T17:30:00Z is 1 782 840 600.
    let halfPastEleven: Int64 = 1_782_840_600
    #expect(Instant(seconds: halfPastEleven).description == "2026-06-30T17:30:00Z")
    #expect(covers(halfPastEleven))
    #expect(!covers(halfPastEleven + 1800))
    #expect(!covers(halfPastEleven - 3600))
  }
}
