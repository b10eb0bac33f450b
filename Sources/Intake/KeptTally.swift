import Measures

/// A tally in words, and back: only the days that something was read on.
extension IntervalTally {
  /// The meters of which anything was read.
  var meters: Set<Int> { Set(entries.map { Int($0.meter) }).union(early.keys.map { Int($0) }) }

  /// The months of which anything was read.
  var months: Set<Month> {
    Set(entries.map { Month(number: Int($0.month)) }).union(early.values.map { Day(number: Int($0.day)).month })
  }

  /// - Parameter places: for each meter the number it is written as.
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
      writer.put((entry.hasRepeats ? 2 : 0) + (entry.fine < 0 ? 0 : 1))
      let days = (0..<Self.daysInMonth).filter { figures[(index * Self.daysInMonth + $0) * width] != 0 }
      writer.put(days.count)
      for day in days {
        let at = (index * Self.daysInMonth + day) * width
        writer.put(day)
        for figure in figures[at..<(at + width)] { writer.put(Int(figure)) }
        if entry.fine < 0 {
          writer.put(coarse[index * Self.daysInMonth + day])
        } else {
          let marks = marks(index, day)
          for word in marks.indices { writer.put(marks[word]) }
        }
      }
    }
  }

  /// Reads the same again into an empty tally.
  ///
  /// - Parameter meters: for each number the meter that it was written for.
  init(_ reader: inout WordReader, _ empty: IntervalTally, _ meters: [Int], file: Int) throws(WordReader.Torn) {
    self = empty
    for _ in 0..<(try reader.number(in: 0...meters.count)) {
      let meter = Int32(meters[try reader.number(in: 0...meters.count - 1)])
      let day = Int32(truncatingIfNeeded: try reader.number(in: Int(Int32.min)...Int(Int32.max)))
      note(EarlyDay(day: day, marks: try Self.marks(&reader)), of: meter)
    }
    for _ in 0..<(try reader.number(in: 0...Int(Int32.max))) {
      let meter = Int32(meters[try reader.number(in: 0...meters.count - 1)])
      let month = Int32(try reader.number(in: 0...Int(Int32.max)))
      let index = make(meter, month, file, try reader.number(in: 0...Int.max))
      let flags = try reader.number(in: 0...3)
      entries[index].hasRepeats = flags & 2 != 0
      if flags & 1 != 0 { refine(index) }
      for _ in 0..<(try reader.number(in: 0...Self.daysInMonth)) {
        let day = try reader.number(in: 0...Self.daysInMonth - 1)
        let at = (index * Self.daysInMonth + day) * width
        for figure in 0..<width { figures[at + figure] = Int64(bitPattern: try reader.word()) }
        if flags & 1 == 0 {
          coarse[index * Self.daysInMonth + day] = try reader.word()
        } else {
          let marks = try Self.marks(&reader)
          for word in marks.indices {
            fine[Int(entries[index].fine) + day * Self.fineWords + word] = marks[word]
          }
        }
      }
    }
  }

  private static func marks(_ reader: inout WordReader) throws(WordReader.Torn) -> [5 of UInt64] {
    var marks = [5 of UInt64](repeating: 0)
    for word in marks.indices { marks[word] = try reader.word() }
    return marks
  }
}
