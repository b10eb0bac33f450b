import CSV
import Testing

/// The events of a file, a line each, and last the fault that ended it.
private func events(_ bytes: [UInt8]) throws -> [String] {
  try withFile(bytes) { path in
    var found: [String] = []
    do throws(XMLFault) {
      var reader = try XMLReader.open(path)
      while let event = try reader.next() {
        switch event {
        case .open(let tag):
          found.append(
            "\(tag.line) <\(([tag.name] + tag.names.map { "\($0)=\(tag[$0] ?? "")" }).joined(separator: " "))>")
        case .close(let text, let line): found.append("\(line) \(text)/")
        }
      }
    } catch {
      found.append("\(error.line) \(error.kind)")
    }
    return found
  }
}

private func events(_ text: String) throws -> [String] { try events(Array(text.utf8)) }

@Suite struct XMLReaderTests {
  @Test func elementsComeWithTheirLinesAttributesAndText() throws {
    let text = """
      \u{FEFF}<?xml version="1.0"?>
      <!-- < & -->
      <!DOCTYPE a SYSTEM "a.dtd">
      <a x = '1 > 0'
        y="&lt;&#1051;&#x44D;&quot;">
        <b/><c> 1&amp;<![CDATA[<&]]>
         2 </c>
      </a>
      <!-- end -->

      """
    #expect(
      try events(text) == [
        "4 <a x=1 > 0 y=<Лэ\">", "6 <b>", "6 /", "6 <c>", "7 1&<&\n   2/", "8 /",
      ])
  }

  /// П is 0xCF in Windows-1251.
  @Test func theDeclarationTellsTheEncoding() throws {
    let start = Array("<?xml version='1.0' encoding='WINDOWS-1251' ?><a>".utf8)
    #expect(try events(start + [0xCF] + Array("</a>".utf8)) == ["1 <a>", "1 П/"])
    let wide = "<a>П</a>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try events([0xFF, 0xFE] + wide) == ["1 <a>", "1 П/"])
    #expect(try events(Array("<a>\n".utf8) + [0xCF] + Array("</a>".utf8)) == ["1 <a>", "2 encoding"])
    #expect(try events("<?xml version='1.0' encoding='koi8-r'?><a/>") == ["1 encoding"])
  }

  @Test(arguments: [
    ("<a><b>1</b>", "1 torn"), ("<a>\n<b", "2 torn"), ("", "1 torn"), ("<!-- ", "1 torn"),
    ("<a></b>", "1 malformed"), ("<a>1<b/></a>", "1 malformed"), ("<a/><b/>", "1 malformed"), ("x<a/>", "1 malformed"),
    ("<a x='1' x='2'/>", "1 malformed"), ("<a x=1/>", "1 malformed"), ("<a x='<'/>", "1 malformed"),
    ("<a x='1'y='2'/>", "1 malformed"), ("<a>\n\u{1}</a>", "2 malformed"), ("<1/>", "1 malformed"),
    ("<a>1&nbsp;2</a>", "1 entity"), ("<a>1&2</a>", "1 entity"), ("<a>&#0;</a>", "1 entity"),
    ("<!DOCTYPE a [<!ENTITY b \"&a;&a;\">]><a>&b;</a>", "1 entity"),
  ])
  func whatXMLDoesNotAllowEndsTheFile(_ text: String, _ fault: String) throws {
    #expect(try events(text).last == fault)
  }

  @Test func nestingHasAnEnd() throws {
    #expect(try events(String(repeating: "<a>", count: 100)).last == "1 malformed")
  }

  /// Blocks of 256 KiB end at any place: within a tag, a reference and a letter of two bytes.
  @Test func aFileOfManyBlocksLosesNothing() throws {
    for shift in 0..<4 {
      var text = "<a>" + String(repeating: " ", count: shift) + "\n"
      for number in 0..<15_000 { text += "<п н='\(number)'>&lt;ю&#1102;</п>\n" }
      let found = try events(text + "</a>")
      #expect(found.count == 30_002)
      #expect(
        found[1..<30_001].indices.allSatisfy { index in
          let number = (index - 1) / 2
          return found[index] == (index % 2 == 1 ? "\(number + 2) <п н=\(number)>" : "\(number + 2) <юю/")
        })
    }
  }

  @Test func aFileThatIsNotThere() throws {
    #expect(throws: XMLFault.self) { _ = try XMLReader.open("/nowhere/a.xml") }
  }
}
