import Diagnostics
import Documents
import Foundation
import Ledger
import Measures
import Metering
import Park
import Pricing
import Sheets
import Testing
import XLSX

@Suite struct InvoiceWorkbookTests {
  private func workbook(_ language: Language) throws -> Workbook {
    InvoiceWorkbook.make(
      try SampleInvoice.invoice(in: language), consumption: try SampleInvoice.consumption(),
      setting: try SampleInvoice.setting())
  }

  @Test func hasItsSheetsInItsLanguage() throws {
    #expect(try workbook(.ky).sheets.map(\.name) == ["Төлөм эсеби", "Акт", "Эсептегичтер", "Эмне үчүн ушул сумма"])
    #expect(try workbook(.ru).sheets.map(\.name) == ["Счёт", "Акт", "Счётчики", "Почему такая сумма"])
    #expect(try workbook(.en).sheets.map(\.name) == ["Invoice", "Act", "Meters", "Why this amount"])
  }

  @Test func theTotalsAreTheSumsOfThePrintedLines() throws {
    let sheet = try workbook(.ru).sheet("Счёт")
    #expect(sheet.formulas.map(\.result) == ["184025.98", "21963.11", "3660.52", "209649.61"])
    for (_, formula, result) in sheet.formulas {
      #expect(formula.hasPrefix("SUM("))
      #expect(try sheet.sum(of: formula.dropFirst(4).dropLast()) == result)
    }
  }

  @Test func itSaysWhatIsOwedInFiguresAndWords() throws {
    let sheet = try workbook(.ky).sheet("Төлөм эсеби")
    #expect(sheet.texts.contains("Эки жүз тогуз миң алты жүз кырк тогуз сом 61 тыйын"))
    #expect(sheet.texts.contains("2026-жылдын 30-сентябры"))
    #expect(sheet.texts.contains("2026-жылдын 10-октябры"))
    #expect(sheet.texts.contains { $0.contains("12-пункту, 3-пунктчасы жана 13-пункту") })
    #expect(try Sheet.numbers(#require(sheet.rows(startingWith: "Мезгил башындагы калдык").first)) == ["50000.00"])
    #expect(try Sheet.numbers(#require(sheet.rows(startingWith: "Ушул айдын").first)) == ["209649.61"])
    #expect(try Sheet.numbers(#require(sheet.rows(startingWith: "Төлөөгө").first)) == ["247303.94"])
  }

  @Test func aLineSaysWhatItIsFor() throws {
    let texts = try workbook(.ru).sheet("Счёт").texts
    #expect(texts.contains("Электроэнергия, блок 2\n01.09–30.09.2026; расчётным путём"))
    #expect(texts.contains("Электроэнергия, договорная мощность\n18.09–30.09.2026"))
    #expect(texts.contains("Аренда здания\n01.09–30.09.2026; цена в USD, курс 87.4512"))
    #expect(
      texts.contains("Спецтехника: Автокран 25 т, монтаж линии розлива на участке № 7\n15.09.2026; заявка № O-2026-117")
    )
    #expect(texts.contains("Пеня за просрочку оплаты по счёту № 2026-000087\n01.09–30.09.2026"))
    #expect(texts.contains("кВт·ч"))
  }

  /// An order's line says what was done and by which act, and so does the line that takes it back.
  @Test(arguments: [Charge.Basis.order, .reversal]) func anOrderSaysWhatWasDone(basis: Charge.Basis) throws {
    var document = try SampleInvoice.invoice(in: .ru)
    let words = "Спецтехника: Автокран 25 т, монтаж линии; акт № 17"
    document.lines = [
      try SampleInvoice.line(
        "machinery", .tariff(.fixed), quantity: "6.500", unit: "машина-саат", price: "1800", net: "11700.00",
        vat: "1404.00", sales: "234.00", basis: basis, from: "2026-09-15", to: "2026-09-15", reference: "O-117",
        description: words)
    ]
    let book = InvoiceWorkbook.make(document, consumption: [], setting: try SampleInvoice.setting())
    for name in ["Счёт", "Акт"] {
      let texts = try book.sheet(name).texts
      #expect(texts.contains { $0.hasPrefix("\(basis == .reversal ? "Сторно: " : "")\(words)\n15.09.2026") })
    }
  }

  @Test func penaltiesAreNoPartOfTheAct() throws {
    let sheet = try workbook(.ru).sheet("Акт")
    #expect(sheet.formulas.map(\.result) == ["183025.98", "21963.11", "3660.52", "208649.61"])
    #expect(!sheet.texts.contains { $0.contains("Пеня за просрочку") })
    #expect(sheet.texts.contains("Двести восемь тысяч шестьсот сорок девять сомов 61 тыйын"))
    #expect(sheet.texts.contains("Жээнбекова Айнура"))
  }

  @Test func theMeterSheetShowsHowTheQuantityCameAbout() throws {
    let sheet = try workbook(.ky).sheet("Эсептегичтер")
    let rollover = try #require(sheet.rows(startingWith: "ЭЛ-017-02").first)
    // 160 − 99 940 + 100 000 = 220; × 40 = 8 800.
    #expect(Sheet.numbers(rollover) == ["99940", "160", "220", "40", "8800.000"])
    #expect(sheet.texts.contains("көрсөткүч боюнча; нөлдөн өттү ↻"))
    #expect(sheet.texts.contains("эки көрсөткүчтүн ортосунан"))
    #expect(sheet.texts.contains("көрсөткүч боюнча; жалпы эсептегичтеги үлүш"))
    let cells = rollover.cells.map(\.value)
    #expect(cells[3] == .date(try SampleInvoice.day("2026-08-31")))
    #expect(cells[5] == .text("30.09.2026 14:30"))
    #expect(sheet.formulas.map(\.result) == ["8902.500", "149.345"])
  }

  @Test func aCorrectionSaysWhatItCorrects() throws {
    let book = InvoiceWorkbook.make(
      try SampleInvoice.correction(in: .ru), consumption: [], setting: try SampleInvoice.setting())
    #expect(book.sheets.map(\.name) == ["Счёт", "Акт", "Почему такая сумма"])
    let texts = try book.sheet("Счёт").texts
    #expect(texts.contains("Корректировочный счёт № 2026-000131"))
    #expect(texts.contains("Исправляет счёт № 2026-000087 за период: август 2026 г."))
    #expect(texts.contains("Сторно: Электроэнергия, блок 2\n01.08–31.08.2026"))
    #expect(texts.contains("Новая: Электроэнергия, блок 2\n01.08–31.08.2026"))
    #expect(texts.contains("Минус восемьдесят четыре сома 36 тыйынов"))
    #expect(texts.contains("Аванс (оплата не требуется)"))
    #expect(!texts.contains("Оплатить до"))
  }

  @Test func aDocumentOfPenaltiesAloneHasNoAct() throws {
    var document = try SampleInvoice.invoice(in: .en)
    document.lines = document.lines.suffix(1)
    let book = InvoiceWorkbook.make(document, consumption: [], setting: try SampleInvoice.setting())
    #expect(book.sheets.map(\.name) == ["Invoice", "Why this amount"])
  }

  @Test(arguments: Language.allCases)
  func everySheetPrintsOnePageWideAndNothingOverlaps(_ language: Language) throws {
    for sheet in try workbook(language).sheets {
      #expect(sheet.print.pagesWide == 1)
      #expect(sheet.print.repeatedRows != nil)
      for (index, merge) in sheet.merges.enumerated() {
        #expect(!sheet.merges[..<index].contains { $0.overlaps(merge) }, "\(merge.text)")
        #expect(merge.columns.upperBound < sheet.columns.count)
      }
    }
  }

  @Test(arguments: [
    (Language.ky, "ДОЛБООР. Документ чыгарылган эмес"), (.ru, "ПРОЕКТ. Документ не выставлен"),
    (.en, "DRAFT. This document is not issued"),
  ])
  func everySheetOfADraftSaysSoFirst(_ language: Language, _ mark: String) throws {
    var setting = try SampleInvoice.setting()
    setting.isDraft = true
    let book = InvoiceWorkbook.make(
      try SampleInvoice.invoice(in: language), consumption: try SampleInvoice.consumption(), setting: setting)
    #expect(book.sheets.count == 4)
    for sheet in book.sheets { #expect(sheet.texts.first?.hasPrefix(mark) == true, "\(sheet.name)") }
    for sheet in try workbook(language).sheets { #expect(sheet.texts.first?.hasPrefix(mark) == false) }
  }

  @Test func twoRunsGiveTheSameBytes() throws {
    let folder = NSTemporaryDirectory() + "esep-documents-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["a", "b"] { try XLSXFile.write(try workbook(.ky), to: "\(folder)/\(name)", scratch: folder) }
    let files = try ["a", "b"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
    #expect(files[0] == files[1])
  }
}
