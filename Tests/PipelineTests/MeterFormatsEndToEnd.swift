import Foundation
import Pipeline
import Testing

/// From the files of systems that read meters to invoices, with figures worked by hand: power costs 2.50 a kWh.
@Suite struct MeterFormatsEndToEnd {
  private static let tables = [
    "meters.csv": """
    meter_id,service,contract_id,mode,unit,installed_on
    I-1,power,C-1,interval,kWh,2026-06-01
    """,
    "meter-aliases.csv": "meter_id,alias,channel\nI-1,0411,01\nI-1,0411,E1\n",
    "readings/r.csv": "meter_id,read_at,reading\n",
  ]

  /// A day of layout 80020 in hours of 2 kWh, and 9 kvarh in the reactive channel.
  private func layout(_ day: Int, status: String = "0") -> String {
    var text = """
      <?xml version="1.0" encoding="utf-8"?><message class="80020" version="2" number="1"><datetime>
      <day>202606\(String(format: "%02d", day))</day></datetime><area><measuringpoint code="0411">

      """
    for (channel, value) in [("01", "2"), ("03", "9")] {
      text += "<measuringchannel code=\"\(channel)\">\n"
      for hour in 0..<24 {
        let times = String(format: "start=\"%02d00\" end=\"%02d00\"", hour, hour + 1)
        text += "<period \(times)><value status=\"\(hour == 5 ? status : "0")\">\(value)</value></period>\n"
      }
      text += "</measuringchannel>\n"
    }
    return text + "</measuringpoint></area></message>"
  }

  /// 30 days × 24 hours × 2 kWh = 1440 kWh at 2.50. The reactive channel is told of, once a day.
  @Test func aMonthOf80020IsBilled() throws {
    let park = try ParkFolder(Self.tables)
    for day in 1...30 { try park.write(layout(day), to: "intervals/2026-06/\(day).xml") }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "basis", "quantity", "net") == [["actual", "1440.000", "3600.00"]])
    let problems = try park.rows("2026-06/problems.csv", "severity", "code", "value")
    #expect(problems == [[String]](repeating: ["warning", "spare-channel", "I-1 03"], count: 30))
  }

  /// The meter of the point is replaced on the 15th: 14 days × 24 hours × 2 kWh = 672 of the first and 16 × 48 = 768 of
  /// the second, together the same 1440 kWh at 2.50.
  @Test func aMonthOfAPointWithTwoMetersIsBilled() throws {
    let park = try ParkFolder(Self.tables)
    let head = "meter_id,service,contract_id,mode,unit,installed_on,removed_on\n"
    try park.write(
      head + "I-1,power,C-1,interval,kWh,2026-06-01,2026-06-14\nI-2,power,C-1,interval,kWh,2026-06-15,\n",
      to: "meters.csv")
    try park.write("meter_id,alias,channel\nI-1,0411,01\nI-2,0411,01\n", to: "meter-aliases.csv")
    for day in 1...30 { try park.write(layout(day), to: "intervals/2026-06/\(day).xml") }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/consumption.csv", "meter_id", "quantity") == [["I-1", "672.000"], ["I-2", "768.000"]])
    #expect(try park.rows("2026-06/lines.csv", "basis", "quantity", "net") == [["actual", "1440.000", "3600.00"]])

    // Both on the 15th: whose that day is can't be told, so it is not billed, let alone twice.
    let mixed = try ParkFolder(Self.tables)
    try mixed.write(
      head + "I-1,power,C-1,interval,kWh,2026-06-01,2026-06-15\nI-2,power,C-1,interval,kWh,2026-06-15,\n",
      to: "meters.csv")
    try mixed.write("meter_id,alias,channel\nI-1,0411,01\nI-2,0411,01\n", to: "meter-aliases.csv")
    for day in 1...30 { try mixed.write(layout(day), to: "intervals/2026-06/\(day).xml") }
    #expect(mixed.run(through: "2026-06") == .heldBack)
    let problems = try mixed.rows("2026-06/problems.csv", "code", "file", "value", "contract_id")
    #expect(problems.contains(["exchange-day", "intervals/2026-06/15.xml", "0411", "C-1"]), "\(problems)")
  }

  @Test func aValueThatIsNotCommercialIsEstimated() throws {
    let park = try ParkFolder(Self.tables)
    for day in 1...30 { try park.write(layout(day, status: day == 8 ? "1" : "0"), to: "intervals/2026-06/\(day).xml") }
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "basis", "quantity", "net") == [["estimated", "1440.000", "3600.00"]])
  }

  /// A torn day holds the month back; once it is whole the month is billed.
  @Test func aTornFileHoldsTheMonthBack() throws {
    let park = try ParkFolder(Self.tables)
    for day in 1...30 { try park.write(layout(day), to: "intervals/2026-06/\(day).xml") }
    try park.write(String(layout(30).dropLast(200)), to: "intervals/2026-06/30.xml")
    #expect(park.run(through: "2026-06") == .heldBack)
    let errors = try park.rows("2026-06/problems.csv", "severity", "code", "file", "contract_id")
    #expect(errors.filter { $0[0] == "error" } == [["error", "torn-file", "intervals/2026-06/30.xml", "C-1"]])
    try park.write(layout(30), to: "intervals/2026-06/30.xml")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
  }

  /// 30 days × 48 half hours × 500 Wh = 720 kWh. One of them is null: between 0.5 and 0.5 it is filled with 0.5.
  @Test func aMonthOfNEM12IsBilledAndItsNullsAreFilled() throws {
    let park = try ParkFolder(Self.tables)
    let values = [String](repeating: "500", count: 48).joined(separator: ",")
    var text = "100,NEM12,202607010100,PARK,ESEP\r\n200,0411,E1,1,E1,,SN,WH,30,\r\n"
    for day in 1...30 {
      text += "300,202606\(String(format: "%02d", day)),\(values),\(day == 12 ? "V" : "A"),,,,\r\n"
      if day == 12 { text += "400,1,20,A,,\r\n400,21,21,N,,\r\n400,22,48,A,,\r\n" }
    }
    try park.write(text + "900\r\n", to: "intervals/nem12.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "basis", "quantity", "net") == [["estimated", "720.000", "1800.00"]])
  }

  /// Zones by the tariffs' registers: peak 1040 − 1000 = 40 at 4, off 2090 − 2000 = 90 at 2; kvarh beyond 0.5 × 130 kWh:
  /// 75 − 65 = 10 at 1.
  @Test func aListOfRegistersIsBilledByItsCodes() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,registers,installed_on,installed_reading
      M1,power,C-1,kWh,peak|off|reactive,2026-06-01,1000|2000|500
      """,
      "tariffs.csv": """
      tariff,component,zone,threshold,price,valid_from
      T,energy,peak,0,4,2026-01-01
      T,energy,off,0,2,2026-01-01
      T,reactive,,0.5,1,2026-01-01
      """,
      "terms.csv": "contract_id,service,tariff,valid_from\nC-1,power,T,2026-01-01\n",
      "meter-aliases.csv": "meter_id,alias,channel,register\nM1,SN-1,1.8.1,peak\nM1,SN-1,1.8.2,off\n",
      "readings/r.csv": """
      meter_id,read_at,1-0:1.8.1*255,1-0:1.8.2*255,1-0:3.8.0*255
      SN-1,2026-06-30,1040,2090,575
      """,
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "component", "zone", "quantity", "net") == [
        ["energy", "off", "90.000", "180.00"], ["energy", "peak", "40.000", "160.00"],
        ["reactive", "", "10.000", "10.00"],
      ])
  }
}
