import ArchiveMaker
import Testing
import Workbooks

/// What the parts of a workbook may look like, and what they may not.
@Suite struct StructureTests {
  private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  /// A workbook in which a part is another.
  private func workbook(_ part: String, _ text: String, rows: String = "<row><c><v>1</v></c></row>") -> [UInt8] {
    var made = MadeArchive.workbook([("a", rows)])
    made.parts = made.parts.map { $0.name == part ? MadeArchive.Part(part, text) : $0 }
    return made.bytes
  }

  private let sheet = "xl/worksheets/sheet0.xml"

  @Test func aPrefixOfTheFormatIsNoPartOfItsNames() throws {
    let text = """
      \u{FEFF}<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <!-- made by hand -->
      <x:worksheet xmlns:x="\(main)" xmlns:y="urn:other">
        <x:sheetData y:r="2"><y:row><y:c><y:v>9</y:v></y:c></y:row>
          <x:row r="1"><x:c r="A1" y:t="s"><y:v>8</y:v><x:v>1</x:v></x:c></x:row></x:sheetData>
        <x:extLst><y:sheetData><y:row/> text </y:sheetData></x:extLst>
      </x:worksheet>
      """
    #expect(try cells(of: .open(bytes: workbook(sheet, text))) == ["a!A1 number 1"])
  }

  @Test func sheetsComeInTheOrderOfTheirTabs() throws {
    let text = """
      <workbook xmlns='\(main)' xmlns:rel='urn:r'><sheets>
        <sheet name='б &amp; &#1074;' sheetId='9' state='hidden' rel:id='s1'/>
        <sheet name='a' sheetId='1' state='veryHidden' rel:id='s0'/></sheets></workbook>
      """
    var made = MadeArchive.workbook([("", ""), ("", "")])
    made.parts = made.parts.map { $0.name == "xl/workbook.xml" ? .init($0.name, text) : $0 }
    let sheets = try Workbook.open(bytes: made.bytes).sheets
    #expect(sheets.map(\.name) == ["б & в", "a"])
    #expect(sheets.map(\.isHidden) == [true, true])
  }

  @Test func namesOfPartsDifferInCaseAndSlashesAlone() throws {
    var made = MadeArchive.workbook([("a", "<row><c><v>1</v></c></row>")])
    for index in made.parts.indices {
      made.parts[index].name = made.parts[index].name.replacing("/", with: "\\").uppercased()
    }
    #expect(try cells(of: .open(bytes: made.bytes)) == ["a!A1 number 1"])
  }

  @Test(arguments: [
    "<row r='2'/><row r='2'/>", "<row r='2'/><row r='1'/>", "<row r='0'/>", "<row r='1048577'/>", "<row r='x'/>",
    "<row><c r='B1'/><c r='A1'/></row>", "<row><c r='A1'/><c r='A1'/></row>", "<row><c r='A2'/></row>",
    "<row><c r='1'/></row>", "<row><c r='A'/></row>", "<row><c r='XFE1'/></row>", "<row><c r='AAAAAAAAAAAA1'/></row>",
    "<row><c s='-1'/></row>", "<row><c t='q'><v>1</v></c></row>", "<row><c t='s'><v>0</v></c></row>",
    "<row><c t='s'><v>99999999999999999999</v></c></row>", "<row><c t='b'><v>2</v></c></row>",
    "<row><c><v>1</v><v>2</v></c></row>", "<row><c><v>1<b/></v></c></row>", "<row><c>1</c></row>", "<row>",
    "</row>", "<row><c></row></c>", "<row r='1' r='1'/>", "<row r=1/>", "<row r='1'x='2'/>", "<row r='<'/>",
    "<row><c><v>&nbsp;</v></c></row>", "<row><c><v>&#0;</v></c></row>", "<row><c><v>&#xD800;</v></c></row>",
    "<row><c><v>a & b</v></c></row>", "<row><c><v>\u{1}</v></c></row>", "<!DOCTYPE a>",
    "<row><c><v><![CDATA[1</v></c></row>",
    "<!-- <row/>", "<1/>", "<:a/>", "<a:/>", "<a:b:c/>", "< row/>",
  ])
  func aSheetThatIsNotAsTheFormatHasItIsSaid(_ rows: String) {
    guard case .malformed(sheet, let offset)? = fault(rows: rows) else {
      Issue.record("\(rows): \(String(describing: fault(rows: rows)))")
      return
    }
    #expect(offset <= main.utf8.count + rows.utf8.count + 80)
  }

  @Test(arguments: [
    "<worksheet/><worksheet/>", "<workbook/>", "<worksheet>", "<worksheet/>x", "", " ", "<?xml version='1.0'",
    "<?xml version='1.0' encoding='windows-1251'?><worksheet/>", "<!DOCTYPE worksheet SYSTEM 'a'><worksheet/>",
  ])
  func aPartIsOneElement(_ text: String) {
    guard case .malformed(sheet, _)? = fault(workbook(sheet, text)) else {
      Issue.record("\(text): \(String(describing: fault(workbook(sheet, text))))")
      return
    }
  }

  @Test func lettersAreUTF8() {
    var made = MadeArchive.workbook([("a", "")])
    let rows =
      Array("<worksheet><sheetData><row><c t='str'><v>".utf8) + [0xCF]
      + Array("</v></c></row></sheetData></worksheet>".utf8)
    made.parts[made.parts.count - 1] = .init(sheet, rows)
    #expect(fault(made.bytes) == .malformed(part: sheet, offset: 41))
  }

  @Test func whatIsTooDeepOrTooLongIsSaid() {
    let deep = String(repeating: "<a>", count: 100)
    #expect(fault(rows: deep) == .tooLarge(part: sheet, .depth))
    let long = String(repeating: "a", count: 1_300_000)
    #expect(fault(rows: "<row><c t='str'><v>\(long)</v></c></row>") == .tooLarge(part: sheet, .token))
    let wide = (0..<22).map { "<c t='str'><v>\(long.prefix(100_000))</v></c>\($0 == 0 ? "" : " ")" }.joined()
    #expect(fault(rows: "<row>\(wide)</row>") == .tooLarge(part: sheet, .row))
    let runs = String(repeating: "<r><t>\(long.prefix(100_000))</t></r>", count: 11)
    #expect(fault(rows: "<row><c t='inlineStr'><is>\(runs)</is></c></row>") == .tooLarge(part: sheet, .token))
    let many = (0..<300).map { " a\($0)=''" }.joined()
    #expect(fault(rows: "<row\(many)/>") == .tooLarge(part: sheet, .token))
  }

  @Test func aPartThatIsMissingIsNamed() {
    for (part, missing) in [
      (sheet, sheet), ("xl/styles.xml", "xl/styles.xml"), ("xl/sharedStrings.xml", "xl/sharedStrings.xml"),
      ("xl/workbook.xml", "xl/workbook.xml"), ("xl/_rels/workbook.xml.rels", "xl/_rels/workbook.xml.rels"),
    ] {
      var made = MadeArchive.workbook([("a", "")])
      made.parts.removeAll { $0.name == part }
      #expect(fault(made.bytes) == .missing(part: missing))
    }
    let related = "<Relationships/>"
    #expect(fault(workbook("xl/_rels/workbook.xml.rels", related)) == .malformed(part: "xl/workbook.xml", offset: 0))
  }

  /// Tags, texts, references and letters of several bytes are cut by the ends of what is unpacked at once, at any place.
  @Test func aLongSheetLosesNothing() throws {
    for shift in 0..<3 {
      var rows = String(repeating: " ", count: shift)
      for number in 1...4000 {
        rows +=
          "<row r='\(number)'><c r='A\(number)' t='str'><v>&lt;ю&#1102;\(number)</v></c><c><v>\(number)</v></c></row>\n"
      }
      let found = try cells(of: made(rows))
      #expect(found.count == 8000)
      let expected = (1...4000).flatMap { ["a!A\($0) text <юю\($0)", "a!B\($0) number \($0)"] }
      #expect(found == expected)
    }
  }
}
