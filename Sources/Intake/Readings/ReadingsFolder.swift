import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `readings/`. Two different readings at one moment both stay: C2 decides between them.
  func readReadings() {
    var readings: [RegisterKey: [Reading]] = [:]
    let names = MeterNames(facts)
    facts.readingFiles = Set(folder.meterFiles.readings)
    for file in folder.meterFiles.readings {
      let months = InputFolder.months(of: file)
      var aside = RowsSetAside()
      var list: RegisterList?
      let columns = { (header: [String]) in
        list = RegisterList(header)
        return list?.columns ?? Tables.readings
      }
      folder.rows(file, touches: folder.meteredTouches, months: months, as: columns) { row in
        row.months = months
        let time = time(&row)
        let (name, bearer) = bearer(&row, list, names, time)
        let source = row.choice("source", Reading.Source.self)
        guard case .meter(let meter) = bearer else {
          return aside.add(.outsideInstallation, name, row.place.line)
        }
        if let meter, meter.mode == .interval { return row.report(.readingsOfIntervalMeter, "meter_id") }
        for cell in cells(&row, list, name, meter, names, &aside) {
          let value = value(&row, cell.column, meter)
          guard row.isGood, let meter, let at = time?.at, let source, let register = cell.register, let value else {
            continue
          }
          if !isInstalled(meter, at) {
            aside.add(.outsideInstallation, meter.id.text, row.place.line)
            continue
          }
          readings[RegisterKey(meter.id, register), default: []].append(
            Reading(at: at, value: value, source: source, note: row.text("note"), place: row.place))
        }
      }
      aside.report(to: folder, file, meters: [])
    }
    facts.readings = readings.mapValues { list in
      once(list.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element))
    }
  }

  /// The cells of a row that hold readings, each with the register that it belongs to; nil where that is not known.
  func cells(
    _ row: inout TableRow, _ list: RegisterList?, _ name: String, _ meter: Meter?, _ names: MeterNames,
    _ aside: inout RowsSetAside
  ) -> [(column: String, register: Identifier<Register>?)] {
    guard let list else {
      let word =
        row.isGiven("register")
        ? row.id("register", Register.self) : meter.flatMap { names.register(of: name, on: $0.id) } ?? .total
      guard let meter, let word else { return [("reading", nil)] }
      guard let register = register(word.text, on: meter, name, names) else {
        let fault = Fault.unknown(.register, word.text, among: meter.registers.map(\.text))
        row.report(fault, "register", value: word.text)
        return [("reading", nil)]
      }
      switch register {
      case .register(let register): return [("reading", register)]
      case .spare: aside.add(.spareChannel, meter.id.text, row.place.line, channel: word.text)
      case .unclear: row.report(.unclearChannel(1), "register", value: word.text)
      case .otherMedium: row.report(.otherMedium(meter.unit.text), "register", value: word.text)
      }
      return []
    }
    let given = list.codes.filter { row.isGiven($0.text) }
    if given.isEmpty, let first = list.codes.first { row.report(.emptyCell, first.text) }
    return given.compactMap { code in
      guard let meter else { return (code.text, nil) }
      switch register(code.text, on: meter, name, names) {
      case .register(let register): return (code.text, register)
      case .unclear:
        aside.add(.unclearChannel, meter.id.text, row.place.line, row.months, channel: code.text)
        return nil
      case .otherMedium:
        row.report(.otherMedium(meter.unit.text), code.text)
        return nil
      case .spare, nil:
        aside.add(.spareChannel, meter.id.text, row.place.line, channel: code.text)
        return nil
      }
    }
  }

  /// What a register's name, channel or code means on a meter: the meter's own name for it first, then an alias, then
  /// the code's usual meaning; nil for a word that is none of them.
  private func register(_ word: String, on meter: Meter, _ name: String, _ names: MeterNames) -> ObisCode.Meaning? {
    let id = Identifier<Register>(word)
    if meter.registers.contains(id) { return .register(id) }
    if let told = names.register(of: name, channel: word, on: meter.id), meter.registers.contains(told) {
      return .register(told)
    }
    return ObisCode(word)?.meaning(on: meter)
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

  /// When a reading was taken; a date alone is the end of that day (C1). Sets the month that an error reaches.
  private func time(_ row: inout TableRow) -> ReadingTime? {
    guard let word = row.word("read_at") else { return nil }
    let bytes = Array(word.utf8)
    guard let (written, width) = Day.leading(bytes.span) else {
      row.report(.badInstant, "read_at")
      return nil
    }
    row.months = .only(written.month)
    switch facts.clock.parseMoment(bytes.span) {
    case nil:
      row.report(.badInstant, "read_at")
      return nil
    case .day(let day):
      if day > today { row.report(.datedAhead(today), "read_at") }
      return ReadingTime(at: facts.clock.instant(day.advanced(by: 1)), day: day, edge: .end)
    case .instant(let at):
      // 24:00 is the end of the day before the one it falls on.
      let local = facts.clock.local(Instant(seconds: at.seconds - 1)).day
      if min(local, written) > today { row.report(.datedAhead(today), "read_at") }
      let (day, second) = facts.clock.local(at)
      if second > 0 { return ReadingTime(at: at, day: day, edge: nil) }
      let isEnd = bytes[width + 1] == 0x32 && bytes[width + 2] == 0x34
      return ReadingTime(at: at, day: isEnd ? local : day, edge: isEnd ? .end : .start)
    }
  }

  func value(_ row: inout TableRow, _ column: String, _ meter: Meter?) -> FineQuantity? {
    guard let word = row.word(column) else { return nil }
    let bytes = Array(word.utf8)
    switch readingValue(bytes.span, decimals: meter?.decimals ?? 6, digits: meter?.digits ?? 12) {
    case .success(let value): return value
    case .failure(let fault):
      row.report(fault.fault, column)
      return nil
    }
  }

  func isInstalled(_ meter: Meter, _ at: Instant) -> Bool {
    if at < facts.clock.instant(meter.installedOn) { return false }
    return meter.removedOn.map { at <= facts.clock.instant($0.advanced(by: 1)) } ?? true
  }
}
