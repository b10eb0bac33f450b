import Measures

/// A tally in words, and back.
extension IntervalTally {
  /// The meters of which anything was read.
  var meters: Set<Int> { Set(entries.map { Int($0.meter) }).union(early.keys.map { Int($0) }) }

  /// The months of which anything was read.
  var months: Set<Month> {
    Set(entries.map { Month(number: Int($0.month)) }).union(early.values.map { Day(number: Int($0.day)).month })
  }

  /// Writes all in words: only the days that something was read on.
  ///
  /// - Parameter places: for each meter the number that it is written as.
  func put(into writer: inout WordWriter, _ places: [Int: Int]) {
    writer.put(early.count)
    for (meter, day) in early.sorted(by: { $0.key < $1.key }) {
      writer.put(places[Int(meter)] ?? 0)
      writer.put(Int(day.day))
      for word in day.marks.indices { writer.put(day.marks[word]) }
    }
    writer.put(entries.count)
    for (index, entry) in entries.enumerated() {
      writer.put(places[Int(entry.meter)] ?? 0)
      writer.put(Int(entry.month))
      writer.put(entry.line)
      writer.put(entry.hasRepeats ? 1 : 0)
      let days = (0..<Self.daysInMonth).filter { cells[index * Self.daysInMonth + $0] >= 0 }
      writer.put(days.count)
      for day in days {
        let cell = Int(cells[index * Self.daysInMonth + day])
        let isFine = marks[cell] & Self.isFine != 0
        writer.put(isFine ? -1 - day : day)
        for figure in figures[(cell * width)..<((cell + 1) * width)] { writer.put(Int(figure)) }
        guard isFine else {
          writer.put(marks[cell])
          continue
        }
        let marks = fineMarks(cell)
        for word in marks.indices { writer.put(marks[word]) }
      }
    }
  }

  /// Reads the same again into an empty tally.
  ///
  /// - Parameter meters: for each number the meter that it was written for.
  init(_ reader: inout WordReader, _ empty: IntervalTally, _ meters: [Int], file: Int) throws(WordReader.Corrupt) {
    self = empty
    for _ in 0..<(try reader.number(in: 0...meters.count)) {
      let meter = Int32(meters[try reader.number(in: 0...meters.count - 1)])
      let day = Int32(try reader.number(in: Int(Int32.min)...Int(Int32.max)))
      note(EarlyDay(day: day, marks: try Self.fineMarks(&reader)), of: meter)
    }
    for _ in 0..<(try reader.number(in: 0...Int(Int32.max))) {
      let meter = Int32(meters[try reader.number(in: 0...meters.count - 1)])
      let month = Int32(try reader.number(in: 0...Int(Int32.max)))
      let index = make(meter, month, file, try reader.number(in: 0...Int.max))
      entries[index].hasRepeats = try reader.number(in: 0...1) == 1
      for _ in 0..<(try reader.number(in: 0...Self.daysInMonth)) {
        let day = try reader.number(in: (-Self.daysInMonth)...(Self.daysInMonth - 1))
        let cell = cell(index, day < 0 ? -1 - day : day)
        for figure in 0..<width { figures[cell * width + figure] = Int64(bitPattern: try reader.word()) }
        guard day < 0 else {
          marks[cell] = try reader.word() & ~Self.isFine
          continue
        }
        let found = try Self.fineMarks(&reader)
        refine(cell)
        for word in found.indices { fine[Int(marks[cell] & ~Self.isFine) + word] = found[word] }
      }
    }
  }

  private static func fineMarks(_ reader: inout WordReader) throws(WordReader.Corrupt) -> [5 of UInt64] {
    var marks = [5 of UInt64](repeating: 0)
    for word in marks.indices { marks[word] = try reader.word() }
    return marks
  }
}
