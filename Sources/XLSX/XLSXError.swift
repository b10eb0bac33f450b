/// Why a workbook did not become a file. Nothing is ever dropped or cut in silence.
public struct XLSXError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What stood in the way.
  public enum Reason: Sendable, Hashable {
    /// The file can't be created or written; the system's words.
    case cannotWrite(String)
    /// The folder for the library's temporary files can't be used; the system's words.
    case noScratch(folder: String, String)
    /// A workbook must have a sheet.
    case noSheet
    /// Empty, longer than 31 characters, reserved, or with a character that names can't have.
    case badSheetName
    /// Two sheets have the same name; upper and lower case count as the same.
    case repeatedSheetName
    /// A cell takes 32 767 characters.
    case textTooLong(count: Int)
    /// A text with the character NUL would be cut there.
    case textHoldsNul
    /// Beyond the last row or column of a sheet.
    case outsideSheet
    /// Two merges share a cell.
    case overlappingMerges
    /// The library refused; its words.
    case refused(String)
  }

  /// The file that was to be written.
  public let path: String
  /// The sheet it was about; nil for the file as a whole.
  public let sheet: String?
  /// The cell, such as `B3`; nil for the sheet as a whole.
  public let cell: String?
  /// What stood in the way.
  public let reason: Reason

  /// In one line, for a log.
  public var description: String {
    var text = path
    if let sheet { text += " [\(sheet)]" }
    if let cell { text += " \(cell)" }
    return "\(text): \(reason)"
  }
}
