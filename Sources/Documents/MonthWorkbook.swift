public import Diagnostics
public import Measures
import Park
public import Reporting
public import Sheets

/// The accountant's workbook of a month: a summary, then a sheet a table.
public enum MonthWorkbook {
  /// Lays out the tables of a month.
  public static func make(
    _ tables: [Table], month: Month, language: Language, setting: DocumentSetting
  ) -> Workbook {
    Workbook(
      properties: .init(
        title: month.description, author: "", company: setting.company.name[language], created: month.lastDay),
      sheets: [])
  }
}
