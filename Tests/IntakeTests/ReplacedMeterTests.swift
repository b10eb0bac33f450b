import Diagnostics
import Foundation
import Intake
import Measures
import Park
import Testing

/// A measuring point keeps its code when its meter is replaced: each value is the meter's that was installed then.
@Suite struct ReplacedMeterTests {
  private let july = Month(year: 2026, month: 7)

  /// Interval meters of one point, one after the other, each from a day to a day of July 2026.
  private func point(_ meters: (id: String, from: String, to: String)...) -> InputSample {
    var sample = InputSample()
    sample["meters.csv"] = "meter_id;service;contract_id;mode;unit;installed_on;removed_on\n"
    sample["meter-aliases.csv"] = "meter_id;alias;channel\n"
    for meter in meters {
      sample["meters.csv"] += "\(meter.id);power;C-1;interval;kWh;2026-07-\(meter.from);"
      sample["meters.csv"] += meter.to.isEmpty ? "\n" : "2026-07-\(meter.to)\n"
      sample["meter-aliases.csv"] += "\(meter.id);0012;\n"
    }
    return sample
  }

  /// A file of 80020 for each day of July; each half hour of a day is as many kWh as the day's number.
  private func add80020(to sample: inout InputSample) {
    for day in 1...31 {
      let number = String(format: "%02d", day)
      sample["intervals/\(number).xml"] = layout80020(
        day: "202607\(number)", ("0012", "01", [String](repeating: "<value>\(day)</value>", count: 48)))
    }
  }

  /// How many values a meter has in July, and their sum in kWh.
  private func july(_ meter: String, in result: IntakeResult) -> String {
    let days = result.facts.intervals[Meter.ID(meter)]?[july]?.days.map(\.self) ?? []
    let sum = days.reduce(0) { $0 + $1.sum }
    return "\(days.reduce(0) { $0 + $1.count }) \(sum / 1_000_000)"
  }

  // MARK: Intervals

  /// The first is there for the 14 days to the 14th: 14 × 48 values, 48 × (1 + … + 14) = 48 × 105 kWh. The second for
  /// the 17 days from the 15th on: 48 × (15 + … + 31) = 48 × 391 kWh.
  @Test func aMonthOf80020IsTwoMeters() throws {
    var sample = point(("A", "01", "14"), ("B", "15", ""))
    add80020(to: &sample)
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(july("A", in: result) == "672 5040")
    #expect(july("B", in: result) == "816 18768")
  }

  /// Where the channels are named too.
  @Test func aChannelMayPassToAnotherMeterAsWell() throws {
    var sample = point(("A", "01", "14"), ("B", "15", ""))
    sample["meter-aliases.csv"] = "meter_id;alias;channel\nA;0012;01\nB;0012;1\n"
    add80020(to: &sample)
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(july("A", in: result) == "672 5040")
    #expect(july("B", in: result) == "816 18768")
  }

  /// Both meters have intervals for the whole of the 15th (C11), the point has them once.
  @Test func whoseTheDayOfTheExchangeIsCannotBeTold() throws {
    var sample = point(("A", "01", "15"), ("B", "15", ""))
    add80020(to: &sample)
    let result = try sample.load()
    #expect(
      result.findings.map(\.summary) == ["intervals/15.xml:7:meter_id exchange-day error [meter A, meter B] 2026-07"])
    #expect(result.findings.first?.problem.value == "0012")
    #expect(result.findings.first?.problem.message.en.contains("A, B") == true)
    #expect(july("A", in: result) == "672 5040")
    // 48 × (391 − 15).
    #expect(july("B", in: result) == "768 18048")
  }

  /// One stream of hours for four days: 24 × 13 and 24 × 14, then 24 × 15 and 24 × 16 kWh.
  @Test func aStreamOfNEM12IsTwoMeters() throws {
    var sample = point(("A", "01", "14"), ("B", "15", ""))
    let days = (13...16).map { "300,202607\($0),\(cells(24, "\($0)")),A,,,," }
    sample["intervals/a.csv"] = nem12("200,0012,E1,1,E1,,,kWh,60,", days[0], days[1], days[2], days[3])
    var result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(july("A", in: result) == "48 648")
    #expect(july("B", in: result) == "48 744")

    sample["meters.csv"] = sample["meters.csv"].replacing("2026-07-14", with: "2026-07-15")
    result = try sample.load()
    // The day of the 15th stands on line 5.
    #expect(
      result.findings.map(\.summary) == ["intervals/a.csv:5:meter_id exchange-day error [meter A, meter B] 2026-07"])
    #expect(july("B", in: result) == "24 384")
  }

  /// The half hours at both sides of each midnight, plainly written and not: three meters, and a day without any.
  @Test func threeMetersInARowShareATable() throws {
    var sample = point(("A", "01", "10"), ("B", "11", "19"), ("C", "21", ""))
    sample["intervals/a.csv"] = """
      meter_id;start;value;quality
      0012;2026-07-10 23:00;1;A
      0012;2026-07-10 23:30;2;A
      0012;2026-07-11 00:00;4;A
      "0012";2026-07-11T00:30:00;8;
      0012;2026-07-19 23:30;16;E
      0012;2026-07-20 00:00;32;A
      0012;2026-07-20 00:30;32;A
      0012;2026-07-21 00:00;64;A
      C;2026-07-21 00:30;128;A
      0012;2026-07-21 00:30;128;A
      0012;2026-07-22 00:30;x;A
      """
    let result = try sample.load()
    #expect(
      result.findings.map(\.summary) == [
        "intervals/a.csv:7:meter_id outside-installation warning",
        "intervals/a.csv:11:start repeated-intervals warning",
        "intervals/a.csv:12:value bad-number error [meter C] 2026-07",
      ])
    #expect(july("A", in: result) == "2 3")
    #expect(july("B", in: result) == "3 28")
    #expect(july("C", in: result) == "2 192")
    // The second pass over the files tells the meters apart as well.
    let values = try sample.with { folder in
      try Intake.series(of: [Meter.ID("B"): [july.days]], in: folder, facts: result.facts)[Meter.ID("B")]
    }
    let start = try #require(Day(2026, 7, 19))
    #expect(values?[result.facts.clock.instant(start, second: 84_600)]?.units == 16_000_000)
  }

  /// A register meter gives way to an interval meter on one day: readings are the one's, intervals the other's.
  @Test func theModeTellsTheMetersOfOneDayApart() throws {
    var sample = InputSample()
    sample["meters.csv"] = """
      meter_id;service;contract_id;mode;unit;installed_on;installed_reading;removed_on;removed_reading
      R;power;C-1;;kWh;2026-01-01;0;2026-07-15;700
      I;power;C-1;interval;kWh;2026-07-15;;;
      """
    sample["meter-aliases.csv"] = "meter_id;alias\nR;0012\nI;0012\n"
    sample["readings/a.csv"] = "meter_id;read_at;reading\n0012;2026-07-15 10:00;690\n"
    sample["intervals/a.csv"] = "meter_id;start;value\n0012;2026-07-15 12:00;1\n0012;2026-07-15 12:30;2\n"
    sample["intervals/b.xml"] = layout80020(
      day: "20260716", ("0012", "01", [String](repeating: "<value>1</value>", count: 48)))
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(readings(result) == ["R total 690 2"])
    #expect(july("I", in: result) == "50 51")
  }

  /// The point's code was the first meter's own: it passes to the second, which has a new one.
  @Test func aMetersOwnNameMayPassToItsSuccessor() throws {
    var sample = point(("0012", "01", "14"), ("B", "15", ""))
    sample["meter-aliases.csv"] = "meter_id;alias\nB;0012\n"
    add80020(to: &sample)
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(july("0012", in: result) == "672 5040")
    #expect(july("B", in: result) == "816 18768")
  }

  // MARK: Overlaps

  /// Two meters of one name that stood side by side: told once, with both rows, and touching both.
  @Test func metersThatStoodSideBySideCannotShareAName() throws {
    var sample = point(("A", "01", "15"), ("B", "14", ""))
    add80020(to: &sample)
    let result = try sample.load()
    #expect(
      result.findings.map(\.summary) == [
        "meter-aliases.csv:3:alias meters-installed-together error [meter B, meter A]"
      ])
    let problem = try #require(result.findings.first?.problem)
    for language in Language.allCases { #expect(problem.message[language].contains("meter-aliases.csv:2")) }
    #expect(result.facts.intervals.isEmpty)
  }

  // MARK: Readings

  private func readings(_ result: IntakeResult) -> [String] {
    result.facts.readings.sorted { $0.key < $1.key }.flatMap { key, list in
      list.map { "\(key.meter) \(key.register) \($0.value.text(decimals: 0)) \($0.place.line)" }
    }
  }

  private func registers(removed: String, installed: String) -> InputSample {
    var sample = InputSample()
    sample["meters.csv"] = """
      meter_id;service;contract_id;unit;registers;installed_on;installed_reading;removed_on;removed_reading
      A;power;C-1;kWh;day|night;2026-01-01;0|0;\(removed);700|300
      B;power;C-1;kWh;day|night;\(installed);5|6;;
      """
    sample["meter-aliases.csv"] = """
      meter_id;alias;channel;register
      A;0012;1.8.1;day
      A;0012;1.8.2;night
      B;0012;1.8.1;night
      B;0012;1.8.2;day
      """
    return sample
  }

  /// A date alone and 24:00 are of the day that ends, 00:00 of the day that begins; the successor's channels are wired
  /// the other way round.
  @Test func aListOfRegistersIsTwoMeters() throws {
    var sample = registers(removed: "2026-07-14", installed: "2026-07-15")
    sample["readings/a.csv"] = """
      meter_id;read_at;1.8.1;1.8.2
      0012;2026-06-30;600;250
      0012;2026-07-14;700;300
      0012;2026-07-14 24:00;700;300
      0012;2026-07-15 00:00;6;5
      0012;2026-07-31;40;30
      """
    let result = try sample.load()
    #expect(
      readings(result) == [
        "A day 600 2", "A day 700 3", "A night 250 2", "A night 300 3", "B day 5 5", "B day 30 6", "B night 6 5",
        "B night 40 6",
      ])
    // The two of the 14th say the same.
    #expect(result.findings.map(\.summary) == Array(repeating: "readings/a.csv:4 repeated-row warning", count: 2))
  }

  /// On the 15th both hung there: the first at 00:00, the second at 24:00, unless the row says what `removed_reading`
  /// does. Whose the reading of ten o'clock is, only a person knows.
  @Test func theEdgesOfTheDayOfTheExchangeTell() throws {
    var sample = registers(removed: "2026-07-15", installed: "2026-07-15")
    sample["readings/a.csv"] = """
      meter_id;register;read_at;reading
      0012;day;2026-07-15 00:00;650
      0012;day;2026-07-15;9
      0012;night;2026-07-15;300
      0012;night;2026-07-15 24:00;11
      0012;day;2026-07-15 10:00;690
      A;day;2026-07-15 11:00;691
      """
    let result = try sample.load()
    #expect(readings(result) == ["A day 650 2", "A day 691 7", "A night 300 4", "B day 9 3", "B night 11 5"])
    #expect(
      result.findings.map(\.summary) == ["readings/a.csv:6:meter_id exchange-day error [meter A, meter B] 2026-07"])
  }
}
