import Diagnostics
import Measures

/// A section of the report while it is made: its table, and from the same cells its figures in long form, so that
/// `report.csv` can't differ from the section's own file.
struct Section {
  /// What a column is to the long form.
  enum Role {
    /// What a figure is about.
    case subject
    /// When: a month or a quarter. Without such a column it is the report's quarter.
    case period
    /// The unit of the row's figures that have none of their own.
    case unit
    /// A figure, in a unit of its own or else the row's; the column is the indicator.
    case figure(String?)
    /// Words beside the figures.
    case note
  }

  let name: String
  let title: Phrase
  private(set) var columns: [TableColumn] = []
  private var roles: [Role] = []
  private(set) var rows: [[TableValue]] = []
  private var sumRows: Set<Int> = []

  init(_ name: String, _ ky: String, _ ru: String, _ en: String) {
    self.name = name
    title = Phrase(ky: ky, ru: ru, en: en)
  }

  /// Adds a column. Sums of a section are rows of it, so no column is summed.
  mutating func column(_ column: TableColumn, _ role: Role) {
    columns.append(column.unsummed)
    roles.append(role)
  }

  /// Adds columns of money.
  mutating func money(_ columns: [TableColumn]) {
    for column in columns { self.column(column, .figure("KGS")) }
  }

  /// Adds a row, or one that sums up others.
  mutating func row(_ values: [TableValue], isSum: Bool = false) {
    precondition(values.count == columns.count, "a row as wide as section \(name)")
    if isSum { sumRows.insert(rows.count) }
    rows.append(values)
  }

  var table: Table { Table(name: name, title: title, columns: columns, rows: rows, sumRows: sumRows) }

  /// `section, indicator, subject, unit, period, value` of every cell that holds a figure, row by row.
  func figures(in quarter: Quarter) -> [[TableValue]] {
    rows.flatMap { row in
      var subjects: [TableValue] = []
      var period = TableValue.quarter(quarter)
      var unit = ""
      for (value, role) in zip(row, roles) {
        switch role {
        case .subject: if value != .empty { subjects.append(value) }
        case .period: period = value
        case .unit: unit = value.plainText
        case .figure, .note: break
        }
      }
      let subject: TableValue =
        switch subjects.count {
        case 0: .empty
        case 1: subjects[0]
        default: .code(subjects.map(\.plainText).joined(separator: "/"))
        }
      return zip(row, zip(columns, roles)).compactMap { value, slot -> [TableValue]? in
        guard case .figure(let own) = slot.1, value.isFigure else { return nil }
        return [
          .term(name, title), .term(slot.0.name, slot.0.title), subject, .optionalCode(own ?? unit), period, value,
        ]
      }
    }
  }

  /// The table of all sections' figures.
  static func figureTable(_ sections: [Section], quarter: Quarter) -> Table {
    Table(
      name: "report",
      title: Phrase(ky: "Отчеттун көрсөткүчтөрү", ru: "Показатели отчёта", en: "Figures of the report"),
      columns: [
        TableColumn("section", "Бөлүм", "Раздел", "Section"),
        TableColumn("indicator", "Көрсөткүч", "Показатель", "Indicator"),
        TableColumn("subject", "Объект", "Объект", "Subject"), .unit, .period,
        TableColumn("value", "Мааниси", "Значение", "Value"),
      ],
      rows: sections.flatMap { $0.figures(in: quarter) })
  }
}

extension TableValue {
  /// True for what can be counted or measured.
  var isFigure: Bool {
    switch self {
    case .money, .number, .percent, .integer: true
    case .empty, .text, .code, .day, .moment, .month, .quarter, .term: false
    }
  }

  /// The value as CSV's standard form writes it, before any quoting.
  public var plainText: String {
    switch self {
    case .empty: ""
    case .text(let text), .code(let text), .moment(let text), .number(let text), .percent(let text), .term(let text, _):
      text
    case .money(let money): money.description
    case .integer(let count): String(count)
    case .day(let day): day.description
    case .month(let month): month.description
    case .quarter(let quarter): quarter.description
    }
  }
}
