public import Foundation

/// A table as a person reads it: titles, and cells as text. Both dialects come out as the one with `.` and ISO dates.
public struct PlainTable {
  /// Titles, in order.
  public var columns: [String] = []
  /// Cells, as many in each row as there are titles.
  public var rows: [[String]] = []

  /// A table with nothing in it.
  public init() {}

  /// Reads a CSV file; the first line tells which character stands between cells.
  public init(_ data: Data) {
    let text = String(decoding: data, as: UTF8.self)
    let bare = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    let heading = bare.prefix { !$0.isNewline }
    let isExcel = heading.filter { $0 == ";" }.count > heading.filter { $0 == "," }.count
    var lines = Self.split(bare, at: isExcel ? ";" : ",")
    guard !lines.isEmpty else { return }
    columns = lines.removeFirst()
    rows = lines.map { line in
      let cells = isExcel ? line.map(Self.standard) : line
      return (0..<max(columns.count, cells.count)).map { $0 < cells.count ? cells[$0] : "" }
    }
  }

  /// Each row's values by their titles.
  public var records: [[String: String]] {
    rows.map { Dictionary(zip(columns, $0)) { first, _ in first } }
  }

  private static func split(_ text: String, at delimiter: Character) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var cell = ""
    var isQuoted = false
    var rest = text[...]
    func end() {
      line.append(cell)
      if line != [""] { lines.append(line) }
      (line, cell) = ([], "")
    }
    while let character = rest.popFirst() {
      switch character {
      case "\"" where isQuoted && rest.first == "\"": cell.append(rest.removeFirst())
      case "\"": isQuoted.toggle()
      case delimiter where !isQuoted:
        line.append(cell)
        cell = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted: end()
      default: cell.append(character)
      }
    }
    end()
    return lines
  }

  private static func standard(_ cell: String) -> String {
    if cell.wholeMatch(of: /-?\d+,\d+/) != nil { return cell.replacing(",", with: ".") }
    return cell.replacing(/^(\d\d)\.(\d\d)\.(\d{4})/) { "\($0.3)-\($0.2)-\($0.1)" }
  }
}
