import Testing
import Workbooks

@Suite struct CellTests {
  @Test(arguments: [
    ("1200", "1200"), ("1.2E+3", "1200"), ("1.5E-5", "0.000015"), ("-2.50e1", "-25"), ("1E0", "1"),
    ("12.34E1", "123.4"),
    ("0.5E1", "5"), (".5E-1", "0.05"), ("0E+10", "0"), ("7.1999999999999993", "7.1999999999999993"), ("-0.5", "-0.5"),
    // What is no number stays as it is: whoever reads the column says so.
    ("1E999", "1E999"), ("1E", "1E"), ("1,5", "1,5"), ("12E1E1", "12E1E1"),
  ])
  func aNumberHasNoExponent(_ written: String, _ read: String) throws {
    #expect(try values("<row><c><v>\(written)</v></c></row>") == ["number \(read)"])
  }

  /// A percentage that is read as its hundredth would be believed.
  @Test(arguments: [
    ("0.12", "12%"), ("0.125", "12.5%"), ("1", "100%"), ("-0.05", "-5%"), ("0", "0%"), ("1E-3", "0.1%"),
    ("1.2E-4", "0.012%"), ("12", "1200%"), ("0.070000000000000007", "7.0000000000000007%"), ("x", nil),
  ])
  func aPercentageIsWhatIsShown(_ written: String, _ read: String?) throws {
    let formats = """
      <numFmts><numFmt numFmtId="170" formatCode="0.0\\ %"/><numFmt numFmtId="171" formatCode="0&quot;%&quot;"/></numFmts>
      <cellXfs><xf numFmtId="9"/><xf numFmtId="10"/><xf numFmtId="170"/><xf numFmtId="171"/></cellXfs>
      """
    let rows = "<row>" + (0..<4).map { "<c s='\($0)'><v>\(written)</v></c>" }.joined() + "</row>"
    let found = try values(rows, formats: formats)
    #expect(found.prefix(3) == Array(repeating: read.map { "percent \($0)" } ?? "number x", count: 3)[...])
    #expect(found.last?.hasPrefix("number") == true)
  }

  @Test func kindsOfCells() throws {
    let rows = """
      <row r="2"><c r="A2" t="s"><v>1</v></c><c r="C2" t="inlineStr"><is><t>в ячейке</t></is></c>
        <c r="D2" t="str"><f>B1&amp;"x"</f><v>из формулы</v></c><c r="E2" t="b"><v>0</v></c>
        <c r="F2" t="b"><v>true</v></c><c r="G2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="H2" s="7"/>
        <c r="I2" t="n"><f>1+1</f><v>2</v></c><c r="J2" t="d"><v>2026-09-30T14:30:00.000</v></c>
        <c r="K2"><f>SUM(A1)</f></c><c r="L2" t="str"><f>""</f><v></v></c></row>
      """
    let strings = "<si><t>первая</t></si><si><t>вторая</t></si>"
    let expected = [
      "text вторая", "text в ячейке", "text из формулы", "boolean FALSE", "boolean TRUE", "error #DIV/0!", "number 2",
      "date 2026-09-30T14:30:00", "uncalculated =SUM(A1)", "text ",
    ]
    #expect(try values(rows, strings: strings) == expected)
  }

  @Test func textsAreJoinedFromTheirRunsWithoutTheirPronunciation() throws {
    let strings = """
      <si><r><t>по</t></r><r><rPr><b/></rPr><t>лу</t></r><r><t xml:space="preserve"> жирный </t></r></si>
      <si><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh><phoneticPr fontId="1"/></si>
      <si><t>  без знака  </t></si><si><t xml:space="preserve">  со знаком  </t></si><si/><si><t/></si>
      """
    let rows = "<row>" + (0..<6).map { "<c t='s'><v>\($0)</v></c>" }.joined() + "</row>"
    let expected = ["text полу жирный ", "text 東京", "text без знака", "text   со знаком  ", "text ", "text "]
    #expect(try values(rows, strings: strings) == expected)
  }

  @Test(arguments: [
    ("a_x000D_\nb", "a\r\nb"), ("_x005F_x000D_", "_x000D_"), ("_x0009_", "\t"), ("_xD83D__xDE00_", "😀"),
    ("_xD83D_", "_xD83D_"), ("_xDE00_", "_xDE00_"), ("_x00g0_", "_x00g0_"), ("_x04", "_x04"), ("_X0041_", "_X0041_"),
    ("meter_id", "meter_id"), ("_x043b_", "л"),
    ("&lt;&#1051;&#x44D;&quot;&apos;&gt;&amp;lt;", "<Лэ\"'>&lt;"), ("a<![CDATA[<&]]>b<!-- c --><?d?>e", "a<&be"),
    ("a\r\nb\rc", "a\nb\nc"),
  ])
  func lettersThatAreSpelledOut(_ written: String, _ read: String) throws {
    #expect(try values("<row><c t='str'><v>\(written)</v></c></row>", strings: "") == ["text \(read)"])
    let strings = "<si><t xml:space='preserve'>\(written)</t></si>"
    #expect(try values("<row><c t='s'><v>0</v></c></row>", strings: strings) == ["text \(read)"])
  }

  @Test func placesThatAreLeftOutFollowTheOnesBefore() throws {
    let rows = """
      <row><c><v>1</v></c><c><v>2</v></c></row><row r="7"><c r="C7"><v>3</v></c><c><v>4</v></c></row><row><c
      r="XFD8"><v>5</v></c></row>
      """
    let expected = ["a!A1 number 1", "a!B1 number 2", "a!C7 number 3", "a!D7 number 4", "a!XFD8 number 5"]
    #expect(try cells(of: made(rows)) == expected)
  }

  @Test func aRowIsLookedAtByColumn() throws {
    var workbook = try made(
      "<row r='3'><c r='B3' t='str'><v> а\u{A0}</v></c><c r='D3' t='str'><v> \u{A0}</v></c><c r='AA3'><v>1</v></c></row>"
        + "<row r='4'><c r='A4' t='str'><v>  </v></c></row><row r='5'/>")
    var rows = 0
    let sheet = try #require(workbook.sheets.first)
    try workbook.forEachRow(of: sheet) { row in
      rows += 1
      #expect(row.number == 3)
      #expect(row.count == 27)
      #expect(row.columns == [1, 3, 26])
      #expect((0..<4).map { row.isEmpty($0) } == [true, false, true, true])
      #expect(row.verbatim(1) == " а\u{A0}")
      #expect(row.trimmed(1) == "а")
      #expect(row.verbatim(3) == "")
      #expect(row.trimmed(26) == "1")
      #expect(row.kind(26) == .number)
      #expect(row.kind(2) == nil)
      #expect(row.isEmpty(-1) && row.isEmpty(20_000))
      #expect(row.place(26) == "AA3")
      return true
    }
    #expect(rows == 1)
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func columnsHaveLetters(_ column: Int, _ letters: String) { #expect(columnLetters(column) == letters) }

  @Test func whoWantsNoMoreRowsGetsNone() throws {
    var workbook = try made("<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><broken")
    let sheet = try #require(workbook.sheets.first)
    var seen: [String] = []
    try workbook.forEachRow(of: sheet) { row in
      seen.append(row.trimmed(0))
      return seen.count < 2
    }
    #expect(seen == ["1", "2"])
  }
}
