import ArchiveMaker
import Testing
import Workbooks

@Suite struct ArchiveTests {
  private let sheet = "xl/worksheets/sheet0.xml"
  private let rows = "<row><c><v>1</v></c></row>"

  /// A workbook whose last part, the sheet, is changed.
  private func archive(_ change: (inout MadeArchive.Part) -> Void) -> MadeArchive {
    var made = MadeArchive.workbook([("a", rows)])
    change(&made.parts[made.parts.count - 1])
    return made
  }

  @Test func whatTheListSaysIsHeldAgainstWhatIsThere() {
    #expect(fault(archive { _ in }.bytes) == nil)
    #expect(fault(archive { $0.checksum ^= 1 }.bytes) == .damaged(part: sheet, .checksum))
    #expect(fault(archive { $0.size += 1 }.bytes) == .damaged(part: sheet, .length))
    #expect(fault(archive { $0.method = 14 }.bytes) == .damaged(part: sheet, .method(14)))
    #expect(fault(archive { $0.flags = 1 }.bytes) == .damaged(part: sheet, .encrypted))
    #expect(fault(archive { $0.method = 8 }.bytes) == .damaged(part: sheet, .compression))
    #expect(fault(archive { $0.offset = 0 }.bytes) == .damaged(part: "", .overlap))
    #expect(fault(archive { $0.offset = 1 << 20 }.bytes) == .damaged(part: "", .overlap))
    #expect(fault(archive { $0.name = "xl/workbook.xml" }.bytes) == .damaged(part: "", .doubleName))
    #expect(fault(archive { $0.name = "XL/Workbook.xml" }.bytes) == .damaged(part: "", .doubleName))
  }

  @Test(arguments: ["../a", "a/../b", "/a", "\\a", "C:a", "", "a\0b", "..\\a"])
  func aNameThatLeadsOutIsRefused(_ name: String) {
    var made = MadeArchive.workbook([("a", rows)])
    made.parts.append(.init(name, "x"))
    #expect(fault(made.bytes) == .damaged(part: "", .strayName))
  }

  @Test func aPackedPartIsUnpacked() {
    // A last block that is stored: its length, the length's complement, the bytes.
    func stored(_ bytes: [UInt8]) -> [UInt8] { [1] + number(bytes.count, 2) + number(~bytes.count, 2) + bytes }
    let packed = archive {
      $0.method = 8
      $0.bytes = stored($0.bytes)
    }
    #expect(fault(packed.bytes) == nil)
    let broken = archive {
      $0.method = 8
      $0.bytes = stored($0.bytes)
      $0.bytes[3] ^= 1
    }
    #expect(fault(broken.bytes) == .damaged(part: sheet, .compression))
    let longer = archive {
      $0.method = 8
      $0.bytes = stored($0.bytes) + [0]
    }
    #expect(fault(longer.bytes) == .damaged(part: sheet, .length))
    let reserved = archive {
      $0.method = 8
      $0.bytes = [7]
    }
    #expect(fault(reserved.bytes) == .damaged(part: sheet, .compression))
  }

  @Test func sizesThatFollowTheBytesAreThoseOfTheList() {
    var bytes = archive { $0.flags = 8 }.bytes
    let header = bytes.lastRange(of: [0x50, 0x4B, 3, 4])
    bytes.replaceSubrange((header + 14)..<(header + 26), with: number(0, 12))
    #expect(fault(bytes) == nil)
  }

  @Test func aHeaderThatSaysSomethingElseIsRefused() {
    var bytes = archive { _ in }.bytes
    let header = bytes.lastRange(of: [0x50, 0x4B, 3, 4])
    bytes[header + 18] ^= 1
    #expect(fault(bytes) == .damaged(part: sheet, .header))
    bytes[header + 18] ^= 1
    bytes[header + 31] ^= 1
    #expect(fault(bytes) == .damaged(part: sheet, .header))
  }

  /// A part that claims to be larger than any sheet is refused before a byte of it is unpacked.
  @Test func whatUnpacksToFarMoreThanItTakesIsRefused() {
    let bomb = archive {
      $0.method = 8
      $0.size = 1 << 30
    }
    #expect(fault(bomb.bytes) == .tooLarge(part: sheet, .expansion))
    var many = archive { _ in }
    for index in 0..<4 {
      many.parts.append(.init("\(index)", "x"))
      many.parts[many.parts.count - 1].size = 0xFFFF_FFFE
    }
    #expect(fault(many.bytes) == .tooLarge(part: "", .unpacked))
    var parts = archive { _ in }
    parts.parts += (0..<20_001).map { .init("\($0)", "") }
    #expect(fault(parts.bytes) == .tooLarge(part: "", .parts))
  }

  /// The records for archives above four gigabytes, which some programs write for small ones too.
  @Test func sizesOfMoreThanFourBytesStandInRecordsOfTheirOwn() {
    let plain = archive { _ in }.bytes
    let end = plain.count - 22
    let (list, start) = (Array(plain[(end + 12)..<(end + 16)]), Array(plain[(end + 16)..<(end + 20)]))
    let count = Array(plain[(end + 8)..<(end + 10)])
    let wide = { (bytes: [UInt8]) in bytes + [UInt8](repeating: 0, count: 8 - bytes.count) }
    let long =
      number(0x0606_4B50, 4) + number(44, 8) + number(45, 2) + number(45, 2) + number(0, 8) + wide(count) + wide(count)
      + wide(list) + wide(start)
    let locator = number(0x0706_4B50, 4) + number(0, 4) + number(end, 8) + number(1, 4)
    let mark = [UInt8](repeating: 0xFF, count: 12)
    let last = Array(plain[end..<(end + 8)]) + mark + number(0, 2)
    #expect(fault(Array(plain[..<end]) + long + locator + last) == nil)
    var lost = long
    lost[0] ^= 1
    #expect(fault(Array(plain[..<end]) + lost + locator + last) == .damaged(part: "", .header))
  }

  @Test func aCommentMayStandAtTheEndAndNothingElse() {
    var bytes = archive { _ in }.bytes
    #expect(fault(bytes + [0]) == .torn)
    bytes.replaceSubrange((bytes.count - 2)..., with: number(3, 2) + [1, 2, 3])
    #expect(fault(bytes) == nil)
  }
}

extension [UInt8] {
  /// Where some bytes stand for the last time.
  fileprivate func lastRange(of bytes: [UInt8]) -> Int { indices.last { self[$0...].starts(with: bytes) } ?? 0 }
}
