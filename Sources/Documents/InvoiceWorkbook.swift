public import Ledger
public import Metering
public import Sheets

/// An invoice, its act and its meter sheet as a workbook in the document's language.
public enum InvoiceWorkbook {
  /// Lays out a document.
  ///
  /// - Parameters:
  ///   - document: the invoice or correction, as issued.
  ///   - consumption: the rows of the document's period that belong to its contract.
  ///   - setting: names and local time.
  public static func make(
    _ document: InvoiceDocument, consumption: [ConsumptionRow], setting: DocumentSetting
  ) -> Workbook {
    Workbook(
      properties: .init(title: document.number, author: "", company: document.seller.name, created: document.issuedOn),
      sheets: [])
  }
}
