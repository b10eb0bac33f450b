import Pipeline
import Testing

/// A sample for faults that show only when a month is metered and priced: each holds the one contract back.
@Suite struct MonthFaults {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    let tables: [String: String]
    var testDescription: String { code }
  }

  private static let terms = "contract_id,service,price,tariff,currency,valid_from\n"
  private static let tariff = "tariff,component,zone,threshold,price,valid_from\n"
  private static let meters = "meter_id,service,role,contract_id,unit,parent,installed_on,installed_reading\n"
  private static let orders = "order_id,contract_id,service,ordered_on,completed_on,status\n"

  @Test(arguments: [
    Case(
      code: "no-first-block",
      tables: ["terms.csv": terms + "C1,power,,T,,2026-01-01\n", "tariffs.csv": tariff + "T,energy,,5,2,2026-01-01\n"]),
    Case(
      code: "zone-without-price",
      tables: [
        "terms.csv": terms + "C1,power,,T,,2026-01-01\n", "tariffs.csv": tariff + "T,energy,day,0,2,2026-01-01\n",
        "zones.csv": "zone,days,from,to\nday,all,08:00,20:00\n",
      ]),
    Case(
      code: "demand-without-intervals",
      tables: [
        "terms.csv": terms + "C1,power,,T,,2026-01-01\n",
        "tariffs.csv": tariff + "T,energy,,0,2,2026-01-01\nT,demand,,0,9,2026-01-01\n",
      ]),
    Case(
      code: "component-not-for-service",
      tables: [
        "terms.csv": terms + "C1,power,,T,,2026-01-01\n",
        "tariffs.csv": tariff + "T,energy,,0,2,2026-01-01\nT,percent,,0,2,2026-01-01\n",
      ]),
    Case(
      code: "no-exchange-rate",
      tables: [
        "terms.csv": terms + "C1,power,2,,USD,2026-01-01\n",
        "exchange-rates.csv": "currency,date,rate\nUSD,2026-07-01,88\n",
      ]),
    Case(
      code: "order-without-term", tables: ["orders/o.csv": orders + "O1,C1,hours,2026-06-01,2026-06-09,completed\n"]),
    Case(
      code: "order-without-base",
      tables: [
        "terms.csv": terms + "C1,power,2,,,2026-01-01\nC1,works,,T,,2026-01-01\n",
        "tariffs.csv": tariff + "T,percent,,0,2,2026-01-01\n",
        "orders/o.csv": orders + "O1,C1,works,2026-06-01,2026-06-09,completed\n",
      ]),
    Case(
      code: "parent-below-children",
      tables: [
        "meters.csv": meters + "M1,power,,C1,kWh,,2026-06-01,1000\nM2,power,,C1,kWh,M1,2026-06-01,0\n",
        "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1100\nM2,2026-06-30,101\n",
      ]),
    Case(
      code: "no-area",
      tables: [
        "meters.csv": meters + "M1,power,,C1,kWh,,2026-06-01,1000\nK,power,common,,kWh,,2026-06-01,0\n",
        "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1100\nK,2026-06-30,9\n",
      ]),
    Case(
      code: "no-reading",
      tables: ["meters.csv": meters + "M1,power,,C1,kWh,,2026-06-01,1000\nM2,power,,C1,kWh,,2026-06-01,0\n"]),
  ])
  func itIsToldAndHoldsBack(case sample: Case) throws {
    let park = try ParkFolder(sample.tables)
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    let problems = try park.rows("2026-06/problems.csv", "severity", "code", "contract_id")
    #expect(problems.contains(["error", sample.code, "C1"]), "\(problems)")
    #expect(try park.rows("2026-06/problems.csv", "remedy").allSatisfy { !$0[0].isEmpty })
  }
}
