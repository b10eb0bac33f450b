import Foundation
import Measures
import Testing

@Suite struct CalendarTests {
  @Test func daysAgreeWithFoundation() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for number in stride(from: -25_000, through: 370_000, by: 97) {
      let parts = calendar.dateComponents(
        [.year, .month, .day, .weekday], from: Date(timeIntervalSince1970: Double(number) * 86_400))
      let day = Day(number: number)
      #expect(day.month.year == parts.year)
      #expect(day.month.month == parts.month)
      #expect(day.dayOfMonth == parts.day)
      #expect(day.weekday % 7 + 1 == parts.weekday)
      if let year = parts.year, (1900...2999).contains(year) {
        #expect(Day(year, parts.month ?? 0, parts.day ?? 0) == day)
      }
    }
  }

  @Test(arguments: ["2026-02-29", "2026-13-01", "2026-00-10", "31.04.2026", "2026/01/01", "1.1.2026", "2026-1-1", ""])
  func noSuchDay(text: String) { #expect(Day.parse(text) == nil) }

  @Test func bothFormsOfADate() {
    #expect(Day.parse("30.09.2026") == Day.parse("2026-09-30"))
    #expect(Day.parse("29.02.2028")?.description == "2028-02-29")
  }

  @Test func monthsAndQuarters() {
    #expect(Month("2026-12")?.advanced(by: 1).description == "2027-01")
    #expect(Month("2028-02")?.dayCount == 29)
    #expect(Month("2026-13") == nil)
    #expect(Quarter("2026-Q3")?.months.map(\.description) == ["2026-07", "2026-08", "2026-09"])
    #expect(Month("2026-01")?.quarter.description == "2026-Q1")
    #expect(Quarter("2026-Q5") == nil)
  }

  @Test func aPeriodIncludesBothItsDays() throws {
    let month = try #require(Month("2026-09"))
    let from = try #require(Day.parse("2026-09-18"))
    let period = try #require(Period(from: from, through: nil))
    #expect(period.days(in: month.days).count == 13)
    #expect(Period(from: from, through: from.advanced(by: -1)) == nil)
    #expect(Period(from: from, through: from)?.days(in: month.days).count == 1)
  }
}

@Suite struct ParkClockTests {
  private func moment(_ text: String, zone: String = "Asia/Bishkek") throws -> Moment? {
    try #require(ParkClock(zone: zone)).parseMoment(Array(text.utf8).span)
  }

  @Test func bishkekIsSixHoursAhead() throws {
    let clock = try #require(ParkClock(zone: "Asia/Bishkek"))
    let end = clock.end(of: Month(year: 2026, month: 9))
    #expect(end.description == "2026-09-30T18:00:00Z")
    #expect(clock.text(end, endOfDay: true) == "2026-09-30T24:00")
    #expect(clock.text(end, endOfDay: false) == "2026-10-01T00:00")
  }

  @Test(arguments: [
    "2026-10-01T00:00", "2026-09-30 24:00", "30.09.2026 24:00:00", "2026-09-30T18:00Z", "2026-09-30T20:00+02:00",
  ])
  func oneMomentInManyForms(text: String) throws {
    #expect(try moment(text) == .instant(Instant(seconds: 1_790_791_200)))
  }

  @Test(arguments: ["2026-09-30T25:00", "2026-09-30T24:01", "2026-09-30T12", "2026-09-30T12:60", "2026-09-30T12:00+6"])
  func noMoment(text: String) throws { #expect(try moment(text) == nil) }

  /// Summer time lasts from the last Sunday of March to that of October in Berlin, from October to April in Sydney. In
  /// Bishkek there is none, nor was it summer in Almaty before its clocks went back for good on 1 March 2024.
  @Test(arguments: [
    ("Europe/Berlin", "2026-03-29T00:59:59Z", false), ("Europe/Berlin", "2026-03-29T01:00:00Z", true),
    ("Europe/Berlin", "2026-07-01T00:00:00Z", true), ("Europe/Berlin", "2026-10-25T00:59:59Z", true),
    ("Europe/Berlin", "2026-10-25T01:00:00Z", false), ("Australia/Sydney", "2026-01-15T00:00:00Z", true),
    ("Australia/Sydney", "2026-07-15T00:00:00Z", false), ("Asia/Bishkek", "2026-07-01T00:00:00Z", false),
    ("Asia/Almaty", "2024-02-01T00:00:00Z", false), ("Asia/Almaty", "2024-07-01T00:00:00Z", false),
  ])
  func summerTimeIsToldFromTheRestOfTheYear(zone: String, text: String, isSummer: Bool) throws {
    let clock = try #require(ParkClock(zone: zone))
    guard case .instant(let at) = clock.parseMoment(Array(text.utf8).span) else {
      Issue.record("no moment: \(text)")
      return
    }
    #expect(clock.isSummer(at: at) == isSummer)
  }

  @Test func aDayWithDaylightSavingHas23Or25Hours() throws {
    let clock = try #require(ParkClock(zone: "Europe/Berlin"))
    let spring = try #require(Day.parse("2026-03-29"))
    let autumn = try #require(Day.parse("2026-10-25"))
    #expect(clock.instant(spring.advanced(by: 1)) - clock.instant(spring) == 23 * 3600)
    #expect(clock.instant(autumn.advanced(by: 1)) - clock.instant(autumn) == 25 * 3600)
  }
}
