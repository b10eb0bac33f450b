public import Diagnostics
public import Measures
import Park
public import Reporting
public import Sheets

/// The accountant's workbook of a month: a summary, then a sheet a table.
public enum MonthWorkbook {
  /// Lays out the tables of a month.
  ///
  /// Totals count what the filter shows; the summary's figures follow them.
  public static func make(
    _ tables: [Table], month: Month, language: Language, setting: DocumentSetting
  ) -> Workbook {
    var names: Set<String> = []
    let summaryName = Sheet.name(TableWords.summaryTab[language], taken: &names)
    let mark = setting.isDraft ? InvoiceWords.draft[language] + " — " : ""
    let subtitle = mark + "\(setting.parkName[language]) — \(DateWords.text(month, in: language))"
    let sheets = tables.map { table in
      TableSheet(
        table, name: Sheet.name(table.title[language], taken: &names), subtitle: subtitle, language: language,
        keyColumns: table.columns.contains { $0.name == "line_no" } ? 2 : 1,
        wrapping: .only(["description", "message", "remedy"]))
    }
    let title = mark + "\(TableWords.month[language]) — \(DateWords.text(month, in: language))"
    let summary = summarySheet(
      Array(zip(tables, sheets)), name: summaryName, title: mark + TableWords.month[language], subtitle: subtitle,
      language: language)
    return Workbook(
      properties: .init(
        title: title, author: setting.company.chiefAccountant, company: setting.company.name[language],
        created: month.lastDay), sheets: [summary] + sheets.map(\.sheet))
  }

  private static func summarySheet(
    _ tables: [(Table, TableSheet)], name: String, title: String, subtitle: String, language: Language
  ) -> Sheet {
    var builder = SheetBuilder(name: name, columns: [36, 9, 34, 20])
    builder.row([Piece(0, title, HouseStyle.sheetTitle)], least: 20)
    builder.row([Piece(0, subtitle, HouseStyle.sheetSubtitle)])
    builder.gap(6)
    let titles = [TableWords.table, TableWords.rows, TableWords.figure, TableWords.total]
    builder.row(titles.enumerated().map { Piece($0, $1[language], HouseStyle.head) }, least: 20)
    let head = builder.next
    for (table, laidOut) in tables {
      let start = [
        Piece(0, table.title[language], HouseStyle.tableText.with { $0.isBold = true }),
        Piece(1, .integer(table.rows.count), HouseStyle.tableNumber.showing(.decimals(0))),
      ]
      guard !laidOut.totals.isEmpty else {
        builder.row(start + [Piece(2, .empty, HouseStyle.tableText), Piece(3, .empty, HouseStyle.tableNumber)])
        continue
      }
      for (index, total) in laidOut.totals.enumerated() {
        let reference = "\(quoted(laidOut.sheet.name))!\(total.cell)"
        let before =
          index == 0 ? start : [Piece(0, .empty, HouseStyle.tableText), Piece(1, .empty, HouseStyle.tableText)]
        builder.row(
          before + [
            Piece(2, total.title[language], HouseStyle.tableText),
            Piece(
              3, .formula(reference, result: total.sum),
              HouseStyle.tableNumber.showing(.signedDecimals(total.sum.decimals))),
          ])
      }
    }
    builder.set {
      $0.frozenRows = head
      $0.tabColor = HouseStyle.ink
      $0.print.footer = PrintSetup.Band(
        left: [.text(String(title.prefix(80)))],
        right: [.text("\(InvoiceWords.page[language]) "), .page, .text(" / "), .pageCount])
    }
    return builder.sheet
  }

  /// A sheet's name as formulas have it.
  private static func quoted(_ name: String) -> String {
    "'\(name.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
  }
}
