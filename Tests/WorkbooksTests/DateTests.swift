import Testing
import Workbooks

/// Serial numbers by hand: 46 295 is 30 September 2026 in the system of 1900, 44 833 in that of 1904.
@Suite struct DateTests {
  /// Formats by the numbers that cells name: a day, a time, an instant, hours that go on, a number.
  private static let formats = """
    <numFmts><numFmt numFmtId="170" formatCode="[h]:mm"/></numFmts>
    <cellXfs><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="170"/><xf numFmtId="2"/></cellXfs>
    """

  private func read(_ serial: String, _ style: Int, from1904: Bool = false) throws -> String? {
    try values(
      "<row><c s='\(style)'><v>\(serial)</v></c></row>", formats: Self.formats, dates1904: from1904
    ).first
  }

  @Test(arguments: [
    ("46295", "date 2026-09-30"), ("46295.0", "date 2026-09-30"), ("4.6295E4", "date 2026-09-30"),
    ("46295.604166666664", "date 2026-09-30T14:30:00"), ("46295.5", "date 2026-09-30T12:00:00"),
    // A half second and more is the next; the last one of a day is the next day's first.
    ("46295.00000578", "date 2026-09-30T00:00:00"), ("46295.00000579", "date 2026-09-30T00:00:01"),
    ("46295.999999", "date 2026-10-01T00:00:00"),
    // What is left over of a sum of binary fractions is no time of day.
    ("46295.000000000007", "date 2026-09-30"), ("46294.999999999993", "date 2026-09-30"),
    ("1", "date 1900-01-01"), ("59", "date 1900-02-28"), ("60", "number 60"), ("61", "date 1900-03-01"),
    ("25569", "date 1970-01-01"), ("36585", "date 2000-02-29"), ("2958465", "date 9999-12-31"),
    ("2958466", "number 2958466"), ("0", "number 0"), ("0.5", "number 0.5"), ("-1", "number -1"),
    ("12345678", "number 12345678"), ("вчера", "number вчера"),
  ])
  func daysCountFrom1900(_ serial: String, _ expected: String) throws {
    #expect(try read(serial, 0) == expected)
    #expect(try read(serial, 2) == expected)
  }

  @Test(arguments: [
    ("44833", "date 2026-09-30"), ("44833.604166666664", "date 2026-09-30T14:30:00"), ("0", "date 1904-01-01"),
    ("59", "date 1904-02-29"), ("60", "date 1904-03-01"), ("0.5", "date 1904-01-01T12:00:00"),
    ("2957003", "date 9999-12-31"), ("2957004", "number 2957004"), ("-1", "number -1"),
  ])
  func daysCountFrom1904(_ serial: String, _ expected: String) throws {
    #expect(try read(serial, 0, from1904: true) == expected)
  }

  @Test(arguments: [
    ("0", "date 00:00"), ("0.385416666666667", "date 09:15"), ("6.9444444444444447E-4", "date 00:01"),
    ("0.99998842592592594", "date 23:59:59"), ("0.999999", "date 24:00"),
    ("46295.604166666664", "date 2026-09-30T14:30:00"),
    ("-0.5", "number -0.5"),
  ])
  func aTimeOfDay(_ serial: String, _ expected: String) throws { #expect(try read(serial, 1) == expected) }

  @Test(arguments: [("1", "date 24:00"), ("0.25", "date 06:00"), ("1.5", "date 36:00"), ("5", "date 120:00")])
  func hoursThatGoOn(_ serial: String, _ expected: String) throws { #expect(try read(serial, 3) == expected) }

  @Test func withoutAFormatOfADateANumberIsANumber() throws {
    #expect(try read("46295", 4) == "number 46295")
    #expect(try read("46295", 99) == "number 46295")
  }

  /// The formats that Excel has by number alone, as its documentation lists them.
  @Test func formatsByNumber() throws {
    let dates = Array(14...22) + Array(27...36) + Array(45...47) + Array(50...58)
    for number in 0...163 {
      let formats = "<cellXfs><xf numFmtId='\(number)'/></cellXfs>"
      let kind = try values("<row><c s='0'><v>46295.25</v></c></row>", formats: formats).first?.prefix(4)
      let expected = dates.contains(number) ? "date" : [9, 10].contains(number) ? "perc" : "numb"
      #expect(kind.map { String($0) } == expected, "\(number)")
    }
  }

  @Test(arguments: [
    ("dd.mm.yyyy", true), ("DD/MM/YYYY", true), ("[$-419]d mmmm yyyy&quot; г.&quot;;@", true), ("mmm\\-yy", true),
    ("h:mm AM/PM", true), ("[hh]:mm:ss", true), ("[mm]:ss", true), ("m", true), ("yyyy\\-mm\\-dd\\Thh:mm", true),
    ("General", false), ("0.00", false), ("#,##0.00\\ [$сом-440]", false), ("0.00&quot; kWh day&quot;", false),
    ("[Red]0.00;[Red]-0.00", false), ("0.0%", false), ("0\\d", false), ("_-* #,##0.00_d_-", false), ("0.00E+00", false),
    ("@", false),
    ("0;dd", false), ("[$USD] 0", false), ("&quot;h", false), ("\\", false),
  ])
  func formatsByCode(_ code: String, _ isDate: Bool) throws {
    let formats =
      "<numFmts><numFmt numFmtId='164' formatCode='\(code)'/></numFmts><cellXfs><xf numFmtId='164'/></cellXfs>"
    let kind = try values("<row><c s='0'><v>46295.25</v></c></row>", formats: formats).first?.prefix(4)
    #expect((kind == "date") == isDate)
  }

  /// The formats of cells come behind those of styles, which have numbers of their own.
  @Test func stylesOfCellsAreNotNamedStyles() throws {
    let formats = "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/></cellXfs>"
    #expect(try values("<row><c s='0'><v>46295</v></c></row>", formats: formats) == ["number 46295"])
  }
}
