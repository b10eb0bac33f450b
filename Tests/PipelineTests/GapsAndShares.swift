import Pipeline
import Testing

/// Missing intervals, meters behind interval meters, demand at a month's end, and meters that are shared (C4, C9,
/// C11–C13, P6), from files to consumption, with figures worked by hand.
@Suite struct GapsAndShares {
  /// A row for each hour of June 2026, and of July's first days, unless there is none. 1 June is a Monday.
  private static func hours(
    _ meter: String = "I1", days: ClosedRange<Int> = 1...30, _ value: (_ day: Int, _ hour: Int) -> Int?
  ) -> String {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return days.flatMap { day in
      (0..<24).compactMap { hour in
        let date = day <= 30 ? "2026-06-\(two(day))" : "2026-07-\(two(day - 30))"
        return value(day, hour).map { "\(meter),\(date)T\(two(hour)):00,\($0)\n" }
      }
    }.joined()
  }

  private static let header = "meter_id,start,value\n"
  private static let meter = """
    meter_id,service,contract_id,unit,mode,installed_on
    I1,power,C1,kWh,interval,2026-06-01
    """

  private func park(_ intervals: String, _ tables: [String: String] = [:]) throws -> ParkFolder {
    let park = try ParkFolder(
      ["meters.csv": Self.meter, "intervals/i.csv": Self.header + intervals].merging(tables) { $1 })
    if tables["readings/r.csv"] == nil { try park.remove("readings/r.csv") }
    return park
  }

  private func told(_ park: ParkFolder, _ month: String = "2026-06") throws -> [String] {
    try park.rows("\(month)/consumption.csv", "meter_id", "basis", "quantity", "method", "filled").map {
      $0.joined(separator: " ")
    }
  }

  /// Between 3 at 09:00 and 9 at 12:00 two hours are missing: 3 + 6 × 1/3 = 5 and 3 + 6 × 2/3 = 7. With 716 hours at 1
  /// that is 716 + 3 + 9 + 12 = 740.
  @Test func aShortGapIsOnTheLineBetweenItsNeighbours() throws {
    let park = try park(
      Self.hours { day, hour in
        guard day == 10 else { return 1 }
        return [9: 3, 10: nil, 11: nil, 12: 9][hour] ?? 1
      })
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try told(park) == ["I1 estimated 740.000 intervals|filled_between 2"])
  }

  /// From 10:00 to 13:00 of Thursday the 25th three hours are missing. Workdays count their day's number in these hours,
  /// weekends 100, all other hours 1. The 24th is a holiday, so the like days before are 1–5, 8–12, 15–19, 22 and 23:
  /// 15 + 50 + 85 + 45 = 195 over 17. Three times that is 34.41176…; the 8 weekend days make 2 400; the other workdays
  /// and the holiday 3 × (150 + 22 + 23 + 24 + 26 + 29 + 30) = 912; the rest of June 630. Together 3 976.41176…, where
  /// three rounded means would make 3 976.413.
  @Test func aLongGapIsTheMeanOfLikeDays() throws {
    let park = try park(
      Self.hours { day, hour in
        guard (10...12).contains(hour) else { return 1 }
        if day == 25 { return nil }
        return day % 7 == 6 || day % 7 == 0 ? 100 : day
      }, ["holidays.csv": "date,kind\n2026-06-24,holiday\n"])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try told(park) == ["I1 estimated 3976.412 intervals|filled_by_like_days 3"])
  }

  /// One hour at the end of June and two at the beginning of July are one gap of three, too long for a line between its
  /// neighbours, which are 1. At 23:00 every other day counts 5, at 00:00 and 01:00 it counts 2.
  @Test func aGapIsCountedAcrossTheMonthsEnd() throws {
    let park = try park(
      Self.hours(days: 1...61) { day, hour in
        if (day, hour) == (30, 23) || day == 31 && hour < 2 { return nil }
        return hour == 23 ? 5 : hour < 2 ? 2 : 1
      })
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    // A day is 21 + 5 + 2 × 2 = 30; the three fillers are those of any day.
    #expect(try told(park) == ["I1 estimated 900.000 intervals|filled_by_like_days 1"])
    #expect(try told(park, "2026-07") == ["I1 estimated 930.000 intervals|filled_by_like_days 2"])
  }

  /// Less the child hour by hour: 5 − 1 = 4, and 20 − 18 = 2 in the hour of both peaks. So the highest hour is 4, not
  /// 20 − 18. By day (08:00 to 20:00) 359 × 4 + 2 = 1 438, by night 360 × 4 = 1 440.
  @Test func aParentIsLessItsChildHourByHour() throws {
    let intervals =
      Self.hours("I1") { $0 == 10 && $1 == 13 ? 20 : 5 } + Self.hours("I2") { $0 == 10 && $1 == 13 ? 18 : 1 }
    let park = try park(
      intervals,
      [
        "contracts.csv": "contract_id,resident_id,number,valid_from\nC1,R1,1,2026-01-01\nC2,R2,2,2026-01-01\n",
        "terms.csv": "contract_id,service,tariff,price,valid_from\nC1,power,T,,2026-01-01\nC2,power,,1,2026-01-01\n",
        "tariffs.csv": """
        tariff,component,zone,price,valid_from
        T,energy,day,3,2026-01-01
        T,energy,night,1,2026-01-01
        T,demand,,100,2026-01-01
        """,
        "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\nnight,all,20:00,08:00\n",
        "meters.csv": """
        meter_id,service,contract_id,unit,mode,parent,installed_on
        I1,power,C1,kWh,interval,,2026-06-01
        I2,power,C2,kWh,interval,I1,2026-06-01
        """,
      ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try told(park) == ["I1 actual 2878.000 intervals|children 0", "I2 actual 737.000 intervals 0"])
    #expect(
      try park.rows("2026-06/lines.csv", "component", "zone", "quantity", "net") == [
        ["energy", "day", "1438.000", "4314.00"], ["energy", "night", "1440.000", "1440.00"],
        ["demand", "", "4.000000", "400.00"], ["energy", "", "737.000", "737.00"],
      ])
  }

  /// Published by NREL (ssc, lib_utility_rate_test) of January and February: the last two hours of a month at 100 and
  /// 50 kW, the first two of the next at 50 and 25, every other hour 0; energy 0.05, demand 10 a kW. In all 1 511.25.
  @Test func demandIsThatOfEachMonth() throws {
    var rows = "meter_id,start,value\n"
    let values = ["2026-06-30T22": 100, "2026-06-30T23": 50, "2026-07-01T00": 50, "2026-07-01T01": 25]
    for (month, days) in [("06", 30), ("07", 31)] {
      for day in 1...days {
        for hour in 0..<24 {
          let start = "2026-\(month)-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour)"
          rows += "M1,\(start):00,\(values[start] ?? 0)\n"
        }
      }
    }
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,tariff,valid_from\nC1,power,T,2026-01-01\n",
      "tariffs.csv": "tariff,component,price,valid_from\nT,energy,0.05,2026-01-01\nT,demand,10,2026-01-01\n",
      "meters.csv": "meter_id,service,contract_id,unit,mode,installed_on\nM1,power,C1,kWh,interval,2026-06-01\n",
      "intervals/i.csv": rows,
    ])
    try park.remove("readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try ["06", "07"].flatMap { try park.rows("2026-\($0)/lines.csv", "component", "quantity", "unit", "net") } == [
        ["energy", "150.000", "kWh", "7.50"], ["demand", "100.000000", "kW", "1000.00"],
        ["energy", "75.000", "kWh", "3.75"], ["demand", "50.000000", "kW", "500.00"],
      ])
  }

  private static let three = [
    "contracts.csv": """
    contract_id,resident_id,number,valid_from
    C1,R1,1,2026-01-01
    C2,R1,2,2026-01-01
    C3,R2,3,2026-01-01
    """,
    "terms.csv": """
    contract_id,service,price,valid_from
    C1,power,1,2026-01-01
    C2,power,1,2026-06-16
    C3,power,1,2026-01-01
    """,
  ]

  /// 100 less 25 % for the park is 75. By days with a term, 30, 15 and 30: 30, 15, 30. By consumption of 1, 0 and 2:
  /// 25, 0, 50. Where nobody consumes, equally: 25 each.
  @Test(arguments: [
    ("equal", "1", "2", ["30.000", "15.000", "30.000"]), ("consumption", "1", "2", ["25.000", "0.000", "50.000"]),
    ("consumption", "0", "0", ["25.000", "25.000", "25.000"]),
  ])
  func aCommonMeterIsShared(by key: String, first: String, third: String, parts: [String]) throws {
    let park = try ParkFolder(
      Self.three.merging([
        "meters.csv": """
        meter_id,service,role,contract_id,unit,allocate_by,park_share_percent,installed_on
        K,power,common,,kWh,\(key),25,2026-06-01
        M1,power,,C1,kWh,,,2026-06-01
        M3,power,,C3,kWh,,,2026-06-01
        """,
        "readings/r.csv": "meter_id,read_at,reading\nK,2026-06-30,100\n"
          + "M1,2026-06-30,\(first)\nM3,2026-06-30,\(third)\n",
      ]) { $1 })
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let rows = try park.rows("2026-06/consumption.csv", "meter_id", "contract_id", "quantity")
    #expect(rows.filter { $0[0] == "K" }.map { $0[2] } == parts)
    let balance = try park.rows("2026-06/park-balance.csv", "service", "common", "park_share")
    #expect(balance.filter { $0[0] == "power" } == [["power", "75.000", "25.000"]])
  }

  /// Who is held back still takes his part (C13). M3's July can't be read: by June's 100 in 30 days it is 103, so that M1
  /// with 300 bears 40 × 300 / 403 = 29.777 and is billed. In truth M3 used 150: of 40 M1 bears 26.667, M3 13.333.
  @Test func aSharerWhoseReadingIsBadHoldsBackNobodyElse() throws {
    let readings =
      "meter_id,read_at,reading\nK,2026-06-30,40\nM1,2026-06-30,300\nM3,2026-06-30,100\n"
      + "K,2026-07-31,80\nM1,2026-07-31,600\nM3,2026-07-31,"
    let park = try ParkFolder(
      Self.three.merging([
        "meters.csv": """
        meter_id,service,role,contract_id,unit,allocate_by,installed_on
        K,power,common,,kWh,consumption,2026-06-01
        M1,power,,C1,kWh,,2026-06-01
        M3,power,,C3,kWh,,2026-06-01
        """,
        "readings/r.csv": readings + "a\n",
      ]) { $1 })
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try park.rows("2026-06/invoices.csv", "contract_id", "total") == [["C1", "330.00"], ["C3", "110.00"]])
    #expect(try park.rows("2026-07/invoices.csv", "contract_id", "total") == [["C1", "329.78"]])
    let rows = try park.rows("2026-07/consumption.csv", "meter_id", "contract_id", "quantity")
    #expect(rows.filter { $0[1] == "C1" } == [["K", "C1", "29.777"], ["M1", "C1", "300.000"]])

    try park.write(readings + "250\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "contract_id", "kind", "total") == [
        ["C1", "invoice", "329.78"], ["C1", "correction", "-3.11"], ["C3", "invoice", "163.33"],
      ])
  }

  /// Three digits. June's 85 in 30 days are 87.83… in July's 31: 985 and that is 1 072.83…, shown as 73: 88 kWh. In
  /// August the display shows 30, less than the estimate, but since June's 985 it turned once and counted 45: half of
  /// it for each month of 31 days. Of July 22.5 − 88 = −65.5 are taken back.
  @Test func aDisplayThatTurnsInAnEstimatedMonth() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,digits,installed_on,installed_reading
      M1,power,C1,kWh,3,2026-06-01,900
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,985\n",
    ])
    #expect(park.run(through: "2026-07") { $0.estimateAll = true } == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/consumption.csv", "opening", "closing", "rollover", "quantity", "method") == [
        ["985", "73", "1", "88.000", "history"]
      ])
    try park.write("meter_id,read_at,reading\nM1,2026-08-31,030\n", to: "readings/august.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-08/consumption.csv", "opening", "closing", "rollover", "quantity", "method") == [
        ["73", "30", "1", "22.500", "reading|true_up"]
      ])
    #expect(
      try park.rows("2026-08/lines.csv", "basis", "from", "quantity", "net") == [
        ["actual", "2026-08-01", "22.500", "56.25"], ["adjustment", "2026-07-01", "-65.500", "-163.75"],
      ])
  }

  /// Published by OpenMeter, period preserving: at 10 each, 5 are billed; then the first period turns out to be 7 and
  /// the second is 3: 2 more of the first, 20, and 3 of the second, 30.
  @Test func lateUsage() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,valid_from\nC1,power,10,2026-01-01\n",
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1005\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write(
      "meter_id,read_at,reading,source\nM1,2026-06-30,1007,corrected\nM1,2026-07-31,1010,\n", to: "readings/s.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "kind", "period", "net") == [
        ["correction", "2026-06", "20.00"], ["invoice", "2026-07", "30.00"],
      ])
  }
}
