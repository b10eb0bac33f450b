import Diagnostics

/// The wording that all workbooks of tables share.
enum TableWords {
  static let empty = Phrase(ky: "Маалымат жок", ru: "Нет данных", en: "No entries")
  static let total = Phrase(ky: "Жыйынтыгы", ru: "Итого", en: "Total")

  static let month = Phrase(ky: "Айдын жыйынтыгы", ru: "Итоги месяца", en: "Summary of the month")
  static let summaryTab = Phrase(ky: "Жыйынтык", ru: "Сводка", en: "Summary")
  static let table = Phrase(ky: "Таблица", ru: "Таблица", en: "Table")
  static let rows = Phrase(ky: "Саптар", ru: "Строк", en: "Rows")
  static let figure = Phrase(ky: "Көрсөткүч", ru: "Показатель", en: "Figure")
}
