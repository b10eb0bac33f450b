import CSV

/// The place of a table in a workbook, as a file is named: `tables.xlsx:Sheet`.
struct SheetName {
  let workbook: String
  let sheet: String

  /// The endings of workbooks, those among them that can't be read.
  static let endings: Set<String> = ["xlsx", "xlsm", "xltx", "xls", "xlsb", "ods", "fods", "numbers"]

  /// nil for a name that names no sheet.
  init?(_ file: String) {
    guard let colon = file.lastIndex(of: ":"), Self.endings.contains(ending(of: String(file[..<colon]))) else {
      return nil
    }
    workbook = String(file[..<colon])
    sheet = String(file[file.index(after: colon)...])
  }

  /// The path of the file that bears a table of this name.
  static func path(_ file: String, in root: String) -> String { root + "/" + (SheetName(file)?.workbook ?? file) }
}

/// What stands behind the last point of a file's name, in small letters.
func ending(of file: String) -> String {
  let name = file.split(separator: "/").last ?? ""
  guard let point = name.lastIndex(of: "."), point != name.startIndex else { return "" }
  return name[name.index(after: point)...].lowercased()
}

/// A file's or folder's own name without its ending.
func bareName(_ file: String) -> String {
  let name = file.split(separator: "/").last.map(String.init) ?? file
  let ending = ending(of: name)
  return ending.isEmpty ? name : String(name.dropLast(ending.count + 1))
}

/// True for what its users leave lying about beside tables (formats, section 1).
func liesAbout(_ name: String) -> Bool {
  let small = name.lowercased()
  return name.hasPrefix(".") || name.hasPrefix("~$") || name.hasSuffix("~") || small.hasSuffix(".bak")
    || small.hasSuffix(".tmp") || small == "thumbs.db" || small == "desktop.ini"
}
