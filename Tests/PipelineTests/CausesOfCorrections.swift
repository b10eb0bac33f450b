import Diagnostics
import Pipeline
import ReadBack
import Testing

/// What made an issued month come to something else, as an accountant reads it: each cause from the edit of a file to
/// the run's summary and the correction's workbook.
@Suite struct CausesOfCorrections {
  private static let terms = "contract_id,service,tariff,price,quantity,currency,share_percent,valid_from,valid_to\n"
  private static let meters = "meter_id,service,contract_id,unit,mode,installed_on,installed_reading\n"
  private static let days = (1...30).map { $0 < 10 ? "2026-06-0\($0)" : "2026-06-\($0)" }

  /// A kilowatt-hour for each hour of June; another value at 10:00 of the 20th.
  private static func hours(_ value: Int = 1) -> String {
    let rows = days.flatMap { day in
      (0..<24).map { hour in
        "I-1,\(day)T\(hour < 10 ? "0" : "")\(hour):00,\(day == "2026-06-20" && hour == 10 ? value : 1)\n"
      }
    }
    return "meter_id,start,value\n" + rows.joined()
  }

  /// An interval meter instead of M1.
  private func byTheHour(_ tables: [String: String] = [:]) throws -> ParkFolder {
    let own = [
      "meters.csv": Self.meters + "I-1,power,C-1,kWh,interval,2026-06-01,\n", "intervals/i.csv": Self.hours(),
      "readings/r.csv": "meter_id,read_at,reading\n",
    ]
    return try ParkFolder(own.merging(tables) { $1 })
  }

  /// Issues June, edits, and runs again: what the summary tells of the one correction, which the workbook tells too.
  private func causes(
    _ park: ParkFolder, through month: String = "2026-06", edit: () throws -> Void
  ) throws -> [String] {
    func run(_ isConsent: Bool = false) throws -> [[String]] {
      let status = park.run(through: month) { ($0.estimateAll, $0.isConsent) = (true, isConsent) }
      #expect(status == .done, "\(park.said)")
      return try park.rows("\(month)/invoices.csv", "kind", "invoice_no")
    }
    let issued = try run().count
    try edit()
    let documents = try run(true)
    let correction = try #require(documents.last)
    #expect(documents.count == issued + 1 && correction[0] == "correction", "\(documents)")
    let told = park.said.filter { $0.hasPrefix("  ") && $0.hasSuffix(" → \(correction[1])") }.map {
      String($0.dropFirst(2).dropLast(" → \(correction[1])".count))
    }
    let book = try Archive(path: park.output + "/\(month)/invoices/\(correction[1]).xlsx").textsOfLastSheet()
    let title = try #require(book.firstIndex(of: "What changed"), "\(book)")
    #expect(Array(book[(title + 1)...].prefix(told.count)) == told)
    return told
  }

  /// The same in the other two languages, of a correction that is issued; their spaces within numbers don't break.
  private func causes(_ park: ParkFolder, in language: Language, of correction: String) -> [String] {
    var request = DerivationRequest(invoice: correction)
    (request.input, request.output, request.language) = (park.input, park.output, language)
    var told: [String] = []
    #expect(DerivationJob.run(request) { told.append($0) } == .done)
    let titles: Set = ["Эмне өзгөрдү", "Что изменилось"]
    return told.drop { !titles.contains($0) }.dropFirst().prefix { !$0.isEmpty }.map {
      String($0.dropFirst(2)).replacing("\u{A0}", with: " ")
    }
  }

  // MARK: What was metered

  /// 720 hours at 1; one of them at 11 makes 730.
  @Test func anInterval() throws {
    let park = try byTheHour()
    #expect(
      try causes(park) { try park.write(Self.hours(11), to: "intervals/i.csv") } == [
        "Intervals of meter I-1, their sum: was 720.000 kWh, is 730.000 kWh (intervals/i.csv:2)"
      ])
    #expect(
      causes(park, in: .ru, of: "2026-000002") == [
        "Интервалы счётчика I-1, сумма: было 720,000 кВт·ч, стало 730,000 кВт·ч (intervals/i.csv:2)"
      ])
  }

  private static let zones = "zone,days,from,to\nday,all,07:00,23:00\nnight,all,23:00,07:00\n"
  private static let byZone = [
    "terms.csv": terms + "C-1,power,T,,,,,2026-01-01,\n",
    "tariffs.csv": "tariff,component,zone,price,valid_from\nT,energy,day,3,2026-01-01\nT,energy,night,1,2026-01-01\n",
  ]

  /// Sixteen hours a day, 480 in June; an hour more is 510, and the night has 210 instead of 240.
  @Test func theHoursOfAZone() throws {
    let park = try byTheHour(Self.byZone.merging(["zones.csv": Self.zones]) { $1 })
    let told = try causes(park) { try park.write(Self.zones.replacing("07:00", with: "06:00"), to: "zones.csv") }
    #expect(
      told == [
        "Consumption in zone “day”, 01.06–30.06.2026: Electricity: was 480.000 kWh, is 510.000 kWh",
        "Consumption in zone “night”, 01.06–30.06.2026: Electricity: was 240.000 kWh, is 210.000 kWh",
      ])
    #expect(
      causes(park, in: .ru, of: "2026-000002") == [
        "Потребление в зоне «day» за 01.06–30.06.2026: Электроэнергия: было 480,000 кВт·ч, стало 510,000 кВт·ч",
        "Потребление в зоне «night» за 01.06–30.06.2026: Электроэнергия: было 240,000 кВт·ч, стало 210,000 кВт·ч",
      ])
    #expect(
      causes(park, in: .ky, of: "2026-000002").first
        == "«day» зонасындагы керектөө, 01.06–30.06.2026: Электр энергиясы: 480,000 кВт·с эле, 510,000 кВт·с болду")
  }

  /// June 2026 has 22 workdays: 528 hours. With Friday the 5th as a holiday there are 504 and 216.
  @Test func aHoliday() throws {
    let park = try byTheHour(
      Self.byZone.merging(
        ["zones.csv": "zone,days,from,to\nday,workday,00:00,00:00\nnight,weekend,00:00,00:00\n"]) { $1 })
    #expect(
      try causes(park) { try park.write("date,name\n2026-06-05,A feast\n", to: "holidays.csv") } == [
        "Consumption in zone “day”, 01.06–30.06.2026: Electricity: was 528.000 kWh, is 504.000 kWh",
        "Consumption in zone “night”, 01.06–30.06.2026: Electricity: was 192.000 kWh, is 216.000 kWh",
      ])
  }

  @Test func theDayOnWhichAMeterWasRemoved() throws {
    let header = "meter_id,service,contract_id,unit,installed_on,installed_reading,removed_on,removed_reading\n"
    let park = try ParkFolder([
      "meters.csv": header + "M1,power,C-1,kWh,2026-06-01,1000,2026-06-20,1060\n",
      "readings/r.csv": "meter_id,read_at,reading\n",
    ])
    let told = try causes(park) {
      try park.write(header + "M1,power,C-1,kWh,2026-06-01,1000,2026-06-25,1070\n", to: "meters.csv")
    }
    #expect(
      told == [
        "Closing reading of meter M1: was 1,060 kWh (20.06.2026), is 1,070 kWh (25.06.2026) (meters.csv:2)"
      ])
    #expect(
      causes(park, in: .ru, of: "2026-000002") == [
        "Конечное показание счётчика M1: было 1 060 кВт·ч (20.06.2026), стало 1 070 кВт·ч (25.06.2026) (meters.csv:2)"
      ])
  }

  /// C-1 has 300 m² and C-2 600, so that of 90 m³ 30 are C-1's. With 1 200 m² of C-2 they are 18; where the park bears a
  /// tenth itself, 27 of 81.
  private func shared() throws -> ParkFolder {
    try ParkFolder([
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-2,R2,2/26,2026-01-01\n",
      "terms.csv": Self.terms + "C-1,water,,10,,,,2026-01-01,\nC-2,water,,0,,,,2026-01-01,\n",
      "meters.csv": Self.water(""), "premises.csv": Self.premises(600),
      "readings/r.csv": "meter_id,read_at,reading\nW,2026-06-30,90\n",
    ])
  }

  private static func water(_ parkShare: String) -> String {
    "meter_id,service,role,unit,installed_on,installed_reading,park_share_percent\n"
      + "W,water,common,m3,2026-06-01,0,\(parkShare)\n"
  }

  private static func premises(_ area: Int) -> String {
    "premises_id,kind,contract_id,area_m2,valid_from\nA,building,C-1,300,2026-01-01\nB,building,C-2,\(area),2026-01-01\n"
  }

  /// Read on the 15th at 1 040, then at 1 060: of 100 kWh the half with the higher price has 60, then 40.
  @Test func aReadingOnTheDayOfAPrice() throws {
    func readings(_ middle: Int) -> String {
      "meter_id,read_at,reading\nM1,2026-06-15,\(middle)\nM1,2026-06-30,1100\n"
    }
    let park = try ParkFolder([
      "terms.csv": Self.terms + "C-1,power,,2,,,,2026-01-01,2026-06-15\nC-1,power,,3,,,,2026-06-16,\n",
      "readings/r.csv": readings(1040),
    ])
    #expect(
      try causes(park) { try park.write(readings(1060), to: "readings/r.csv") } == [
        "Consumption of 01.06–15.06.2026: Electricity: was 40.000 kWh, is 60.000 kWh",
        "Consumption of 16.06–30.06.2026: Electricity: was 60.000 kWh, is 40.000 kWh",
      ])
    #expect(
      causes(park, in: .ru, of: "2026-000002").first
        == "Потребление за 01.06–15.06.2026: Электроэнергия: было 40,000 кВт·ч, стало 60,000 кВт·ч")
  }

  /// The second contract pays nothing for its water, yet its quantity is corrected too.
  @Test func anAreaThatACommonMeterIsSharedBy() throws {
    let park = try shared()
    park.run(through: "2026-06")
    try park.write(Self.premises(1200), to: "premises.csv")
    #expect(park.run(through: "2026-06") { $0.isConsent = true } == .done, "\(park.said)")
    let told = park.said.filter { $0.hasSuffix("→ 2026-000003") }
    #expect(
      told == [
        "  Share of common meter W: was 30.000 m³, is 18.000 m³ → 2026-000003",
        "  Area × days for common meter W: was 9,000 of 27,000, is 9,000 of 45,000 → 2026-000003",
      ])
    #expect(
      causes(park, in: .ky, of: "2026-000003") == [
        "W жалпы эсептегичинен үлүш: 30,000 м³ эле, 18,000 м³ болду",
        "W жалпы эсептегичи үчүн аянт × күн: 9 000 / 27 000 эле, 9 000 / 45 000 болду",
      ])
  }

  @Test func whatTheParkBearsItself() throws {
    let park = try shared()
    park.run(through: "2026-06")
    try park.write(Self.water("10"), to: "meters.csv")
    #expect(park.run(through: "2026-06") { $0.isConsent = true } == .done, "\(park.said)")
    #expect(
      park.said.filter { $0.contains("2026-000003") } == [
        "  Share of common meter W: was 30.000 m³, is 27.000 m³ → 2026-000003",
        "  The park's own share of common meter W: was 0 %, is 10 % → 2026-000003, 2026-000004",
      ])
    #expect(
      causes(park, in: .ru, of: "2026-000003") == [
        "Доля в общем счётчике W: было 30,000 м³, стало 27,000 м³",
        "Доля самого парка в общем счётчике W: было 0 %, стало 10 %",
      ])
  }

  /// 100 in June's 30 days make 103 for July's 31. Read on the last day, or on the 30th.
  @Test(
    arguments: zip(
      ["2026-07-31,1230", "2026-07-30,1219"],
      [
        "Reading of meter M1, 31.07.2026: was 1,203 kWh (estimated), is 1,230 kWh (readings/late.csv:2)",
        "Closing reading of meter M1: was 1,203 kWh (31.07.2026, estimated), is 1,219 kWh (30.07.2026) "
          + "(readings/late.csv:2)",
      ]))
  func aReadingInPlaceOfAnEstimate(late: String, told: String) throws {
    let park = try ParkFolder()
    #expect(
      try causes(park, through: "2026-07") {
        try park.write("meter_id,read_at,reading\nM1,\(late)\n", to: "readings/late.csv")
      } == [told])
  }

  /// July is estimated, and August's reading settles both months; then that reading is mended.
  @Test func aTrueUpWhoseReadingIsMended() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-07") { $0.estimateAll = true } == .done, "\(park.said)")
    try park.write("meter_id,read_at,reading\nM1,2026-08-31,1320\n", to: "readings/august.csv")
    #expect(
      try causes(park, through: "2026-08") {
        try park.write("meter_id,read_at,reading\nM1,2026-08-31,1330\n", to: "readings/august.csv")
      } == ["Reading of meter M1, 31.08.2026: was 1,320 kWh, is 1,330 kWh (readings/august.csv:2)"])
  }

  // MARK: What it costs

  private static let tariff = "tariff,component,threshold,price,valid_from,valid_to\n"

  @Test func aTariffRowWithinTheMonth() throws {
    let park = try ParkFolder([
      "terms.csv": Self.terms + "C-1,power,T,,,,,2026-01-01,\n",
      "tariffs.csv": Self.tariff + "T,energy,0,2.50,2026-01-01,\n",
    ])
    #expect(
      try causes(park) {
        try park.write(
          Self.tariff + "T,energy,0,2.50,2026-01-01,2026-06-15\nT,energy,0,3,2026-06-16,\n", to: "tariffs.csv")
      } == ["Price of Electricity (T) from 16.06.2026: was 2.50 KGS, is 3.00 KGS (tariffs.csv:3)"])
  }

  @Test func aBlockOfATariff() throws {
    let rows = Self.tariff + "T,energy,0,2,2026-01-01,\nT,energy,50,3,2026-01-01,\n"
    let park = try ParkFolder(["terms.csv": Self.terms + "C-1,power,T,,,,,2026-01-01,\n", "tariffs.csv": rows])
    let told = try causes(park) {
      try park.write(rows.replacing("energy,50", with: "energy,60"), to: "tariffs.csv")
    }
    #expect(told == ["Start of block 2: Electricity: was 50 kWh, is 60 kWh (tariffs.csv:3)"])
    #expect(
      causes(park, in: .ru, of: "2026-000002") == [
        "Начало блока 2: Электроэнергия: было 50 кВт·ч, стало 60 кВт·ч (tariffs.csv:3)"
      ])
  }

  /// The rent ends on the 20th, and a reading is mended at once.
  @Test func aTermThatEnds() throws {
    let rows = Self.terms + "C-1,power,,2.50,,,,2026-01-01,\nC-1,rent,,1000,,,,2026-01-01,\n"
    let park = try ParkFolder(["terms.csv": rows])
    #expect(
      try causes(park) {
        try park.write(
          rows.replacing("1000,,,,2026-01-01,", with: "1000,,,,2026-01-01,2026-06-20"), to: "terms.csv")
        try park.write("meter_id,read_at,reading\nM1,2026-06-30,1150\n", to: "readings/r.csv")
      } == [
        "Reading of meter M1, 30.06.2026: was 1,100 kWh, is 1,150 kWh (readings/r.csv:2)",
        "Days billed: Rent: was 01.06–30.06.2026, is 01.06–20.06.2026 (terms.csv:3)",
      ])
  }

  /// The rent should have ended in May, and a reading is mended at once.
  @Test func aTermThatHadEndedBefore() throws {
    let rows = Self.terms + "C-1,power,,2.50,,,,2026-01-01,\nC-1,rent,,1000,,,,2026-01-01,\n"
    let park = try ParkFolder(["terms.csv": rows])
    #expect(
      try causes(park) {
        try park.write(
          rows.replacing("1000,,,,2026-01-01,", with: "1000,,,,2026-01-01,2026-05-31"), to: "terms.csv")
        try park.write("meter_id,read_at,reading\nM1,2026-06-30,1150\n", to: "readings/r.csv")
      } == [
        "Reading of meter M1, 30.06.2026: was 1,100 kWh, is 1,150 kWh (readings/r.csv:2)",
        "Days billed: Rent: was 01.06–30.06.2026, is no longer there (terms.csv:3)",
      ])
  }

  /// An order's VAT; then what was VAT is sales tax at the same rate.
  @Test func aTax() throws {
    let taxes = "tax,name,kind,rate_percent,valid_from\nnone,Exempt,vat,0,2020-01-01\n"
    let park = try ParkFolder([
      "terms.csv": Self.terms + "C-1,power,,2.50,,,,2026-01-01,\nC-1,hours,,500,,,,2026-01-01,\n",
      "orders/o.csv": """
      order_id,contract_id,service,ordered_on,completed_on,status,quantity
      O-5,C-1,hours,2026-06-01,2026-06-20,completed,2
      """,
    ])
    #expect(
      try causes(park) { try park.write(taxes + "vat,VAT,vat,10,2020-01-01\n", to: "taxes.csv") } == [
        "VAT: Consulting: was 12 %, is 10 % (taxes.csv:3)"
      ])
    #expect(
      try causes(park) { try park.write(taxes + "vat,VAT,sales,10,2020-01-01\n", to: "taxes.csv") } == [
        "VAT: Consulting: was 10 %, is no longer there (taxes.csv:3)",
        "Sales tax: Consulting: was not there, is 10 % (taxes.csv:3)",
      ])
    #expect(
      causes(park, in: .ky, of: "2026-000003") == [
        "КНС: Кеңеш: 10 % эле, эми жок (taxes.csv:3)", "Сатуудан салык: Кеңеш: мурда жок эле, 10 % болду (taxes.csv:3)",
      ])
  }

  @Test func anOfficialRate() throws {
    let rates = "currency,date,rate\nUSD,2026-06-30,87.4\n"
    let park = try ParkFolder([
      "terms.csv": Self.terms + "C-1,power,,2.50,,,,2026-01-01,\nC-1,rent,,10,,USD,,2026-01-01,\n",
      "exchange-rates.csv": rates,
    ])
    #expect(
      try causes(park) { try park.write(rates.replacing("87.4", with: "88"), to: "exchange-rates.csv") } == [
        "Official rate of USD: was 87.4, is 88 (exchange-rates.csv:2)"
      ])
  }

  /// Wastewater is taken as all of the water, then as four fifths.
  @Test func theShareOfADerivedService() throws {
    let rows = Self.terms + "C-1,water,,10,,,,2026-01-01,\nC-1,waste,,5,,,100,2026-01-01,\n"
    let park = try ParkFolder([
      "terms.csv": rows, "meters.csv": Self.meters + "W1,water,C-1,m3,register,2026-06-01,0\n",
      "readings/r.csv": "meter_id,read_at,reading\nW1,2026-06-30,20\n",
    ])
    #expect(
      try causes(park) { try park.write(rows.replacing(",100,", with: ",80,"), to: "terms.csv") } == [
        "Share of the sources' consumption: Wastewater: was 100 %, is 80 % (terms.csv:3)"
      ])
  }
}
