import Sheets

/// How a sheet comes out on A4 paper lying down.
enum PageFit {
  /// True where the rows run over one page by so few that they are better printed a little smaller.
  static func leavesFewRows(_ sheet: Sheet, keyColumns: Int) -> Bool {
    let setup = sheet.print
    let pagesWide = max(setup.pagesWide, 1)
    let margins = setup.margins
    let repeated = points(sheet.columns.prefix(keyColumns)) * (pagesWide - 1)
    let width = points(sheet.columns[...]) + repeated
    let room = pagesWide * points(millimetres: 297 - margins.left - margins.right)
    let height = sheet.rows.reduce(0) { $0 + ($1.height ?? 15) }
    // Sheets narrower than the page aren't blown up.
    let printed = height * min(room, width) / max(width, 1)
    let page = points(millimetres: 210 - margins.top - margins.bottom)
    return printed > page && printed * 4 <= page * 5
  }

  /// A column is seven pixels a digit and five more wide; four pixels are three points.
  private static func points(_ columns: ArraySlice<Int>) -> Int { columns.reduce(0) { $0 + ($1 * 7 + 5) * 3 / 4 } }

  private static func points(millimetres: Int) -> Int { millimetres * 720 / 254 }
}
