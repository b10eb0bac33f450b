/// Why a file can't be read as a workbook, or not to its end. Rows handed over before a fault are not to be trusted.
public enum WorkbookFault: Error, Sendable, Hashable {
  /// The system refuses to open or read it, with its error number.
  case system(Int32)
  /// It changed while it was read: what was read of it is of no moment of it.
  case changed
  /// A folder, a device or a pipe.
  case notAFile
  /// It has no bytes.
  case empty
  /// It is something else, whatever its name says.
  case foreign(ForeignContent)
  /// It ends too early: a copy, a download or a saving that was broken off.
  case torn
  /// The archive's list of its parts and what lies there do not fit each other; the part is empty where it is the list
  /// itself.
  case damaged(part: String, Damage)
  /// A part's content is not as the format has it, this many bytes behind the start of its unpacked text.
  case malformed(part: String, offset: Int)
  /// The workbook names a part that is not there.
  case missing(part: String)
  /// It is larger than any table: made to exhaust who reads it, or not meant to be read.
  case tooLarge(part: String, Bound)
}

/// What else a file can be that is named like a workbook.
public enum ForeignContent: Sendable, Hashable, CaseIterable {
  /// The workbook of Excel 97–2003, `.xls`.
  case oldWorkbook
  /// A workbook with a password: nothing of it can be read without.
  case locked
  /// The spreadsheet of LibreOffice, `.ods`.
  case openDocument
  /// Excel's binary workbook, `.xlsb`.
  case binaryWorkbook
  /// The single file of XML of Excel 2003, which some programs name `.xls` or `.xlsx`.
  case xmlSpreadsheet
  /// A page of HTML, which some programs name `.xls` or `.xlsx`.
  case webPage
  /// Plain text: a CSV table that was renamed.
  case text
  /// A zip archive that holds no workbook: a document, a presentation, packed files.
  case otherArchive
  /// None of these.
  case unknown
}

/// How a part of an archive contradicts the archive's list, or itself.
public enum Damage: Sendable, Hashable {
  /// Its checksum is another.
  case checksum
  /// Its packed bytes are no DEFLATE stream.
  case compression
  /// It is packed by a method that no workbook uses, with the method's number.
  case method(Int)
  /// It is longer or shorter than listed.
  case length
  /// What stands in front of it is not what is listed.
  case header
  /// It lies where another part, or the list, lies.
  case overlap
  /// Its name is listed twice.
  case doubleName
  /// Its name leads out of the archive.
  case strayName
  /// A password is needed for it.
  case encrypted
}

/// What has an end. Each is far above what an office program writes for tables.
public enum Bound: Sendable, Hashable {
  /// Parts in an archive.
  case parts
  /// Bytes of one part or of all, unpacked.
  case unpacked
  /// Unpacked bytes for one packed.
  case expansion
  /// One tag or one text.
  case token
  /// The cells of one row.
  case row
  /// Formats of cells.
  case formats
  /// Elements within each other.
  case depth
  /// All shared strings together.
  case sharedStrings
}

/// What helps: one for each fault, so that a message can say it in the user's language.
public enum Remedy: Sendable, Hashable, CaseIterable {
  /// See to the permissions or the disk.
  case system
  /// Wait until whoever writes it is done.
  case wait
  /// Copy or download the file again.
  case copyAgain
  /// Open it in a spreadsheet program and save it as “Excel workbook (.xlsx)”.
  case saveAsWorkbook
  /// Open it with the password, take the password away, and save it.
  case removePassword
  /// Give it the ending `.csv`.
  case nameAsCSV
  /// It holds no table: take it away, or put the table in its place.
  case replace
  /// Open it in a spreadsheet program, which mends it, and save it again.
  case saveAgain
  /// Save the sheet that holds the table as a workbook of its own, or as CSV.
  case split
}

extension WorkbookFault {
  /// What helps.
  public var remedy: Remedy {
    switch self {
    case .system: .system
    case .changed: .wait
    case .notAFile: .replace
    case .empty, .torn: .copyAgain
    case .foreign(let content): content.remedy
    case .damaged(_, .encrypted): .removePassword
    case .damaged(_, .checksum), .damaged(_, .compression), .damaged(_, .length): .copyAgain
    case .damaged, .malformed, .missing: .saveAgain
    case .tooLarge: .split
    }
  }
}

extension ForeignContent {
  /// What helps.
  public var remedy: Remedy {
    switch self {
    case .oldWorkbook, .openDocument, .binaryWorkbook, .xmlSpreadsheet, .webPage: .saveAsWorkbook
    case .locked: .removePassword
    case .text: .nameAsCSV
    case .otherArchive, .unknown: .replace
    }
  }
}
