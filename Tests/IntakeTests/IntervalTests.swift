import Diagnostics
import Foundation
import Intake
import Measures
import Park
import Testing

@Suite struct IntervalTests {
  private let meter = Meter.ID("I-1")

  private func halfHours(_ days: ClosedRange<Int>, month: Int = 7, _ value: (Int, Int) -> String) -> String {
    var text = "meter_id;start;value;quality\n"
    for day in days {
      for half in 0..<48 {
        let time = String(format: "2026-%02d-%02d %02d:%02d", month, day, half / 2, half % 2 * 30)
        text += "I-1;\(time);\(value(day, half));\(half == 0 ? "E" : "")\n"
      }
    }
    return text
  }

  @Test func daysAreSummedByZone() throws {
    var sample = InputSample()
    // 1 July 2026 is a Wednesday, 4 July a Saturday; 2 July is made a holiday.
    sample["holidays.csv"] = "date;kind\n2026-07-02;holiday\n"
    sample["intervals/a.csv"] = halfHours(1...4) { day, half in half == 40 ? "7,5" : "\(day).25" }
    let facts = try sample.load().facts
    let july = try #require(facts.intervals[meter]?[Month(year: 2026, month: 7)])
    #expect(july.minutes == 30)
    #expect(july.place == "intervals/a.csv:2")
    #expect(facts.zoneNames.map(\.text) == ["day", "night"])
    // 47 × 1.25 + 7.5; by day, 08:00 to 20:00, 24 × 1.25; by night the other 23 × 1.25 and the 7.5 of 20:00.
    #expect(july.days[0].sum == 66_250_000)
    #expect(july.days[0].byZone == [30_000_000, 36_250_000])
    #expect(july.days[0].count == 48)
    #expect(july.days[0].estimated == 1)
    #expect(july.days[0].peak == 7_500_000)
    // A holiday is no workday: 23 × 2.25 + 7.5 by night, and nothing by day.
    #expect(july.days[1].byZone == [0, 59_250_000])
    #expect(july.days[3].byZone == [0, 105_250_000])
    #expect(july.days[4].count == 0)
  }

  /// Spreadsheets of an office put a title above the table, in whatever encoding they save.
  @Test func aTitleAboveTheHeaderIsPassedOverInEveryEncoding() throws {
    let text = "Список\r\n\t\t\r\nmeter_id\tstart\tvalue\r\nI-1\t2026-07-01T00:00\t1\r\nI-1\t2026-07-01T00:30\t2\r\n"
    let utf16: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let windows1251 = [UInt8](try #require(text.data(using: .windowsCP1251)))
    for bytes in [Array(text.utf8), utf16, windows1251] {
      var sample = InputSample()
      sample.files["intervals/a.csv"] = bytes
      let result = try sample.load()
      #expect(result.findings.map(\.summary) == [])
      let july = try #require(result.facts.intervals[meter]?[Month(year: 2026, month: 7)])
      #expect(july.place == "intervals/a.csv:4")
      #expect(july.days[0].sum == 3_000_000)
    }
  }

  @Test func offsetsAndMidnightsFallOnTheParksDays() throws {
    var sample = InputSample()
    sample["intervals/a.csv"] = """
      meter_id,start,value
      I-1,2026-06-30T18:00Z,1
      I-1,2026-07-01 00:30:00,2
      I-1,2026-07-01T24:00,4
      I-1,2026-07-31T23:30+06:00,8
      """
    let result = try sample.load()
    #expect(result.findings.isEmpty)
    let july = try #require(result.facts.intervals[meter]?[Month(year: 2026, month: 7)])
    #expect(
      july.days.map(\.sum).enumerated().filter { $0.element > 0 }.map { "\($0.offset + 1): \($0.element)" } == [
        "1: 3000000", "2: 4000000", "31: 8000000",
      ])
  }

  @Test func aFileGivenTwiceCountsOnceAndIsToldOnce() throws {
    var sample = InputSample()
    let text = halfHours(1...31) { _, _ in "1" }
    sample["intervals/a.csv"] = text
    let once = try sample.load().facts.intervals
    sample["intervals/b.csv"] = text
    let twice = try sample.load()
    #expect(twice.facts.intervals == once)
    #expect(twice.findings.map(\.summary) == ["intervals/b.csv:2:start repeated-intervals warning"])
    #expect(twice.findings.first?.problem.message.en.contains("1488") == true)
  }

  @Test func whatStandsOffTheGridIsNotSummed() throws {
    var sample = InputSample()
    sample["intervals/a.csv"] = halfHours(1...2) { _, _ in "1" } + "I-1;2026-07-02 10:15;100;\n"
    let result = try sample.load()
    #expect(result.facts.intervals[meter]?[Month(year: 2026, month: 7)]?.days[1].sum == 48_000_000)
    #expect(result.findings.map(\.summary) == ["intervals/a.csv:98:start interval-off-grid error [meter I-1] 2026-07"])
    #expect(result.findings.first?.problem.value == "2026-07-02T10:15")
  }

  @Test func theFirstDayTellsTheLength() throws {
    var sample = InputSample()
    sample["intervals/b.csv"] = "meter_id;start;value\nI-1;2026-07-01 00:00;1\nI-1;2026-07-01 00:15;1\n"
    sample["intervals/a.csv"] = "meter_id;start;value\nI-1;2026-07-02 00:00;1\nI-1;2026-07-02 01:00;1\n"
    #expect(try sample.load().facts.intervals[meter]?[Month(year: 2026, month: 7)]?.minutes == 15)
  }

  /// All 48 half hours of a day, in any place of the day, are half an hour apart; one at a quarter is not.
  @Test func aDayFromNoonOnTellsTheLengthToo() throws {
    for (quarter, minutes) in [("", 30), ("I-1;2026-07-01 23:45;1\n", 15)] {
      var sample = InputSample()
      let rows = (24..<48).map { half in String(format: "I-1;2026-07-01 %02d:%02d;1\n", half / 2, half % 2 * 30) }
      sample["intervals/a.csv"] = "meter_id;start;value\n" + rows.joined() + quarter
      #expect(try sample.load().facts.intervals[meter]?[Month(year: 2026, month: 7)]?.minutes == minutes)
    }
  }

  @Test func monthsLongBeforeTheFirstAreNotKept() throws {
    var sample = InputSample()
    sample["intervals/a.csv"] =
      "meter_id;start;value\nI-1;2026-04-30 23:00;1\nI-1;2026-04-30 23:30;1\nI-1;2026-05-01 00:00;1\n"
    let months = try sample.load().facts.intervals[meter]?.keys.sorted().map(\.description)
    #expect(months == ["2026-05"])
  }

  @Test func theSeriesHoldsTheValuesOfTheMetersAskedFor() throws {
    var sample = InputSample()
    sample["intervals/a.csv"] = halfHours(1...2) { day, half in "\(day)\(half)" }
    try sample.with { folder in
      let facts = try Intake.load(folder) { _ in Day(number: 20_739) }.facts
      let first = try #require(Day(2026, 7, 1))
      let day = first..<first.advanced(by: 1)
      let series = try Intake.series(of: [meter: [day]], in: folder, facts: facts)
      let values = try #require(series[meter])
      #expect(values.minutes == 30)
      #expect(values.count == 48)
      #expect(
        values[facts.clock.instant(first, second: 5400)] == .init(units: 13_000_000, isEstimated: false))
      #expect(values[facts.clock.instant(first)]?.isEstimated == true)
      #expect(try Intake.series(of: [Meter.ID("M1"): [day]], in: folder, facts: facts).isEmpty)
    }
  }

  /// Estimated at first and then read to the same values: they count once, as read, whichever file comes first.
  @Test(arguments: [["a", "b"], ["b", "a"]]) func whatWasReadIsNoEstimate(_ names: [String]) throws {
    var sample = InputSample()
    let rows = halfHours(1...1) { _, half in "\(half).5" }
    sample["intervals/\(names[0]).csv"] = rows
    sample["intervals/\(names[1]).csv"] = rows.replacing(";E\n", with: ";A\n")
    let result = try sample.load()
    #expect(result.findings.map(\.problem.code) == ["repeated-intervals"])
    let july = try #require(result.facts.intervals[meter]?[Month(year: 2026, month: 7)])
    #expect(july.days[0].estimated == 0)
    // 0.5 + 1.5 + … + 47.5 = 48² ÷ 2
    #expect(july.days[0].sum == 1_152_000_000)
    let first = try #require(Day(2026, 7, 1))
    let series = try sample.with { folder in
      try Intake.series(of: [meter: [first..<first.advanced(by: 1)]], in: folder, facts: result.facts)[meter]
    }
    #expect(series?[result.facts.clock.instant(first)] == .init(units: 500_000, isEstimated: false))
  }

  @Test func anHourThatComesTwiceIsTwoHours() throws {
    var sample = InputSample()
    sample["park.json"] = "{\"firstMonth\": \"2026-07\", \"timeZone\": \"Europe/Berlin\"}"
    sample["intervals/a.csv"] = """
      meter_id,start,value
      I-1,2026-10-25T01:00,1
      I-1,2026-10-25T02:00+02:00,2
      I-1,2026-10-25T02:00+01:00,4
      I-1,2026-10-25T23:00,8
      """
    let result = try sample.load(today: 20_760)
    #expect(result.findings.isEmpty)
    let october = try #require(result.facts.intervals[meter]?[Month(year: 2026, month: 10)])
    #expect(october.days[24].sum == 15_000_000)
    #expect(october.days[24].count == 4)
  }

  /// What no row can name then is not told of each file: the cause is.
  @Test func whereTheTableOfMetersIsMisnamedThatAloneIsTold() throws {
    var sample = InputSample()
    sample.rename("meters.csv", to: "meter.csv")
    sample["intervals/a.csv"] = "meter_id,start,value\nI-1,2026-07-01T00:00,1\n"
    let codes = try sample.load().findings.map(\.problem.code)
    #expect(codes.contains("near-name"))
    #expect(!codes.contains("unknown-meter"))
  }
}
