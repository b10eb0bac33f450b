import CSV
import Measures
import Park
import Reporting

extension Table {
  /// The table as the bytes of a CSV file, in the form that the park chose.
  func csv(_ form: ParkProfile.CSVForm) -> [UInt8] {
    let dialect: CSVDialect =
      switch form {
      case .standard: .standard
      case .excelRu: .excelRu
      }
    return CSVWriter.table(columns.map(\.name), rows.map { $0.map(\.field) }, dialect: dialect)
  }
}

extension TableValue {
  fileprivate var field: CSVField {
    switch self {
    case .empty: .empty
    case .text(let text), .code(let text): .text(text)
    case .money(let amount): .number(amount.text(decimals: 2))
    case .number(let digits), .percent(let digits): .number(digits)
    case .integer(let count): .number(String(count))
    case .day(let day): .day(day)
    case .moment(let text): .moment(text)
    case .month(let month): .plain(month.description)
    case .quarter(let quarter): .plain(quarter.description)
    case .term(let code, _): .plain(code)
    }
  }
}
