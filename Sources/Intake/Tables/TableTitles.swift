/// The Kyrgyz and the Russian title of each table: what sheets, files and folders may be called instead of its name.
let tableTitles: [(table: InputTable, ky: String, ru: String)] = [
  (Tables.activities, "Иш-чаралар", "Мероприятия"),
  (Tables.contracts, "Келишимдер", "Договоры"),
  (Tables.exchangeRates, "Валюта курстары", "Курсы валют"),
  (Tables.holidays, "Майрамдар", "Праздники"),
  (Tables.indicators, "Индикаторлор", "Показатели"),
  (Tables.intervals, "Интервалдар", "Интервалы"),
  (Tables.meterAliases, "Эсептегичтердин башка аттары", "Другие имена счётчиков"),
  (Tables.meterContracts, "Эсептегичтердин келишимдери", "Счётчики по договорам"),
  (Tables.meters, "Эсептегичтер", "Счётчики"),
  (Tables.openingBalances, "Баштапкы калдыктар", "Начальные остатки"),
  (Tables.orders, "Буйрутмалар", "Заявки"),
  (Tables.payments, "Төлөмдөр", "Платежи"),
  (Tables.premises, "Жайлар", "Помещения"),
  (Tables.readings, "Көрсөткүчтөр", "Показания"),
  (Tables.residents, "Резиденттер", "Резиденты"),
  (Tables.services, "Кызматтар", "Услуги"),
  (Tables.tariffs, "Тарифтер", "Тарифы"),
  (Tables.taxes, "Салыктар", "Налоги"),
  (Tables.terms, "Шарттар", "Условия"),
  (Tables.zones, "Зоналар", "Зоны"),
]

extension InputTable {
  /// The table's name without an ending: `residents`, `readings`.
  var stem: String { String(file.prefix { $0 != "." && $0 != "/" }) }

  /// True for a table that is a folder of files.
  var isFolder: Bool { file.hasSuffix("/") }

  /// How well a row fits as the table's header (``CSVReader/HeaderFit``).
  func fit(_ header: [String]) -> Int {
    let known = Set(header.compactMap { names[headerName($0)] })
    let isWhole = columns.indices.allSatisfy { !columns[$0].isRequired || known.contains($0) }
    return isWhole && !known.isEmpty ? .max : known.count
  }
}

/// What stands at the top of the input folder by name: tables, and what else esep knows.
enum KnownNames {
  /// What is no table of rows.
  private static let others = ["park", "site", "notes"]

  /// The name, without an ending, that a file, folder or sheet bears in any case or language; nil for none that esep knows.
  static func stem(_ name: String) -> String? { byName[headerName(name)] }

  /// The names that a name nearly is: of several equally near all.
  static func near(_ name: String) -> [String] {
    Array(Set(nearlyNamed(name, among: byName.keys).compactMap { byName[$0] })).sorted()
  }

  private static let byName: [String: String] = {
    var names: [String: String] = [:]
    for table in Tables.all { names[table.stem] = table.stem }
    for (table, ky, ru) in tableTitles {
      for title in [ky, ru] { names[headerName(title)] = table.stem }
    }
    for other in others { names[other] = other }
    return names
  }()
}
