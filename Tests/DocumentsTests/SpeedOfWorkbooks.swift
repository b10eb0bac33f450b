import Diagnostics
import Documents
import Foundation
import Measures
import Sheets
import Testing
import XLSX

/// How long an invoice takes, in a release build: `ESEP_MEASURE=/tmp swift test -c release --filter SpeedOfWorkbooks`.
@Suite struct SpeedOfWorkbooks {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["ESEP_MEASURE"] != nil))
  func invoices() throws {
    let setting = try SampleInvoice.setting()
    let document = try SampleInvoice.invoice(in: .ky)
    let consumption = try SampleInvoice.consumption()
    let root = ProcessInfo.processInfo.environment["ESEP_MEASURE"] ?? NSTemporaryDirectory()
    let folder = root + "/" + "esep-speed-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let clock = ContinuousClock()
    let count = 300
    var bytes = 0
    let laidOut = clock.measure {
      for _ in 0..<count {
        bytes += InvoiceWorkbook.make(document, consumption: consumption, setting: setting).sheets.count
      }
    }
    let book = InvoiceWorkbook.make(document, consumption: consumption, setting: setting)
    let written = try clock.measure {
      for number in 0..<count { try XLSXFile.write(book, to: "\(folder)/\(number).xlsx", scratch: folder) }
    }
    print("an invoice: laid out \(laidOut / count), written \(written / count)")
    #expect(bytes > 0)
  }
}
