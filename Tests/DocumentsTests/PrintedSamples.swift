import Diagnostics
import Documents
import Foundation
import Measures
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
    try XLSXFile.write(month, to: "\(Self.folder)/month-\(language).xlsx")
    let report = ReportWorkbook.make(
      [SampleTables.services(), SampleTables.arrears(), SampleTables.empty()],
      quarter: Quarter(year: 2026, quarter: 3), language: language, setting: setting)
    try XLSXFile.write(report, to: "\(Self.folder)/report-\(language).xlsx")
  }
}
