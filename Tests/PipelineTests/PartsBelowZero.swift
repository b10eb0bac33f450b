import Pipeline
import Testing

/// A parent interval meter that shows less than its child in a part of the month that is priced (C12): an error, as it
/// is where the whole month is below zero. In June 2026 M1 of C1 counts 10 kWh an hour, K1 behind it is C2's.
@Suite struct PartsBelowZero {
  private static let meters = """
    meter_id,service,contract_id,unit,mode,parent,installed_on
    M1,power,C1,kWh,interval,,2026-06-01
    K1,power,C2,kWh,interval,M1,2026-06-01
    """

  /// What K1 counts in each hour; C1 pays by the tariff, C2 2 soms.
  private func park(
    _ tariff: String, _ tables: [String: String] = [:], child: (_ day: Int, _ hour: Int) -> Int
  ) throws -> ParkFolder {
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    var rows = "meter_id,start,value\n"
    for day in 1...30 {
      for hour in 0..<24 {
        let start = "2026-06-\(two(day))T\(two(hour)):00"
        rows += "M1,\(start),10\nK1,\(start),\(child(day, hour))\n"
      }
    }
    let park = try ParkFolder(
      [
        "contracts.csv": "contract_id,resident_id,number,valid_from\nC1,R1,1,2026-01-01\nC2,R2,2,2026-01-01\n",
        "terms.csv": "contract_id,service,tariff,price,valid_from\nC1,power,T,,2026-01-01\nC2,power,,2,2026-01-01\n",
        "tariffs.csv": "tariff,component,zone,price,valid_from,valid_to\n" + tariff,
        "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\nnight,all,20:00,08:00\n",
        "meters.csv": Self.meters, "intervals/i.csv": rows,
      ].merging(tables) { $1 })
    try park.remove("readings/r.csv")
    return park
  }

  private func errors(_ park: ParkFolder) throws -> [[String]] {
    try park.rows("2026-06/problems.csv", "severity", "file", "line", "code", "value", "contract_id")
      .filter { $0[0] == "error" }
  }

  private static let twoPrices = "T,energy,,3,2026-01-01,2026-06-20\nT,energy,,4,2026-06-21,\n"

  /// K1 counts 1 to the 20th and 11 from the 21st. 480 × 9 = 4 320 at 3, and 240 × −1 = −240 at 4; the month's 4 080 are
  /// above zero. C2 pays 480 + 2 640 = 3 120.
  @Test func aPriceThatChangesHoldsTheParentsContractBack() throws {
    let park = try park(Self.twoPrices) { day, _ in day <= 20 ? 1 : 11 }
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try errors(park) == [["error", "meters.csv", "2", "parent-below-children", "'-240.000", "C1"]])
    #expect(
      try park.rows("2026-06/problems.csv", "code", "message").contains([
        "parent-below-children", "From 2026-06-21 to 2026-06-30 meter M1 shows less than its children together.",
      ]))
    #expect(try park.rows("2026-06/invoices.csv", "contract_id", "net") == [["C2", "6240.00"]])
    #expect(try park.rows("2026-06/consumption.csv", "meter_id", "quantity") == [["K1", "3120.000"]])
  }

  /// At one price for the whole month there is one part, 4 080: what single days are is noise.
  @Test func aPartIsWhatIsPriced() throws {
    let park = try park("T,energy,,3,2026-01-01,\n") { day, _ in day <= 20 ? 1 : 11 }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "quantity", "net") == [["4080.000", "12240.00"], ["3120.000", "6240.00"]])
  }

  private static let zones = "T,energy,day,3,2026-01-01,\nT,energy,night,1,2026-01-01,\n"

  /// 360 hours of day at 10 − 2 and 360 of night at 10 − 11: 2 880 and −360.
  @Test func aZoneBelowZeroHoldsTheParentsContractBack() throws {
    let park = try park(Self.zones) { _, hour in (8..<20).contains(hour) ? 2 : 11 }
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try errors(park) == [["error", "meters.csv", "2", "parent-below-children", "'-360.000", "C1"]])
    #expect(park.said.joined().contains("From 2026-06-01 to 2026-06-30, zone night, meter M1 shows less"))
    #expect(try park.rows("2026-06/invoices.csv", "contract_id") == [["C2"]])
  }

  /// In the hour from 20:00 the child is above, in the other eleven of the night below: 30 × (11 × 9 − 1) = 2 940 by
  /// night, 360 × 9 = 3 240 by day.
  @Test func singleHoursBelowZeroAreNoise() throws {
    let park = try park(Self.zones) { _, hour in hour == 20 ? 11 : 1 }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "zone", "quantity") == [
        ["day", "3240.000"], ["night", "2940.000"], ["", "1020.000"],
      ])
  }

  /// The month comes to nothing, 480 × 1 − 240 × 2, and so would each line: what is billed too little must not hide
  /// what is billed too much.
  @Test func partsThatCancelOutAreNotNothing() throws {
    let park = try park(Self.twoPrices) { day, _ in day <= 20 ? 9 : 12 }
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try errors(park).map { $0[4] } == ["'-480.000"])
  }

  /// Another meter of the contract has enough in the same days to cover for it: 4 080 and 720 × 5 of M2.
  @Test func anotherMeterOfTheContractDoesNotHideIt() throws {
    let park = try park(Self.twoPrices, ["meters.csv": Self.meters + "\nM2,power,C1,kWh,interval,,2026-06-01\n"]) {
      day, _ in day <= 20 ? 1 : 11
    }
    let hours = (1...30).flatMap { day in (0..<24).map { (day, $0) } }
    try park.write(
      "meter_id,start,value\n"
        + hours.map { "M2,2026-06-\($0 < 10 ? "0" : "")\($0)T\($1 < 10 ? "0" : "")\($1):00,5\n" }.joined(),
      to: "intervals/m2.csv")
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try errors(park).map { $0[4] } == ["'-240.000"])
  }

  /// What is billed by a derived service is cut by that service's days (C14), be the metered one's price the same.
  @Test func aDerivedServiceIsCutByItsOwnPrices() throws {
    let park = try park(
      "T,energy,,3,2026-01-01,\nL,energy,,1,2026-01-01,2026-06-20\nL,energy,,2,2026-06-21,\n",
      [
        "services.csv": """
        service,point,kind,unit,tax,derived_from,name_ky
        power,13.2,metered,kWh,none,,Электр
        losses,13.2,derived,kWh,none,power,Жоготуу
        """,
        "terms.csv": """
        contract_id,service,tariff,price,valid_from
        C1,power,T,,2026-01-01
        C1,losses,L,,2026-01-01
        C2,power,,2,2026-01-01
        """,
      ]
    ) { day, _ in day <= 20 ? 1 : 11 }
    #expect(park.run(through: "2026-06") == .heldBack)
    #expect(try errors(park).map { $0[3...5].joined(separator: " ") } == ["parent-below-children '-240.000 C1"])
  }
}
