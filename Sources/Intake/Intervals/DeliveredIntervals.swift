/// Reads files of intervals that are no tables.
enum DeliveredIntervals {
  /// Reads a file from end to end: the good rows are handed over in batches, what is wrong is noted where notes are
  /// taken.
  static func read(
    _ form: MeterForm, _ file: String, in root: String, _ meters: IntervalMeters, notes: inout IntervalNotes?,
    _ take: (Span<IntervalRow>) -> Void
  ) {
    var delivery = IntervalDelivery(file, in: root, meters, notes: notes)
    var rows: [IntervalRow] = []
    func body(_ row: IntervalRow) {
      rows.append(row)
      guard rows.count == PlainIntervals.batch else { return }
      take(rows.span)
      rows.removeAll(keepingCapacity: true)
    }
    switch form {
    case .layout80020: Layout80020.read(&delivery, body)
    case .nem12: NEM12.read(&delivery, body)
    }
    take(rows.span)
    notes = delivery.found
  }
}
