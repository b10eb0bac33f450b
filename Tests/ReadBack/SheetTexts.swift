extension Archive {
  /// The texts of a workbook's last sheet, row by row: those that an office program shows in its cells.
  public func textsOfLastSheet() throws -> [String] {
    let sheets = names.filter { $0.hasPrefix("xl/worksheets/sheet") }
    let shared = try strings()
    // Each cell with a text holds the text's place among the shared ones.
    return try text("xl/worksheets/sheet\(sheets.count).xml").split(separator: "<c ").compactMap { cell in
      guard cell.contains("t=\"s\""), let value = cell.firstMatch(of: /<v>([0-9]+)<\/v>/) else { return nil }
      return Int(value.1).map { shared[$0] }
    }
  }

  private func strings() throws -> [String] {
    try text("xl/sharedStrings.xml").split(separator: "<si>").dropFirst().map { item in
      let text = item.matches(of: /<t[^>]*>([^<]*)<\/t>/).map { String($0.1) }.joined()
      return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")].reduce(text) {
        $0.replacing($1.0, with: $1.1)
      }
    }
  }
}
