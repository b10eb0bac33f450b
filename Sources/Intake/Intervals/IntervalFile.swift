import CSV
import Diagnostics
import Measures
import Park

/// One file of `intervals/`, opened: which bytes of it hold rows, and how to read them.
struct IntervalFile: Sendable {
  let name: String
  private let table: CSVTable
  private let layout: TableLayout

  /// Opens a file. What is wrong with it as a whole is told whether it can be used or not.
  ///
  /// - Parameter isProven: whether every byte is looked at for the encoding before a row is read.
  static func open(
    _ name: String, in root: String, isProven: Bool, _ split: ReadingSplit
  ) -> (file: IntervalFile?, problems: [Problem], refusal: ReadRefusal?) {
    do throws(CSVFailure) {
      let table = try CSVTable.open(
        root + "/" + name, proven: isProven, blockSize: split.block, fit: Tables.intervals.fit)
      let layout = TableLayout(
        Tables.intervals, header: table.header, place: Place(file: name, line: table.headerLine))
      return (layout.isUsable ? IntervalFile(name: name, table: table, layout: layout) : nil, layout.problems, nil)
    } catch {
      return (nil, [InputFolder.problem(error, name)], ReadRefusal(file: name, error))
    }
  }

  /// The bytes of the file cut into parts that can be read at the same time.
  func parts(_ split: ReadingSplit) -> [Range<Int>] { table.stretches(of: split.part) }

  /// How a part of the file was read: an error is one of the system.
  typealias Reading = CSVTable.Reading

  /// Reads the rows of a part: the good ones are handed over in batches, the others noted where notes are taken.
  func read(
    _ part: Range<Int>, _ meters: IntervalMeters, _ split: ReadingSplit, names: inout NameOrder,
    notes: inout IntervalNotes?,
    _ take: (Span<IntervalRow>) -> Void
  ) throws(CSVFailure) -> Reading {
    var plain = PlainIntervals(meters, table, layout)
    var exact = ExactIntervals(meters, layout, file: name)
    var found = notes
    names.begin(delimiter: table.delimiter)
    func handOver() {
      if plain.count > 0 { take(plain.rows.span.extracting(0..<plain.count)) }
      plain.clear()
    }
    let reading = try table.read(part, blockSize: split.block) { bytes, room, line in
      let taken = plain.take(bytes, room, line, &names)
      if plain.isFull { handOver() }
      return taken
    } _: { cells, fault in
      guard let row = exact.row(cells, fault, &found) else { return }
      plain.append(row)
      if plain.isFull { handOver() }
    }
    handOver()
    notes = found
    return reading
  }
}

/// How the reading of `intervals/` is shared out. No result depends on it.
public struct ReadingSplit: Sendable {
  /// How many threads read.
  public var threads: Int
  /// Files of at least twice so many bytes are cut into parts of about this size.
  public var part: Int
  /// How many bytes are read at once.
  public var block: Int

  /// By default a thread for each core, parts of 8 MiB, and blocks of 256 KiB.
  public init(threads: Int? = nil, part: Int = 8 << 20, block: Int = 256 << 10) {
    self.threads = threads ?? coreCount
    self.part = part
    self.block = block
  }
}
