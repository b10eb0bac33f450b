import CSV
import Diagnostics
import Workbooks

/// Reads files of intervals that are no CSV tables.
enum DeliveredIntervals {
  /// Reads a file from end to end: the good rows are handed over in batches, what is wrong is noted where notes are
  /// taken. What the system refuses to read is handed back.
  static func read(
    _ form: MeterForm, _ file: String, in root: String, _ meters: IntervalMeters,
    _ superseded: Deliveries80020.Superseded?, notes: inout IntervalNotes?, _ take: (Span<IntervalRow>) -> Void
  ) -> ReadRefusal? {
    var delivery = IntervalDelivery(file, in: root, meters, notes: notes)
    var rows: [IntervalRow] = []
    func body(_ row: IntervalRow) {
      rows.append(row)
      guard rows.count == PlainIntervals.batch else { return }
      take(rows.span)
      rows.removeAll(keepingCapacity: true)
    }
    switch form {
    case .layout80020: Layout80020.read(&delivery, superseded, body)
    case .nem12: NEM12.read(&delivery, body)
    case .sheet:
      let refusal = readSheet(file, in: root, meters, &notes, body)
      take(rows.span)
      return refusal
    }
    take(rows.span)
    notes = delivery.found
    return delivery.refusal
  }

  /// Reads a sheet of a workbook by the rules of tables.
  private static func readSheet(
    _ file: String, in root: String, _ meters: IntervalMeters, _ notes: inout IntervalNotes?,
    _ body: (IntervalRow) -> Void
  ) -> ReadRefusal? {
    guard let name = SheetName(file) else { return nil }
    do throws(WorkbookFault) {
      var sheet = try SheetTable.open(name, in: root)
      guard let header = try sheet.header(Tables.intervals.fit) else { return nil }
      let layout = TableLayout(
        Tables.intervals, header: header.names, place: Place(file: file, line: header.line))
      note(layout.problems, file, &notes)
      guard layout.isUsable else { return nil }
      var exact = ExactIntervals(meters, layout, file: file)
      var found = notes
      try sheet.forEachRow(below: (header.names, header.line), midnight: layout.position("start")) { row, fault in
        if let row = exact.row(row, fault, &found) { body(row) }
      }
      notes = found
    } catch {
      if let number = error.refusal { return ReadRefusal(file: file, number: number) }
      note([Fault.workbook(error).at(Place(file: file))], file, &notes)
    }
    return nil
  }

  private static func note(_ problems: [Problem], _ file: String, _ notes: inout IntervalNotes?) {
    if notes != nil { notes?.findings += IntervalNotes(problems, file).findings }
  }
}
