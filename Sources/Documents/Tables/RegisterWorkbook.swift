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
    let words = DateWords.asOf(day)
    let subtitle =
      "\(setting.parkName[language]) — \(words[language]) — \(ReportWords.registerGround[language])"
    var names: Set<String> = []
    let name = Sheet.name(register.title[language], taken: &names)
    let sheet = TableSheet(register, name: name, subtitle: subtitle, language: language, keyColumns: 2).sheet
    return Workbook(
      properties: .init(
        title: "\(register.title[language]) — \(setting.parkName[language])", author: setting.company.director,
        company: setting.company.name[language], created: day), sheets: [sheet])
  }
}
