import ArchiveMaker
import Workbooks

/// What libFuzzer calls for each input: the first byte says what the rest is.
@_cdecl("LLVMFuzzerTestOneInput")
public func takeInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let kind = input.first else { return 0 }
  let rest = Array(input.dropFirst())
  switch kind {
  case UInt8(ascii: "z"): _ = inflated(rest, buffer: 36 << 10)
  case UInt8(ascii: "x"): read(workbook(rest))
  case UInt8(ascii: "p"): read(archive(rest))
  default: read(rest)
  }
  return 0
}

/// Each cell of each sheet, looked at in each way.
private func read(_ bytes: [UInt8]) {
  do throws(WorkbookFault) {
    var workbook = try Workbook.open(bytes: bytes)
    for sheet in workbook.sheets {
      var last = 0
      try workbook.forEachRow(of: sheet) { row in
        precondition(row.number > last)
        last = row.number
        for column in row.columns {
          let size = row.withCell(column) { $0.count }
          precondition(row.trimmed(column).utf8.count == size && row.verbatim(column).utf8.count >= size)
          precondition(row.kind(column) != nil && !row.place(column).isEmpty)
        }
        return row.number < 100_000
      }
    }
  } catch {
    _ = error.remedy
  }
}

/// Texts between the marks: the rows of a sheet, the shared strings, the formats, and what stands in the other parts.
private func workbook(_ input: [UInt8]) -> [UInt8] {
  let texts = input.split(separator: 0x1E, maxSplits: 6, omittingEmptySubsequences: false).map(Array.init)
  func text(_ index: Int) -> String { index < texts.count ? String(decoding: texts[index], as: UTF8.self) : "" }
  var made = MadeArchive.workbook(
    [("a", text(0))], strings: text(1), formats: text(2), dates1904: input.count.isMultiple(of: 2))
  for (index, part) in [(3, 2), (4, 3), (5, 1), (6, 0)] where index < texts.count {
    made.parts[part] = MadeArchive.Part(made.parts[part].name, texts[index])
  }
  return made.bytes
}

/// A workbook whose sheet is a DEFLATE stream that claims to unpack to what the first bytes say.
private func archive(_ input: [UInt8]) -> [UInt8] {
  var made = MadeArchive.workbook([("a", "")])
  var sheet = MadeArchive.Part("xl/worksheets/sheet0.xml", Array(input.dropFirst(2)))
  let unpacked = inflated(sheet.bytes, buffer: 36 << 10)
  sheet.method = 8
  sheet.flags = Int(input.first ?? 0)
  sheet.size = unpacked.size + Int(input.dropFirst().first ?? 0)
  sheet.checksum = unpacked.checksum
  made.parts[made.parts.count - 1] = sheet
  return made.bytes
}
