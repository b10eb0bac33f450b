import Dice
import Pipeline
import Testing

/// In what order rows stand, and in how many files, is of no matter to any table of the output: only the places that
/// cite them differ.
@Suite struct RowOrder {
  @Test(arguments: 1...8) func rowsMayStandInAnyOrderAndInAnyFile(seed: Int) throws {
    var dice = Dice(seed: seed)
    let tables = Self.tables(&dice)
    let plain = try ParkFolder(tables)
    let other = try ParkFolder(tables)
    for (name, text) in tables.sorted(by: { $0.key < $1.key }) where name != "park.json" {
      let lines = text.split(separator: "\n").map(String.init)
      let rows = dice.shuffle(Array(lines.dropFirst()))
      guard name.contains("/") else {
        try other.write(([lines[0]] + rows).joined(separator: "\n"), to: name)
        continue
      }
      // A folder's file is cut in two, each with a row at least; the later half may be read first.
      try other.remove(name)
      let cut = dice.roll(1...rows.count - 1)
      let folder = name.prefix { $0 != "/" }
      for (part, half) in [("b", rows[..<cut]), (dice.pick(["a", "c"]), rows[cut...])] {
        try other.write(([lines[0]] + half).joined(separator: "\n"), to: "\(folder)/\(part).csv")
      }
    }
    #expect(plain.run(through: "2026-07") == .done, "\(plain.said)")
    #expect(other.run(through: "2026-07") == .done, "\(other.said)")
    for month in ["2026-06", "2026-07"] {
      for (table, columns) in Self.columns {
        var (rows, others) = (
          try plain.rows("\(month)/\(table).csv", columns), try other.rows("\(month)/\(table).csv", columns)
        )
        // Problems stand by their places.
        if table == "problems" { (rows, others) = (rows.sorted(by: isBefore), others.sorted(by: isBefore)) }
        #expect(others == rows, "\(month)/\(table).csv")
        #expect(!rows.isEmpty || table == "problems", "there is something to compare in \(table)")
      }
    }
  }

  private func isBefore(_ a: [String], _ b: [String]) -> Bool { a.lexicographicallyPrecedes(b) }

  /// All columns but those that cite a place.
  private static let columns: [String: [String]] = [
    "invoices": [
      "invoice_no", "kind", "contract_id", "period", "net", "vat", "sales_tax", "total", "opening_balance", "paid",
      "balance_due",
    ],
    "lines": [
      "invoice_no", "line_no", "service", "component", "zone", "block", "from", "to", "basis", "quantity", "unit_price",
      "net", "vat", "sales_tax", "total", "reference", "description",
    ],
    "consumption": ["meter_id", "register", "contract_id", "opening", "closing", "basis", "quantity"],
    "balances": ["contract_id", "opening_balance", "invoiced", "paid", "closing_balance", "not_due", "advance"],
    "park-balance": ["service", "supplied", "billed", "common", "park_share", "loss"],
    "problems": ["severity", "code", "value", "contract_id"],
  ]

  /// Two residents, each with a register meter and an interval meter, a common meter, zones, orders and payments. No July
  /// uses ten times as much as its June (C15).
  private static func tables(_ dice: inout Dice) -> [String: String] {
    let cut = dice.roll(2...29)
    let day = cut < 10 ? "0\(cut)" : "\(cut)"
    let before = cut < 11 ? "0\(cut - 1)" : "\(cut - 1)"
    let intervals = ["I-1", "I-2"].flatMap { meter in
      (0..<24).map { "\(meter),2026-06-30 \($0 < 10 ? "0" : "")\($0):00,\(dice.roll(0...9)).\(dice.roll(1...9))" }
    }
    return [
      "contracts.csv": "contract_id,resident_id,number,valid_from\nC-1,R1,1/26,2026-01-01\nC-2,R2,2/26,2026-01-01\n",
      "terms.csv": """
      contract_id,service,tariff,price,valid_from,valid_to
      C-1,power,T,,2026-01-01,
      C-2,power,T,,2026-01-01,
      C-1,hours,,500,2026-01-01,
      C-1,rent,,1000,2026-01-01,2026-06-\(before)
      C-1,rent,,1100,2026-06-\(day),
      """,
      "tariffs.csv": """
      tariff,component,zone,threshold,price,valid_from,valid_to
      T,energy,,0,2.31,2026-01-01,2026-06-\(before)
      T,energy,,50,3.17,2026-01-01,2026-06-\(before)
      T,energy,,0,2.77,2026-06-\(day),
      T,energy,,50,3.89,2026-06-\(day),
      T,capacity,,0,1.5,2026-01-01,
      """,
      "taxes.csv": """
      tax,name,kind,rate_percent,valid_from
      none,Exempt,vat,0,2020-01-01
      vat,VAT,vat,12,2020-01-01
      vat,Sales tax,sales,2,2020-01-01
      """,
      "premises.csv": """
      premises_id,kind,contract_id,area_m2,valid_from
      P-1,building,C-1,\(dice.roll(1...900)),2026-01-01
      P-2,building,C-2,\(dice.roll(1...900)),2026-01-01
      P-3,land,C-2,\(dice.roll(1...900)),2026-06-\(day)
      """,
      "meters.csv": """
      meter_id,service,role,contract_id,mode,unit,installed_on,installed_reading,removed_on,removed_reading
      M1,power,,C-1,,kWh,2026-06-01,0,,
      M2,power,,C-2,,kWh,2026-06-01,0,,
      K,power,common,,,kWh,2026-06-01,0,,
      H,power,head,,,kWh,2026-06-01,0,,
      I-1,power,,C-1,interval,kWh,2026-06-30,,2026-06-30,0
      I-2,power,,C-2,interval,kWh,2026-06-30,,2026-06-30,0
      """,
      "readings/r.csv": """
      meter_id,read_at,reading,source
      M1,2026-06-\(before),\(dice.roll(1...40)),actual
      M1,2026-06-30,\(dice.roll(40...90)),actual
      M1,2026-07-31,\(dice.roll(100...200)),actual
      M2,2026-06-30,\(dice.roll(40...90)),actual
      M2,2026-07-31,300,actual
      M2,2026-07-31,\(dice.roll(100...200)),corrected
      K,2026-06-30,\(dice.roll(20...90)),actual
      K,2026-07-31,\(dice.roll(90...200)),actual
      H,2026-06-30,1000,actual
      H,2026-07-31,2000,resident
      """,
      "intervals/i.csv": "meter_id,start,value\n" + intervals.joined(separator: "\n"),
      "orders/o.csv": """
      order_id,contract_id,service,ordered_on,completed_on,status
      O1,C-1,hours,2026-06-01,2026-06-09,completed
      O2,C-1,hours,2026-06-01,2026-06-09,completed
      O3,C-1,hours,2026-06-01,2026-07-02,completed
      """,
      "payments/p.csv": """
      payment_id,received_on,amount,contract_id
      A1,2026-07-05,\(dice.roll(1...900)),C-1
      A2,2026-07-05,\(dice.roll(1...900)),C-2
      A3,2026-06-05,\(dice.roll(1...900)),C-1
      """,
    ]
  }
}
