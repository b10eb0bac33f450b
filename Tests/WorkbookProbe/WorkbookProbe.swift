import Foundation
import Workbooks

/// Shows what the reader of workbooks reads, for scripts that hold it against other readers.
@main
enum WorkbookProbe {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    switch (words.first, words.dropFirst().first) {
    case ("inflate", nil): inflateInput()
    case ("cells", let path?): printCells(path)
    case ("measure", let path?): measure(path)
    default:
      print(
        """
        usage: WorkbookProbe inflate         unpacks streams from standard input, each behind its length in four bytes
               WorkbookProbe cells FILE      prints each cell
               WorkbookProbe measure FILE    prints rows, cells, bytes of text, microseconds of the processor and peak KiB
        """)
      exit(64)
    }
  }

  /// For each stream a line: its verdict, how many bytes it took, and how many it unpacked to with which checksum.
  private static func inflateInput() {
    let input = [UInt8](FileHandle.standardInput.readDataToEndOfFile())
    var at = 0
    while at + 4 <= input.count {
      let length = (0..<4).reduce(0) { $0 | Int(input[at + $1]) << (8 * $1) }
      let stream = Array(input[(at + 4)..<min(at + 4 + length, input.count)])
      at += 4 + length
      let found = inflated(stream)
      print(found.isWhole ? "whole" : "broken", found.taken, found.size, found.checksum)
    }
  }

  private static func printCells(_ path: String) {
    do throws(WorkbookFault) {
      var workbook = try Workbook.open(path)
      for sheet in workbook.sheets {
        print("sheet \(sheet.name)\(sheet.isHidden ? " hidden" : "")")
        try workbook.forEachRow(of: sheet) { row in
          for column in row.columns {
            let kind = row.kind(column).map { "\($0)" } ?? ""
            print("\(row.place(column)) \(kind) \(row.verbatim(column).debugDescription)")
          }
          return true
        }
      }
    } catch {
      print("fault \(error) → \(error.remedy)")
      exit(65)
    }
  }

  private static func measure(_ path: String) {
    let begin = clock()
    var (rows, cells, bytes) = (0, 0, 0)
    do throws(WorkbookFault) {
      var workbook = try Workbook.open(path)
      for sheet in workbook.sheets {
        try workbook.forEachRow(of: sheet) { row in
          rows += 1
          for column in 0..<row.count {
            let size = row.withCell(column) { $0.count }
            cells += size > 0 ? 1 : 0
            bytes += size
          }
          return true
        }
      }
    } catch {
      print("fault \(error)")
      exit(65)
    }
    print(rows, cells, bytes, (Int(clock()) - Int(begin)) * 1_000_000 / Int(CLOCKS_PER_SEC), peak())
  }

  /// The most memory that the process has had, in KiB.
  private static func peak() -> Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
