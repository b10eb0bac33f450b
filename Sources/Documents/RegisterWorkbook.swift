public import Diagnostics
public import Measures
import Park
public import Reporting
public import Sheets

/// The register of residents (points 9 and 11(10)).
public enum RegisterWorkbook {
  /// Lays out the register as it stood on a day.
  public static func make(
    _ register: Table, on day: Day, language: Language, setting: DocumentSetting
  ) -> Workbook {
    Workbook(
      properties: .init(
        title: register.title[language], author: "", company: setting.company.name[language], created: day),
      sheets: [])
  }
}
