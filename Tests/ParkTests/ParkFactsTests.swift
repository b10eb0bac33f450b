import Diagnostics
import Measures
import Park
import Testing

/// What the facts answer when they are asked about a day.
@Suite struct ParkFactsTests {
  let here = Place(file: "sample.csv", line: 2)
  var facts: ParkFacts

  init() throws {
    facts = ParkFacts(
      profile: ParkProfile(firstMonth: Month(year: 2026, month: 6)),
      clock: try #require(ParkClock(zone: "Asia/Bishkek")))
  }

  func day(_ text: String) throws -> Day { try #require(Day.parse(text)) }

  /// 5 June 2026 is a Friday. 13 June, a Saturday, is worked; 5 May, a Tuesday, is Constitution Day.
  @Test mutating func holidaysSpeakBeforeTheWeekday() throws {
    for (date, kind) in [("2026-06-13", DayKind.workday), ("2026-05-05", .weekend)] {
      facts.holidays[try day(date)] = Holiday(date: try day(date), kind: kind, name: "", place: here)
    }
    let kinds: [(String, DayKind)] = [
      ("2026-06-05", .workday), ("2026-06-06", .weekend), ("2026-06-07", .weekend), ("2026-06-08", .workday),
      ("2026-06-13", .workday), ("2026-05-05", .weekend), ("2027-05-05", .workday),
    ]
    for (date, kind) in kinds { #expect(facts.kind(of: try day(date)) == kind, "\(date)") }
  }

  /// Rates of 1, 15 and 30 June; the day between takes the one before it, and May has none (P10).
  @Test mutating func theRateOfADayIsTheLastOneKnown() throws {
    let dollar = Currency("USD")
    facts.exchangeRates[dollar] = try [("2026-06-01", 87), ("2026-06-15", 88), ("2026-06-30", 89)].map {
      ExchangeRate(currency: dollar, date: try day($0), rate: Factor(whole: $1), place: here)
    }
    let expected: [(String, Int?)] = [
      ("2026-05-31", nil), ("2026-06-01", 87), ("2026-06-14", 87), ("2026-06-15", 88), ("2026-06-30", 89),
      ("2026-12-31", 89),
    ]
    for (date, rate) in expected {
      #expect(facts.rate(of: dollar, on: try day(date))?.rate == rate.map { Factor(whole: $0) }, "\(date)")
    }
    #expect(facts.rate(of: Currency("EUR"), on: try day("2026-06-30")) == nil)
  }

  /// In order of their first days, though the file has them otherwise; another service's are left out.
  @Test mutating func termsOfAServiceStandInTheOrderOfTime() throws {
    let contract = Contract.ID("C-1")
    func term(_ service: String, _ from: String, _ to: String?) throws -> Term {
      Term(
        contract: contract, service: Service.ID(service), pricing: .price(.one, .soms),
        validity: try #require(Period(from: try day(from), through: try to.map(day))), place: here)
    }
    facts.terms[contract] = [
      try term("rent", "2026-07-01", nil), try term("power", "2026-01-01", nil),
      try term("rent", "2026-01-01", "2026-06-30"),
    ]
    let found = facts.terms(of: contract, for: Service.ID("rent"))
    #expect(found.map(\.validity.from.description) == ["2026-01-01", "2026-07-01"])
    // The last day of one and the first of the next: each day has exactly one.
    for date in ["2026-06-30", "2026-07-01"] {
      #expect(found.filter { $0.validity.contains((try? day(date)) ?? $0.validity.from) }.count == 1, "\(date)")
    }
    #expect(facts.terms(of: Contract.ID("C-2"), for: Service.ID("rent")).isEmpty)
  }

  /// The end named in a table is the last day itself; an empty one leaves it open.
  @Test func aPeriodHoldsItsLastDay() throws {
    let june = try #require(Period(from: try day("2026-06-01"), through: try day("2026-06-30")))
    let open = try #require(Period(from: try day("2026-06-30"), through: nil))
    #expect(!june.contains(try day("2026-05-31")))
    #expect(june.contains(try day("2026-06-01")))
    #expect(june.contains(try day("2026-06-30")))
    #expect(!june.contains(try day("2026-07-01")))
    #expect(open.contains(try day("2099-01-01")))
    #expect(june.overlaps(open))
    #expect(!june.overlaps(try #require(Period(from: try day("2026-07-01"), through: nil))))
    #expect(Period(from: try day("2026-06-02"), through: try day("2026-06-01")) == nil)
    #expect(june.days(in: Month(year: 2026, month: 7).days).isEmpty)
  }

  /// Installed on the 10th and removed on the 20th: both days count.
  @Test func aMeterIsInstalledOnItsFirstAndLastDay() throws {
    var meter = Meter(
      id: Meter.ID("M1"), service: Service.ID("power"), unit: MeasurementUnit("kWh"),
      installedOn: try day("2026-06-10"),
      installedReadings: [.zero], place: here)
    let june = Month(year: 2026, month: 6)
    #expect(meter.installed.days(in: june.days).count == 21)
    meter.removedOn = try day("2026-06-20")
    #expect(meter.installed.days(in: june.days).count == 11)
    #expect(meter.installed.contains(try day("2026-06-20")))
    #expect(!meter.installed.contains(try day("2026-06-21")))
  }

  @Test mutating func zonesAreNamedOnceInOrder() {
    facts.zones = ["night", "day", "night", "Peak"].map { ZoneTests.zone(0, 0, name: $0) }
    #expect(facts.zoneNames.map(\.text) == ["Peak", "day", "night"])
  }

  /// By bytes, as invoices are numbered (I1): `C-10` before `C-2`, capitals before small letters, Cyrillic last.
  @Test func namesStandInTheOrderOfTheirBytes() {
    let sorted = ["C-1", "C-10", "C-2", "c1", "Ө1"].map { Contract.ID($0) }
    #expect(sorted.reversed().sorted() == sorted)
    let keys = [("M1", "day"), ("M1", "night"), ("M10", "day"), ("M2", "a")].map {
      RegisterKey(Meter.ID($0), Identifier($1))
    }
    #expect(keys.reversed().sorted() == keys)
  }

  @Test func pointsOfTheRegulation() {
    let texts = ["13.1", "13.2", "13.9", "lease"]
    #expect(texts.compactMap { Service.Point($0)?.text } == texts)
    #expect(texts.reversed().compactMap { Service.Point($0) }.sorted().map(\.text) == texts)
    for text in ["13.0", "13.10", "13.", "12.1", "Lease", ""] { #expect(Service.Point(text) == nil, "\(text)") }
  }

  @Test func componentsStandInTheOrderOfTheFormats() {
    let order: [TariffRow.Component] = [.energy, .demand, .capacity, .reactive, .fixed, .percent]
    #expect(order.reversed().sorted() == order)
  }
}
