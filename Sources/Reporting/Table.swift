public import Diagnostics
public import Measures

/// One value of a table, typed so that CSV and spreadsheet each write it their way, and sums stay sums.
public enum TableValue: Sendable, Hashable {
  /// Nothing.
  case empty
  /// Words that people wrote: guarded against formulas.
  case text(String)
  /// A name, a number of a document, a code: text that is never a number.
  case code(String)
  /// Soms, 2 decimals.
  case money(Money)
  /// A figure as its plain digits with a point, such as `433.333`; the decimals are shown as given.
  case number(String)
  /// A percentage as plain digits.
  case percent(String)
  /// A count.
  case integer(Int)
  /// A day.
  case day(Day)
  /// A moment of the park's clock, such as `2026-09-30T24:00`.
  case moment(String)
  /// A month, as `2026-09`.
  case month(Month)
  /// A quarter, as `2026-Q3`.
  case quarter(Quarter)
  /// One of a closed set of words: its code in CSV, its wording for people on a sheet.
  case term(String, Phrase)
}

/// A column: its canonical name for CSV, its title for people.
public struct TableColumn: Sendable, Hashable {
  /// The canonical name, such as `invoice_no`.
  public let name: String
  /// The title in each language.
  public let title: Phrase
  /// True where a total at the foot makes sense.
  public let isSummed: Bool

  /// A column.
  public init(_ name: String, _ title: Phrase, isSummed: Bool = false) {
    self.name = name
    self.title = title
    self.isSummed = isSummed
  }
}

/// A table as a plain value: written as CSV, and as a sheet of a workbook.
public struct Table: Sendable, Hashable {
  /// The file's name without ending, such as `invoices`.
  public let name: String
  /// The title in each language.
  public let title: Phrase
  /// Its columns.
  public let columns: [TableColumn]
  /// Its rows, each as wide as the columns.
  public var rows: [[TableValue]]
  /// The indexes of the rows that sum up other rows: shown bold, and not to be counted once more in a chart or a
  /// total. Columns of a table that has such rows are not `isSummed`.
  public var sumRows: Set<Int>

  /// A table.
  public init(name: String, title: Phrase, columns: [TableColumn], rows: [[TableValue]], sumRows: Set<Int> = []) {
    self.name = name
    self.title = title
    self.columns = columns
    self.rows = rows
    self.sumRows = sumRows
  }
}
