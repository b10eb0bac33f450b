public import Measures

/// One cell of a table that is written.
public enum CSVField: Sendable, Hashable {
  /// Words: kept as they are, but never taken for a formula.
  case text(String)
  /// Canonical digits: an optional `-`, digits, `.` and decimals.
  case number(String)
  /// A calendar day.
  case day(Day)
  /// An ISO date, `T` and a time of day.
  case moment(String)
  /// Nothing.
  case empty

  /// An identifier or a code. It is guarded like any other text.
  public static func plain(_ text: String) -> CSVField { .text(text) }
}

/// The two ways in which tables are written (formats, section 3).
public enum CSVDialect: Sendable, Hashable {
  /// `,`, decimal point, ISO dates.
  case standard
  /// `;`, decimal comma, `dd.mm.yyyy`, and a moment as `dd.mm.yyyy hh:mm`.
  case excelRu
}

/// Rows to bytes: UTF-8 with BOM, CRLF, RFC 4180.
public struct CSVWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
  private let dialect: CSVDialect

  /// A table without a row.
  public init(dialect: CSVDialect) { self.dialect = dialect }

  /// A whole table: the header and its rows.
  public static func table(_ header: [String], _ rows: [[CSVField]], dialect: CSVDialect) -> [UInt8] {
    var writer = CSVWriter(dialect: dialect)
    writer.append(header.map { .text($0) })
    for row in rows { writer.append(row) }
    return writer.bytes
  }

  /// Adds a row.
  public mutating func append(_ row: [CSVField]) {
    for (index, field) in row.enumerated() {
      if index > 0 { bytes.append(dialect == .standard ? 0x2C : 0x3B) }
      switch field {
      case .text(let text): append(guarded: text)
      case .number(let digits): append(cell: dialect == .standard ? digits : commas(digits))
      case .day(let day): append(cell: dialect == .standard ? day.description : dotted(day.description))
      case .moment(let text): append(cell: dialect == .standard ? text : dotted(text))
      case .empty: break
      }
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// A spreadsheet takes a cell that starts with one of these for a formula: the apostrophe says it is text.
  private mutating func append(guarded text: String) {
    switch text.utf8.first {
    // A telephone number: no spreadsheet makes anything else of it than what it shows.
    case 0x2B where text.utf8.dropFirst().allSatisfy({ $0 == 0x20 || $0 == 0x2D || (0x30...0x39).contains($0) }):
      append(cell: text)
    case 0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D: append(cell: "'" + text)
    default: append(cell: text)
    }
  }

  private mutating func append(cell text: String) {
    let delimiter: UInt8 = dialect == .standard ? 0x2C : 0x3B
    guard text.utf8.contains(where: { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else {
      bytes.append(contentsOf: text.utf8)
      return
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private func commas(_ digits: String) -> String {
    String(digits.map { $0 == "." ? "," : $0 })
  }

  /// A date, or a moment, the way that Russian spreadsheets write it.
  private func dotted(_ text: String) -> String {
    let iso = Array(text.utf8)
    let date = iso[8..<10] + [0x2E] + iso[5..<7] + [0x2E] + iso[0..<4]
    return String(decoding: iso.count > 10 ? date + [0x20] + iso[11...] : date, as: UTF8.self)
  }
}
