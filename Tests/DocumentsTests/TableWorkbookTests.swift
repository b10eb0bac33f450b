import Diagnostics
import Documents
import Measures
import Park
import Reporting
import Sheets
import Testing

@Suite struct MonthWorkbookTests {
  private func workbook() throws -> Workbook {
    MonthWorkbook.make(
      [try SampleTables.invoices(), SampleTables.empty()], month: Month(year: 2026, month: 9), language: .ru,
      setting: try SampleInvoice.setting())
  }

  @Test func startsWithASummaryOfEverySheet() throws {
    let book = try workbook()
    #expect(book.sheets.map(\.name) == ["Сводка", "Счета", "Замечания"])
    let summary = try book.sheet("Сводка")
    // 100.10 − 1.50 + 100.10 and 112.11 − 1.68 + 112.11.
    #expect(summary.formulas.map(\.formula) == ["'Счета'!F8", "'Счета'!G8"])
    #expect(summary.formulas.map(\.result) == ["198.70", "222.54"])
    #expect(try Sheet.numbers(#require(summary.rows(startingWith: "Счета").first)).first == "3")
  }

  @Test func totalsCountWhatTheFilterShows() throws {
    let sheet = try workbook().sheet("Счета")
    #expect(sheet.formulas.map(\.cell) == ["F8", "G8"])
    #expect(sheet.formulas.map(\.formula) == ["SUBTOTAL(109,F5:F7)", "SUBTOTAL(109,G5:G7)"])
    #expect(sheet.autofilter?.text == "A4:H7")
    #expect(sheet.frozenRows == 4)
    #expect(sheet.print.repeatedRows == 3...3)
    #expect(sheet.print.orientation == .landscape)
  }

  @Test func wordsStayWordsAndNegativeMoneyIsRed() throws {
    let cells = try workbook().sheet("Счета").rows[5].cells
    #expect(cells[2].value == .text("=HYPERLINK(1)"))
    #expect(cells[5].value == .money(Money(units: -150)))
    #expect(cells[5].style.format.code.contains("[Red]"))
    #expect(cells[1].value == .text("счёт"))
  }

  @Test func rowsStayOneLineHighHoweverLongTheirLastColumn() throws {
    let sheet = try workbook().sheet("Счета")
    #expect(sheet.rows[4...6].map(\.height) == [15, 15, 15])
    // What stands over the edge isn't printed, so that no page is added for it.
    #expect(sheet.print.area?.text == "A1:H8")
  }

  @Test func whatIsWrongAndHowToMendItIsShownInFull() throws {
    let long = String(repeating: "Показание меньше предыдущего. ", count: 6)
    let problems = Table(
      name: "problems", title: Phrase(ky: "Каталар", ru: "Ошибки", en: "Problems"),
      columns: [
        TableColumn("file", Phrase(ky: "Файл", ru: "Файл", en: "File")),
        TableColumn("message", Phrase(ky: "Эмне", ru: "Что", en: "What")),
        TableColumn("contract_id", Phrase(ky: "Келишим", ru: "Договор", en: "Contract")),
      ], rows: [[.text("a.csv"), .text(long), .empty]])
    let book = MonthWorkbook.make(
      [problems], month: Month(year: 2026, month: 9), language: .ru, setting: try SampleInvoice.setting())
    let row = try #require(book.sheet("Ошибки").rows(startingWith: "a.csv").first)
    #expect(row.cells[1].style.wraps)
    #expect(try #require(row.height) > 30)
  }

  @Test func aTableOfSeveralPagesBesideEachOtherIsNamedOnEach() throws {
    let columns = (1...24).map { number in
      TableColumn("c\(number)", Phrase(ky: "Тилке", ru: "Столбец", en: "Column"))
    }
    let wide = Table(
      name: "lines", title: Phrase(ky: "Саптар", ru: "Строки", en: "Lines"), columns: columns,
      rows: [columns.map { .text("Эксплуатация \($0.name)") }])
    let book = MonthWorkbook.make(
      [wide], month: Month(year: 2026, month: 9), language: .ru, setting: try SampleInvoice.setting())
    let setup = try book.sheet("Строки").print
    #expect(setup.pagesWide > 1)
    #expect(setup.header.left.first == .heading("Строки"))
    // The title's own rows are for the screen.
    #expect(setup.area?.rows.lowerBound == setup.repeatedRows?.lowerBound)
  }

  /// A page lying down has room for 32 rows of 15 points below title and head.
  @Test(arguments: [(20, 0), (36, 1), (60, 0)])
  func aFewRowsAreNotLeftOnAPageAlone(_ rows: Int, _ pagesTall: Int) throws {
    let book = MonthWorkbook.make(
      [try SampleTables.invoices(rows: rows)], month: Month(year: 2026, month: 9), language: .ru,
      setting: try SampleInvoice.setting())
    #expect(try book.sheet("Счета").print.pagesTall == pagesTall)
  }

  @Test func anEmptyTableSaysSo() throws {
    let sheet = try workbook().sheet("Замечания")
    #expect(sheet.texts.contains("Нет данных"))
    #expect(sheet.autofilter == nil)
  }
}

@Suite struct ReportWorkbookTests {
  private let quarter = Quarter(year: 2026, quarter: 3)

  private func workbook(_ language: Language) throws -> Workbook {
    let facts = try SamplePark.facts()
    let report = QuarterlyReport.make(facts: facts, books: try SamplePark.books(), quarter: quarter)
    return ReportWorkbook.make(
      report.sections, quarter: quarter, language: language, setting: DocumentSetting(facts))
  }

  @Test func theTitlePageNamesWhomItIsForAndWhoSigns() throws {
    let texts = try workbook(.ky).sheet("Титул").texts
    #expect(texts.contains("Кыргыз Республикасынын\nМинистрлер Кабинетине"))
    #expect(texts.contains("2026-жылдын 3-чейреги"))
    #expect(texts.contains("Асанов Үсөн Бакытович"))
    #expect(texts.contains("01234567890123"))
    #expect(texts.contains("М.О."))
  }

  @Test func eachSectionHasASheetAndSomeACharts() throws {
    let book = try workbook(.ru)
    let services = try #require(book.sheets.first { $0.name.contains("Начислено") })
    let chart = try #require(services.charts.first)
    #expect(chart.kind == .stackedColumn)
    #expect(chart.series.map(\.name).contains("13.2"))
    let data = try book.sheet("Данные диаграмм")
    for series in chart.series {
      #expect(series.values.sheet == data.name)
      #expect(series.values.range.rows.count == 3)
    }
    // Electricity and water have units of their own: a chart each.
    let consumption = try #require(book.sheets.first { $0.name.contains("Потребление") })
    #expect(consumption.charts.map(\.valueTitle) == ["кВт·ч", "м³"])
  }

  @Test(arguments: Language.allCases)
  func namesAreWhatSpreadsheetsTake(_ language: Language) throws {
    let names = try workbook(language).sheets.map(\.name)
    #expect(Set(names.map { $0.lowercased() }).count == names.count)
    #expect(names.allSatisfy { $0.utf16.count <= 31 })
  }
}

@Suite struct StatementWorkbookTests {
  private func sheet(_ language: Language) throws -> Sheet {
    let facts = try SamplePark.facts()
    let statement = try #require(
      Statement.make(
        contract: Contract.ID("C-017"), facts: facts, books: try SamplePark.books(),
        from: Month(year: 2026, month: 7), through: Month(year: 2026, month: 9), payments: try SamplePark.payments()))
    let book = StatementWorkbook.make(statement, language: language, setting: DocumentSetting(facts))
    return try #require(book.sheets.first)
  }

  @Test func debitAndCreditAddUpToTheClosingBalance() throws {
    // 3 × 209 649.61 = 628 948.83 billed, 300 000.00 paid: 328 948.83 owed.
    let sheet = try sheet(.ru)
    #expect(sheet.formulas.map(\.result) == ["628948.83", "300000.00", "328948.83"])
    for (_, formula, result) in sheet.formulas.prefix(2) {
      #expect(try sheet.sum(of: formula.dropFirst(4).dropLast()) == result)
    }
    #expect(try Sheet.numbers(#require(sheet.rows(startingWith: "Сальдо на начало").first)) == ["0.00"])
    #expect(sheet.texts.contains { $0.contains("328\u{A0}948,83 сом") && $0.contains("Триста двадцать восемь тысяч") })
  }

  @Test func bothPartiesSign() throws {
    let texts = try sheet(.ky).texts
    #expect(texts.contains("Өз ара эсептешүүлөрдү салыштыруу актысы"))
    #expect(texts.filter { $0 == "М.О." }.count == 2)
    #expect(texts.filter { $0 == "Директор" }.count == 2)
  }
}
