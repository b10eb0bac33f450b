import Pipeline
import Testing

/// A sample for each thing that the tables of prices, looked at as a whole, are warned of: nobody is held back by it.
@Suite struct TableWarnings {
  struct Case: Sendable, CustomTestStringConvertible {
    let code: String
    /// File, line and value.
    let told: [String]
    let tables: [String: String]
    var testDescription: String { "\(code) \(told[2])" }
    /// For the catalogue of all codes.
    var fault: MonthFaultSample {
      let column =
        switch code {
        case "tariff-gap", "term-gap", "tax-gap": ":valid_from"
        case "blocks-not-from-0": ":threshold"
        case "zone-not-everywhere", "hour-not-in-one-zone": ":zone"
        case "tax-ends": ":valid_to"
        default: ""
        }
      return MonthFaultSample(tables, "\(told[0]):\(told[1])\(column) \(code) warning")
    }
  }

  private static let terms = "contract_id,service,price,tariff,valid_from,valid_to\n"
  private static let billed = terms + "C-1,power,,T,2026-01-01,\n"
  private static let tariff = "tariff,component,zone,threshold,price,valid_from,valid_to\n"
  private static let taxes = "tax,name,kind,rate_percent,valid_from,valid_to\n"
  private static let zones = [
    "meters.csv": """
    meter_id,service,contract_id,unit,registers,installed_on,installed_reading
    M1,power,C-1,kWh,day|night,2026-06-01,0|0
    """,
    "readings/r.csv": "meter_id,register,read_at,reading\nM1,day,2026-06-30,60\nM1,night,2026-06-30,40\n",
  ]

  /// An hourly meter that is put in on the last of June, billed by zones.
  private static func byIntervals(_ zones: String) -> [String: String] {
    [
      "terms.csv": billed,
      "tariffs.csv": tariff + "T,energy,day,0,2,2026-01-01,\nT,energy,night,0,1,2026-01-01,\n",
      "zones.csv": "zone,days,months,from,to\n" + zones,
      "meters.csv": "meter_id,service,contract_id,mode,unit,installed_on\nI-1,power,C-1,interval,kWh,2026-06-30\n",
      "readings/r.csv": "meter_id,read_at,reading\n",
      "intervals/i.csv": "meter_id,start,value\n"
        + (0..<24).map { "I-1,2026-06-30 \($0 < 10 ? "0" : "")\($0):00,1\n" }.joined(),
    ]
  }

  private static func zoned(_ tables: [String: String]) -> [String: String] { zones.merging(tables) { $1 } }

  static let samples = [
    Case(
      code: "tariff-gap", told: ["tariffs.csv", "3", "2026-08-01 – 2026-08-15"],
      tables: [
        "terms.csv": billed,
        "tariffs.csv": tariff + "T,energy,,0,2,2026-01-01,2026-07-31\nT,energy,,0,3,2026-08-16,\n",
      ]),
    // The price of a component lapses inside the month, and the month is billed without it all the same.
    Case(
      code: "tariff-gap", told: ["tariffs.csv", "5", "2026-06-11 – 2026-06-20"],
      tables: [
        "terms.csv": billed,
        "tariffs.csv": tariff + "T,energy,,0,2,2026-01-01,\nT,capacity,,0,9,2026-01-01,\n"
          + "T,energy,,700,3,2026-01-01,2026-06-10\nT,energy,,700,4,2026-06-21,\n",
      ]),
    Case(
      code: "term-gap", told: ["terms.csv", "4", "2026-06-11 – 2026-06-30"],
      tables: [
        "terms.csv": terms + "C-1,power,2,,2026-01-01,\nC-1,rent,5,,2026-01-01,2026-06-10\nC-1,rent,6,,2026-07-01,\n"
      ]),
    Case(
      code: "blocks-not-from-0", told: ["tariffs.csv", "3", "700"],
      tables: [
        "terms.csv": billed,
        "tariffs.csv": tariff + "T,energy,,0,2,2026-01-01,2026-12-31\nT,energy,,700,3,2026-01-01,\n",
      ]),
    Case(
      code: "blocks-not-from-0", told: ["tariffs.csv", "2", "5"],
      tables: ["tariffs.csv": tariff + "UNUSED,energy,,5,2,2026-01-01,\n"]),
    Case(
      code: "zone-not-everywhere", told: ["tariffs.csv", "2", "night"],
      tables: zoned([
        "terms.csv": billed,
        "tariffs.csv": tariff + "T,energy,day,0,2,2026-01-01,\nT,energy,night,0,1,2026-01-01,2026-12-31\n",
      ])),
    Case(
      code: "zone-not-everywhere", told: ["tariffs.csv", "2", "night 700"],
      tables: zoned([
        "terms.csv": billed,
        "tariffs.csv": tariff + "T,energy,day,0,2,2026-01-01,\nT,energy,day,700,3,2026-01-01,\n"
          + "T,energy,night,0,1,2026-01-01,\nT,energy,night,700,1,2027-01-01,\n",
      ])),
    // Winter's night begins before its day ends.
    Case(
      code: "hour-not-in-one-zone", told: ["tariffs.csv", "2", "2026-11-01 20:00"],
      tables: byIntervals("day,all,1-12,06:00,22:00\nnight,all,4-10,22:00,06:00\nnight,all,11-3,20:00,06:00\n")),
    // A holiday on a Thursday is no workday, so that it has no night, nor is it one of the days without a day.
    Case(
      code: "hour-not-in-one-zone", told: ["tariffs.csv", "2", "2026-12-31 00:00"],
      tables: byIntervals(
        "night,workday,1-12,20:00,08:00\nday,Mon|Tue|Wed|Thu|Fri,1-12,08:00,20:00\nnight,Sat|Sun,1-12,00:00,00:00\n"
      ).merging(["holidays.csv": "date,kind\n2026-12-31,holiday\n"]) { $1 }),
    Case(
      code: "tax-gap", told: ["taxes.csv", "3", "2026-06-10 – 2026-06-20"],
      tables: [
        "taxes.csv": taxes + "none,E,vat,0,2020-01-01,2026-06-09\nnone,E,vat,0,2026-06-21,\nvat,V,vat,12,2020-01-01,\n"
      ]),
    Case(
      code: "tax-ends", told: ["taxes.csv", "2", "2026-12-31"],
      tables: ["taxes.csv": taxes + "none,E,vat,0,2020-01-01,2026-12-31\nvat,V,vat,12,2020-01-01,\n"]),
    Case(
      code: "contract-without-term", told: ["contracts.csv", "3", "C-2"],
      tables: ["contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1,2026-01-01\nC-2,R2,2,2026-06-15\n"]
    ),
  ]

  @Test(arguments: samples)
  func itIsToldOnceAndHoldsBackNobody(case sample: Case) throws {
    let park = try ParkFolder(sample.tables)
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let problems = try park.rows("2026-06/problems.csv", "severity", "code", "file", "line", "value")
    #expect(problems == [["warning", sample.code] + sample.told])
    #expect(try park.rows("2026-06/invoices.csv", "contract_id") == [["C-1"]])
  }

  /// What the months that are calculated can't be priced with is their error, and is not told again as a warning.
  @Test(arguments: [
    ("no-first-block", ["tariffs.csv": tariff + "T,energy,,5,2,2026-01-01,\n"]),
    ("no-price", ["tariffs.csv": tariff + "T,energy,,0,2,2026-01-01,2026-06-09\nT,energy,,0,2,2026-06-20,\n"]),
    (
      "no-tax-rate",
      [
        "tariffs.csv": tariff + "T,energy,,0,2,2026-01-01,\n",
        "taxes.csv": taxes + "none,E,vat,0,2020-01-01,2026-06-29\nvat,V,vat,12,2020-01-01,\n",
      ]
    ),
  ])
  func anErrorIsNotToldTwice(code: String, tables: [String: String]) throws {
    let park = try ParkFolder(["terms.csv": Self.billed].merging(tables) { $1 })
    #expect(park.run(through: "2026-06") == .heldBack, "\(park.said)")
    let problems = try park.rows("2026-06/problems.csv", "severity", "code", "contract_id")
    #expect(problems == [["error", code, "C-1"]])
  }

  @Test func soundTablesAreNotWarnedOf() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-06") == .done)
    #expect(try park.rows("2026-06/problems.csv", "code") == [])
  }
}
