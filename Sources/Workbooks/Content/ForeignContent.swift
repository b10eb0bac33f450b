extension ForeignContent {
  /// What a file is that is no zip archive, by how it begins.
  static func of(_ file: ArchiveFile) throws(WorkbookFault) -> ForeignContent {
    do throws(PartFault) {
      let lead = try file.bytes(min(file.size, 4096), at: 0)
      if lead.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
        return try holdsPackage(file) ? .locked : .oldWorkbook
      }
      return text(lead)
    } catch {
      throw error.fault(in: "")
    }
  }

  /// What a zip archive is that holds no workbook.
  static func of(_ archive: Archive, type: String) throws(WorkbookFault) -> ForeignContent {
    if type.contains("sheet.binary") { return .binaryWorkbook }
    guard let mimetype = archive["mimetype"], mimetype.size < 256 else { return .otherArchive }
    do throws(PartFault) {
      return try isSpreadsheet(archive.open(mimetype)) ? .openDocument : .otherArchive
    } catch {
      throw error.fault(in: mimetype.name)
    }
  }

  private static func isSpreadsheet(_ mimetype: consuming PartBytes) throws(PartFault) -> Bool {
    var bytes = mimetype
    while !bytes.hasEnded { _ = try bytes.more(keeping: 0) }
    let name = unsafe String(decoding: UnsafeBufferPointer(start: bytes.base, count: bytes.filled), as: UTF8.self)
    return name.contains("opendocument.spreadsheet")
  }

  /// A workbook with a password lies in a file of the old kind, under this name in UTF-16.
  private static func holdsPackage(_ file: ArchiveFile) throws(PartFault) -> Bool {
    let name = "EncryptedPackage".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let size = 64 << 10
    var offset = 0
    while offset < file.size {
      let block = try file.bytes(min(size, file.size - offset), at: offset)
      var at = 0
      while let found = block[at...].firstIndex(of: name[0]) {
        if block[found...].starts(with: name) { return true }
        at = found + 1
      }
      // The name may lie across the end of a block.
      offset += size - name.count
    }
    return false
  }

  private static func text(_ lead: [UInt8]) -> ForeignContent {
    if lead.starts(with: [0xFF, 0xFE]) || lead.starts(with: [0xFE, 0xFF]) { return .text }
    let isText = lead.allSatisfy { $0 >= 0x20 || (0x09...0x0D).contains($0) }
    guard isText else { return .unknown }
    let start = String(decoding: lead, as: UTF8.self).lowercased()
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet"), start.contains("<?xml") {
      return .xmlSpreadsheet
    }
    if ["<html", "<table", "<!doctype html"].contains(where: { start.contains($0) }) { return .webPage }
    return .text
  }
}
