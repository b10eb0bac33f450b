import Diagnostics
import Documents
import Foundation
import Ledger
import Measures
import Park
import Pricing
import Reporting
import Testing
import XLSX

/// Writes the samples to the folder that `ESEP_SAMPLES` names, for looking at them in an office program.
@Suite struct PrintedSamples {
  private static let folder = ProcessInfo.processInfo.environment["ESEP_SAMPLES"] ?? ""

  @Test(.enabled(if: !folder.isEmpty), arguments: Language.allCases)
  func invoices(_ language: Language) throws {
    let setting = try SampleInvoice.setting()
    let invoice = InvoiceWorkbook.make(
      try SampleInvoice.invoice(in: language), consumption: try SampleInvoice.consumption(), setting: setting)
    try XLSXFile.write(invoice, to: "\(Self.folder)/invoice-\(language).xlsx")
    let correction = InvoiceWorkbook.make(
      try SampleInvoice.correction(in: language), consumption: [], setting: setting)
    try XLSXFile.write(correction, to: "\(Self.folder)/correction-\(language).xlsx")
  }

  @Test(.enabled(if: !folder.isEmpty), arguments: Language.allCases)
  func tables(_ language: Language) throws {
    let setting = try SampleInvoice.setting()
    let month = MonthWorkbook.make(
      [try SampleTables.invoices(rows: 60), SampleTables.arrears(), SampleTables.empty()],
      month: Month(year: 2026, month: 9), language: language, setting: setting)
    try XLSXFile.write(month, to: "\(Self.folder)/tables-\(language).xlsx")
  }

  @Test(.enabled(if: !folder.isEmpty), arguments: Language.allCases)
  func reports(_ language: Language) throws {
    let facts = try SamplePark.facts()
    let books = try SamplePark.books()
    let setting = DocumentSetting(facts)
    let quarter = Quarter(year: 2026, quarter: 3)
    let report = QuarterlyReport.make(facts: facts, books: books, quarter: quarter)
    let month = MonthTables.make(month: quarter.lastMonth, facts: facts, books: books, problems: [])
    let statement = try #require(
      Statement.make(
        contract: Contract.ID("C-017"), facts: facts, books: books, from: quarter.firstMonth,
        through: quarter.lastMonth, payments: try SamplePark.payments()))
    let workbooks = [
      "report": ReportWorkbook.make(report.sections, quarter: quarter, language: language, setting: setting),
      "register": RegisterWorkbook.make(
        report.register, on: quarter.lastMonth.lastDay, language: language, setting: setting),
      "month": MonthWorkbook.make(month.all, month: month.month, language: language, setting: setting),
      "statement": StatementWorkbook.make(statement, language: language, setting: setting),
    ]
    for (name, workbook) in workbooks {
      try XLSXFile.write(workbook, to: "\(Self.folder)/\(name)-\(language).xlsx")
    }
  }

  /// Long names, many lines, amounts that no park reaches.
  @Test(.enabled(if: !folder.isEmpty))
  func extremes() throws {
    var invoice = try SampleInvoice.invoice(in: .ky)
    invoice.buyer.name = "«" + Array(repeating: "Ысык-Көл-Өнөржай-Куруу", count: 6).joined(separator: " ") + "» ЖЧК"
    let lines = invoice.lines
    invoice.lines = (0..<9).flatMap { _ in lines }
    for index in invoice.lines.indices {
      invoice.lines[index].net = Money(units: invoice.lines[index].net.units * 76_543)
      invoice.lines[index].vat = Money(units: invoice.lines[index].vat.units * 76_543)
      invoice.lines[index].salesTax = Money(units: invoice.lines[index].salesTax.units * 76_543)
      invoice.lines[index].quantity = FineQuantity(units: invoice.lines[index].quantity.units * 76_543)
    }
    invoice.balanceDue = invoice.total
    let book = InvoiceWorkbook.make(
      invoice, consumption: try SampleInvoice.consumption(), setting: try SampleInvoice.setting())
    try XLSXFile.write(book, to: "\(Self.folder)/extremes.xlsx")
  }
}
