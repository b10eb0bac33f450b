import Pipeline
import Testing

/// Prices from files to lines (P3–P12), with figures worked by hand.
@Suite struct PricesEndToEnd {
  /// Thresholds shrink with the segment: 700 × 10/30 = 233.333 in the first ten days, 466.667 in the rest.
  @Test func blocksAreScaledToTheSegmentsDays() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,tariff,valid_from\nC1,power,T,2026-01-01\n",
      "tariffs.csv": """
      tariff,component,threshold,price,valid_from,valid_to
      T,energy,0,2,2026-01-01,2026-06-10
      T,energy,700,3,2026-01-01,2026-06-10
      T,energy,0,4,2026-06-11,
      T,energy,700,5,2026-06-11,
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1900\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    // 900 kWh: 300 in 10 days, 600 in 20.
    #expect(
      try park.rows("2026-06/lines.csv", "from", "block", "quantity", "net") == [
        ["2026-06-01", "1", "233.333", "466.67"], ["2026-06-01", "2", "66.667", "200.00"],
        ["2026-06-11", "1", "466.667", "1866.67"], ["2026-06-11", "2", "133.333", "666.67"],
      ])
  }

  /// Read at the cut itself: 200 before, 700 after, whatever the days.
  @Test func aReadingAtTheCutDividesTheConsumption() throws {
    let park = try ParkFolder([
      "terms.csv": """
      contract_id,service,price,valid_from,valid_to
      C1,power,2,2026-01-01,2026-06-15
      C1,power,3,2026-06-16,
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-15,1200\nM1,2026-06-30,1900\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/lines.csv", "quantity", "net") == [["200.000", "400.00"], ["700.000", "2100.00"]])
  }

  /// Nobody knows the tariff's zone. That holds back who consumed something by it, be it of a common meter, and neither
  /// who consumed nothing, nor who consumed before the row came into force. Once the zone is mended all are billed: C1
  /// 100 × 2 + 100 × 0.50, C4 its share, 30 × 2.50.
  @Test func aZoneThatNobodyKnowsHoldsBackWhoHasSomethingToPriceByIt() throws {
    let tariffs = "tariff,component,zone,price,valid_from\nT,energy,,2,2026-01-01\nT,energy,nihgt,0.50,2026-01-01\n"
    let park = try ParkFolder([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from
      C1,R1,1,2026-01-01
      C2,R1,2,2026-01-01
      C3,R2,3,2026-01-01
      C4,R2,4,2026-01-01
      """,
      "terms.csv": """
      contract_id,service,tariff,price,valid_from,valid_to
      C1,power,T,,2026-01-01,
      C2,power,T,,2026-01-01,
      C2,rent,,1000,2026-01-01,
      C3,power,U,,2026-01-01,
      C4,water,T,,2026-01-01,
      """,
      "tariffs.csv": tariffs + "U,energy,,3,2026-01-01\nU,energy,nihgt,0.50,2026-07-01\n",
      "meters.csv": """
      meter_id,service,role,contract_id,unit,registers,installed_on,installed_reading
      M1,power,resident,C1,kWh,night,2026-06-01,1000
      M2,power,resident,C2,kWh,total,2026-06-01,0
      M3,power,resident,C3,kWh,total,2026-06-01,0
      W,water,common,,m3,night,2026-06-01,0
      """,
      "premises.csv": "premises_id,kind,contract_id,area_m2,valid_from\nB,building,C4,10,2026-01-01\n",
      "readings/r.csv": """
      meter_id,register,read_at,reading
      M1,night,2026-06-30,1100
      M2,total,2026-06-30,0
      M3,total,2026-06-30,10
      W,night,2026-06-30,30
      """,
    ])
    #expect(park.run(through: "2026-06") == .heldBack)
    let told = try park.rows("2026-06/problems.csv", "severity", "code", "line", "contract_id")
    #expect(
      told.filter { $0[0] == "error" } == [
        ["error", "unknown-zone", "3", "C1"], ["error", "unknown-zone", "3", "C4"], ["error", "unknown-zone", "5", ""],
      ], "\(told)")
    #expect(try park.rows("2026-06/invoices.csv", "contract_id", "total") == [["C2", "1000.00"], ["C3", "30.00"]])
    try park.write(tariffs.replacing("nihgt", with: "night") + "U,energy,,3,2026-01-01\n", to: "tariffs.csv")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/invoices.csv", "contract_id", "total").suffix(2) == [["C1", "250.00"], ["C4", "75.00"]])
  }

  /// Zone registers: day 60 at 3, night 40 at 1; a general row adds 0.10 on all 100. Reactive 70 kvarh, of which half
  /// of 100 kWh are free: 20 × 0.5.
  @Test func zonesReactiveAndCapacity() throws {
    let park = try ParkFolder([
      "terms.csv": "contract_id,service,tariff,quantity,valid_from\nC1,power,T,25,2026-01-01\n",
      "tariffs.csv": """
      tariff,component,zone,threshold,price,valid_from
      T,energy,day,0,3,2026-01-01
      T,energy,night,0,1,2026-01-01
      T,energy,,0,0.10,2026-01-01
      T,reactive,,0.5,0.5,2026-01-01
      T,capacity,,0,12,2026-01-01
      """,
      "meters.csv": """
      meter_id,service,contract_id,unit,registers,installed_on,installed_reading
      M1,power,C1,kWh,day|night|reactive,2026-06-01,0|0|0
      """,
      "readings/r.csv":
        """
      meter_id,register,read_at,reading
      M1,day,2026-06-30,60
      M1,night,2026-06-30,40
      M1,reactive,2026-06-30,70
      """,
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "component", "zone", "block", "quantity", "unit", "net") == [
        ["energy", "", "1", "100.000", "kWh", "10.00"], ["energy", "day", "1", "60.000", "kWh", "180.00"],
        ["energy", "night", "1", "40.000", "kWh", "40.00"], ["capacity", "", "", "25.000000", "kW", "300.00"],
        ["reactive", "", "", "20.000", "kvarh", "10.00"],
      ])
  }

  /// 100 kWh × 2.50 − 20 % = 200; the minimum of 500 for 30 of 30 days adds 300.
  @Test func discountAndMinimum() throws {
    let park = try ParkFolder([
      "terms.csv": """
      contract_id,service,price,discount_percent,minimum_amount,valid_from
      C1,power,2.50,20,500,2026-01-01
      """
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "component", "basis", "unit_price", "discount_percent", "net") == [
        ["energy", "actual", "2.50", "20", "200.00"], ["minimum", "minimum", "300.00", "0", "300.00"],
      ])
  }

  /// 1.25 % of 348 350.55 is 4354.381875; VAT 12 % of 4354.38 is 522.5256, sales tax 2 % 87.0876. A credit of −2
  /// hours at 333.335 is −666.67, its VAT −80.0004.
  @Test func ordersByPercentAndCreditsAndSeveralTaxes() throws {
    let park = try ParkFolder([
      "services.csv": """
      service,point,kind,unit,tax,name_ky
      power,13.2,metered,kWh,none,Электр
      works,13.1,ordered,KGS,both,Курулуш
      hours,13.4,ordered,hour,vat,Кеңеш
      """,
      "taxes.csv": """
      tax,name,kind,rate_percent,valid_from
      none,Exempt,vat,0,2020-01-01
      vat,VAT,vat,12,2020-01-01
      both,VAT,vat,12,2020-01-01
      both,Sales tax,sales,2,2020-01-01
      """,
      "terms.csv": """
      contract_id,service,tariff,price,valid_from
      C1,power,,0,2026-01-01
      C1,works,TW,,2026-01-01
      C1,hours,,333.335,2026-01-01
      """,
      "tariffs.csv": "tariff,component,price,valid_from\nTW,percent,1.25,2026-01-01\n",
      "orders/june.csv": """
      order_id,contract_id,service,ordered_on,completed_on,status,quantity,base_amount,description
      O1,C1,works,2026-06-01,2026-06-20,completed,,348350.55,Жаңы кампа
      O2,C1,hours,2026-06-01,2026-06-21,completed,-2,,
      O3,C1,hours,2026-06-01,,accepted,5,,
      O4,C1,hours,2026-06-01,2026-06-22,cancelled,5,,
      """,
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "reference", "quantity", "unit_price", "net", "vat", "sales_tax", "total") == [
        ["O1", "348350.55", "1.25", "4354.38", "522.53", "87.09", "4964.00"],
        ["", "100.000", "0.00", "0.00", "0.00", "0.00", "0.00"],
        ["O2", "-2.000", "333.335", "-666.67", "-80.00", "0.00", "-746.67"],
      ])
    #expect(
      try park.rows("2026-06/lines.csv", "reference", "description") == [
        ["O1", "Курулуш: Жаңы кампа, percent of the amount"], ["", "Электр"], ["O2", "Кеңеш"],
      ])
    #expect(
      try park.rows("2026-06/invoices.csv", "net", "vat", "sales_tax", "total") == [
        ["3687.71", "442.53", "87.09", "4217.33"]
      ])
  }
}
