import Diagnostics
import Measures

/// A section of the report while it is made: its table, and from the same cells its figures in long form, so that
/// `report.csv` can't differ from the section's own file.
struct Section {
  let table: Table
  private let roles: [ColumnRole]

  /// Sums of a section are rows of it, so no column is summed.
  init<Content>(
    _ name: String, _ ky: String, _ ru: String, _ en: String, _ columns: [Column<SectionRow<Content>>],
    _ rows: [SectionRow<Content>]
  ) {
    var table = Table(name, ky, ru, en, columns.map(\.unsummed), rows)
    table.sumRows = Set(rows.indices.filter { rows[$0].isSum })
    self.table = table
    roles = columns.map(\.role)
  }

  private typealias Figure = (
    section: Table, indicator: TableColumn, subject: TableValue, unit: String, period: TableValue, value: TableValue
  )

  /// Every cell that holds a figure, row by row.
  private func figures(in quarter: Quarter) -> [Figure] {
    table.rows.flatMap { row in
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
      return zip(row, zip(table.columns, roles)).compactMap { value, slot -> Figure? in
        guard case .figure(let own) = slot.1, value.isFigure else { return nil }
        return (table, slot.0, subject, own ?? unit, period, value)
      }
    }
  }

  /// The table of all sections' figures.
  static func figureTable(_ sections: [Section], quarter: Quarter) -> Table {
    Table(
      "report", "Отчеттун көрсөткүчтөрү", "Показатели отчёта", "Figures of the report",
      [
        Column("section", "Бөлүм", "Раздел", "Section") { .term($0.section.name, $0.section.title) },
        Column("indicator", "Көрсөткүч", "Показатель", "Indicator") { .term($0.indicator.name, $0.indicator.title) },
        Column("subject", "Объект", "Объект", "Subject") { $0.subject }, Column(.unit) { .unit($0.unit) },
        Column(.period) { $0.period }, Column(.value) { $0.value },
      ],
      sections.flatMap { $0.figures(in: quarter) })
  }
}

/// A row of a section: what it is about and when, and what its figures are taken from.
struct SectionRow<Content> {
  var subject = TableValue.empty
  var period = TableValue.empty
  let content: Content
  /// True where it sums up others.
  var isSum = false
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
