public import Diagnostics
public import Measures
import Park
public import Reporting
public import Sheets

/// The quarterly report to the Cabinet of Ministers (point 7): a title page to be signed, a sheet a section, charts.
public enum ReportWorkbook {
  /// Lays out the sections of a quarter's report.
  public static func make(
    _ sections: [Table], quarter: Quarter, language: Language, setting: DocumentSetting
  ) -> Workbook {
    var names: Set<String> = []
    let titleName = Sheet.name(ReportWords.titleTab[language], taken: &names)
    let chartsName = Sheet.name(ReportWords.chartsTab[language], taken: &names)
    let subtitle = "\(setting.parkName[language]) — \(DateWords.text(quarter, in: language))"
    var data = ChartDataSheet(name: chartsName, language: language, subtitle: subtitle)
    var sheets: [Sheet] = []
    var contents: [(title: String, sheet: String)] = []
    for (index, table) in sections.enumerated() {
      let name = Sheet.name("\(index + 1). \(table.title[language])", taken: &names)
      var charts: [Chart] = []
      for rule in ReportCharts.all where rule.section == table.name {
        for figures in rule.figures(of: table, in: language) { charts.append(data.add(figures, kind: rule.kind)) }
      }
      sheets.append(
        TableSheet(table, name: name, subtitle: subtitle, language: language, charts: charts).sheet)
      contents.append((table.title[language], name))
    }
    if let charts = data.sheet {
      sheets.append(charts)
      contents.append((ReportWords.chartsTab[language], chartsName))
    }
    let title = TitleSheet(quarter: quarter, language: language, setting: setting, contents: contents)
    return Workbook(
      properties: .init(
        title: "\(ReportWords.report[language]) — \(subtitle)", author: setting.company.director,
        company: setting.company.name[language], created: quarter.lastMonth.lastDay),
      sheets: [title.sheet(name: titleName)] + sheets)
  }
}

/// The page that heads the report and is signed.
private struct TitleSheet {
  let quarter: Quarter
  let language: Language
  let setting: DocumentSetting
  let contents: [(title: String, sheet: String)]

  func sheet(name: String) -> Sheet {
    var builder = SheetBuilder(name: name, columns: [5, 10, 10, 10, 10, 10, 10, 10, 10, 10])
    addTitle(to: &builder)
    addCompany(to: &builder)
    addContents(to: &builder)
    addSignatures(to: &builder)
    builder.set {
      $0.print.margins = .init(left: 20, right: 10, top: 15, bottom: 15)
      $0.print.pagesTall = 1
      $0.tabColor = HouseStyle.ink
    }
    return builder.sheet
  }

  private func addTitle(to builder: inout SheetBuilder) {
    let addressee = HouseStyle.text.with {
      $0.size = 12
      $0.isBold = true
    }
    builder.row([Piece(5...builder.last, ReportWords.addressee[language], addressee)])
    builder.gap(48)
    builder.line(ReportWords.report[language], HouseStyle.title.with { $0.size = 20 }, least: 30)
    builder.line(ReportWords.subject[language], HouseStyle.subtitle.with { $0.size = 13 })
    let words = Phrase(
      ky: DateWords.text(quarter, in: .ky), ru: DateWords.text(quarter, in: .ru), en: DateWords.text(quarter, in: .en))
    builder.line(
      ReportWords.quarter(words)[language],
      HouseStyle.subtitle.with {
        $0.size = 13
        $0.isBold = true
      }, least: 20)
    builder.line(ReportWords.ground[language], HouseStyle.caption.with { $0.size = 9 })
    builder.gap(30)
  }

  private func addCompany(to builder: inout SheetBuilder) {
    let company = setting.company
    let facts: [(Phrase, String)] = [
      (ReportWords.park, setting.parkName[language]), (ReportWords.company, company.name[language]),
      (InvoiceWords.inn, company.inn), (InvoiceWords.okpo, company.okpo), (InvoiceWords.address, company.address),
      (InvoiceWords.phone, [company.phone, company.email].filter { !$0.isEmpty }.joined(separator: ", ")),
      (ReportWords.site, company.site),
    ]
    for (label, text) in facts where !text.isEmpty {
      builder.row(
        [Piece(0...2, label[language], HouseStyle.label), Piece(3...builder.last, text, HouseStyle.strong)], least: 18)
    }
    builder.gap(24)
  }

  private func addContents(to builder: inout SheetBuilder) {
    builder.line(ReportWords.contents[language], HouseStyle.heading, least: 18)
    for (index, entry) in contents.enumerated() {
      let style = HouseStyle.text.with { $0.bottom = .hair }
      builder.row([
        Piece(0, .integer(index + 1), style.with { $0.horizontal = .center }),
        Piece(1...builder.last, entry.title, style),
      ])
    }
    builder.gap(36)
  }

  private func addSignatures(to builder: inout SheetBuilder) {
    let company = setting.company
    for (role, name) in [
      (InvoiceWords.director, company.director), (InvoiceWords.accountant, company.chiefAccountant),
    ] {
      builder.row(
        [
          Piece(0...2, role[language], HouseStyle.text.with { $0.vertical = .bottom }),
          Piece(3...5, "", HouseStyle.signature),
          Piece(6...builder.last, name, HouseStyle.signature.with { $0.horizontal = .center }),
        ], least: 30)
      builder.row(
        [
          Piece(3...5, InvoiceWords.signature[language], HouseStyle.caption),
          Piece(6...builder.last, InvoiceWords.fullName[language], HouseStyle.caption),
        ], least: 12)
    }
    builder.gap(14)
    builder.row([
      Piece(0...2, InvoiceWords.seal[language], HouseStyle.label),
      Piece(3...builder.last, ReportWords.date[language], HouseStyle.text),
    ])
  }
}

/// The sheet that holds the figures behind the charts.
private struct ChartDataSheet {
  private var builder: SheetBuilder
  private let language: Language
  private var isEmpty = true

  init(name: String, language: Language, subtitle: String) {
    self.language = language
    builder = SheetBuilder(name: name, columns: [34] + [Int](repeating: 18, count: 12))
    builder.row([Piece(0, ReportWords.chartsTab[language], HouseStyle.sheetTitle)], least: 20)
    builder.row([Piece(0, subtitle, HouseStyle.sheetSubtitle)])
    builder.row([Piece(0, ReportWords.chartsNote[language], HouseStyle.sheetSubtitle)])
    builder.set {
      $0.print.orientation = .landscape
    }
  }

  /// The sheet; nil where nothing is drawn.
  var sheet: Sheet? { isEmpty ? nil : builder.sheet }

  /// Writes the figures of a chart down and gives the chart over them.
  mutating func add(_ figures: ChartFigures, kind: Chart.Kind) -> Chart {
    isEmpty = false
    builder.gap()
    builder.row([Piece(0, figures.title, HouseStyle.heading.with { $0.wraps = false })])
    builder.row(
      [Piece(0, "", HouseStyle.head)] + figures.series.enumerated().map { Piece($0 + 1, $1.name, HouseStyle.head) })
    let first = builder.next
    for (index, category) in figures.categories.enumerated() {
      builder.row(
        [Piece(0, category, HouseStyle.tableText)]
          + figures.series.enumerated().map { column, series in
            let figure = series.values[index]
            return Piece(
              column + 1, .number(figure), HouseStyle.tableNumber.showing(.signedDecimals(figure.decimals)))
          })
    }
    let rows = first...(builder.next - 1)
    let name = builder.sheet.name
    let categories = Chart.Reference(sheet: name, CellRange(rows: rows, column: 0))
    var chart = Chart(
      kind, title: figures.title,
      series: figures.series.enumerated().map { column, series in
        Chart.Series(
          name: series.name, categories: categories,
          values: Chart.Reference(sheet: name, CellRange(rows: rows, column: column + 1)))
      }, row: 0, column: 0)
    chart.valueTitle = figures.unit
    chart.startsAtZero = !figures.series.contains { $0.values.contains { $0.units < 0 } }
    chart.height = 300
    return chart
  }
}
