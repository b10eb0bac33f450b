import Foundation
import Testing

@testable import CSV

/// A file that lives as long as a test needs it.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
  try Data(bytes).write(to: URL(fileURLWithPath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

struct Table: Equatable {
  var header: [String] = []
  /// `line: cell|cell`
  var rows: [String] = []
  var faults: [String] = []
}

func read(_ bytes: [UInt8], block: Int = 256 * 1024) throws -> Table {
  try withFile(bytes) { path in
    var reader = try CSVReader.open(path, blockSize: block)
    var table = Table()
    table.header = reader.header
    try reader.forEachRow { row, fault in
      if let fault {
        table.faults.append("\(fault.line): \(fault.kind)")
      } else {
        table.rows.append("\(row.line): " + (0..<row.count).map { row.trimmed($0) }.joined(separator: "|"))
      }
    }
    return table
  }
}

func read(_ text: String, block: Int = 256 * 1024) throws -> Table { try read(Array(text.utf8), block: block) }

@Suite struct CSVReaderTests {
  @Test func aDirtyFileIsReadTheSameWhateverTheBlocks() throws {
    let text = """
      \u{FEFF}id;имя;"note, more"\r\n\
      1; Асан ;plain\r\n\
      \r\n\
      ;;\r\n\
      2;"two\r\nlines; and ""quotes"" x";\u{A0}x\u{A0}\r\n\
      3;Ө\n\
      4;a;b;c\r\n\
      5;a;b;;;\r\n\
      6;"x"y;z\r\n\
      \u{20}\r\
      7;;last
      """
    let expected = Table(
      header: ["id", "имя", "note, more"],
      rows: [
        "2: 1|Асан|plain", "5: 2|two\r\nlines; and \"quotes\" x|x", "9: 5|a|b|||", "12: 7||last",
      ],
      faults: [
        "7: tooFewCells(found: 2, expected: 3)", "8: tooManyCells(found: 4, expected: 3)", "10: textAfterQuote",
      ])
    for block in [1, 2, 3, 5, 7, 16, 64, 1 << 18] {
      #expect(try read(text, block: block) == expected, "block \(block)")
    }
  }

  @Test func anOpenQuoteSpoilsOnlyItsLine() throws {
    let table = try read("a;b\n1;\"open\n2;x\n3;y\n")
    #expect(table.rows == ["3: 2|x", "4: 3|y"])
    #expect(table.faults == ["2: openQuote"])
  }

  @Test func anOpenQuoteThatALaterOneClosesSpoilsOnlyItsLine() throws {
    for block in [1, 4, 1 << 18] {
      let table = try read("a;b\n1;\"open\n2;\"x\"\n\"3\";y\n", block: block)
      #expect(table.rows == ["3: 2|x", "4: 3|y"])
      #expect(table.faults == ["2: textAfterQuote"])
    }
  }

  @Test func quotesInsideAPlainCellAreText() throws {
    #expect(try read("a;b\n1;ООО \"Ромашка\"\n").rows == ["2: 1|ООО \"Ромашка\""])
  }

  @Test(arguments: [
    ("a;b,c;d\n", ["a", "b,c", "d"]), ("a,b;c,d\n", ["a", "b;c", "d"]), ("a\tb\tc;d\n", ["a", "b", "c;d"]),
    ("\"a,b,c\";d\n", ["a,b,c", "d"]), ("a;b\tc\n", ["a", "b\tc"]), ("a\tb,c\n", ["a", "b,c"]), ("a\n", ["a"]),
    ("\"two\nlines\";b\n", ["two\nlines", "b"]), ("\n\n;;\na;b\n", ["a", "b"]), ("a;b;;\n", ["a", "b"]),
  ])
  func theDelimiterOccursMostOutsideQuotes(_ text: String, _ header: [String]) throws {
    #expect(try read(text).header == header)
  }

  @Test func everyEncodingGivesTheSameText() throws {
    let text = "код;имя\n1;Школа № 5 «Ёлка»\n"
    let expected = Table(header: ["код", "имя"], rows: ["2: 1|Школа № 5 «Ёлка»"])
    let utf16 = Array(text.utf16)
    let little: [UInt8] = [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big: [UInt8] = [0xFE, 0xFF] + utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    let cp1251 = Array(try #require(text.data(using: .windowsCP1251)))
    for bytes in [Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8), little, big, cp1251] {
      for block in [1, 3, 1 << 18] { #expect(try read(bytes, block: block) == expected) }
    }
  }

  @Test func everyByteOfWindows1251IsAsFoundationHasIt() throws {
    for byte in UInt8(0x80)...0xFF where byte != 0x98 {
      let expected = try #require(String(data: Data([byte]), encoding: .windowsCP1251))
      #expect(Codepage.windows1251.text([byte]) == expected)
    }
  }

  @Test func codepage866() {
    #expect(Codepage.dos866.text([0x8F, 0xAB, 0xA0, 0xE2, 0xA5, 0xEB, 0xF1, 0xFC]) == "Платеыё№")
  }

  @Test(arguments: [
    [UInt8]("PK\u{3}\u{4}\0\0".utf8), [0x61, 0x0A, 0xC0, 0x98, 0x0A], [0xFF, 0xFE, 0x61],
    [0xEF, 0xBB, 0xBF, 0x61, 0xC0],
  ])
  func whatIsNoTextIsToldFromATable(_ bytes: [UInt8]) throws {
    #expect {
      _ = try read(bytes)
    } throws: { error in
      if case CSVFailure.notATextTable? = error as? CSVFailure { true } else { false }
    }
  }

  @Test func anEmptyFileHasNoHeader() {
    #expect(throws: CSVFailure.noHeader) { _ = try read("") }
    #expect(throws: CSVFailure.noHeader) { _ = try read("\u{FEFF}\r\n;;\r\n") }
  }

  @Test func aFileTornInsideACharacterIsStillUTF8() throws {
    let table = try read(Array("a;b\nимя;x\nна".utf8.dropLast(1)))
    #expect(table.rows == ["2: имя|x"])
    #expect(table.faults == ["3: tooFewCells(found: 1, expected: 2)"])
  }

  @Test func loneCarriageReturnsEndLines() throws {
    #expect(try read("a;b\r1;2\r\r3;4").rows == ["2: 1|2", "4: 3|4"])
  }
}
