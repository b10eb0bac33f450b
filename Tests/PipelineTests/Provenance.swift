import Diagnostics
import Pipeline
import Testing

/// How each quantity came about, as `consumption.csv` and the explanation tell it; figures worked by hand.
@Suite struct Provenance {
  private func told(_ park: ParkFolder, _ month: String) throws -> [String] {
    try park.rows(
      "\(month)/consumption.csv", "meter_id", "basis", "quantity", "rollover", "method", "edited", "superseded",
      "filled"
    ).map { $0.joined(separator: " ") }
  }

  /// The resident's 1 080 and the company's 1 090 were both wrong: 1 100 stands, and all three can be seen.
  @Test func anEditStandsBesideWhatItSupersedes() throws {
    let park = try ParkFolder([
      "readings/r.csv": """
      meter_id,read_at,reading,source
      M1,2026-06-30,1080,resident
      M1,2026-06-30,1100,corrected
      M1,2026-06-30,1090,actual
      """
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let superseded = "1080 (readings/r.csv:2)|1090 (readings/r.csv:4)"
    #expect(try told(park, "2026-06") == ["M1 actual 100.000 0 reading 1 \(superseded) "])
    var request = DerivationRequest(invoice: "2026-000001")
    (request.input, request.output, request.language) = (park.input, park.output, .en)
    var said: [String] = []
    #expect(DerivationJob.run(request) { said.append($0) } == .done)
    #expect(
      said.filter { $0.contains("30.06.2026") && $0.contains("eading") } == [
        "  Reading that the correction supersedes, 30.06.2026 24:00: 1,080 kWh  [readings/r.csv:2]",
        "  Reading that the correction supersedes, 30.06.2026 24:00: 1,090 kWh  [readings/r.csv:4]",
        "  Present reading, 30.06.2026 24:00: 1,100 kWh  [readings/r.csv:3]",
      ])
  }

  /// A month that was issued by the wrong reading is corrected, and says so from then on.
  @Test func anEditOfAnIssuedMonthIsToldAfterwards() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try told(park, "2026-06") == ["M1 actual 100.000 0 reading 0  "])
    try park.write("meter_id,read_at,reading,source\nM1,2026-06-30,1150,corrected\n", to: "readings/s.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try told(park, "2026-06") == ["M1 actual 150.000 0 reading 1 1100 (readings/r.csv:2) "])
  }

  /// June's 300 in 30 days estimate 310 for July. August's reading, corrected to 620 above June's, is 310 for each of
  /// both months of 31 days.
  @Test func estimatesInterpolationsAndTrueUps() throws {
    let park = try ParkFolder(["readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1300\n"])
    #expect(park.run(through: "2026-07") { $0.estimateAll = true } == .done, "\(park.said)")
    #expect(try told(park, "2026-07") == ["M1 estimated 310.000 0 history 0  "])
    try park.write(
      "meter_id,read_at,reading,source\nM1,2026-08-31,1900,resident\nM1,2026-08-31,1920,corrected\n",
      to: "readings/august.csv")
    #expect(park.run(through: "2026-08") == .done, "\(park.said)")
    #expect(
      try told(park, "2026-08") == ["M1 actual 310.000 0 reading|true_up 1 1900 (readings/august.csv:2) "])
    // 61 days from the end of August to that of October: 122 kWh, 60 of them in September's 30.
    try park.write("meter_id,read_at,reading\nM1,2026-10-31,2042\n", to: "readings/october.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(try told(park, "2026-09") == ["M1 interpolated 60.000 0 interpolation 0  "])
  }

  /// A parent of 100 with an estimated child of 31 bills 69, and says why it is an estimate; the rest is shared.
  @Test func childrenAndShares() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,role,contract_id,unit,parent,allocate_by,installed_on,installed_reading
      M1,power,,C-1,kWh,,,2026-06-01,0
      M2,power,,C-1,kWh,M1,,2026-06-01,0
      K,power,common,,kWh,,equal,2026-06-01,0
      """,
      "readings/r.csv": """
      meter_id,read_at,reading
      M1,2026-06-30,100
      M2,2026-06-30,30
      K,2026-06-30,12
      M1,2026-07-31,200
      K,2026-07-31,19
      """,
    ])
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    #expect(
      try told(park, "2026-06") == [
        "K actual 12.000 0 reading|share 0  ", "M1 actual 70.000 0 reading|children 0  ",
        "M2 actual 30.000 0 reading 0  ",
      ])
    #expect(
      try told(park, "2026-07") == [
        "K actual 7.000 0 reading|share 0  ", "M1 actual 69.000 0 reading|children|estimated_children 0  ",
        "M2 estimated 31.000 0 history 0  ",
      ])
  }
}
