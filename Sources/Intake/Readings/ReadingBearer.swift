import Diagnostics
import Measures
import Park

/// When a reading was taken.
struct ReadingTime {
  enum Edge { case start, end }
  let at: Instant
  /// The day that it is a reading of: at 24:00 the one that ends.
  let day: Day
  /// Whether it stands at 00:00 or at 24:00 of that day; nil for a moment between.
  let edge: Edge?
}

/// Whose a reading is.
enum ReadingBearer {
  /// nil where that is not known, which has been reported.
  case meter(Meter?)
  /// None of the meters that bear the name was installed then.
  case outside
}

extension FactReader {
  /// The meter whose reading a row holds, with the name that the row uses for it.
  ///
  /// Of meters that replaced each other it is the one that was installed on the day. On the day of the exchange the
  /// earlier one still stood there at 00:00, and the later one at 24:00 unless the row says what `removed_reading`
  /// says: at that moment the earlier one can't have shown anything else (C1, C2). Between the two nobody can tell.
  func bearer(
    _ row: inout TableRow, _ list: RegisterList?, _ names: MeterNames, _ time: ReadingTime?
  ) -> (name: String, bearer: ReadingBearer) {
    guard let id = row.id("meter_id", Meter.self) else { return ("", .meter(nil)) }
    let name = id.text
    let all = (names.meters[name] ?? []).compactMap { facts.meters[$0] }
    if all.isEmpty {
      if folder.isBroken(.meter, name) {
        row.touch(.meter(id))
      } else {
        folder.touchNear(name, .meter, among: facts.meters, &row)
        row.report(.unknown(.meter, name, among: facts.meters.keys.map(\.text)), "meter_id", value: name)
      }
      return (name, .meter(nil))
    }
    var there = all
    if let time, all.count > 1 {
      there = all.filter { $0.isInstalled(on: time.day) }
      // The stand at the installation may be told as that of the end of the day before.
      if there.isEmpty { there = all.filter { isInstalled($0, time.at) } }
      if there.isEmpty { return (name, .outside) }
      let read = there.filter { $0.mode == .register }
      if !read.isEmpty { there = read }
      if let told = onExchange(there, row, list, name, names, time.edge) { there = [told] }
    }
    for meter in there { row.touch(.meter(meter.id)) }
    if there.count == 1 { return (name, .meter(there[0])) }
    if time != nil { row.report(.exchangeDay(there.map(\.id), values: 1), "meter_id") }
    return (name, .meter(nil))
  }

  /// Which of the meters of the day of an exchange a row means, if that can be told.
  private func onExchange(
    _ meters: [Meter], _ row: TableRow, _ list: RegisterList?, _ name: String, _ names: MeterNames,
    _ edge: ReadingTime.Edge?
  ) -> Meter? {
    switch edge {
    case .start: meters.first
    case .end: meters.dropLast().first { tellsRemoval(of: $0, row, list, name, names) } ?? meters.last
    case nil: nil
    }
  }

  /// True where a row tells of a meter what `meters.csv` says of its removal.
  private func tellsRemoval(
    of meter: Meter, _ row: TableRow, _ list: RegisterList?, _ name: String, _ names: MeterNames
  ) -> Bool {
    // A row of its own: what it would report as one of this meter is of no interest.
    var trial = row
    var aside = RowsSetAside()
    let told = cells(&trial, list, name, meter, names, &aside)
    return !told.isEmpty
      && told.allSatisfy { cell in
        guard let place = meter.registers.firstIndex(where: { $0 == cell.register }),
          meter.removedReadings.indices.contains(place)
        else { return false }
        return value(&trial, cell.column, meter) == meter.removedReadings[place]
      }
  }
}
