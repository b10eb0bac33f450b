import Pipeline
import Testing

/// The worked examples of the rules, section 4, from files to files.
@Suite struct WorkedExamples {
  @Test func rollover() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,digits,multiplier,installed_on,installed_reading
      M1,power,C1,kWh,5,40,2026-06-01,99940
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,00160\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/consumption.csv", "rollover", "quantity", "unit") == [["1", "8800.000", "kWh"]])
  }

  @Test func blocksAndTax() throws {
    let park = try ParkFolder([
      "services.csv": """
      service,point,kind,unit,tax,name_ky
      power,13.2,metered,kWh,vat,Электр энергиясы
      """,
      "terms.csv": "contract_id,service,tariff,valid_from\nC1,power,T,2026-01-01\n",
      "tariffs.csv": """
      tariff,component,threshold,price,valid_from
      T,energy,0,2.50,2026-01-01
      T,energy,700,3.70,2026-01-01
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,2000\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "block", "quantity", "net", "vat") == [
        ["1", "700.000", "1750.00", "210.00"], ["2", "300.000", "1110.00", "133.20"],
      ])
    #expect(
      try park.rows("2026-06/invoices.csv", "invoice_no", "net", "total", "balance_due") == [
        ["2026-000001", "2860.00", "3203.20", "3203.20"]
      ])
  }

  @Test func tariffChangeInsideAMonth() throws {
    let park = try ParkFolder([
      "park.json": #"{"firstMonth": "2026-09", "name": {"ky": "Парк"}, "language": "en"}"#,
      "terms.csv": "contract_id,service,tariff,valid_from\nC1,power,T,2026-01-01\n",
      "tariffs.csv": """
      tariff,component,price,valid_from,valid_to
      T,energy,3.61,2026-01-01,2026-09-15
      T,energy,3.98,2026-09-16,
      """,
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading
      M1,power,C1,kWh,2026-09-01,1000
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-09-30,4000\n",
    ])
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-09/lines.csv", "from", "to", "quantity", "net") == [
        ["2026-09-01", "2026-09-15", "1500.000", "5415.00"], ["2026-09-16", "2026-09-30", "1500.000", "5970.00"],
      ])
  }

  @Test func prorationByDays() throws {
    let park = try ParkFolder([
      "park.json": #"{"firstMonth": "2026-09", "name": {"ky": "Парк"}, "language": "en"}"#,
      "terms.csv": "contract_id,service,price,valid_from\nC1,rent,120000.00,2026-09-18\n",
      "meters.csv": "meter_id,service,unit,installed_on\n",
      "readings/r.csv": "meter_id,read_at,reading\n",
    ])
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-09/lines.csv", "basis", "from", "to", "quantity", "net") == [
        ["recurring", "2026-09-18", "2026-09-30", "0.433333", "51999.96"]
      ])
  }

  @Test func penalty() throws {
    let park = try ParkFolder([
      "park.json": #"{"firstMonth": "2026-09", "name": {"ky": "Парк"}, "language": "en"}"#,
      "contracts.csv": """
      contract_id,resident_id,number,valid_from,penalty_percent_per_day
      C1,R1,1/26,2026-01-01,0.1
      """,
      "opening-balances.csv": "contract_id,document,due_on,amount\nC1,OLD-7,2026-09-10,50000.00\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
    ])
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-09/lines.csv", "component", "basis", "reference", "from", "to", "net", "total") == [
        ["penalty", "penalty", "OLD-7", "2026-09-11", "2026-09-30", "1000.00", "1000.00"]
      ])
    #expect(
      try park.rows("2026-09/balances.csv", "opening_balance", "invoiced", "closing_balance", "not_due", "overdue_1_30")
        == [["50000.00", "1000.00", "51000.00", "1000.00", "50000.00"]])
  }

  private static let threeMonths = [
    "park.json": #"{"firstMonth": "2026-06", "name": {"ky": "Парк"}, "language": "en"}"#,
    "meters.csv": """
    meter_id,service,contract_id,unit,installed_on,installed_reading
    M1,power,C1,kWh,2026-06-01,1000
    """,
    "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1300\n",
  ]

  /// June's 300 in 30 days estimate 310 for each month of 31 days.
  @Test func trueUp() throws {
    let park = try ParkFolder(Self.threeMonths)
    #expect(park.run(through: "2026-08") { $0.estimateAll = true } == .done, "\(park.said)")
    #expect(
      try park.rows("2026-07/consumption.csv", "closing", "basis", "quantity") == [["1610", "estimated", "310.000"]])
    #expect(
      try park.rows("2026-08/consumption.csv", "closing", "basis", "quantity") == [["1920", "estimated", "310.000"]])
    try park.write("meter_id,read_at,reading\nM1,2026-09-30,2600\n", to: "readings/september.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-09/lines.csv", "basis", "from", "quantity", "net") == [
        ["actual", "2026-09-01", "423.913", "1059.78"], ["adjustment", "2026-07-01", "128.044", "320.11"],
        ["adjustment", "2026-08-01", "128.043", "320.11"],
      ])
    #expect(
      try park.rows("2026-09/consumption.csv", "opening", "closing", "quantity") == [["1920", "2600", "423.913"]])
  }

  @Test func allThreeMonthsAtOnceAreInterpolated() throws {
    let park = try ParkFolder(Self.threeMonths)
    try park.write("meter_id,read_at,reading\nM1,2026-09-30,2600\n", to: "readings/september.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    let quantities = try ["07", "08", "09"].flatMap { try park.rows("2026-\($0)/consumption.csv", "basis", "quantity") }
    #expect(quantities == [["interpolated", "438.000"], ["interpolated", "438.000"], ["actual", "424.000"]])
  }

  @Test func rentInDollars() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,price,currency,quantity,valid_from\nC1,rent,6.50,USD,250,2026-01-01\n",
      "exchange-rates.csv": "currency,date,rate\nUSD,2026-06-29,87.4512\nUSD,2026-07-01,88\n",
      "meters.csv": "meter_id,service,unit,installed_on\n", "readings/r.csv": "meter_id,read_at,reading\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "quantity", "unit_price", "currency", "exchange_rate", "net") == [
        ["250.000000", "6.50", "USD", "87.4512", "142108.20"]
      ])
  }
}
