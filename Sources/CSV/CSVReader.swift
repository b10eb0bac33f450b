#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Rows that a reader of plain rows took from the front of a block.
public struct PlainRows: Sendable {
  /// Up to behind the line end of the last one.
  public var bytes = 0
  /// Their lines, blank ones included.
  public var lines = 0

  /// So many; none by default.
  @inlinable
  public init(bytes: Int = 0, lines: Int = 0) {
    self.bytes = bytes
    self.lines = lines
  }
}

/// The header of a table, and where the rows behind it begin.
struct CSVHeader: Sendable {
  let names: [String]
  /// The physical line.
  let line: Int
  /// The byte between cells.
  let delimiter: UInt8
  /// Where the rows begin.
  let body: (offset: Int, line: Int)
}

/// Bytes to rows: any of the encodings and dialects that section 1 of the formats names, in blocks, in memory that
/// does not depend on the size of the file.
public struct CSVReader: ~Copyable {
  /// The names in the header, without blanks around them.
  public private(set) var header: [String] = []
  /// The physical line of the header.
  public private(set) var headerLine = 0

  private let file: OpenFile
  private let blockSize: Int
  private var transcoder: Transcoder
  /// False as long as the encoding is a guess that holds for plain bytes only.
  private let isProven: Bool
  private(set) var isPlain = true
  private var raw: [UInt8] = []
  private var fileOffset = 0
  private var atEnd = false
  private(set) var delimiter: UInt8 = 0
  private var row = CSVRow()
  /// The valid bytes of the row's buffer: from the first that is not yet consumed to the last that is read.
  private var start = 0
  private var filled = 0
  /// The physical line of the byte at `start`.
  private(set) var line = 1
  /// Rows that start here or later, in bytes of the file, are another reader's.
  private var limit = Int.max

  /// The largest row; a quote that does not close within it is taken for one that never does.
  private static let longestRow = 1 << 20
  /// Zeros behind the valid bytes, so that whoever takes plain rows can look some words ahead.
  public static let zerosBehind = 128

  /// How well a row fits as a table's header: ``wholeHeader``, or more for each name that is one of the table's.
  public typealias HeaderFit = ([String]) -> Int
  /// What a row fits that has all that a header needs.
  public static let wholeHeader = Int.max
  /// The header is looked for in so many rows.
  public static let headerRows = 10

  /// Opens a file, finds its encoding and delimiter, and reads its header: the first row that is not blank.
  public static func open(_ path: String, blockSize: Int = 256 * 1024) throws(CSVFailure) -> CSVReader {
    let opened = try OpenFile(path)
    let encoding = try detect(opened, blockSize)
    return try open(opened, encoding, isProven: true, blockSize: blockSize)
  }

  /// The same where the header is the first of ten rows that fits wholly; where none does it is the one that fits best,
  /// for a message.
  public static func open(
    _ path: String, blockSize: Int = 256 * 1024, fit: HeaderFit
  ) throws(CSVFailure) -> CSVReader {
    let opened = try OpenFile(path)
    let encoding = try detect(opened, blockSize)
    return try open(opened, encoding, isProven: true, blockSize: blockSize, fit, among: headerRows)
  }

  static func open(
    _ file: consuming OpenFile, _ encoding: CSVEncoding, isProven: Bool, blockSize: Int,
    _ fit: HeaderFit = { _ in wholeHeader }, among rows: Int = 1
  ) throws(CSVFailure) -> CSVReader {
    var reader = CSVReader(file, encoding, isProven: isProven, blockSize)
    try reader.readHeader(fit, among: rows)
    return reader
  }

  private init(_ file: consuming OpenFile, _ encoding: CSVEncoding, isProven: Bool, _ blockSize: Int) {
    self.file = file
    self.blockSize = blockSize
    self.isProven = isProven
    transcoder = Transcoder(encoding)
    fileOffset = encoding.bytesInFront
    if !encoding.isUTF8 { raw = [UInt8](repeating: 0, count: blockSize) }
  }

  /// A reader of the rows that start in some bytes of a file whose header was read before. Where they begin behind the
  /// header, the first row is taken to start behind the first LF at or before their first byte; lines are counted from 0
  /// then.
  static func open(
    _ file: consuming OpenFile, _ encoding: CSVEncoding, isProven: Bool, _ known: CSVHeader, _ bytes: Range<Int>,
    blockSize: Int
  ) throws(CSVFailure) -> CSVReader {
    var reader = CSVReader(file, encoding, isProven: isProven, blockSize)
    reader.header = known.names
    reader.headerLine = known.line
    reader.delimiter = known.delimiter
    reader.limit = bytes.upperBound
    reader.line = known.body.line
    reader.fileOffset = known.body.offset
    if bytes.lowerBound > known.body.offset { try reader.skipLine(from: bytes.lowerBound - 1) }
    return reader
  }

  /// What has been read of the header, for readers of the rows behind it.
  var known: CSVHeader {
    CSVHeader(names: header, line: headerLine, delimiter: delimiter, body: (offset, line))
  }

  private mutating func skipLine(from offset: Int) throws(CSVFailure) {
    line = 0
    fileOffset = offset
    while self.offset < limit, try fill() {
      if let end = row.bytes[start..<filled].firstIndex(of: 0x0A) {
        start = end + 1
        return
      }
      start = filled
    }
  }

  /// Where in the file the next row starts, where its bytes are taken as they are.
  var offset: Int { fileOffset - (filled - start) }

  /// Hands over each row, in the order of the file, together with its fault where it has one: then only the cells
  /// before the fault are there. Blank lines are passed over.
  public mutating func forEachRow(_ body: (borrowing CSVRow, CSVFault?) -> Void) throws(CSVFailure) {
    try forEachRow(plain: { _, _, _ in PlainRows() }, body)
  }

  /// The same for whoever can take plain rows apart faster than this reader does.
  ///
  /// Wherever a row starts, `plain` is offered all bytes that are there, how many of them a row may start in, and the
  /// line of the first; behind them stand ``zerosBehind`` zeros. It takes as many rows from the front as it likes, each
  /// with its LF. The next one is then taken apart by all rules and handed to `body`.
  public mutating func forEachRow(
    plain: (Span<UInt8>, Int, Int) -> PlainRows, _ body: (borrowing CSVRow, CSVFault?) -> Void
  ) throws(CSVFailure) {
    let expected = header.count
    while offset < limit && (isPlain || isProven) {
      if start == filled {
        if try !fill() { return }
        continue
      }
      let taken = offer(plain)
      if taken.bytes > 0 {
        start += taken.bytes
        line += taken.lines
        continue
      }
      guard let outcome = try nextRow() else { return }
      if case .torn(let kind) = outcome {
        body(row, report(kind))
        continue
      }
      guard let last = row.lastFilled else { continue }
      if row.count < expected {
        body(row, report(.tooFewCells(found: row.count, expected: expected)))
      } else if last >= expected {
        body(row, report(.tooManyCells(found: last + 1, expected: expected)))
      } else {
        body(row, nil)
      }
    }
  }

  private func offer(_ plain: (Span<UInt8>, Int, Int) -> PlainRows) -> PlainRows {
    let room = limit == .max ? filled - start : min(filled - start, limit - offset)
    return plain(row.bytes.span.extracting(start..<(filled + Self.zerosBehind)), room, line)
  }

  private func report(_ kind: CSVFault.Kind) -> CSVFault {
    let end = row.bytes[row.base..<start].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? start
    let short = row.bytes[row.base..<min(end, row.base + 120)]
    return CSVFault(kind: kind, line: row.line, excerpt: String(decoding: short, as: UTF8.self))
  }

  // MARK: Rows

  private enum NextRow {
    case whole
    case torn(CSVFault.Kind)
  }

  /// Takes the next row apart into `row`. A row with a broken quote is given up at the end of its first line, so
  /// that one bad quote does not swallow what follows.
  private mutating func nextRow() throws(CSVFailure) -> NextRow? {
    while start == filled { if try !fill() { return nil } }
    var scan = RowScan(delimiter: delimiter)
    row.cells.removeAll(keepingCapacity: true)
    while true {
      if run(&scan) == .none { break }
      if filled - start > Self.longestRow {
        scan.giveUp()
        break
      }
      _ = try fill()
    }
    row.line = line
    row.base = start
    if let torn = scan.fault {
      start = try endOfFirstLine()
      line += 1
      // What lies behind the line end belongs to the next row: it must not be touched.
      row.cells.removeAll { [base = row.base, start] in base + $0.end > start }
      row.unquote()
      return .torn(torn)
    }
    row.unquote()
    start += scan.consumed
    line += scan.lines
    return .whole
  }

  /// Not a byte more than the longest row is looked at, so that the blocks of the file leave no trace.
  private mutating func run(_ scan: inout RowScan) -> RowScan.Need {
    let bytes = row.bytes
    let end = min(filled, start + Self.longestRow + 1)
    return scan.run(bytes.span.extracting(start..<end), atEnd: atEnd && end == filled, into: &row.cells)
  }

  /// The position after the end of the physical line at `start`.
  private mutating func endOfFirstLine() throws(CSVFailure) -> Int {
    var index = start
    while true {
      if index == filled {
        let behind = index - start
        guard try fill() else { return filled }
        row.base = start
        index = start + behind
      }
      if row.bytes[index] == 0x0A { return index + 1 }
      if row.bytes[index] == 0x0D {
        if index + 1 == filled {
          let behind = index - start
          _ = try fill()
          row.base = start
          index = start + behind
        }
        return index + 1 < filled && row.bytes[index + 1] == 0x0A ? index + 2 : index + 1
      }
      index += 1
    }
  }

  /// Reads another block behind what is not consumed yet; false at the end of the file.
  private mutating func fill() throws(CSVFailure) -> Bool {
    if atEnd { return false }
    if start > 0 {
      let left = filled - start
      for index in 0..<left { row.bytes[index] = row.bytes[start + index] }
      start = 0
      filled = left
    }
    if raw.isEmpty {
      let room = filled + blockSize + Self.zerosBehind - row.bytes.count
      if room > 0 { row.bytes += [UInt8](repeating: 0, count: room) }
      let count = try file.read(blockSize, into: &row.bytes, from: filled, at: fileOffset)
      if !isProven && isPlain { isPlain = row.bytes.span.extracting(filled..<(filled + count)).isPlain }
      fileOffset += count
      try end(count)
      filled += count
    } else {
      let count = try file.read(&raw, at: fileOffset)
      fileOffset += count
      try end(count)
      row.bytes.removeLast(row.bytes.count - filled)
      let block = raw
      transcoder.append(block.span.extracting(0..<count), to: &row.bytes)
      filled = row.bytes.count
      row.bytes.append(contentsOf: repeatElement(0, count: Self.zerosBehind))
    }
    for index in filled..<(filled + Self.zerosBehind) { row.bytes[index] = 0 }
    return !atEnd
  }

  /// A file that ends before its size was not read to its end.
  private mutating func end(_ count: Int) throws(CSVFailure) {
    atEnd = count == 0
    if atEnd, fileOffset < file.size { throw .system(EIO) }
  }

  // MARK: The header

  private mutating func readHeader(_ fit: HeaderFit, among most: Int) throws(CSVFailure) {
    let told = try toldDelimiter()
    var best = -1
    var torn: CSVFault?
    var rows = 0
    search: while rows < most {
      delimiter = if let told { told } else { Self.delimiter(of: try peek()) }
      switch try nextRow() {
      case nil: break search
      case .torn(let kind):
        let fault = report(kind)
        torn = torn ?? fault
      case .whole:
        if row.lastFilled == nil { continue }
        var names = (0..<row.count).map { row.trimmed($0) }
        while names.last == "" { names.removeLast() }
        let fits = fit(names)
        guard fits > best else { break }
        best = fits
        headerLine = row.line
        header = names
        if fits == Self.wholeHeader { return }
      }
      rows += 1
    }
    if let torn { throw .tornHeader(torn) }
    if best < 0 { throw .noHeader }
  }

  /// The delimiter that a first line such as `sep=;` tells; nil where the file begins with something else.
  private mutating func toldDelimiter() throws(CSVFailure) -> UInt8? {
    let line = try peek()
    var words = Array(line)
    while words.last == 0x20 { words.removeLast() }
    if words.count > 2, words.first == 0x22, words.last == 0x22 { words = Array(words[1..<(words.count - 1)]) }
    guard words.count == 5, words[4] < 0x80, String(decoding: words[..<4], as: UTF8.self).lowercased() == "sep=" else {
      return nil
    }
    delimiter = words[4]
    // The line is no row of the table: whatever it comes to, it is behind us.
    _ = try nextRow()
    return words[4]
  }

  /// The next row's bytes, up to a line end outside quotes, before the delimiter is known.
  private mutating func peek() throws(CSVFailure) -> ArraySlice<UInt8> {
    var behind = 0
    var quoted = false
    while behind < Self.longestRow {
      if start + behind == filled, try !fill() { break }
      if start + behind == filled { continue }
      let byte = row.bytes[start + behind]
      if byte == 0x22 { quoted.toggle() }
      if !quoted && (byte == 0x0A || byte == 0x0D) { break }
      behind += 1
    }
    return row.bytes[start..<(start + behind)]
  }

  /// Whichever of `;`, tab and `,` occurs most outside quotes; of equals, in that order.
  private static func delimiter(of header: ArraySlice<UInt8>) -> UInt8 {
    var counts = (semicolon: 0, tab: 0, comma: 0)
    var quoted = false
    for byte in header {
      switch byte {
      case 0x22: quoted.toggle()
      case 0x3B where !quoted: counts.semicolon += 1
      case 0x09 where !quoted: counts.tab += 1
      case 0x2C where !quoted: counts.comma += 1
      default: break
      }
    }
    if counts.semicolon >= counts.tab && counts.semicolon >= counts.comma { return 0x3B }
    return counts.tab >= counts.comma ? 0x09 : 0x2C
  }

  // MARK: The file

  static func detect(_ file: borrowing OpenFile, _ blockSize: Int) throws(CSVFailure) -> CSVEncoding {
    // The first block must hold a whole byte order mark.
    var block = [UInt8](repeating: 0, count: max(blockSize, 64))
    var detector = EncodingDetector()
    var offset = 0
    while true {
      let count = try file.read(&block, at: offset)
      if count == 0 { break }
      detector.take(block.span.extracting(0..<count))
      offset += count
    }
    switch detector.encoding() {
    case .success(let encoding): return encoding
    case .failure(let byte): throw .notATextTable(line: try lineNumber(file, &block, of: byte.offset))
    }
  }

  private static func lineNumber(
    _ file: borrowing OpenFile, _ block: inout [UInt8], of target: Int
  ) throws(CSVFailure) -> Int {
    var line = 1
    var offset = 0
    while offset < target {
      let count = min(try file.read(&block, at: offset), target - offset)
      if count == 0 { break }
      for index in 0..<count where block[index] == 0x0A { line += 1 }
      offset += count
    }
    return line
  }
}
