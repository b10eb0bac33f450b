import Diagnostics
import Documents
import Foundation
import Ledger
import Measures
import Park
import Pipeline
import Pricing
import Sheets
import Testing

/// How each figure came about: told from the journal, and laid out with formulas that a spreadsheet calculates anew.
@Suite struct ExplainedAmounts {
  private func explain(
    _ park: ParkFolder, _ invoice: String, line: Int? = nil, language: Language = .en
  ) -> [String] {
    var request = DerivationRequest(invoice: invoice)
    request.input = park.input
    request.output = park.output
    request.line = line
    request.language = language
    var said: [String] = []
    let status = DerivationJob.run(request) { said.append($0) }
    return status == .done ? said : ["\(status)"] + said
  }

  /// (160 − 99 940 + 100 000) × 40 = 8 800 kWh; 5 % off 3.98: 8 800 × 3.781 = 33 272.80; VAT 12 % 3 992.736.
  @Test func fromReadingsToTax() throws {
    let park = try ParkFolder([
      "services.csv": "service,point,kind,unit,tax,name_ky,name_ru,name_en\npower,13.2,metered,kWh,vat,Э,Э,Power\n",
      "terms.csv": "contract_id,service,tariff,discount_percent,valid_from\nC-1,power,T,5,2026-01-01\n",
      "tariffs.csv": "tariff,component,price,valid_from,basis\nT,energy,3.98,2026-05-01,Order 7 of 5 April\n",
      "meters.csv": """
      meter_id,service,contract_id,unit,digits,multiplier,installed_on,installed_reading
      M1,power,C-1,kWh,5,40,2026-06-01,99940
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30T14:30,160\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let told = explain(park, "2026-000001")
    #expect(
      told.dropFirst(2) == [
        "", "Meter M1 — June 2026", "  Previous reading, 31.05.2026 24:00: 99,940 kWh  [meters.csv:2]",
        "  Present reading, 30.06.2026 14:30: 160 kWh  [readings/r.csv:2]", "  Rolled over: a whole turn: 100,000 kWh",
        "  Difference of readings: 160 − 99,940 + 100,000 = 220 kWh", "  Meter's multiplier: 40",
        "  Consumption: 220 × 40 = 8,800.000 kWh", "", "1. Power — 01.06–30.06.2026",
        "  Meter M1: 8,800.000 kWh",
        "  Price: tariff T, since 01.05.2026. Order 7 of 5 April: 3.98 KGS/kWh  [tariffs.csv:2]",
        "  Discount: 5 %  [terms.csv:2]", "  Net amount: 8,800.000 × 3.98 × (1 − 5 ÷ 100) = 33,272.80 KGS",
        "  VAT 12 %: 33,272.80 × 12 ÷ 100 = 3,992.74 KGS  [taxes.csv:3]",
        "  Total: 33,272.80 + 3,992.74 = 37,265.54 KGS", "", "Total of the document",
        "  Net amount: 33,272.80 KGS", "  VAT: 3,992.74 KGS", "  Total: 33,272.80 + 3,992.74 = 37,265.54 KGS",
      ])
    #expect(explain(park, "2026-000001", line: 1).count == told.count - 5)
    #expect(explain(park, "2026-000001", line: 2).first == "usage")
    #expect(explain(park, "2026-000009").first == "usage")
    // Whatever becomes of the input, what was issued is told as it was.
    for name in ["readings/r.csv", "meters.csv", "tariffs.csv", "terms.csv"] { try park.remove(name) }
    #expect(explain(park, "2026-000001") == told)
    try FileManager.default.removeItem(atPath: park.input)
    let alone = explain(park, "2026-000001", language: .ru)
    #expect(alone.contains("  Разность показаний: 160 − 99\u{A0}940 + 100\u{A0}000 = 220 кВт·ч"), "\(alone)")
  }

  /// July's estimate of 310 is 438.044 by September's reading: 128.044 more at July's price of 2.50.
  @Test func anEstimatedMonthThatIsSettled() throws {
    let park = try ParkFolder([
      "meters.csv": """
      meter_id,service,contract_id,unit,installed_on,installed_reading
      M1,power,C-1,kWh,2026-06-01,1000
      """,
      "readings/r.csv": "meter_id,read_at,reading\nM1,2026-06-30,1300\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    for month in ["2026-07", "2026-08"] { park.run(through: month) { $0.estimateAll = true } }
    let july = explain(park, "2026-000002")
    // 300 kWh in June's 30 days give 310 in 31.
    #expect(
      july.contains("  Reading at the month's end, calculated, 31.07.2026 24:00: 1,300 + 300 × 31 ÷ 30 = 1,610 kWh"),
      "\(july)")
    try park.write("meter_id,read_at,reading\nM1,2026-09-30,2600\n", to: "readings/s.csv")
    #expect(park.run(through: "2026-09") == .done, "\(park.said)")
    let told = explain(park, "2026-000004")
    for line in [
      "  Previous reading, 30.06.2026 24:00: 1,300 kWh  [readings/r.csv:2]",
      "  Difference of readings: 2,600 − 1,300 = 1,300 kWh",
      "  Of it in July 2026 (rounded so that the shares sum to the whole): 1,300.000 × 31 ÷ 92 = 438.044 kWh",
      "  Of it in September 2026: 1,300.000 × 30 ÷ 92 = 423.913 kWh",
      "  Net amount: 438.044 × 2.50 = 1,095.11 KGS", "  Quantity: billed before: 310.000 kWh",
      "  Net amount: billed before: 775.00 KGS", "  Net amount: 1,095.11 − 775.00 = 320.11 KGS",
    ] { #expect(told.contains(line), "\(line) in \(told)") }
  }

  /// 100 kWh shared by three alike: 33.334, 33.333, 33.333; the second is cut into 16.667 and 16.666 by 15 days each.
  @Test func aShareThatIsRoundedToTheWholeSaysSo() throws {
    let park = try ParkFolder([
      "contracts.csv": """
      contract_id,resident_id,number,valid_from
      C-1,R1,1,2026-01-01
      C-2,R2,2,2026-01-01
      C-3,R2,3,2026-01-01
      """,
      "terms.csv": """
      contract_id,service,price,valid_from,valid_to
      C-1,power,1,2026-01-01,
      C-2,power,1,2026-01-01,2026-06-15
      C-2,power,2,2026-06-16,
      C-3,power,1,2026-01-01,
      """,
      "meters.csv": """
      meter_id,service,role,unit,allocate_by,installed_on,installed_reading
      K,power,common,kWh,equal,2026-06-01,0
      """,
      "readings/r.csv": "meter_id,read_at,reading\nK,2026-06-30,100\n",
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(try park.rows("2026-06/lines.csv", "quantity") == [["33.334"], ["16.667"], ["16.666"], ["33.333"]])
    let note = "(rounded so that the shares sum to the whole)"
    let first = explain(park, "2026-000001")
    #expect(first.contains("  Your share \(note): 100.000 × 30 ÷ 90 = 33.334 kWh"), "\(first)")
    let second = explain(park, "2026-000002")
    for line in [
      "  Your share: 100.000 × 30 ÷ 90 = 33.333 kWh", "  Meter K, by days: 33.333 × 15 ÷ 30 = 16.667 kWh",
      "  Meter K, by days \(note): 33.333 × 15 ÷ 30 = 16.666 kWh",
    ] { #expect(second.contains(line), "\(line) in \(second)") }
  }

  @Test func aCorrectionNamesTheLineThatItTakesBack() throws {
    let park = try ParkFolder(["readings/july.csv": "meter_id,read_at,reading\nM1,2026-07-31,1300\n"])
    park.run(through: "2026-06")
    try park.write("meter_id,read_at,reading,source\nM1,2026-06-30,1150,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-07") == .done, "\(park.said)")
    let told = explain(park, "2026-000002")
    #expect(told.contains("  Takes back line 1 of invoice No. 2026-000001."), "\(told)")
    #expect(told.contains("  Net amount: (−100.000) × 2.50 = (−250.00) KGS"), "\(told)")
    #expect(told.contains("  Difference of readings: 1,150 − 1,000 = 150 kWh"))
  }

  /// Every kind of line in one park: three months, an estimate, a correction, and amounts on the half.
  private func everything() throws -> ParkFolder {
    let park = try ParkFolder(Self.everyKind)
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(park.run(through: "2026-07") { $0.estimateAll = true } == .done, "\(park.said)")
    try park.write("meter_id,read_at,reading\nM1,2026-08-31,2987.654\nM2,2026-08-31,400\n", to: "readings/august.csv")
    try park.write("meter_id,read_at,reading,source\nK,2026-06-30,61,corrected\n", to: "readings/late.csv")
    #expect(park.run(through: "2026-08") { $0.estimateAll = true } == .done, "\(park.said)")
    return park
  }

  @Test func everyFormulaComesToTheBilledFigure() throws {
    let park = try everything()
    var journal = Journal()
    for name in try FileManager.default.contentsOfDirectory(atPath: park.output + "/journal").sorted() {
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: "\(park.output)/journal/\(name)")))
      try journal.replay(JournalFile(bytes, name: name))
    }
    let setting = DocumentSetting(
      parkName: Phrase(ky: "", ru: "", en: ""), clock: try #require(ParkClock(zone: "Asia/Bishkek")),
      serviceNames: [:], company: .init())
    var workbooks: [String: Workbook] = [:]
    var components: Set<String> = []
    for (index, batch) in journal.books.batches.enumerated() {
      for document in batch.documents {
        let background = journal.books.background(of: document, inBatch: index)
        workbooks[document.number] = InvoiceWorkbook.make(
          document, consumption: [], background: background, setting: setting)
        components.formUnion(document.lines.map { "\($0.component.text) \($0.basis.rawValue)" })
        try check(document, against: try #require(workbooks[document.number]))
      }
    }
    for kind in [
      "energy actual", "energy estimated", "energy adjustment", "energy reversal", "reactive actual",
      "capacity recurring", "fixed recurring", "fixed order", "percent order", "minimum minimum", "penalty penalty",
    ] { #expect(components.contains(kind), "\(kind) in \(components.sorted())") }
    let result = try Recalculation.differences(in: workbooks)
    #expect(result.wrong == [])
    #expect(result.formulas > 300)
  }

  /// The figures of the sheet are those of the lines: net, taxes and total of each, and of the document.
  private func check(_ document: InvoiceDocument, against workbook: Workbook) throws {
    let sheet = try #require(workbook.sheets.last)
    #expect(sheet.name == "Why this amount")
    var found: [Int: [String: String]] = [:]
    var number = 0
    for row in sheet.rows {
      guard case .text(let label) = row.cells.first?.value else { continue }
      if let line = Int(label.prefix { $0.isNumber }), label.hasPrefix("\(line). ") { number = line }
      if label == "Total of the document" { number = document.lines.count + 1 }
      guard row.cells.count > 2 else { continue }
      switch row.cells[2].value {
      case .number(let figure), .formula(_, let figure):
        found[number, default: [:]][label.hasPrefix("VAT ") ? "VAT" : label] = figure.text
      default: break
      }
    }
    for (index, line) in document.lines.enumerated() {
      let shown = try #require(found[index + 1], "\(document.number) line \(index + 1)")
      #expect(shown["Total"] ?? shown["What is left up to the cap"] ?? shown["Penalty"] == line.total.description)
      if line.component != .penalty { #expect(shown["Net amount"] == line.net.description) }
      if !line.vat.isZero { #expect(shown["VAT"] == line.vat.description) }
    }
    #expect(found[document.lines.count + 1]?["Total"] == document.total.description)
  }

  /// Binary fractions fall short of these halves: 0.5 × 2.01 = 1.005, 3 × 0.335 = 1.005, 2 % of 100.25 = 2.005,
  /// −2 × 333.3325 = −666.665. Each goes away from zero.
  @Test func halvesGoAwayFromZeroInTheSpreadsheetToo() throws {
    let park = try ParkFolder([
      "services.csv": """
      service,point,kind,unit,tax,name_ky,name_ru,name_en
      hours,13.4,ordered,hour,sales,К,К,Consulting
      """,
      "taxes.csv": "tax,name,kind,rate_percent,valid_from\nsales,S,sales,2,2020-01-01\n",
      "terms.csv": """
      contract_id,service,price,discount_percent,valid_from,valid_to
      C-1,hours,2.01,0,2026-01-01,2026-06-05
      C-1,hours,0.67,50,2026-06-06,2026-06-10
      C-1,hours,100.25,0,2026-06-11,2026-06-15
      C-1,hours,333.3325,0,2026-06-16,
      """,
      "meters.csv": "meter_id,service,contract_id,unit,installed_on\n",
      "readings/r.csv": "meter_id,read_at,reading\n",
      "orders/o.csv": """
      order_id,contract_id,service,ordered_on,completed_on,status,quantity
      O1,C-1,hours,2026-06-01,2026-06-02,completed,0.5
      O2,C-1,hours,2026-06-01,2026-06-07,completed,3
      O3,C-1,hours,2026-06-01,2026-06-12,completed,1
      O4,C-1,hours,2026-06-01,2026-06-17,completed,-2
      """,
    ])
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(
      try park.rows("2026-06/lines.csv", "net", "sales_tax") == [
        ["1.01", "0.02"], ["1.01", "0.02"], ["100.25", "2.01"], ["-666.67", "-13.33"],
      ])
    let told = explain(park, "2026-000001")
    #expect(told.contains("  Net amount: 3.000 × 0.67 × (1 − 50 ÷ 100) = 1.01 KGS"), "\(told)")
    var journal = Journal()
    let name = "000001-2026-06.json"
    let bytes = [UInt8](try #require(FileManager.default.contents(atPath: "\(park.output)/journal/\(name)")))
    try journal.replay(JournalFile(bytes, name: name))
    let document = try #require(journal.books.documents.first)
    let setting = DocumentSetting(
      parkName: Phrase(ky: "", ru: "", en: ""), clock: try #require(ParkClock(zone: "Asia/Bishkek")),
      serviceNames: [:], company: .init())
    let book = InvoiceWorkbook.make(document, consumption: [], setting: setting)
    let sheet = try #require(book.sheets.last)
    let live = sheet.rows.flatMap(\.cells).filter { if case .formula = $0.value { true } else { false } }
    #expect(live.count == 4 * 3 + 3, "each amount, tax and total is a live formula")
    #expect(try Recalculation.differences(in: ["halves": book]).wrong == [])
  }

  /// A journal of before traces were kept: what it holds is told, and nothing else changes.
  @Test func anOldJournalIsStillRead() throws {
    let park = try ParkFolder()
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    let path = park.output + "/journal/000001-2026-06.json"
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let batch = try JSONSerialization.jsonObject(with: bytes)
    let old = try JSONSerialization.data(withJSONObject: Self.withoutTraces(batch), options: [.sortedKeys])
    #expect(old.count < bytes.count)
    try old.write(to: URL(fileURLWithPath: path))
    try FileManager.default.removeItem(atPath: park.output + "/.journal-end")
    #expect(park.run(through: "2026-06") == .done, "\(park.said)")
    #expect(park.said == ["esep: Nothing new to issue; the last month issued is 2026-06."])
    let told = explain(park, "2026-000001")
    #expect(told.contains { $0.contains("the calculation was not kept") })
    #expect(told.contains("  Net amount: 100.000 × 2.50 = 250.00 KGS"), "\(told)")
  }

  private static func withoutTraces(_ value: Any) -> Any {
    if let object = value as? [String: Any] {
      return object.filter { $0.key != "trace" && $0.key != "share" }.mapValues(withoutTraces)
    }
    if let array = value as? [Any] { return array.map(withoutTraces) }
    return value
  }

  private static let everyKind = [
    "services.csv": """
    service,point,kind,unit,tax,derived_from,name_ky,name_ru,name_en
    power,13.2,metered,kWh,both,,Э,Э,Power
    heat,13.2,metered,Gcal,vat,,Ж,Т,Heat
    water,13.3,metered,m3,vat,,С,В,Water
    waste,13.3,derived,m3,vat,water,А,О,Wastewater
    rent,lease,recurring,m2,vat,,И,А,Rent
    works,13.1,ordered,KGS,both,,К,С,Works
    hours,13.4,ordered,hour,vat,,К,К,Consulting
    """,
    "taxes.csv": """
    tax,name,kind,rate_percent,valid_from
    vat,VAT,vat,12,2020-01-01
    both,VAT,vat,12,2020-01-01
    both,Sales,sales,2,2020-01-01
    """,
    "contracts.csv": """
    contract_id,resident_id,number,valid_from,penalty_percent_per_day,penalty_cap_percent
    C-1,R1,1/26,2026-01-01,0.1,1
    C-2,R2,2/26,2026-01-01,0,
    """,
    "terms.csv": """
    contract_id,service,tariff,price,currency,quantity,share_percent,discount_percent,minimum_amount,valid_from,valid_to
    C-1,power,T,,,33.333,,7.5,,2026-01-01,
    C-1,heat,,2052.55,,,,,,2026-01-01,2026-06-10
    C-1,heat,,2100.05,,,,,,2026-06-11,2026-06-20
    C-1,heat,,2111.11,,,,,,2026-06-21,
    C-1,water,,18.505,,,,,5000,2026-01-01,
    C-1,waste,,9.015,,,85.5,3.3,,2026-01-01,
    C-1,rent,,6.505,USD,250.55,,10,,2026-06-18,
    C-1,works,W,,,,,,,2026-01-01,
    C-1,hours,,333.335,,,,,,2026-01-01,
    C-2,power,,2.345678,,,,,,2026-01-01,
    C-2,water,,18.505,,,,,,2026-01-01,
    """,
    "tariffs.csv": """
    tariff,component,zone,threshold,price,valid_from,valid_to
    T,energy,,0,2.505,2026-01-01,2026-06-14
    T,energy,,700,3.705,2026-01-01,2026-06-14
    T,energy,,0,2.805,2026-06-15,
    T,energy,,700,4.005,2026-06-15,
    T,capacity,,0,95.55,2026-01-01,
    T,reactive,,0.4,0.625,2026-01-01,
    W,percent,,0,1.25,2026-01-01,
    """,
    "exchange-rates.csv": "currency,date,rate\nUSD,2026-06-15,87.4512\nUSD,2026-07-15,88.0123\n",
    "premises.csv": """
    premises_id,kind,contract_id,area_m2,valid_from
    P-1,building,C-1,333.3,2026-01-01
    P-2,building,C-2,666.7,2026-01-01
    """,
    "meters.csv": """
    meter_id,service,role,contract_id,unit,registers,decimals,multiplier,loss_percent,parent,allocate_by,\
    park_share_percent,installed_on,installed_reading
    M1,power,,C-1,kWh,,3,1.5,2.5,,,,2026-06-01,1000
    M2,power,,C-2,kWh,,0,,,M1,,,2026-06-01,0
    MR,power,,C-1,kWh,total|reactive,1,,,,,,2026-06-01,0|0
    K,power,common,,kWh,,0,,,,area,33.3,2026-06-01,0
    H,heat,,C-1,GJ,,1,,,,,,2026-06-01,0
    W,water,,C-1,m3,,3,,,,,,2026-06-01,0
    W2,water,,C-2,m3,,0,,,,,,2026-06-01,0
    """,
    "readings/r.csv": """
    meter_id,register,read_at,reading
    M1,,2026-06-30,1987.654
    M2,,2026-06-30,77
    MR,total,2026-06-14,55.5
    MR,reactive,2026-06-14,30
    MR,total,2026-06-30,123.4
    MR,reactive,2026-06-30,999.9
    K,,2026-06-30,50
    H,,2026-06-30,321.7
    W,,2026-06-25,40.123
    W,,2026-07-05,50.501
    W2,,2026-06-30,10
    """,
    "orders/o.csv": """
    order_id,contract_id,service,ordered_on,completed_on,status,quantity,base_amount,act_number
    O1,C-1,works,2026-06-01,2026-06-20,completed,,348350.55,A-1
    O2,C-1,hours,2026-06-01,2026-06-21,completed,-2,,
    """,
  ]
}
