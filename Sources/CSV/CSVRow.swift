/// One row of a table, as long as it is looked at: ranges into a block of bytes, no string per cell.
public struct CSVRow: ~Copyable {
  /// The physical line on which the row starts, counted from 1.
  public internal(set) var line = 0
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var cells: [Cell] = []

  /// A cell as written (`outer`) and without the blanks around it (`inner`).
  @usableFromInline
  struct Cell {
    @usableFromInline var start: Int
    @usableFromInline var end: Int
    @usableFromInline var innerStart: Int
    @usableFromInline var innerEnd: Int
    var isQuoted: Bool
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
    return look(bytes.span.extracting(cells[index].innerStart..<cells[index].innerEnd))
  }

  /// The cell without the blanks around it.
  public func trimmed(_ index: Int) -> String {
    guard index < cells.count else { return "" }
    return String(decoding: bytes[cells[index].innerStart..<cells[index].innerEnd], as: UTF8.self)
  }

  /// The cell just as it is written; empty where only blanks stand there.
  public func verbatim(_ index: Int) -> String {
    guard !isEmpty(index) else { return "" }
    return String(decoding: bytes[cells[index].start..<cells[index].end], as: UTF8.self)
  }

  /// Takes the doubled quotes of the quoted cells together, and finds the bounds without blanks.
  mutating func settle() {
    for index in cells.indices {
      var cell = cells[index]
      if cell.isQuoted { cell.end = unquote(cell.start, cell.end) }
      var (from, to) = (cell.start, cell.end)
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
      cell.innerStart = from
      cell.innerEnd = to
      cells[index] = cell
    }
  }

  private mutating func unquote(_ start: Int, _ end: Int) -> Int {
    var read = start
    while read < end, bytes[read] != 0x22 { read += 1 }
    var write = read
    while read < end {
      bytes[write] = bytes[read]
      read += bytes[read] == 0x22 ? 2 : 1
      write += 1
    }
    return write
  }

  /// True where every cell is empty.
  var isBlank: Bool { lastFilled == nil }

  /// The last cell that is not empty.
  var lastFilled: Int? { cells.lastIndex { $0.innerStart < $0.innerEnd } }
}
