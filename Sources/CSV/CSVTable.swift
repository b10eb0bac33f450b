/// What is known of a table before its rows are read: enough to read any stretch of it, several at the same time.
public struct CSVTable: Sendable {
  /// The names in the header, without blanks around them.
  public var header: [String] { known.names }
  /// The physical line of the header.
  public var headerLine: Int { known.line }
  /// The byte between cells.
  public var delimiter: UInt8 { known.delimiter }

  private let known: CSVHeader
  private let path: String
  private let encoding: CSVEncoding
  /// False where no more than the header was looked at: then the rest must be plain, or nothing is known.
  private let isProven: Bool
  private let size: Int

  /// Opens a file, finds its delimiter, and reads its header. The encoding is that of all bytes only where the header
  /// is not plain, or where it is asked for; else a stretch that finds other bytes says so.
  public static func open(
    _ path: String, proven: Bool = false, blockSize: Int = 256 * 1024, fit: CSVReader.HeaderFit? = nil
  ) throws(CSVFailure) -> CSVTable {
    if !proven {
      let table = try open(path, .utf8(skipping: try skipsMark(path) ? 3 : 0), isProven: false, blockSize, fit)
      if let table { return table }
    }
    let encoding = try CSVReader.detect(OpenFile(path), blockSize)
    guard let table = try open(path, encoding, isProven: true, blockSize, fit) else { throw .noHeader }
    return table
  }

  /// The table, if nothing is to be read that the encoding is not known for.
  private static func open(
    _ path: String, _ encoding: CSVEncoding, isProven: Bool, _ blockSize: Int, _ fit: CSVReader.HeaderFit?
  ) throws(CSVFailure) -> CSVTable? {
    let file = try OpenFile(path)
    let size = file.size
    do throws(CSVFailure) {
      let reader = try CSVReader.open(
        file, encoding, isProven: isProven, blockSize: blockSize, fit ?? { _ in CSVReader.wholeHeader },
        among: fit == nil ? 1 : CSVReader.headerRows)
      guard isProven || reader.isPlain else { return nil }
      return CSVTable(known: reader.known, path: path, encoding: encoding, isProven: isProven, size: size)
    } catch {
      // What is wrong with the header is told by what the whole file is.
      if case .system = error { throw error }
      if isProven { throw error }
      return nil
    }
  }

  private static func skipsMark(_ path: String) throws(CSVFailure) -> Bool {
    var start = [UInt8](repeating: 0, count: 3)
    let file = try OpenFile(path)
    return try file.read(&start, at: 0) == 3 && start == [0xEF, 0xBB, 0xBF]
  }

  /// The size of a file in bytes; 0 where it can't be opened.
  public static func size(of path: String) -> Int { (try? OpenFile(path))?.size ?? 0 }

  /// Bytes of the file that can be read by themselves: of about this size, in order; one where it can't be cut.
  public func stretches(of length: Int) -> [Range<Int>] {
    let start = known.body.offset
    guard encoding.isUTF8, size - start >= 2 * length else { return [0..<Int.max] }
    let count = (size - start) / length
    let bounds = (0...count).map { start + (size - start) / count * $0 }
    return (0..<count).map { ($0 == 0 ? 0 : bounds[$0])..<($0 == count - 1 ? Int.max : bounds[$0 + 1]) }
  }

  /// How a stretch of a table was read.
  public struct Reading: Sendable {
    /// False where bytes came up that the encoding is not known for: what was read is nothing worth.
    public let isCertain: Bool
    /// Where its first row started and its last one ended, in bytes of the file.
    let rows: Range<Int>
    /// The line behind its last row, from 0 at its first; from the file's start in the stretch with the header.
    public let lines: Int
  }

  /// Reads the rows that start in a stretch, as ``CSVReader/forEachRow(plain:_:)`` does. Lines are counted from its
  /// first row as 0, in the first stretch from the file's start.
  public func read(
    _ stretch: Range<Int>, blockSize: Int = 256 * 1024, plain: (Span<UInt8>, Int, Int) -> PlainRows,
    _ body: (borrowing CSVRow, CSVFault?) -> Void
  ) throws(CSVFailure) -> Reading {
    if !encoding.isUTF8 {
      // What stands above the header is passed over again: offsets in the file tell nothing of its text.
      var reader = try CSVReader.open(
        OpenFile(path), encoding, isProven: true, blockSize: blockSize,
        { $0 == known.names ? CSVReader.wholeHeader : 0 }, among: CSVReader.headerRows)
      try reader.forEachRow(plain: plain, body)
      return Reading(isCertain: true, rows: 0..<Int.max, lines: reader.line)
    }
    var reader = try CSVReader.open(
      OpenFile(path), encoding, isProven: isProven, known, stretch, blockSize: blockSize)
    let start = reader.offset
    try reader.forEachRow(plain: plain, body)
    return Reading(isCertain: isProven || reader.isPlain, rows: start..<max(start, reader.offset), lines: reader.line)
  }

  /// Whether stretches that were read by themselves hold the rows of the file: each begins where the one before ended.
  /// A quoted cell across the bound of two breaks that.
  public static func fit(_ stretches: [Range<Int>], _ readings: [Reading]) -> Bool {
    var end = 0
    for (stretch, reading) in zip(stretches, readings) {
      if stretch.lowerBound == 0 {
        end = reading.rows.upperBound
      } else if reading.rows.lowerBound < stretch.upperBound {
        guard reading.rows.lowerBound == end else { return false }
        end = reading.rows.upperBound
      } else {
        guard end >= stretch.upperBound else { return false }
      }
    }
    return true
  }
}
