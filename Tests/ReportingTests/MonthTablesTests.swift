import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Testing

@testable import Reporting

@Suite struct MonthTablesTests {
  @Test func invoicesStandByNumberWithTheSumsOfTheirLines() throws {
    let tables = MonthTables.make(
      month: Sample.september, facts: try Sample.facts(), books: try Sample.books(), problems: [])
    #expect(
      tables.invoices.header
        == "invoice_no,kind,corrects,contract_id,resident_id,period,issued_on,due_on,net,vat,sales_tax,total,"
        + "opening_balance,paid,balance_due")
    #expect(
      tables.invoices.lines == [
        "2026-000002|invoice||C-1|R-1|2026-09|2026-09-30|2026-10-10|4394.17|525.82|87.64|5007.63|0.00|0.00|0.00",
        "2026-000003|correction|2026-000001|C-1|R-1|2026-08|2026-09-30|2026-10-10|28.70|3.44|0.57|32.71|0.00|0.00|0.00",
        "2026-000004|invoice||C-2|R-2|2026-09|2026-09-30|2026-10-10|4500.00|540.00|90.00|5130.00|0.00|0.00|0.00",
      ])
  }

  @Test func numbersBeyondSixDigitsFollowTheShorterOnes() throws {
    var books = Books()
    let documents = ["2027-000001", "2026-1000000", "2026-999999"].map { number in
      Sample.document(number, Sample.first, period: Sample.august, month: Sample.august, lines: [])
    }
    books.append(Sample.batch(Sample.august, documents, [], []))
    let tables = MonthTables.make(month: Sample.august, facts: try Sample.facts(), books: books, problems: [])
    #expect(try tables.invoices.cells("invoice_no") == ["2026-999999", "2026-1000000", "2027-000001"])
  }

  @Test func linesGiveEachFigureItsDecimals() throws {
    let tables = MonthTables.make(
      month: Sample.august, facts: try Sample.facts(), books: try Sample.books(), problems: [])
    #expect(
      tables.lines.header
        == "invoice_no,line_no,service,point,component,zone,block,from,to,basis,quantity,unit,unit_price,currency,"
        + "exchange_rate,discount_percent,net,tax,vat,sales_tax,total,reference,description,source")
    #expect(
      tables.lines.lines == [
        "2026-000001|1|electricity|13.2|energy|||2026-08-01|2026-08-31|actual|1000.000|kWh|2.87|KGS|1|0|2870.00|vat|"
          + "344.40|57.40|3271.80|||readings/a.csv:2|readings/a.csv:9",
        "2026-000001|2|rent|lease|fixed|||2026-08-01|2026-08-31|recurring|0.433333|kWh|120000.00|KGS|1|0|51999.96|vat|"
          + "6240.00|1040.00|59279.96|||readings/a.csv:2|readings/a.csv:9",
      ])
  }

  @Test func readingsAtMidnightAreTheEndOfTheDayBefore() throws {
    let facts = try Sample.facts()
    func row(_ meter: String, _ contract: String, span: ReadingSpan?) throws -> ConsumptionRow {
      ConsumptionRow(
        RegisterKey(Meter.ID(meter), .total), contract: Contract.ID(contract), service: Service.ID("electricity"),
        isCommon: false, span: span, basis: .interpolated, multiplier: try Factor.parse("40").get(),
        lossPercent: try Percent.parse("2.5").get(), decimals: 1, quantity: try Sample.quantity("8800"), unit: "kWh")
    }
    let span = ReadingSpan(
      openingAt: facts.clock.instant(try Sample.day("2026-09-01")), opening: try Sample.fine("99940"),
      closingAt: facts.clock.instant(try Sample.day("2026-10-01"), second: 52_200), closing: try Sample.fine("160.5"),
      basis: .interpolated, rollover: true)
    let record = MonthRecord(
      month: Sample.september, registers: [],
      consumption: [
        try row("M-2", "C-2", span: nil), try row("M-2", "C-1", span: nil), try row("M-1", "C-9", span: span),
      ], parkBalance: [])
    let table = MonthTables.consumptionTable(record, clock: facts.clock)
    #expect(
      table.header
        == "meter_id,register,contract_id,service,opening_at,opening,closing_at,closing,basis,rollover,multiplier,"
        + "loss_percent,quantity,unit,method,edited,superseded,filled")
    #expect(
      table.lines == [
        "M-1|total|C-9|electricity|2026-08-31T24:00|99940.0|2026-10-01T14:30|160.5|interpolated|1|40|2.5|8800.000|kWh"
          + "|interpolation|0||",
        "M-2|total|C-1|electricity|||||interpolated|0|40|2.5|8800.000|kWh|intervals|0||",
        "M-2|total|C-2|electricity|||||interpolated|0|40|2.5|8800.000|kWh|intervals|0||",
      ])
  }

  @Test func consumptionIsTheNewestRecordOfTheMonth() throws {
    let tables = MonthTables.make(
      month: Sample.august, facts: try Sample.facts(), books: try Sample.books(), problems: [])
    #expect(try tables.consumption.cells("meter_id") == ["M-1", "M-2"])
    #expect(try tables.consumption.cells("quantity") == ["710.500", "299.500"])
    // 1 050 − 1 010 = 40; 40 / 1 050 = 3.8095… %
    #expect(tables.parkBalance.header == "service,supplied,billed,common,park_share,loss,loss_percent,unit")
    #expect(tables.parkBalance.lines == ["electricity|1050.000|1010.000|0.000|0.000|40.000|3.81|kWh"])
  }

  @Test func withoutAHeadMeterThereIsNoLoss() throws {
    let record = try Sample.record(Sample.august, meters: [("M-1", "5")], supplied: nil)
    #expect(MonthTables.parkBalanceTable(record.parkBalance).lines == ["electricity||5.000|0.000|0.000|||kWh"])
  }

  @Test func balancesCloseByTheirOwnRow() throws {
    let tables = MonthTables.make(
      month: Sample.september, facts: try Sample.facts(), books: try Sample.books(), problems: [])
    #expect(
      tables.balances.header
        == "contract_id,resident_id,opening_balance,invoiced,paid,closing_balance,not_due,overdue_1_30,overdue_31_60,"
        + "overdue_61_90,overdue_over_90,advance")
    #expect(
      tables.balances.lines == [
        "C-1|R-1|53551.76|5040.34|20000.00|38592.10|5040.34|33551.76|0.00|0.00|0.00|0.00",
        "C-2|R-2|0.00|5130.00|6000.00|-870.00|0.00|0.00|0.00|0.00|0.00|870.00",
      ])
  }

  @Test func problemsStandBySeverityPlaceAndContract() throws {
    func problem(_ severity: Severity, _ code: String, _ place: Place?) -> Problem {
      Problem(
        severity, code, at: place, value: "x", message: Phrase(ky: "к", ru: "р", en: "e"),
        remedy: Phrase(ky: "К", ru: "Р", en: "E"))
    }
    let cell = Place(file: "b.csv", line: 3, column: "inn")
    let error = problem(.error, "bad-number", cell)
    let reported = [
      MonthProblem(problem: problem(.warning, "odd", Place(file: "a.csv", line: 1)), contract: nil),
      MonthProblem(problem: error, contract: Sample.second), MonthProblem(problem: error, contract: Sample.first),
      MonthProblem(problem: error, contract: Sample.first),
      MonthProblem(problem: problem(.error, "bad-row", Place(file: "b.csv", line: 12)), contract: nil),
      MonthProblem(problem: problem(.error, "no-rate", nil), contract: Sample.first),
    ]
    var facts = try Sample.facts()
    facts.acknowledged = [Acknowledgement(code: "odd", subject: .file("a.csv"), month: nil)]
    let table = MonthTables.problemTable(reported, of: Sample.august, facts: facts)
    #expect(table.header == "severity,code,file,line,column,value,message,remedy,contract_id,acknowledged")
    #expect(
      table.lines == [
        "error|no-rate||||x|р|Р|C-1|", "error|bad-number|b.csv|3|inn|x|р|Р|C-1|",
        "error|bad-number|b.csv|3|inn|x|р|Р|C-2|", "error|bad-row|b.csv|12||x|р|Р||",
        "warning|odd|a.csv|1||x|р|Р||1",
      ])
  }
}
