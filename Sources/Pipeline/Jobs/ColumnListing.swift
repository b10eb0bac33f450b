import Intake

/// The tables of `Input/` as lines of text: what `esep template --columns` prints.
public enum ColumnListing {
  /// A heading for each file, and a line for each of its columns.
  public static var lines: [String] {
    Intake.columns.flatMap { table in
      [table.file]
        + table.columns.map { column in
          var text = "  \(column.name)\(column.isRequired ? "*" : "")"
          if !column.standard.isEmpty { text += " [\(column.standard)]" }
          if !column.aliases.isEmpty { text += "  — " + column.aliases.joined(separator: ", ") }
          return text
        } + [""]
    }
  }
}
