import Pipeline
import Testing

/// An issued month that can't be calculated now, for one of its meters has a bad reading: it stays as it was issued with
/// all its meters, and the next month opens where it closed (C3, I2). So nothing is billed twice and nothing is lost,
/// neither before the reading is mended nor after.
@Suite struct HeldMonths {
  private static let heading = "meter_id,read_at,reading,source\n"
  private static let two = "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-2,R2,2/26,2026-01-01\n"
  private static let terms = """
    contract_id,service,price,valid_from
    C-1,power,2.50,2026-01-01
    C-2,power,2.50,2026-01-01

    """

  /// June's reading of the meter that goes bad is in a file of its own.
  private func park(_ tables: [String: String], bad meter: String) throws -> ParkFolder {
    let park = try ParkFolder(tables)
    try park.write(Self.heading + "\(meter),2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    return park
  }

  /// The documents of July's run but for the invoices: contract, period and what they come to.
  private func corrections(_ park: ParkFolder, _ month: String = "2026-07") throws -> [[String]] {
    try park.rows("\(month)/invoices.csv", "kind", "contract_id", "period", "total").filter { $0[0] == "correction" }
      .map { Array($0.dropFirst()) }
  }

  private func used(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/consumption.csv", "meter_id", "contract_id", "opening", "closing", "quantity")
  }

  private static let twoMeters = [
    "meters.csv": """
    meter_id,service,contract_id,unit,installed_on,installed_reading
    M1,power,C-1,kWh,2026-06-01,0
    M2,power,C-1,kWh,2026-06-01,0

    """,
    "readings/r.csv": heading
      + "M1,2026-07-31,200,\nM1,2026-08-31,300,\nM2,2026-06-30,100,\nM2,2026-07-31,300,\nM2,2026-08-31,400,\n",
  ]

  /// June is issued with 100 + 100, July with 100 + 200. Then June's reading of M1 goes bad, or is contradicted, or falls
  /// below that of its installation, and M2's becomes 150: while June waits, July stays too. Once M1 is mended, 50 kWh
  /// pass from July to June.
  @Test(arguments: ["M1,2026-06-30,1l0,\n", "M1,2026-06-30,100,\nM1,2026-06-30,101,\n", "M1,2026-06-30,-5,\n"])
  func theNextMonthOpensWhereAHeldMonthStands(bad: String) throws {
    let park = try park(Self.twoMeters, bad: "M1")
    try park.write(Self.heading + bad, to: "readings/bad.csv")
    try park.write(Self.heading + "M2,2026-06-30,150,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [])
    #expect(
      try used(park, "2026-06") == [["M1", "C-1", "0", "100", "100.000"], ["M2", "C-1", "0", "100", "100.000"]])
    #expect(
      try used(park, "2026-07") == [["M1", "C-1", "100", "200", "100.000"], ["M2", "C-1", "100", "300", "200.000"]])
    let bytes = try park.snapshot()
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try park.snapshot() == bytes)

    try park.write(Self.heading + "M1,2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-08/invoices.csv", "kind", "period", "total") == [
        ["correction", "2026-06", "125.00"], ["correction", "2026-07", "-125.00"], ["invoice", "2026-08", "500.00"],
      ])
    #expect(try used(park, "2026-07").last == ["M2", "C-1", "150", "300", "150.000"])
  }

  /// August is not issued, for there is nobody else whom it could be billed to (I1), and waits for June: what is found of
  /// July goes out in July's folder. When August comes it is billed once, from where July closed.
  @Test func aMonthThatWaitsForAHeldOneIsBilledOnceInTheEnd() throws {
    let park = try park(Self.twoMeters, bad: "M1")
    try park.write(Self.heading + "M1,2026-06-30,1l0,\n", to: "readings/bad.csv")
    try park.write(
      Self.heading + "M2,2026-06-30,150,corrected\nM2,2026-07-31,280,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-08") == .heldBack)
    // July's own data are sound: 280 − 100 instead of 300 − 100.
    #expect(try corrections(park) == [["C-1", "2026-07", "-50.00"]])
    #expect(!(try park.snapshot().keys.contains("2026-08/invoices.csv")))
    try park.write(Self.heading + "M1,2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    // June 100 + 150, July 100 + 130, August 100 + 120.
    #expect(
      try park.rows("2026-08/invoices.csv", "kind", "period", "total") == [
        ["correction", "2026-06", "125.00"], ["correction", "2026-07", "-125.00"], ["invoice", "2026-08", "550.00"],
      ])
  }

  /// M3 was forgotten when June and July were issued: 40 in June, 30 in July. It is billed once somebody agrees (I6). June
  /// waits for M1, so nothing is recorded of M3 there, and July bills all of it; once M1 is mended, June takes its part.
  @Test func aMeterEnteredLateIsBilledFromItsInstallation() throws {
    let park = try park(Self.twoMeters, bad: "M1")
    try park.write(Self.heading + "M1,2026-06-30,1l0,\n", to: "readings/bad.csv")
    try park.write((Self.twoMeters["meters.csv"] ?? "") + "M3,power,C-1,kWh,2026-06-01,0\n", to: "meters.csv")
    try park.write(Self.heading + "M3,2026-06-30,40,\nM3,2026-07-31,70,\n", to: "readings/m3.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [])
    #expect(park.run(through: "2026-07") { $0.isConsent = true } == .heldBack)
    #expect(try corrections(park) == [["C-1", "2026-07", "175.00"]])
    #expect(try used(park, "2026-07").last == ["M3", "C-1", "0", "70", "70.000"])
    try park.write(Self.heading + "M1,2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try corrections(park) == [
        ["C-1", "2026-07", "175.00"], ["C-1", "2026-06", "100.00"], ["C-1", "2026-07", "-100.00"],
      ])
  }

  /// P of C-1 stands before C of C-2, which has D too. June: 500 − 200, and 200 + 100; July: 600 − 250, and 250 + 100.
  private static let behind = [
    "contracts.csv": two, "terms.csv": terms,
    "meters.csv": """
    meter_id,service,contract_id,unit,installed_on,installed_reading,parent
    P,power,C-1,kWh,2026-06-01,0,
    C,power,C-2,kWh,2026-06-01,0,P
    D,power,C-2,kWh,2026-06-01,0,

    """,
    "readings/r.csv": heading
      + "P,2026-06-30,500,\nP,2026-07-31,1100,\nC,2026-06-30,200,\nC,2026-07-31,450,\nD,2026-07-31,200,\n",
  ]

  /// D's June goes bad and C's reading becomes 250. What was taken off P stays what C-2 was billed, 200 and 250. Once D is
  /// mended, 50 kWh pass from July to June at C-2, and from June to July at C-1.
  @Test func aParentIsBilledLessWhatAHeldContractWasBilled() throws {
    let park = try park(Self.behind, bad: "D")
    try park.write(Self.heading + "D,2026-06-30,1l0,\n", to: "readings/bad.csv")
    try park.write(Self.heading + "C,2026-06-30,250,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [])
    try park.write(Self.heading + "D,2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try corrections(park) == [
        ["C-1", "2026-06", "-125.00"], ["C-1", "2026-07", "125.00"], ["C-2", "2026-06", "125.00"],
        ["C-2", "2026-07", "-125.00"],
      ])
  }

  /// P becomes 520 meanwhile, which is nothing to C-2: 520 − 200 in June and 580 − 250 in July.
  @Test func aParentsOwnReadingIsCorrectedWhileItsChildWaits() throws {
    let park = try park(Self.behind, bad: "D")
    try park.write(Self.heading + "D,2026-06-30,1l0,\n", to: "readings/bad.csv")
    try park.write(
      Self.heading + "C,2026-06-30,250,corrected\nP,2026-06-30,520,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [["C-1", "2026-06", "50.00"], ["C-1", "2026-07", "-50.00"]])
    #expect(
      try used(park, "2026-07") == [
        ["C", "C-2", "200", "450", "250.000"], ["D", "C-2", "100", "200", "100.000"],
        ["P", "C-1", "520", "1100", "330.000"],
      ])
  }

  /// P's June becomes 150, less than C behind it: C-1's June stays as issued with 500, and July opens there. It is told once,
  /// though by what was recorded P would not be below C.
  @Test func aParentBelowItsChildWaitsWithItsOwnMeters() throws {
    let park = try park(Self.behind, bad: "D")
    try park.write(Self.heading + "P,2026-06-30,150,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [])
    #expect(try used(park, "2026-07").last == ["P", "C-1", "500", "1100", "350.000"])
    let told = try park.rows("2026-06/problems.csv", "severity", "code", "contract_id").filter { $0[0] == "error" }
    #expect(told == [["error", "parent-below-children", "C-1"]])
  }

  /// K is shared by own consumption: 90 over 100 and 200 in June, and in July. D's June goes bad and M2's reading becomes
  /// 200: the shares stay with what C-2 was billed. In the end June has 90 over 100 and 300 (22.5, 67.5), July 90 over 100
  /// and 100 (45, 45): C-1 −7.5 and +15, C-2 100 + 7.5 and −100 − 15.
  @Test func aCommonMeterIsSharedByWhatAHeldContractWasBilled() throws {
    let park = try park(
      [
        "contracts.csv": Self.two, "terms.csv": Self.terms,
        "meters.csv": """
        meter_id,service,role,contract_id,unit,installed_on,installed_reading,allocate_by
        D,power,resident,C-2,kWh,2026-06-01,0,
        K,power,common,,kWh,2026-06-01,0,consumption
        M1,power,resident,C-1,kWh,2026-06-01,0,
        M2,power,resident,C-2,kWh,2026-06-01,0,

        """,
        "readings/r.csv": Self.heading
          + "M1,2026-06-30,100,\nM1,2026-07-31,200,\nM2,2026-06-30,100,\nM2,2026-07-31,200,\nD,2026-07-31,200,\n"
          + "K,2026-06-30,90,\nK,2026-07-31,180,\n",
      ], bad: "D")
    #expect(
      try used(park, "2026-06").filter { $0[0] == "K" }.map { $0[4] } == ["30.000", "60.000"])
    try park.write(Self.heading + "D,2026-06-30,1l0,\n", to: "readings/bad.csv")
    try park.write(Self.heading + "M2,2026-06-30,200,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [])
    #expect(
      try used(park, "2026-06").filter { $0[0] == "K" }.map { $0[4] } == ["30.000", "60.000"])
    try park.write(Self.heading + "D,2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try corrections(park) == [
        ["C-1", "2026-06", "-18.75"], ["C-1", "2026-07", "37.50"], ["C-2", "2026-06", "268.75"],
        ["C-2", "2026-07", "-287.50"],
      ])
  }

  /// K is shared by area, 100 and 200: 90 in June, and in July. C-2's premises are entered from July on only, so that in
  /// June nobody can have a share; K's June becomes 120 meanwhile: 40 and 80, 20 and 40. By what priced June that goes out
  /// as it is (I6). Where somebody agrees to the premises, June stays as it was issued until their day is mended.
  @Test func aCommonMeterWhoseMonthNobodyCanHaveStaysAsRecorded() throws {
    func premises(_ day: String) -> String {
      "premises_id,kind,contract_id,area_m2,valid_from\nA,building,C-1,100,2026-01-01\nB,building,C-2,200,\(day)\n"
    }
    let park = try park(
      [
        "contracts.csv": Self.two, "terms.csv": Self.terms, "premises.csv": premises("2026-01-01"),
        "meters.csv": """
        meter_id,service,role,contract_id,unit,installed_on,installed_reading
        K,power,common,,kWh,2026-06-01,10

        """,
        "readings/r.csv": Self.heading + "K,2026-07-31,190,\n",
      ], bad: "K")
    try park.write(premises("2026-07-01"), to: "premises.csv")
    try park.write(Self.heading + "K,2026-06-30,130,corrected\n", to: "readings/late.csv")
    let passed = [
      ["C-1", "2026-06", "25.00"], ["C-1", "2026-07", "-25.00"], ["C-2", "2026-06", "50.00"],
      ["C-2", "2026-07", "-50.00"],
    ]
    let other = try ParkFolder(copyOf: park)
    #expect(other.run(through: "2026-07") == .done, "\(other.said)")
    #expect(try corrections(other) == passed)
    #expect(park.run(through: "2026-07") { $0.isConsent = true } == .heldBack)
    #expect(try corrections(park) == [])
    #expect(
      try used(park, "2026-06") == [["K", "C-1", "10", "100", "30.000"], ["K", "C-2", "10", "100", "60.000"]])
    try park.write(premises("2026-01-01"), to: "premises.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(try corrections(park) == passed)
  }

  /// C-2 is held back before June is ever issued: nothing is recorded of it, and C-1 goes by the present
  /// readings of C.
  @Test func aContractThatWasNeverBilledForTheMonthIsBilledByThePresentReadings() throws {
    let park = try ParkFolder(Self.behind)
    try park.write(Self.heading + "D,2026-06-30,1l0,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try park.rows("2026-07/invoices.csv", "contract_id", "total") == [["C-1", "875.00"]])
    try park.write(Self.heading + "C,2026-06-30,250,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .heldBack)
    #expect(try corrections(park) == [["C-1", "2026-06", "-125.00"], ["C-1", "2026-07", "125.00"]])
    try park.write(Self.heading + "D,2026-06-30,100,\n", to: "readings/bad.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/invoices.csv", "contract_id", "period", "total").filter { $0[0] == "C-2" } == [
        ["C-2", "2026-06", "875.00"], ["C-2", "2026-07", "750.00"],
      ])
  }
}
