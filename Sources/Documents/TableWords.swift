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
  static let amount = Phrase(ky: "Жыйынтыгы", ru: "Итого", en: "Total")
}

/// The codes of the tables as people read them.
enum CodeWords {
  /// The words for a code of a column; the code itself where it is a name or a number.
  static func text(_ code: String, column: String, in language: Language) -> String {
    words[column]?[code]?[language] ?? code
  }

  private static let words: [String: [String: Phrase]] = [
    "kind": [
      "invoice": Phrase(ky: "эсеп", ru: "счёт", en: "invoice"),
      "correction": Phrase(ky: "түзөтүү", ru: "корректировка", en: "correction"),
    ],
    "component": [
      "energy": Phrase(ky: "керектөө", ru: "потребление", en: "consumption"),
      "demand": Phrase(ky: "эң жогорку кубаттуулук", ru: "макс. мощность", en: "peak demand"),
      "capacity": Phrase(ky: "келишимдик кубаттуулук", ru: "договорная мощность", en: "capacity"),
      "reactive": Phrase(ky: "реактивдүү энергия", ru: "реактивная энергия", en: "reactive energy"),
      "fixed": Phrase(ky: "туруктуу", ru: "постоянная", en: "fixed"),
      "percent": Phrase(ky: "пайыз", ru: "процент", en: "percentage"),
      "minimum": Phrase(ky: "минимум", ru: "минимум", en: "minimum"),
      "penalty": Phrase(ky: "туум (пеня)", ru: "пеня", en: "late penalty"),
    ],
    "basis": [
      "actual": Phrase(ky: "көрсөткүч боюнча", ru: "по показаниям", en: "actual"),
      "estimated": Phrase(ky: "эсептик жол менен", ru: "расчётным путём", en: "estimated"),
      "interpolated": Phrase(ky: "эки көрсөткүчтүн ортосунан", ru: "между показаниями", en: "interpolated"),
      "adjustment": Phrase(ky: "кайра эсептөө", ru: "перерасчёт", en: "adjustment"),
      "recurring": Phrase(ky: "ай сайын", ru: "ежемесячно", en: "recurring"),
      "order": Phrase(ky: "буйрутма", ru: "заявка", en: "order"),
      "minimum": Phrase(ky: "минимум", ru: "минимум", en: "minimum"),
      "penalty": Phrase(ky: "туум (пеня)", ru: "пеня", en: "late penalty"),
      "reversal": Phrase(ky: "сторно", ru: "сторно", en: "reversal"),
    ],
    "rollover": [
      "0": Phrase(ky: "", ru: "", en: ""),
      "1": Phrase(ky: "нөлдөн өттү", ru: "через ноль", en: "rolled over"),
    ],
    "severity": [
      "error": Phrase(ky: "ката", ru: "ошибка", en: "error"),
      "warning": Phrase(ky: "эскертүү", ru: "предупреждение", en: "warning"),
    ],
  ]
}
