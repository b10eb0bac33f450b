/// One row of a table, as long as it is looked at: ranges into a block of bytes, no string per cell.
public struct CSVRow: ~Copyable {
  /// The physical line on which the row starts, counted from 1.
  public internal(set) var line = 0
  @usableFromInline var bytes: [UInt8] = []
  /// Where in `bytes` the row starts: the cells are counted from there.
  @usableFromInline var base = 0
  @usableFromInline var cells: [Cell] = []

  /// A cell as written, and without the blanks around it.
  @usableFromInline
  struct Cell {
    @usableFromInline var start: Int
    @usableFromInline var end: Int
    @usableFromInline var innerStart: Int
    @usableFromInline var innerEnd: Int
    var isQuoted: Bool

    /// Finds the bounds without spaces and U+00A0.
    @inline(__always)
    mutating func trim(_ bytes: Span<UInt8>) {
      var (from, to) = (start, end)
      while from < to {
        if bytes[from] == 0x20 {
          from += 1
        } else if bytes[from] == 0xC2, from + 1 < to, bytes[from + 1] == 0xA0 {
          from += 2
        } else {
          break
        }
      }
      while to > from {
        if bytes[to - 1] == 0x20 {
          to -= 1
        } else if bytes[to - 1] == 0xA0, to - 2 >= from, bytes[to - 2] == 0xC2 {
          to -= 2
        } else {
          break
        }
      }
      (innerStart, innerEnd) = (from, to)
    }
  }

  /// A row without a cell, for whoever fills it from something that is no CSV file.
  public init() {}

  /// Begins a row anew.
  public mutating func begin(line: Int) {
    self.line = line
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
  }

  /// Adds a cell behind the last.
  public mutating func append(_ text: String) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    cells.append(Cell(start: start, end: bytes.count, innerStart: start, innerEnd: bytes.count, isQuoted: false))
  }

  /// Ends the row: cells are trimmed.
  public mutating func finish() {
    let all = bytes
    for index in cells.indices { cells[index].trim(all.span) }
  }

  /// The count of cells. A cell beyond it is empty.
  public var count: Int { cells.count }

  /// True where nothing but blanks stands in the cell.
  @inlinable
  public func isEmpty(_ index: Int) -> Bool {
    index >= cells.count || cells[index].innerStart == cells[index].innerEnd
  }

  /// Looks at the bytes of a cell in UTF-8, without the spaces and U+00A0 around them.
  @inlinable
  public func withCell<Result>(_ index: Int, _ look: (Span<UInt8>) -> Result) -> Result {
    guard index < cells.count else { return look(bytes.span.extracting(0..<0)) }
    return look(bytes.span.extracting((base + cells[index].innerStart)..<(base + cells[index].innerEnd)))
  }

  /// The cell without the blanks around it.
  public func trimmed(_ index: Int) -> String {
    guard index < cells.count else { return "" }
    return String(decoding: bytes[(base + cells[index].innerStart)..<(base + cells[index].innerEnd)], as: UTF8.self)
  }

  /// The cell just as it is written; empty where only blanks stand there.
  public func verbatim(_ index: Int) -> String {
    guard !isEmpty(index) else { return "" }
    return String(decoding: bytes[(base + cells[index].start)..<(base + cells[index].end)], as: UTF8.self)
  }

  /// Takes the doubled quotes of the quoted cells together.
  mutating func unquote() {
    for index in cells.indices where cells[index].isQuoted {
      var cell = cells[index]
      cell.end = unquote(cell.start, cell.end)
      cell.isQuoted = false
      let all = bytes
      cell.trim(all.span.extracting(base..<all.count))
      cells[index] = cell
    }
  }

  private mutating func unquote(_ start: Int, _ end: Int) -> Int {
    var read = base + start
    let last = base + end
    while read < last, bytes[read] != 0x22 { read += 1 }
    var write = read
    while read < last {
      bytes[write] = bytes[read]
      read += bytes[read] == 0x22 ? 2 : 1
      write += 1
    }
    return write - base
  }

  /// The last cell that is not empty; nil where the whole row is blank.
  var lastFilled: Int? { cells.lastIndex { $0.innerStart < $0.innerEnd } }
}

extension Span<UInt8> {
  /// The eight bytes from a position on as a word, the first of them lowest.
  @inlinable
  public func word(at index: Int) -> UInt64 {
    UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
  }
}
