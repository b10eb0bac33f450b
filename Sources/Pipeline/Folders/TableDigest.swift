import Diagnostics
import Ledger
import Measures
import Reporting

extension ContentDigest {
  mutating func put(_ phrase: Phrase) {
    for text in [phrase.ky, phrase.ru, phrase.en] { put(text) }
  }

  /// All that a table brings to its CSV file and to its sheet.
  mutating func put(_ table: Table) {
    put(table.name)
    put(table.title)
    put(table.columns.count)
    for column in table.columns {
      put(column.name)
      put(column.title)
      put(column.isSummed)
    }
    put(table.rows.count)
    for row in table.rows {
      put(row.count)
      for value in row { put(value) }
    }
    for row in table.sumRows.sorted() { put(row) }
  }

  private mutating func put(_ value: TableValue) {
    switch value {
    case .empty: put(0)
    case .text(let text): put(1, text)
    case .code(let text): put(2, text)
    case .money(let amount): put(3, amount.units)
    case .number(let digits): put(4, digits)
    case .percent(let digits): put(5, digits)
    case .moment(let text): put(11, text)
    case .integer(let count): put(6, count)
    case .day(let day): put(7, day.number)
    case .month(let month): put(8, month.number)
    case .quarter(let quarter): put(9, quarter.description)
    case .term(let code, let words):
      put(10, code)
      put(words)
    }
  }

  private mutating func put(_ kind: Int, _ text: String) {
    put(kind)
    put(text)
  }

  private mutating func put(_ kind: Int, _ number: some FixedWidthInteger) {
    put(kind)
    put(number)
  }
}
