/// A workbook of Excel (`.xlsx`, `.xlsm`), as it lies in a file: its sheets, each read row by row.
///
/// Memory does not grow with the rows, but for the texts that the workbook keeps once for all its cells.
public struct Workbook: Sendable {
  /// A sheet with cells. Sheets that are charts are none.
  public struct Sheet: Sendable, Hashable {
    /// As it stands on its tab.
    public let name: String
    /// True where the program that shows the workbook does not show it.
    public let isHidden: Bool
    let part: String
  }

  /// In the order of their tabs.
  public let sheets: [Sheet]
  private let archive: Archive
  private let styles: Styles
  private let from1904: Bool
  private let stringsPart: String?
  /// Read when the first sheet is.
  private var strings: SharedStrings?

  /// Opens a file and reads what its sheets are.
  public static func open(_ path: String) throws(WorkbookFault) -> Workbook {
    try Workbook(ArchiveFile(path))
  }

  /// The same for bytes in memory.
  public static func open(bytes: [UInt8]) throws(WorkbookFault) -> Workbook {
    try Workbook(ArchiveFile(bytes: bytes))
  }

  private init(_ file: ArchiveFile) throws(WorkbookFault) {
    guard file.size > 0 else { throw .empty }
    var lead: [UInt8] = []
    do throws(PartFault) { lead = try file.bytes(min(file.size, 4), at: 0) } catch { throw error.fault(in: "") }
    guard lead == [0x50, 0x4B, 3, 4] || lead == [0x50, 0x4B, 5, 6] else { throw .foreign(try ForeignContent.of(file)) }
    archive = try Archive(file)
    let part = try Self.mainPart(archive)
    let list = try archive.read(part) { (xml, _) throws(PartFault) in try SheetList(&xml) }
    let related = try archive.relationships(of: part)
    var sheets: [Sheet] = []
    for entry in list.entries {
      guard let target = related.targets[entry.id] else { throw .malformed(part: part, offset: 0) }
      guard target.kind == "worksheet" else { continue }
      sheets.append(Sheet(name: entry.name, isHidden: entry.isHidden, part: target.part))
    }
    self.sheets = sheets
    from1904 = list.from1904
    styles =
      if let part = related.part("styles") {
        try archive.read(part) { (xml, _) throws(PartFault) in try Styles(&xml) }
      } else {
        Styles()
      }
    stringsPart = related.part("sharedStrings")
  }

  /// The part that is the workbook.
  private static func mainPart(_ archive: Archive) throws(WorkbookFault) -> String {
    guard archive["[Content_Types].xml"] != nil else { throw .foreign(try ForeignContent.of(archive, type: "")) }
    let types = try archive.read("[Content_Types].xml") { (xml, _) throws(PartFault) in try ContentTypes(&xml) }
    guard let part = try archive.relationships(of: "").part("officeDocument") else { throw .foreign(.otherArchive) }
    let type = types[part]
    guard type.contains("sheet.main+xml") || type.contains("sheet.macroEnabled.main+xml") || type.contains("template")
    else { throw .foreign(try ForeignContent.of(archive, type: type)) }
    return part
  }

  /// Hands over each row of a sheet that is not blank, in the order of the sheet, as long as the body wants more.
  ///
  /// A fault may come behind rows that were handed over: none of them is to be trusted then. Where the body wants no
  /// more, what follows is not looked at.
  public mutating func forEachRow(
    of sheet: Sheet, _ body: (borrowing SheetRow) -> Bool
  ) throws(WorkbookFault) {
    let strings = try sharedStrings()
    var offset = 0
    do throws(PartFault) {
      guard let entry = archive[sheet.part] else { throw .malformed }
      var reader = try SheetReader(archive.open(entry), styles, strings, from1904: from1904)
      do throws(PartFault) {
        try reader.forEachRow(body)
      } catch {
        offset = reader.offset
        throw error
      }
    } catch {
      guard archive[sheet.part] != nil else { throw .missing(part: sheet.part) }
      throw error.fault(in: sheet.part, at: offset)
    }
  }

  private mutating func sharedStrings() throws(WorkbookFault) -> SharedStrings {
    if let strings { return strings }
    var read = SharedStrings()
    if let part = stringsPart {
      let limit = Bounds.sharedStrings(of: archive.file.size)
      read = try archive.read(part, limit: Bounds.unpacked) { (xml, size) throws(PartFault) in
        try SharedStrings(&xml, size: size, limit: limit)
      }
    }
    strings = read
    return read
  }
}

extension Archive {
  /// Reads a part that has to be there, of so many bytes at most.
  func read<Result>(
    _ part: String, limit: Int = Bounds.smallPart,
    _ body: (inout XMLScanner, _ size: Int) throws(PartFault) -> Result
  ) throws(WorkbookFault) -> Result {
    guard let entry = self[part] else { throw .missing(part: part) }
    guard entry.size <= limit else { throw .tooLarge(part: part, .unpacked) }
    var offset = 0
    do throws(PartFault) {
      var xml = try XMLScanner(open(entry))
      do throws(PartFault) {
        return try body(&xml, entry.size)
      } catch {
        offset = xml.offset
        throw error
      }
    } catch {
      throw error.fault(in: entry.name, at: offset)
    }
  }

  /// What a part leads to; the archive itself, where its name is empty.
  func relationships(of part: String) throws(WorkbookFault) -> Relationships {
    try read(Relationships.name(of: part)) { (xml, _) throws(PartFault) in
      try Relationships(&xml, folder: Relationships.folder(of: part))
    }
  }
}
