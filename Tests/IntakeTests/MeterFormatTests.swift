import Diagnostics
import Foundation
import Intake
import Measures
import Park
import Testing

/// Files in the forms that meters speak: what they hold is what the same values in a table would be.
@Suite struct MeterFormatTests {
  private let meter = Meter.ID("I-1")
  private let july = Month(year: 2026, month: 7)

  private func days(_ result: IntakeResult, _ month: Month? = nil) -> [String] {
    (result.facts.intervals[meter]?[month ?? july]?.days.map(\.self) ?? []).enumerated()
      .filter { $0.element.count > 0 }
      .map { "\($0.offset + 1): \($0.element.count) \($0.element.sum) \($0.element.estimated)" }
  }

  // MARK: 80020

  /// Half hours of 1.5 kWh, but one of 2 that is not commercial: 47 × 1.5 + 2 = 72.5.
  @Test func aDayOf80020IsADayOfIntervals() throws {
    var sample = InputSample()
    sample["meter-aliases.csv"] = "meter_id;alias;channel\nI-1;0012;1\n"
    var values = [String](repeating: "<value status=\"0\">1.5</value>", count: 48)
    values[10] = "<value status=\"1\">\n 2,0\n</value>"
    sample["intervals/80020_1_20260701.XML"] = layout80020(day: "20260701", ("0012", "01", values))
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(days(result) == ["1: 48 72500000 1"])
    #expect(result.facts.intervals[meter]?[july]?.minutes == 30)
    // The five lines before the points, the point's own, and the first period's.
    #expect(result.facts.intervals[meter]?[july]?.place == "intervals/80020_1_20260701.XML:7")
  }

  @Test func windows1251IsReadAsDeclared() throws {
    var sample = InputSample()
    let text = layout80020(
      day: "20260701", encoding: "windows-1251", ("I-1", "01", .init(repeating: "<value>1</value>", count: 24)))
    sample.files["intervals/a.txt"] = text.unicodeScalars.map { scalar in
      scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(scalar.value - 0x410 + 0xC0)
    }
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(days(result) == ["1: 24 24000000 0"])
    #expect(result.facts.intervals[meter]?[july]?.minutes == 60)
  }

  /// MWh on the meter: 22 750 Wh of a kWh file are 0.02275 each.
  @Test func unitsConvertExactly() throws {
    var sample = InputSample()
    sample["meters.csv"] = sample["meters.csv"].replacing(
      "I-1;power;;C-1;interval;kWh", with: "I-1;power;;C-1;interval;MWh")
    sample["intervals/a.xml"] = layout80020(
      day: "20260701", ("I-1", "01", .init(repeating: "<value>22.75</value>", count: 48)))
    sample["intervals/b.csv"] = nem12(
      "200,I-1,E1,1,E1,,SN1,Wh,30,", "300,20260702,\(cells(48, "22750")),A,,,,",
      "200,I-1,E1,1,E1,,SN1,MWH,30,", "300,20260703,\(cells(48, "0.02275")),A,,,,")
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    // 48 × 0.02275 = 1.092.
    #expect(days(result) == ["1: 48 1092000 0", "2: 48 1092000 0", "3: 48 1092000 0"])
  }

  /// In Berlin 25 October 2026 has 25 hours: 02:00 comes twice, first in summer time.
  @Test func theHourThatComesTwiceIsTwoHours() throws {
    var sample = InputSample()
    sample["park.json"] = "{\"firstMonth\": \"2026-07\", \"timeZone\": \"Europe/Berlin\"}"
    let file = { (second: String) in
      layout80020(day: "20261025", ("I-1", "01", .init(repeating: "<value>1</value>", count: 24)))
        .replacing(
          "<period start=\"0300\"",
          with: "<period start=\"0200\" end=\"0300\"\(second)><value>5</value></period>\n<period start=\"0300\"")
    }
    sample["intervals/a.xml"] = file("")
    let october = Month(year: 2026, month: 10)
    var result = try sample.load(today: 20_760)
    #expect(result.findings.map(\.summary) == [])
    #expect(days(result, october) == ["25: 25 29000000 0"])
    let day = try #require(Day(2026, 10, 25))
    let values = try sample.with { folder in
      try Intake.series(of: [meter: [day..<day.advanced(by: 1)]], in: folder, facts: result.facts)[meter]
    }
    // 02:00 at +01:00 is 01:00 UTC of day 20 751 since 1970: 20 751 × 86 400 + 3 600.
    #expect(values?[Instant(seconds: 1_792_890_000)]?.units == 5_000_000)
    // Told to be summer's, it is the first hour again, and contradicts it.
    sample["intervals/a.xml"] = file(" summer=\"1\"")
    result = try sample.load(today: 20_760)
    #expect(
      result.findings.map(\.summary) == ["intervals/a.xml:10:value conflicting-interval error [meter I-1] 2026-10"])
  }

  /// A file that is marked as summer's everywhere, in a zone that has no summer time: an hour told as 10:00 stays that of
  /// 10:00 in Bishkek, which is 04:00 UTC, and that the marks do not fit is said. `daylightsavingtime` tells nothing.
  @Test func summerTimeShiftsNothingInBishkek() throws {
    var sample = InputSample()
    var values = [String](repeating: "<value>1</value>", count: 24)
    values[10] = "<value>5</value>"
    sample["intervals/a.xml"] = layout80020(day: "20260701", ("I-1", "01", values))
      .replacing("<daylightsavingtime>0<", with: "<daylightsavingtime>1<")
    let plain = try sample.load()
    #expect(plain.findings == [])
    sample["intervals/a.xml"] = sample["intervals/a.xml"].replacing("<period ", with: "<period summer=\"1\" ")
    let marked = try sample.load()
    #expect(marked.findings.map(\.summary) == ["intervals/a.xml:7:summer other-season warning"])
    #expect(marked.facts.intervals == plain.facts.intervals)
    let day = try #require(Day(2026, 7, 1))
    let read = try sample.with { folder in
      try Intake.series(of: [meter: [day..<day.advanced(by: 1)]], in: folder, facts: marked.facts)[meter]
    }
    // 2026-07-01 is day 20 635 since 1970: 20 635 × 86 400 + 4 × 3 600.
    #expect(read?[Instant(seconds: 1_782_878_400)]?.units == 5_000_000)

    // On the day's own element it is no part of the layout, and is told as such.
    sample["intervals/a.xml"] = layout80020(day: "20260701", ("I-1", "01", values))
      .replacing("<day>", with: "<day summer=\"1\">").replacing("<datetime>", with: "<datetime summer=\"1\">")
    let other = try sample.load()
    #expect(
      other.findings.map(\.summary) == [
        "intervals/a.xml:3:datetime unknown-element warning", "intervals/a.xml:3:day unknown-element warning",
      ])
    #expect(other.facts.intervals == plain.facts.intervals)
  }

  // MARK: NEM12

  /// A day of quarter hours: 96 × 0.25 = 24. A second day is `V`: 1–40 actual, 41–95 substituted, the last null.
  @Test func aDayOfNEM12HasAQualityForEachInterval() throws {
    var sample = InputSample()
    sample["meter-aliases.csv"] = "meter_id;alias;channel\nI-1;6305856194;\n"
    sample["intervals/a.csv"] = nem12(
      "200,6305856194,E1,1,E1,N1,7590025,KWH,15,",
      "300,20260701,\(cells(96, ".25".replacing(".", with: "0."))),A,,,2026,",
      "300,20260702,\(cells(95, "0.25")),0,V,,,2026,", "400,1,40,A,,", "400,41,95,S14,71,Probe Read Error",
      "400,96,96,N,,",
      "500,O,S01009,20260702120000,001123.5", "300,20260703,\(cells(96, "1")),F51,,,,",
      "300,20260704,\(cells(96, "")),N,,,,")
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(days(result) == ["1: 96 24000000 0", "2: 95 23750000 55", "3: 96 96000000 96"])
    #expect(result.facts.intervals[meter]?[july]?.minutes == 15)
  }

  /// The same days as a table, as 80020 and as NEM12, in either folder, are the same facts, told once each.
  @Test func filesThatAgreeCountOnce() throws {
    var sample = InputSample()
    var table = "meter_id;start;value\n"
    for half in 0..<48 { table += "I-1;2026-07-01 \(String(format: "%02d:%02d", half / 2, half % 2 * 30));1\n" }
    sample["intervals/a.csv"] = table
    let once = try sample.load()
    let layout = layout80020(day: "20260701", ("I-1", "01", .init(repeating: "<value>1</value>", count: 48)))
    sample["intervals/b.xml"] = layout
    sample["readings/c.csv"] = nem12("200,I-1,E1,1,E1,,,kWh,30,", "300,20260701,\(cells(48, "1.000")),A,,,,")
    let thrice = try sample.load()
    #expect(thrice.facts.intervals == once.facts.intervals)
    #expect(
      thrice.findings.map(\.summary) == [
        "intervals/b.xml:7:start repeated-intervals warning", "readings/c.csv:3:start repeated-intervals warning",
      ])
    sample["readings/c.csv"] = nem12("200,I-1,E1,1,E1,,,kWh,30,", "300,20260701,\(cells(47, "1.000")),1.5,A,,,,")
    #expect(
      try sample.findings() == [
        "intervals/b.xml:7:start repeated-intervals warning",
        "readings/c.csv:3:start repeated-intervals warning",
        "readings/c.csv:3:value conflicting-interval error [meter I-1] 2026-07",
      ])
  }

  /// Hours of one file and half hours of another are not one series.
  @Test func lengthsMustNotMix() throws {
    var sample = InputSample()
    sample["intervals/a.csv"] = "meter_id;start;value\nI-1;2026-07-01 00:00;1\nI-1;2026-07-01 00:30;1\n"
    sample["intervals/b.xml"] = layout80020(
      day: "20260702", ("I-1", "01", .init(repeating: "<value>1</value>", count: 24)))
    #expect(try sample.findings() == ["intervals/a.csv:2:start period-length error [meter I-1]"])
  }

  // MARK: Aliases and folders

  @Test func anAliasStandsForItsMeterInTables() throws {
    var sample = InputSample()
    sample["meter-aliases.csv"] = "meter_id;alias;channel\nI-1;0012;01\nM1;SN 7;\n"
    sample["intervals/a.csv"] =
      "meter_id;start;value\n0012;2026-07-01 00:00;1\nI-1;2026-07-01 00:30;2\n0012;2026-07-01 01:00;4\n"
    sample["readings/a.csv"] = "meter_id;read_at;reading\nSN 7;2026-07-31;20,5\n"
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(days(result) == ["1: 3 7000000 0"])
    #expect(result.facts.readings.keys.map(\.meter.text) == ["M1"])
  }

  /// The meter's own row is what has to be mended: no file that calls it by another name is told of, nor are its values
  /// taken for another meter's.
  @Test func anAliasOfABadMeterIsNoFurtherFault() throws {
    var sample = InputSample()
    sample["meters.csv"] = """
      meter_id;service;contract_id;mode;unit;installed_on;installed_reading
      H1;power;C-1;interval;kWh;2026-01-01;
      I-1;power;C-1;interval;kWh;2026-13-01;
      M1;power;C-1;;kWh;2026-13-01;0
      """
    sample["meter-aliases.csv"] = "meter_id;alias;channel\nI-1;0012;01\nI-1;0013;\nM1;SN 7;\n"
    sample["intervals/a.csv"] = "meter_id;start;value\n0012;2026-07-01 00:00;1\n0013;2026-07-01 00:30;2\n"
    sample["intervals/b.xml"] = layout80020(
      day: "20260701", ("0012", "01", [String](repeating: "<value>1</value>", count: 48)))
    sample["readings/a.csv"] = "meter_id;read_at;reading\nSN 7;2026-07-31;20\n"
    let result = try sample.load()
    #expect(result.findings.map(\.problem.code) == ["bad-date", "bad-date"])
    #expect(result.findings.allSatisfy { $0.problem.place?.file == "meters.csv" })
    #expect(result.facts.intervals.isEmpty && result.facts.readings.isEmpty)
  }

  @Test func tablesAreReadInEitherFolder() throws {
    var sample = InputSample()
    sample["readings/a.csv"] = "meter_id;start;value\nI-1;2026-07-01 00:00;1\nI-1;2026-07-01 00:30;2\n"
    sample["intervals/a.csv"] = "meter_id;read_at;reading\nM1;2026-07-31;20,5\n"
    let result = try sample.load()
    #expect(result.findings.map(\.summary) == [])
    #expect(days(result) == ["1: 2 3000000 0"])
    #expect(result.facts.readings.values.flatMap { $0 }.map(\.place.reference) == ["intervals/a.csv:2"])
  }

  // MARK: Registers by their codes

  private func readings(_ result: IntakeResult) -> [String] {
    result.facts.readings.sorted { $0.key < $1.key }.flatMap { key, list in
      list.map { "\(key.meter) \(key.register) \($0.value.text(decimals: 0)) \($0.place.reference)" }
    }
  }

  private var withRegisters: InputSample {
    var sample = InputSample()
    sample["meters.csv"] = """
      meter_id;service;contract_id;unit;registers;decimals;installed_on;installed_reading
      T;power;C-1;kWh;total|reactive;1;2026-01-01;0|0
      Z;power;C-1;kWh;day|night;1;2026-01-01;0|0
      W;water;C-2;m3;;1;2026-01-01;0
      """
    return sample
  }

  /// `1.8.0` is the total and `3.8.0` the reactive register; what `1.8.1` is on a meter with zones only an alias tells.
  @Test func aListHasAColumnForEachRegister() throws {
    var sample = withRegisters
    sample["meter-aliases.csv"] = "meter_id;alias;channel;register\nZ;SN-Z;1.8.1;day\nZ;SN-Z;1-0:1.8.2*255;night\n"
    sample["readings/a.csv"] = """
      meter_id;read_at;1-0:1.8.0*255;1.8.1;1.8.2;3.8.0;8-0:1.0.0;note
      T;2026-07-31;10,5;;;3,5;;
      SN-Z;2026-07-31;30;10;20;;;x
      Z;2026-08-31;;11;21,5;;;
      W;2026-07-31;;;;;7;
      """
    let result = try sample.load()
    #expect(
      readings(result) == [
        "T reactive 3.5 readings/a.csv:2", "T total 10.5 readings/a.csv:2", "W total 7 readings/a.csv:5",
        "Z day 10 readings/a.csv:3", "Z day 11 readings/a.csv:4", "Z night 20 readings/a.csv:3",
        "Z night 21.5 readings/a.csv:4",
      ])
    // The sum of the zones is not what the meter is billed by.
    #expect(result.findings.map(\.summary) == ["readings/a.csv:3:meter_id spare-channel warning"])
    #expect(result.findings.first?.problem.value == "Z 1.8.0")
  }

  @Test func aRegisterMayBeGivenByItsCode() throws {
    var sample = withRegisters
    sample["meter-aliases.csv"] = "meter_id;alias;channel;register\nZ;SN-Z;1.8.1;day\nT;SN-R;;reactive\nZ;SN-Z;1.8.0;\n"
    sample["readings/a.csv"] = """
      meter_id;register;read_at;reading
      T;1.0.1.8.0.255;2026-07-31;1
      T;1-0:3.8.0;2026-07-31;2
      Z;1.8.1;2026-07-31;3
      Z;night;2026-07-31;4
      W;8-1:1.0.0;2026-07-31;5
      SN-R;;2026-08-31;6
      T;2.8.0;2026-07-31;7
      SN-Z;1.8.0;2026-08-31;8
      """
    let result = try sample.load()
    #expect(
      readings(result) == [
        "T reactive 2 readings/a.csv:3", "T reactive 6 readings/a.csv:7", "T total 1 readings/a.csv:2",
        "W total 5 readings/a.csv:6", "Z day 3 readings/a.csv:4", "Z night 4 readings/a.csv:5",
      ])
    // Nor is a total that a meter of zones has not.
    #expect(
      result.findings.map(\.summary) == [
        "readings/a.csv:8:meter_id spare-channel warning", "readings/a.csv:9:meter_id spare-channel warning",
      ])
  }
}
