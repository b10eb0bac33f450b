import Pipeline
import Testing

/// Metering from files to consumption (C2–C14), with figures worked by hand.
@Suite struct MetersEndToEnd {
  private static let meters = "meter_id,service,contract_id,unit,installed_on,installed_reading"

  /// What went through a meter that was gone before the first month was billed before esep.
  @Test func aMeterRemovedBeforeTheFirstMonthIsNotBilled() throws {
    let park = try ParkFolder([
      "meters.csv": """
      \(Self.meters),removed_on,removed_reading
      M0,power,C1,kWh,2025-01-01,0,2026-05-31,900
      M1,power,C1,kWh,2026-06-01,1000,,
      """
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/consumption.csv", "meter_id", "quantity") == [["M1", "100.000"]])
  }

  /// Two readings lie two days off the end of June; the later one closes it. July opens there.
  @Test func theNearestReadingClosesAndOfTwoTheLater() throws {
    let park = try ParkFolder([
      "readings/r.csv": """
      meter_id,read_at,reading
      M1,2026-06-28,1080
      M1,2026-07-02,1120
      M1,2026-06-20,1050
      M1,2026-07-31 12:00,1300
      """
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/consumption.csv", "opening", "closing", "quantity") == [["1000", "1120", "120.000"]])
    #expect(
      try park.rows("2026-07/consumption.csv", "opening_at", "opening", "closing", "quantity") == [
        ["2026-07-02T24:00", "1120", "1300", "180.000"]
      ])
  }

  @Test func bothPartsOfAReplacedMeterAreBilled() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading,removed_on,removed_reading
      M1,power,C1,kWh,2026-06-01,1000,2026-06-18,1070
      M2,power,C1,kWh,2026-06-19,5,,
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM2,2026-06-30,45\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/consumption.csv", "meter_id", "closing", "quantity") == [
        ["M1", "1070", "70.000"], ["M2", "45", "40.000"],
      ])
    #expect(try park.rows("2026-06/lines.csv", "quantity", "net") == [["110.000", "275.00"]])
  }

  /// 12 GJ ÷ 4.1868 = 2.86615…; × 1.02 for losses = 2.923473… Gcal.
  @Test func unitsConvertAndLossesAreAdded() throws {
    let park = try ParkFolder([
      "services.csv": "service,point,kind,unit,tax,name_ky\nheat,13.2,metered,Gcal,none,Жылуулук\n",
      "terms.csv": "contract_id,service,price,valid_from\nC1,heat,2052,2026-01-01\n",
      "meters.csv": """
      meter_id,service,contract_id,unit,decimals,loss_percent,installed_on,installed_reading
      M1,heat,C1,GJ,1,2,2026-06-01,100
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,112.0\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/consumption.csv", "closing", "quantity", "unit") == [["112.0", "2.923", "Gcal"]])
    // 2.923 × 2052 = 5997.996
    #expect(try park.rows("2026-06/lines.csv", "net") == [["5998.00"]])
  }

  /// Wastewater is 90 % of the water: 33.3 m³ of 37.
  @Test func aDerivedServiceFollowsItsSource() throws {
    let park = try ParkFolder([
      "terms.csv": """
      contract_id,service,price,share_percent,valid_from
      C1,water,18.50,,2026-01-01
      C1,waste,9.00,90,2026-01-01
      """,
      "meters.csv": Self.meters + "\nW1,water,C1,m3,2026-06-01,0\n",
      "readings/r.csv": "meter_id,read_at,reading\nW1,2026-06-30,37\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "service", "quantity", "net") == [
        ["waste", "33.300", "299.70"], ["water", "37.000", "684.50"],
      ])
  }

  private static let twoContracts = [
    "contracts.csv": """
    contract_id,resident_id,number,valid_from
    C1,R1,1/26,2026-01-01
    C2,R2,2/26,2026-01-01
    """,
    "terms.csv": "contract_id,service,price,valid_from\nC1,power,1,2026-01-01\nC2,power,1,2026-01-01\n",
  ]

  /// A parent of 100 with a child of 30 in another contract bills 70.
  @Test func aParentIsBilledLessItsChildren() throws {
    let park = try ParkFolder(
      Self.twoContracts.merging([
        "meters.csv": """
        meter_id,service,contract_id,unit,parent,installed_on,installed_reading
        M1,power,C1,kWh,,2026-06-01,0
        M2,power,C2,kWh,M1,2026-06-01,0
        """,
        "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,100\nM2,2026-06-30,30\n",
      ]) { $1 })
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/consumption.csv", "meter_id", "contract_id", "quantity") == [
        ["M1", "C1", "70.000"], ["M2", "C2", "30.000"],
      ])
  }

  /// 100 less the park's 10 % over 300 m² and 150 m² of which C2 has had the last 15 of 30 days: weights 9000 and
  /// 2250, so 72 and 18. The head meter's 210 leave 210 − 100 own − 90 − 10 = 10 lost, 4.76 %.
  @Test func aCommonMeterIsSharedByAreaAndTheParkBalances() throws {
    let park = try ParkFolder(
      Self.twoContracts.merging([
        "meters.csv": """
        meter_id,service,role,contract_id,unit,park_share_percent,installed_on,installed_reading
        H,power,head,,kWh,,2026-06-01,0
        K,power,common,,kWh,10,2026-06-01,0
        M1,power,resident,C1,kWh,,2026-06-01,0
        M2,power,resident,C2,kWh,,2026-06-01,0
        """,
        "premises.csv": """
        premises_id,kind,contract_id,area_m2,valid_from
        P1,building,C1,300,2026-01-01
        P2,building,C2,150,2026-06-16
        """,
        "readings/r.csv":
          """
        meter_id,read_at,reading
        H,2026-06-30,210
        K,2026-06-30,100
        M1,2026-06-30,60
        M2,2026-06-30,40
        """,
      ]) { $1 })
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/consumption.csv", "meter_id", "contract_id", "quantity") == [
        ["K", "C1", "72.000"], ["K", "C2", "18.000"], ["M1", "C1", "60.000"], ["M2", "C2", "40.000"],
      ])
    #expect(try park.rows("2026-06/lines.csv", "quantity", "net") == [["132.000", "132.00"], ["58.000", "58.00"]])
    let columns = ["supplied", "billed", "common", "park_share", "loss", "loss_percent"]
    let power = try columns.map {
      try park.rows("2026-06/park-balance.csv", "service", $0).first { $0[0] == "power" }?[1]
    }
    #expect(power == ["210.000", "100.000", "90.000", "10.000", "10.000", "4.76"])
  }

  /// The head meter is removed on the 20th of June at 120. July has none, so no supply and no loss.
  @Test func afterItsHeadMeterIsRemovedTheParkHasNoSupply() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,role,contract_id,unit,installed_on,installed_reading,removed_on,removed_reading
      H,power,head,,kWh,2026-06-01,0,2026-06-20,120
      M1,power,resident,C1,kWh,2026-06-01,1000,,
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1100\nM1,2026-07-31,1200\n",
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    let columns = ["supplied", "billed", "loss", "loss_percent"]
    #expect(try park.rows("2026-06/park-balance.csv", columns) == [["120.000", "100.000", "20.000", "16.67"]])
    #expect(try park.rows("2026-07/park-balance.csv", columns) == [["", "100.000", "", ""]])
  }

  /// Two readings of 2 July contradict each other. They are of July: June is billed by its last day all the same.
  @Test func contradictingReadingsHoldBackTheMonthOfTheirDate() throws {
    let park = try ParkFolder([
      "readings/r.csv": """
      meter_id,read_at,reading
      M1,2026-06-30,1100
      M1,2026-07-02,1110
      M1,2026-07-02,1111
      M1,2026-07-31,1200
      """
    ])
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try park.rows("2026-06/consumption.csv", "closing", "quantity") == [["1100", "100.000"]])
    #expect(try park.rows("2026-06/problems.csv", "code") == [])
    #expect(try park.rows("2026-07/problems.csv", "code", "contract_id") == [["contradicting-readings", "C1"]])
  }

  /// June was closed and issued by the reading of 2 July; a second one contradicts it. June stays as issued: it is not
  /// corrected to what would be left without either.
  @Test func anIssuedMonthThatAContradictionClosesStays() throws {
    let park = try ParkFolder(["readings/r.csv": "meter_id,read_at,reading\nM1,2026-07-02,1110\nM1,2026-07-31,1200\n"])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    try park.write("meter_id,read_at,reading\nM1,2026-07-02,1111\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try park.rows("2026-06/consumption.csv", "closing", "quantity") == [["1110", "110.000"]])
    #expect(try park.rows("2026-07/invoices.csv", "kind", "total") == [["invoice", "225.00"]])
    #expect(try park.rows("2026-06/problems.csv", "code", "contract_id") == [["contradicting-readings", "C1"]])
  }

  /// meters.csv says that M1 was removed at 1050; a corrected reading of that moment, 1060, supersedes it (C2).
  @Test func aCorrectedReadingSupersedesTheRemoval() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading,removed_on,removed_reading
      M1,power,C1,kWh,2026-06-01,1000,2026-06-20,1050
      """,
      "readings/r.csv": "meter_id,read_at,reading,source\nM1,2026-06-20,1060,corrected\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/consumption.csv", "closing", "quantity") == [["1060", "60.000"]])
  }

  /// 3 digits. June uses 30 of 30 days and ends at 970, so July's estimate, 31 more, is 1001 and shows 1; it is issued.
  /// Then 10 September shows 42: 72 in the 72 days since June, of which 62 to the end of August: 1032, which shows 32.
  /// August's own row opens at 1 and does not roll over once more. 62 over 62 days: 31 each, July as estimated.
  @Test func anEstimateThatRolledOverIsNotRolledOverAgain() throws {
    let readings = "meter_id,read_at,reading\nM1,2026-06-30,970\n"
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,digits,installed_on,installed_reading
      M1,power,C1,kWh,3,2026-06-01,940
      """,
      "readings/r.csv": readings,
    ])
    park.run(through: "2026-07") { $0.estimateAll = true }
    try park.write(readings + "M1,2026-09-10,42\n", to: "readings/r.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    let columns = ["opening", "closing", "basis", "rollover", "quantity"]
    #expect(try park.rows("2026-07/consumption.csv", columns) == [["970", "1", "estimated", "1", "31.000"]])
    #expect(try park.rows("2026-08/consumption.csv", columns) == [["1", "32", "interpolated", "0", "31.000"]])
    #expect(try park.rows("2026-08/lines.csv", "basis", "quantity") == [["estimated", "31.000"]])
  }

  /// 100 kWh are the service's consumption of June; the 40 kvarh beside them are in another unit (P5).
  @Test func theReportAddsNoReactiveEnergyToActive() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,registers,installed_on,installed_reading
      M1,power,C1,kWh,total|reactive,2026-06-01,1000|0
      """,
      "readings/r.csv": "meter_id,register,read_at,reading\nM1,total,2026-06-30,1100\nM1,reactive,2026-06-30,40\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let rows = try park.rows("2026-Q2/report.csv", "section", "period", "value")
    #expect(
      rows.filter { $0[0] == "consumption" } == [
        ["consumption", "2026-06", "100.000"], ["consumption", "2026-Q2", "100.000"],
      ])
  }

  /// Published: 31 Jan 22:00–24:00 at 100 and 50 kW; energy 0.05, demand 10 a kW. Every other hour 0.
  @Test func anIntervalMeterIsSummedAndItsDemandFound() throws {
    var rows = "meter_id,start,value\n"
    for day in 1...30 {
      for hour in 0..<24 {
        let value = day == 30 && hour == 22 ? 100 : day == 30 && hour == 23 ? 50 : 0
        rows += "M1,2026-06-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):00,\(value)\n"
      }
    }
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,tariff,valid_from\nC1,power,T,2026-01-01\n",
      "tariffs.csv": "tariff,component,price,valid_from\nT,energy,0.05,2026-01-01\nT,demand,10,2026-01-01\n",
      "meters.csv": "meter_id,service,contract_id,unit,mode,installed_on\nM1,power,C1,kWh,interval,2026-06-01\n",
      "intervals/june.csv": rows,
    ])
    try park.remove("readings/r.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "component", "quantity", "unit", "net") == [
        ["energy", "150.000", "kWh", "7.50"], ["demand", "100.000000", "kW", "1000.00"],
      ])
  }

  /// Every hour 2 but the last three of the month, after which nothing follows: no neighbour, so the mean of the
  /// hours of like days before, which is 2. 720 × 2 = 1440.
  @Test func aGapAtTheEndOfTheDataIsFilledFromLikeDays() throws {
    var rows = "meter_id,start,value\n"
    for day in 1...30 {
      for hour in 0..<24 where day < 30 || hour < 21 {
        rows += "M1,2026-06-\(day < 10 ? "0" : "")\(day)T\(hour < 10 ? "0" : "")\(hour):00,2\n"
      }
    }
    let park = try ParkFolder([
      "meters.csv": "meter_id,service,contract_id,unit,mode,installed_on\nM1,power,C1,kWh,interval,2026-06-01\n",
      "intervals/june.csv": rows,
    ])
    try park.remove("readings/r.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/lines.csv", "basis", "quantity") == [["estimated", "1440.000"]])
  }

  /// One meter of 15 minutes and one of 20, each of a constant 60 kW: together 120 kW.
  @Test func demandOfMetersWithOtherIntervals() throws {
    var rows = "meter_id,start,value\n"
    for day in 1...30 {
      for minute in stride(from: 0, to: 1440, by: 5) {
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
        let start = "2026-06-\(two(day))T\(two(minute / 60)):\(two(minute % 60))"
        if minute % 15 == 0 { rows += "M1,\(start),15\n" }
        if minute % 20 == 0 { rows += "M2,\(start),20\n" }
      }
    }
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,tariff,valid_from\nC1,power,T,2026-01-01\n",
      "tariffs.csv": "tariff,component,price,valid_from\nT,energy,0,2026-01-01\nT,demand,10,2026-01-01\n",
      "meters.csv": """
      meter_id,service,contract_id,unit,mode,installed_on
      M1,power,C1,kWh,interval,2026-06-01
      M2,power,C1,kWh,interval,2026-06-01
      """,
      "intervals/june.csv": rows,
    ])
    try park.remove("readings/r.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "component", "quantity", "net") == [
        ["energy", "86400.000", "0.00"], ["demand", "120.000000", "1200.00"],
      ])
  }
}
