import Diagnostics

/// A column of a table and what each row has in it, as one value: head and cells can't fall out of step.
struct Column<Row> {
  let head: TableColumn
  /// What it is to the report's long form.
  let role: Section.Role
  let value: (Row) -> TableValue

  init(_ head: TableColumn, _ role: Section.Role = .note, _ value: @escaping (Row) -> TableValue) {
    (self.head, self.role, self.value) = (head, role, value)
  }

  /// A column with its titles in Kyrgyz, Russian and English.
  init(
    _ name: String, _ ky: String, _ ru: String, _ en: String, _ role: Section.Role = .note, sum: Bool = false,
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
