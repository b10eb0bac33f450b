import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `readings/`. Two different readings at one moment both stay: C2 decides between them.
  func readReadings() {
    var readings: [RegisterKey: [Reading]] = [:]
    for file in folder.files(in: "readings") {
      let months = InputFolder.months(of: file)
      var aside = AsideRows()
      folder.rows(file, as: Tables.readings, touches: [.everyone], months: months) { row in
        row.months = months
        let meter = meter(&row)
        let at = moment(&row)
        let register = row.id("register", Register.self)
        let source = row.choice("source", Reading.Source.self)
        let value = value(&row, meter)
        guard let meter else { return }
        if meter.mode == .interval { return row.report(.readingsOfIntervalMeter, "meter_id") }
        if let register, !meter.registers.contains(register) {
          let near = nearest(to: register.text, among: meter.registers.map(\.text))
          row.report(.unknown(.register, nearest: near), "register", value: register.text)
        }
        guard row.isGood, let at, let register, let source, let value else { return }
        if !isInstalled(meter, at) { return aside.add(.outsideInstallation, meter.id.text, row.place.line) }
        let key = RegisterKey(meter.id, register)
        readings[key, default: []].append(
          Reading(at: at, value: value, source: source, note: row.text("note"), place: row.place))
      }
      aside.report(to: folder, file, meters: [])
    }
    facts.readings = readings.mapValues { list in
      once(list.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element))
    }
  }

  /// Leaves out what says the same as an earlier row of its moment, and reports it.
  private func once(_ sorted: [Reading]) -> [Reading] {
    var kept: [Reading] = []
    for reading in sorted {
      let first = kept.reversed().prefix { $0.at == reading.at }.first {
        $0.value == reading.value && $0.source == reading.source
      }
      if let first {
        folder.report(Fault.repeatedRow(first: first.place).at(reading.place))
      } else {
        kept.append(reading)
      }
    }
    return kept
  }

  private func meter(_ row: inout TableRow) -> Meter? {
    guard let id = row.id("meter_id", Meter.self) else { return nil }
    if let meter = facts.meters[id] {
      row.touch(.meter(id))
      return meter
    }
    if folder.isBroken(.meter, id.text) {
      row.touch(.meter(id))
    } else {
      let near = nearest(to: id.text, among: facts.meters.keys.map(\.text).sorted())
      row.report(.unknown(.meter, nearest: near), "meter_id", value: id.text)
    }
    return nil
  }

  /// The moment of a reading; a date alone is the end of that day (C1). Sets the month that an error reaches.
  private func moment(_ row: inout TableRow) -> Instant? {
    guard let word = row.word("read_at") else { return nil }
    let bytes = Array(word.utf8)
    guard bytes.count >= 10, let written = Day.parse(bytes.span.extracting(0..<10)) else {
      row.report(.badInstant, "read_at")
      return nil
    }
    row.months = .only(written.month)
    switch facts.clock.parseMoment(bytes.span) {
    case nil:
      row.report(.badInstant, "read_at")
      return nil
    case .day(let day):
      if day > today { row.report(.readingAhead(today), "read_at") }
      return facts.clock.instant(day.advanced(by: 1))
    case .instant(let at):
      // 24:00 is the end of the day before the one it falls on.
      let local = facts.clock.local(Instant(seconds: at.seconds - 1)).day
      if min(local, written) > today { row.report(.readingAhead(today), "read_at") }
      return at
    }
  }

  private func value(_ row: inout TableRow, _ meter: Meter?) -> FineQuantity? {
    guard let word = row.word("reading") else { return nil }
    let bytes = Array(word.utf8)
    switch readingValue(bytes.span, decimals: meter?.decimals ?? 6, digits: meter?.digits ?? 12) {
    case .success(let value): return value
    case .failure(let fault):
      row.report(fault.fault, "reading")
      return nil
    }
  }

  private func isInstalled(_ meter: Meter, _ at: Instant) -> Bool {
    if at < facts.clock.instant(meter.installedOn) { return false }
    return meter.removedOn.map { at <= facts.clock.instant($0.advanced(by: 1)) } ?? true
  }
}

extension Fault {
  fileprivate static func readingAhead(_ today: Day) -> Fault {
    Fault(
      "reading-ahead",
      message: Phrase(
        ky: "Көрсөткүчтүн күнү эсептөө күнүнөн (\(today)) кийин: мындай көрсөткүч азырынча болушу мүмкүн эмес",
        ru: "Показание датировано позже дня расчёта (\(today)): такого показания ещё не может быть",
        en: "The reading is dated after the day of the run (\(today)): it can't have been taken yet"),
      remedy: Phrase(
        ky: "Күндү журнал менен салыштырып оңдоңуз", ru: "Сверьте дату с журналом и исправьте",
        en: "Compare the date with the log book and mend it"))
  }
}
