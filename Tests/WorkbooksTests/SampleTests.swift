import Testing
import Workbooks

/// Workbooks as other programs write them: one table, written down in as many ways.
@Suite struct SampleTests {
  static let table = [
    "A1 text meter_id", "B1 text read_at", "C1 text reading", "D1 text note",
    "A2 text Э-07", "B2 date 2026-09-30", "C2 number 18450", "D2 text  два  пробела ",
    "A3 text Э-08", "B3 date 2026-09-30T14:30:00", "C3 number 7.2", "D3 text a & b < c",
    "A4 text В-1", "B4 date 2026-09-30T23:59:59", "C4 number 0.000015", "D4 text =не формула",
    "A5 text В-2", "C5 number 1250000000000000", "D5 text первая\nвторая",
  ]

  /// What the columns of the table are followed by differs from program to program.
  static let others: [String: [String]] = [
    "openpyxl.xlsx": [
      "E2 boolean TRUE", "E3 uncalculated =C2*2", "E4 error #N/A", "B5 date 1900-03-01", "E5 date 09:15",
    ],
    "openpyxl-1904.xlsx": [
      "E2 boolean TRUE", "E3 uncalculated =C2*2", "E4 error #N/A", "B5 date 1904-01-01", "E5 date 09:15",
    ],
    "openpyxl-iso-dates.xlsx": [
      "E2 boolean TRUE", "E3 uncalculated =C2*2", "E4 error #N/A", "B5 date 1900-03-01", "E5 date 09:15:00",
    ],
    "xlsxwriter.xlsx": [
      "E1 text полужирный", "E2 boolean TRUE", "E3 number 36900", "E4 error #N/A", "B5 date 1900-03-01",
      "E5 date 09:15",
    ],
    // Written row by row, it lacks what came after its row.
    "xlsxwriter-inline.xlsx": ["B5 date 1900-03-01", "E5 date 09:15"],
    "libxlsxwriter.xlsx": ["E2 boolean TRUE", "E3 number 36900", "B5 date 1900-03-01", "E5 date 09:15"],
    "libreoffice.xlsx": [
      "E1 text полужирный", "E2 boolean TRUE", "E3 number 36900", "E4 error #N/A", "B5 date 1900-03-01",
      "E5 date 09:15",
    ],
  ]

  @Test(arguments: others.keys.sorted()) func eachProgramsTableIsTheSame(_ name: String) throws {
    let workbook = try Workbook.open(sample(name))
    let found = try cells(of: workbook)
    let expected = (Self.table + (Self.others[name] ?? [])).map { "Показания!" + $0 } + ["скрытый!C7 number 1"]
    #expect(found.sorted() == expected.sorted())
    #expect(workbook.sheets.prefix(2).map(\.name) == ["Показания", "скрытый"])
    #expect(workbook.sheets.prefix(2).map(\.isHidden) == [false, true])
  }

  @Test(arguments: [
    ("libreoffice.ods", ForeignContent.openDocument), ("libreoffice.xls", .oldWorkbook), ("locked.xlsx", .locked),
  ])
  func whatIsNoWorkbookSaysWhatItIs(_ name: String, _ content: ForeignContent) throws {
    #expect(throws: WorkbookFault.foreign(content)) { _ = try Workbook.open(sample(name)) }
  }

  /// However much of it is there, a part of a file is not the file.
  @Test func aTornFileIsTornWhereverItEnds() throws {
    let whole = try bytes(of: sample("libreoffice.xlsx"))
    #expect(fault(whole) == nil)
    for length in stride(from: 5, to: whole.count, by: 97) {
      #expect(fault(Array(whole.prefix(length))) == .torn, "\(length)")
    }
  }

  /// Wherever one byte is another, what is read is what was written or a fault: never another value.
  @Test func aChangedByteIsSeen() throws {
    let whole = try bytes(of: sample("libxlsxwriter.xlsx"))
    let expected = try cells(of: .open(bytes: whole))
    var seen = 0
    for at in stride(from: 0, to: whole.count, by: 29) {
      var changed = whole
      changed[at] ^= 0x10
      if fault(changed) == nil {
        #expect(try cells(of: .open(bytes: changed)) == expected, "\(at)")
      } else {
        seen += 1
      }
    }
    #expect(seen > 100)
  }
}
