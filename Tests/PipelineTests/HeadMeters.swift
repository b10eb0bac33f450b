import Pipeline
import Testing

/// What the park was supplied with where the data of a head meter are bad, which hold back nobody (C17, I2).
@Suite struct HeadMeters {
  private static let heading = "meter_id,read_at,reading\n"
  private static let meters = """
    meter_id,service,role,contract_id,unit,installed_on,installed_reading
    H,power,head,,kWh,2026-06-01,0
    M1,power,resident,C1,kWh,2026-06-01,1000

    """
  /// Other readings of the head meter beside what M1 read: 100 a month.
  private static func readings(_ head: String) -> String {
    heading + "M1,2026-06-30,1100\nM1,2026-07-31,1200\nM1,2026-08-31,1300\nH,2026-08-31,370\n" + head
  }
  /// June 120, July 130, August 120.
  private static let good = readings("H,2026-06-30,120\nH,2026-07-31,250\n")

  private func balance(_ park: ParkFolder, _ month: String) throws -> [[String]] {
    try park.rows("\(month)/park-balance.csv", "supplied", "billed", "loss")
  }

  /// June is issued with 120 − 100. Then its reading goes bad, or is contradicted, or falls below that of its
  /// installation: June stays, and July goes on from 120. Once June is read at 125, August's run tells July's part as 250 − 125.
  @Test(arguments: ["H,2026-06-30,1z0\n", "H,2026-06-30,120\nH,2026-06-30,121\n", "H,2026-06-30,110.5\n"])
  func anIssuedMonthKeepsItsSupply(bad: String) throws {
    let park = try ParkFolder(["meters.csv": Self.meters, "readings/r.csv": Self.good])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let report = try park.rows("2026-Q2/report.csv", "section", "indicator", "value")
    #expect(report.contains(["park-balance", "supplied", "120.000"]), "\(report)")
    try park.write(Self.readings(bad + "H,2026-07-31,250\n"), to: "readings/r.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(park.said.joined().contains("error["), "\(park.said)")
    #expect(try balance(park, "2026-06") == [["120.000", "100.000", "20.000"]])
    #expect(try balance(park, "2026-07") == [["130.000", "100.000", "30.000"]])
    #expect(try park.rows("2026-Q2/report.csv", "section", "indicator", "value") == report)
    try park.write(Self.readings("H,2026-06-30,125\nH,2026-07-31,250\n"), to: "readings/r.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try balance(park, "2026-06") == [["125.000", "100.000", "25.000"]])
    #expect(try balance(park, "2026-07") == [["125.000", "100.000", "25.000"]])
  }

  /// The meter's own row goes bad: of July nothing is known, and June stays as it was. Mended, July is told with August.
  @Test func anIssuedMonthKeepsItsSupplyWhereTheMetersRowIsBad() throws {
    let park = try ParkFolder(["meters.csv": Self.meters, "readings/r.csv": Self.good])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    try park.write(Self.meters.replacing("head,,kWh", with: "head,,l"), to: "meters.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(park.said.joined().contains("error[units-differ]"), "\(park.said)")
    #expect(try balance(park, "2026-06") == [["120.000", "100.000", "20.000"]])
    #expect(try balance(park, "2026-07") == [["", "100.000", ""]])
    try park.write(Self.meters, to: "meters.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(try balance(park, "2026-06") == [["120.000", "100.000", "20.000"]])
    #expect(try balance(park, "2026-07") == [["130.000", "100.000", "30.000"]])
  }

  /// Nobody waits for a month with a bad row of a head meter. Where a good row closes it, that is what was supplied.
  @Test func aBadRowBesideAGoodOneLeavesTheSupplyKnown() throws {
    let park = try ParkFolder([
      "meters.csv": Self.meters,
      "readings/r.csv": Self.readings("H,2026-06-30,120\nH,2026-06-30,1z0\nH,2026-07-31,250\n"),
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(park.said.joined().contains("error[bad-number]"), "\(park.said)")
    #expect(try balance(park, "2026-06") == [["120.000", "100.000", "20.000"]])
    #expect(try balance(park, "2026-07") == [["130.000", "100.000", "30.000"]])
  }
}
