import Diagnostics
public import Ledger
import Measures
public import Metering
import Park
public import Sheets

/// An invoice, its act, its meter sheet and how its amounts came about, as a workbook in the document's language, each A4 and one page wide.
///
/// The act is left out where the document bears nothing but penalties, the meter sheet where nothing was metered.
public enum InvoiceWorkbook {
  /// Lays out a document.
  ///
  /// - Parameters:
  ///   - document: the invoice or correction, as issued.
  ///   - consumption: the rows of the document's period that belong to its contract.
  ///   - background: what else the journal holds about the document.
  ///   - setting: names and local time.
  public static func make(
    _ document: InvoiceDocument, consumption: [ConsumptionRow], background: DocumentBackground = .init(),
    setting: DocumentSetting
  ) -> Workbook {
    let frame = InvoiceFrame(document: document, setting: setting)
    let language = document.language
    let title = document.kind == .correction ? InvoiceWords.correction : InvoiceWords.invoice
    let sheets = [
      InvoiceSheet(frame: frame).sheet(name: InvoiceWords.invoiceTab[language]),
      ActSheet(frame: frame).sheet(name: InvoiceWords.actTab[language]),
      MeterSheet(frame: frame, consumption: consumption, record: background.records[document.period])
        .sheet(name: InvoiceWords.metersTab[language]),
      DerivationSheet(frame: frame, background: background).sheet(name: DerivationWords.tab[language]),
    ]
    return Workbook(
      properties: .init(
        title: InvoiceWords.numbered(title, document.number)[language], author: document.seller.chiefAccountant,
        company: document.seller.name, created: document.issuedOn), sheets: sheets.compactMap { $0 })
  }
}
