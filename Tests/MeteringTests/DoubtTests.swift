import Measures
import Metering
import Park
import Testing

/// C-15, C-18: readings that are too unlikely to be billed unconfirmed, and estimates that are too many.
@Suite struct DoubtTests {
  /// 310 in July, 310 in August: 10 a day.
  private func park(_ readings: [String: Int], _ source: Reading.Source = .actual) throws -> ReadPark {
    var park = try ReadPark()
    try park.contract("C-1")
    try park.meter("M1", of: "C-1")
    try park.read("M1", ["2026-07-31": 310, "2026-08-31": 620])
    try park.issue("2026-07")
    try park.issue("2026-08")
    try park.read("M1", readings, source: source)
    return park
  }

  /// 3 000 in September's 30 days are just ten times as much, and one more is more.
  @Test(arguments: [(3620, ["unlikely-consumption"]), (3621, ["implausible-consumption"])])
  func moreThanTenTimesIsHeld(_ reading: Int, _ codes: [String]) throws {
    #expect(try park(["2026-09-30": reading]).metering("2026-09").codes == codes)
  }

  @Test(arguments: [Reading.Source.confirmed, .corrected]) func enteredAgainItIsBilled(_ source: Reading.Source) throws
  {
    var park = try park(["2026-09-30": 9620])
    try park.read("M1", ["2026-09-30": 9620], source: source)
    #expect(try park.metering("2026-09").codes == ["unlikely-consumption"])
  }

  /// Who confirms another figure has not confirmed it.
  @Test func aConfirmationThatDiffersContradicts() throws {
    var park = try park(["2026-09-30": 9620])
    try park.read("M1", ["2026-09-30": 962], source: .confirmed)
    #expect(try park.metering("2026-09").codes == ["contradicting-readings"])
  }

  @Test func aMonthThatIsBilledIsNotHeldAnyMore() throws {
    var park = try park(["2026-09-30": 9620], .confirmed)
    let history = park.history
    try park.issue("2026-09")
    let september = try ReadPark.month("2026-09")
    park.facts.readings = park.facts.readings.mapValues { $0.map { Reading($0, source: .actual) } }
    let again = Registers(of: park.facts, in: september, after: history, issued: park.recorded[september] ?? [:])
    #expect(again.failed == [])
  }

  @Test func aServiceMayHoldNothing() throws {
    var park = try park(["2026-09-30": 9620])
    park.facts.services[ReadPark.power]?.holdFactor = .zero
    #expect(try park.metering("2026-09").codes == ["unlikely-consumption"])
  }

  /// In July last year it was 300 a day, of which 3 720 in 31 days are less than half.
  @Test func theSameMonthAYearBeforeCountsToo() throws {
    var park = try ReadPark()
    try park.contract("C-1")
    try park.meter("M1", of: "C-1")
    var counted = 0
    var months: [String] = []
    for number in 7...18 {
      let month = Month(year: 2026, month: 1).advanced(by: number - 1)
      counted += number == 7 ? 9300 : 30
      try park.read("M1", [month.lastDay.description: counted])
      months.append(month.description)
    }
    for month in months { try park.issue(month) }
    try park.read("M1", ["2027-07-31": counted + 3720])
    #expect(try park.metering("2027-07").codes == ["unlikely-consumption"])
  }

  /// It is the reading after the month that has to be confirmed.
  @Test func anInterpolatedMonthIsHeldByTheReadingThatItGoesTo() throws {
    var park = try park(["2026-10-20": 20_000])
    #expect(try park.metering("2026-09").codes == ["implausible-consumption"])
    try park.read("M1", ["2026-10-20": 20_000], source: .confirmed)
    #expect(try park.metering("2026-09").codes == ["unlikely-consumption"])
  }

  /// 5 000 on the 20th, and nothing after it.
  @Test func anEstimateIsHeldByTheReadingInsideIt() throws {
    var park = try park(["2026-09-20": 5000])
    #expect(try park.metering("2026-09").codes == ["implausible-consumption"])
    try park.read("M1", ["2026-09-20": 5000], source: .confirmed)
    #expect(try park.metering("2026-09").codes == ["estimated-reading"])
  }

  /// Estimated for two months at 10 a day, then 5 000 more than in August 2026: all since then is 54.3 a day; that more
  /// than ten times as much seems to be September's is no matter.
  @Test func afterEstimatesTheUseSinceTheLastReadingCounts() throws {
    var park = try park([:])
    try park.issue("2026-09")
    try park.issue("2026-10")
    try park.read("M1", ["2026-11-30": 5620])
    #expect(try park.metering("2026-11").codes == ["unlikely-consumption"])
  }

  /// Of four meters so many are read in August.
  private func four(read count: Int, percent: Int = 50) throws -> ReadPark {
    var park = try ReadPark { $0.maxEstimatedPercent = percent }
    for number in 1...4 {
      try park.contract("C-\(number)")
      try park.meter("M\(number)", of: "C-\(number)")
      try park.read("M\(number)", ["2026-07-31": 310])
      if number <= count { try park.read("M\(number)", ["2026-08-31": 620]) }
    }
    try park.issue("2026-07")
    return park
  }

  @Test(arguments: [(1, 50, 3), (2, 50, 0), (2, 49, 2), (4, 0, 0), (0, 100, 0)])
  func tooManyEstimatesAreRefused(_ read: Int, _ percent: Int, _ refused: Int) throws {
    let august = try four(read: read, percent: percent).metering("2026-08")
    #expect(august.codes.count { $0 == "too-many-estimates" } == refused)
    #expect(august.failed.count == refused)
    #expect(august.codes.count == 4 - read)
  }

  @Test func allMayBeEstimatedWhereItIsAskedFor() throws {
    let park = try four(read: 0)
    let august = try ReadPark.month("2026-08")
    let registers = Registers(of: park.facts, in: august, after: park.history, issued: [:], estimateAll: true)
    #expect(registers.failed == [] && registers.months.count == 4)
    // And stay so in a later run.
    let again = Registers(of: park.facts, in: august, after: park.history, issued: registers.months)
    #expect(again.months == registers.months)
  }

  /// A meter that a removal closes needs no reading; of the other two, two are missing: less than three are no rule.
  @Test func aRemovedMeterNeedsNone() throws {
    var park = try four(read: 0)
    for number in [1, 2] {
      park.facts.meters[Meter.ID("M\(number)")]?.removedOn = try ReadPark.day("2026-08-10")
      park.facts.meters[Meter.ID("M\(number)")]?.removedReadings = [FineQuantity(whole: 400)]
    }
    #expect(try park.metering("2026-08").codes.filter { $0 == "too-many-estimates" } == [])
  }
}

extension Reading {
  /// The same from another source.
  fileprivate init(_ reading: Reading, source: Source) {
    self = reading
    self.source = source
  }
}
