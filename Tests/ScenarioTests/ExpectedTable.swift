import ReadBack

/// A table of `Expected`: some columns, and all rows or, where there is a column `rows`, some of them.
struct ExpectedTable {
  /// Below `Expected`, as it is below `Output`.
  let path: String
  let table: PlainTable

  /// What of it does not hold, in words.
  func differences(from actual: PlainTable) -> [String] {
    // A table that is not there has no rows; one that is there has to have what is asked for.
    let unknown = table.columns.filter { $0 != Self.count && !actual.columns.contains($0) }
    guard actual.columns.isEmpty || unknown.isEmpty else {
      return ["\(path) has no column \(unknown.joined(separator: ", "))"]
    }
    return table.columns.contains(Self.count) ? countDifferences(actual.records) : rowDifferences(actual.records)
  }

  private static let count = "rows"

  /// Row by row, in order, and no others.
  private func rowDifferences(_ actual: [[String: String]]) -> [String] {
    let wanted = table.records
    var found = zip(wanted, actual).enumerated().compactMap { at, pair in
      let text = Self.text(of: pair.0, against: pair.1)
      return text.isEmpty ? nil : "\(path), row \(at + 1): \(text)"
    }
    if wanted.count != actual.count {
      found.append("\(path): \(actual.count) rows, not \(wanted.count)")
      found += actual.dropFirst(wanted.count).map { "  and \(shown($0))" }
      found += wanted.dropFirst(actual.count).map { "  without \(shown($0))" }
    }
    return found
  }

  /// Each row stands for as many as it says, and where it says `1+`, for at least as many.
  private func countDifferences(_ actual: [[String: String]]) -> [String] {
    table.records.compactMap { record in
      var wanted = record
      let word = wanted.removeValue(forKey: Self.count) ?? ""
      guard let number = Int(word.hasSuffix("+") ? String(word.dropLast()) : word) else {
        return "\(path): rows is a number, or one with + behind it, not “\(word)”"
      }
      let like = actual.filter { Self.text(of: wanted, against: $0).isEmpty }.count
      guard word.hasSuffix("+") ? like < number : like != number else { return nil }
      let text = "\(path): \(like) rows, not \(word), with \(shown(wanted))"
      guard like == 0, let near = actual.min(by: { Self.misses(wanted, $0) < Self.misses(wanted, $1) }) else {
        return text
      }
      return text + "; the nearest: " + Self.text(of: wanted, against: near)
    }
  }

  private static func misses(_ wanted: [String: String], _ row: [String: String]) -> Int {
    wanted.filter { !agrees($1, row[$0] ?? "") }.count
  }

  private static func text(of wanted: [String: String], against row: [String: String]) -> String {
    wanted.sorted { $0.key < $1.key }.filter { !agrees($1, row[$0] ?? "") }
      .map { "\($0) is “\(row[$0] ?? "")”, not “\($1)”" }.joined(separator: ", ")
  }

  private func shown(_ record: [String: String]) -> String {
    table.columns.compactMap { column in record[column].map { "\(column) “\($0)”" } }.joined(separator: ", ")
  }

  /// A cell is met as it stands, as a number, with `*` for any text in it, or by one of several with ` or ` between.
  private static func agrees(_ wanted: String, _ cell: String) -> Bool {
    if wanted == cell || wanted == "*" { return true }
    if let number = number(wanted) { return number == self.number(cell) }
    let ways = wanted.split(separator: " or ").map(String.init)
    if ways.count > 1 { return ways.contains { agrees($0, cell) } }
    let parts = wanted.split(separator: "*", omittingEmptySubsequences: false)
    guard parts.count > 1, let first = parts.first, let last = parts.last else { return false }
    var rest = Substring(cell)
    guard rest.hasPrefix(first), rest.count >= first.count + last.count, rest.hasSuffix(last) else { return false }
    rest = rest.dropFirst(first.count).dropLast(last.count)
    return parts.dropFirst().dropLast().allSatisfy { part in
      guard let place = part.isEmpty ? rest.startIndex..<rest.startIndex : rest.firstRange(of: part) else {
        return false
      }
      rest = rest[place.upperBound...]
      return true
    }
  }

  /// A number without what does not count: a plus, zeros in front, and zeros behind the mark.
  private static func number(_ text: String) -> String? {
    guard let match = text.wholeMatch(of: /([-+]?)0*(\d+?)(?:\.(\d*?)0*)?/) else { return nil }
    let fraction = match.3.map { $0.isEmpty ? "" : ".\($0)" } ?? ""
    let value = "\(match.2)\(fraction)"
    return value == "0" || match.1 != "-" ? value : "-\(value)"
  }
}
