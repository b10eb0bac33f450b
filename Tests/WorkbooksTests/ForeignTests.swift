import ArchiveMaker
import Foundation
import Testing
import Workbooks

/// Files that are named like a workbook and are none.
@Suite struct ForeignTests {
  @Test(arguments: [
    ("meter_id;reading\nЭ-07;18 450\n", ForeignContent.text), ("{}", .text), ("PK and more text", .text),
    ("<html><body><table><tr><td>1</td></tr></table></body></html>", .webPage), ("<TABLE border=1>", .webPage),
    ("<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", .xmlSpreadsheet),
    ("\u{1}\u{2}", .unknown),
  ])
  func textIsToldFromAWorkbook(_ text: String, _ content: ForeignContent) {
    #expect(fault(Array(text.utf8)) == .foreign(content))
  }

  /// Э is 0xDD in Windows-1251.
  @Test func textOfOtherEncodingsIsText() {
    #expect(fault([0xDD] + Array("-07;1\r\n".utf8)) == .foreign(.text))
    #expect(fault([0xFF, 0xFE, 0x2D, 0x04, 0x3B, 0x00]) == .foreign(.text))
  }

  @Test func anArchiveOfSomethingElse() {
    #expect(fault(MadeArchive([.init("a.csv", "a")]).bytes) == .foreign(.otherArchive))
    #expect(fault(MadeArchive([]).bytes) == .foreign(.otherArchive))
    let sheet = "application/vnd.oasis.opendocument.spreadsheet"
    #expect(
      fault(MadeArchive([.init("mimetype", sheet), .init("content.xml", "<a/>")]).bytes) == .foreign(.openDocument))
    let text = "application/vnd.oasis.opendocument.text"
    #expect(fault(MadeArchive([.init("mimetype", text)]).bytes) == .foreign(.otherArchive))
  }

  @Test(arguments: [
    ("application/vnd.ms-excel.sheet.binary.macroEnabled.main", WorkbookFault.foreign(.binaryWorkbook)),
    (
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
      .foreign(.otherArchive)
    ),
  ])
  func theKindOfContentDecides(_ type: String, _ expected: WorkbookFault) {
    var made = MadeArchive.workbook([("a", "")])
    let text = "<Types><Override PartName='/xl/workbook.xml' ContentType='\(type)'/></Types>"
    made.parts[0] = .init("[Content_Types].xml", text)
    #expect(fault(made.bytes) == expected)
  }

  @Test func macrosMakeNoDifference() {
    var made = MadeArchive.workbook([("a", "")])
    let type = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    made.parts[0] = .init(
      "[Content_Types].xml", "<Types><Default Extension='xml' ContentType='\(type)'/></Types>")
    #expect(fault(made.bytes) == nil)
  }

  /// What is said to help is what helps.
  @Test func eachHasARemedy() {
    #expect(ForeignContent.allCases.filter { $0.remedy == .removePassword } == [.locked])
    #expect(ForeignContent.allCases.filter { $0.remedy == .nameAsCSV } == [.text])
    #expect(WorkbookFault.torn.remedy == .copyAgain)
    #expect(WorkbookFault.damaged(part: "a", .encrypted).remedy == .removePassword)
    #expect(WorkbookFault.malformed(part: "a", offset: 0).remedy == .saveAgain)
  }

  @Test func whatIsNoFileIsNotRead() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (pipe, empty) = (folder.appendingPathComponent("a.xlsx").path, folder.appendingPathComponent("b.xlsx").path)
    let isMade = unsafe mkfifo(pipe, 0o600) == 0
    #expect(isMade)
    #expect(FileManager.default.createFile(atPath: empty, contents: nil))
    #expect(throws: WorkbookFault.notAFile) { _ = try Workbook.open(pipe) }
    #expect(throws: WorkbookFault.notAFile) { _ = try Workbook.open(folder.path) }
    #expect(throws: WorkbookFault.empty) { _ = try Workbook.open(empty) }
    #expect(throws: WorkbookFault.system(ENOENT)) { _ = try Workbook.open(folder.path + "/c.xlsx") }
  }

  /// What is written while it is read is neither the file from before nor the one from after.
  @Test func aFileThatChangesIsNotReadOn() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: file) }
    let made = MadeArchive.workbook([("a", "<row><c><v>1</v></c></row>")])
    try Data(made.bytes).write(to: file)
    var workbook = try Workbook.open(file.path)
    let sheet = try #require(workbook.sheets.first)
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: file.path)
    #expect(throws: WorkbookFault.changed) { try workbook.forEachRow(of: sheet) { _ in true } }
  }
}
