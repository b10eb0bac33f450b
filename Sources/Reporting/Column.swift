import Diagnostics

/// What a column is to the report's long form.
enum ColumnRole {
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

  static let count = ColumnRole.figure("")
  static let soms = ColumnRole.figure("KGS")
}

/// A column of a table and what each row has in it, as one value: head and cells can't fall out of step.
struct Column<Row> {
  let head: TableColumn
  /// What it is to the report's long form.
  let role: ColumnRole
  let value: (Row) -> TableValue

  init(_ head: TableColumn, _ role: ColumnRole = .note, _ value: @escaping (Row) -> TableValue) {
    (self.head, self.role, self.value) = (head, role, value)
  }

  /// A column with its titles in Kyrgyz, Russian and English.
  init(
    _ name: String, _ ky: String, _ ru: String, _ en: String, _ role: ColumnRole = .note, sum: Bool = false,
    _ value: @escaping (Row) -> TableValue
  ) {
    self.init(TableColumn(name, ky, ru, en, sum: sum), role, value)
  }

  /// The same column in a table whose sums are rows of it.
  var unsummed: Self { Self(TableColumn(head.name, head.title), role, value) }

  /// The same column where such a row is a part of another.
  func of<Whole>(_ part: @escaping (Whole) -> Row) -> Column<Whole> {
    Column<Whole>(head, role) { value(part($0)) }
  }
}

extension Table {
  /// A table of rows by its columns.
  init<Row>(_ name: String, _ ky: String, _ ru: String, _ en: String, _ columns: [Column<Row>], _ rows: [Row]) {
    self.init(
      name: name, title: Phrase(ky: ky, ru: ru, en: en), columns: columns.map(\.head),
      rows: rows.map { row in columns.map { $0.value(row) } })
  }
}
