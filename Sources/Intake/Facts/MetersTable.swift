import Diagnostics
import Measures
import Park

extension FactReader {
  func readMeters() {
    var rows = KeyedRows<Meter.ID, Meter>()
    folder.table(Tables.meters, touches: [.everyone]) { row in
      let id = row.id("meter_id", Meter.self)
      row.touch(id.map { .meter($0) })
      let meter = meter(id, &row)
      guard row.isGood, let meter else { return folder.noteBroken(.meter, id?.text) }
      rows.add(meter, key: meter.id, &row, column: "meter_id")
    }
    for id in rows.conflicts { folder.noteBroken(.meter, id.text) }
    facts.meters = rows.rows
    checkParents()
  }

  private func meter(_ id: Meter.ID?, _ row: inout TableRow) -> Meter? {
    let role = row.choice("role", Meter.Role.self)
    let contract = contract(&row)
    let service = service(&row)
    let parent = row.id("parent", Meter.self)
    // What the meter would have taken off its parent, or added to everyone's share, is not known now.
    row.touch(parent.map { .meter($0) })
    if role == .common { row.touch(service.map { .service($0) }) }
    if role == .resident, !row.isGiven("contract_id") {
      // Unless meter-contracts.csv names it, which is read later.
      unowned.append((id, row.place.at("contract_id"), row.touches))
    }
    if let service, let known = facts.services[service], known.kind != .metered {
      row.report(.serviceNotMetered, "service")
    }
    let mode = row.choice("mode", Meter.Mode.self)
    let unit = row.word("unit").map { MeasurementUnit($0) }
    if let unit, let service, let known = facts.services[service],
      unit.factor(to: MeasurementUnit(known.unit)) == nil, mode != nil
    {
      row.report(.unitsDiffer(known.unit), "unit")
    }
    let registers = registers(&row)
    let digits = row.whole("digits", in: 1...12)
    let decimals = row.whole("decimals", in: 0...6)
    let multiplier = row.number("multiplier", Factor.self, above: 0)
    let loss = row.number("loss_percent", Percent.self, in: 0...100)
    let allocate = row.choice("allocate_by", Meter.Allocation.self)
    let parkShare = row.number("park_share_percent", Percent.self, in: 0...100)
    let installed = row.day("installed_on")
    let removed = row.day("removed_on")
    if let installed, let removed, removed < installed { row.report(.endsBeforeStart, "removed_on") }
    let isInterval = mode == .interval
    if !isInterval, mode != nil, !row.isGiven("installed_reading") { row.report(.emptyCell, "installed_reading") }
    let openings = stand("installed_reading", registers: registers.count, decimals, digits, &row)
    var closings: [FineQuantity] = []
    if row.isGiven("removed_reading") {
      closings = stand("removed_reading", registers: registers.count, decimals, digits, &row)
    }
    // An interval meter has no display to read when it goes.
    if row.isGiven("removed_on") != row.isGiven("removed_reading"), !isInterval || !row.isGiven("removed_on") {
      row.report(.removalIncomplete, row.isGiven("removed_on") ? "removed_reading" : "removed_on")
    }
    guard row.isGood, let id, let role, let service, let mode, let unit, let digits, let decimals, let multiplier,
      let loss, let allocate, let parkShare, let installed
    else { return nil }
    var meter = Meter(
      id: id, service: service, unit: unit, installedOn: installed, installedReadings: openings, place: row.place)
    meter.role = role
    meter.contract = contract
    meter.mode = mode
    meter.registers = registers
    meter.digits = digits
    meter.decimals = decimals
    meter.multiplier = multiplier
    meter.lossPercent = loss
    meter.parent = parent
    meter.allocateBy = allocate
    meter.parkSharePercent = parkShare
    meter.removedOn = removed
    meter.removedReadings = closings
    return meter
  }

  private func registers(_ row: inout TableRow) -> [Identifier<Register>] {
    let names = row.list("registers")
    for name in names where !isIdentifier(name) { row.report(.badIdentifier, "registers", value: name) }
    if Set(names).count < names.count { row.report(.listedTwice, "registers") }
    names.forEach { registerNames.insert($0) }
    return names.map { Identifier($0) }
  }

  /// What the registers show, separated by `|`: one for each of them. An interval meter needs none.
  private func stand(
    _ column: String, registers: Int, _ decimals: Int?, _ digits: Int?, _ row: inout TableRow
  ) -> [FineQuantity] {
    guard row.isGiven(column) else { return [FineQuantity](repeating: .zero, count: registers) }
    let words = row.list(column)
    if words.count != registers { row.report(.registerCount(registers, found: words.count), column) }
    return words.compactMap { word in
      switch readingValue(Array(word.utf8).span, decimals: decimals ?? 6, digits: digits ?? 12) {
      case .success(let value): return value
      case .failure(let fault):
        row.report(fault.fault, column, value: word)
        return nil
      }
    }
  }

  /// A parent stands anywhere in the table; no meter may be above itself.
  private func checkParents() {
    let all = facts.meters
    for id in all.keys.sorted() {
      guard let meter = all[id], let parent = meter.parent else { continue }
      let place = meter.place.at("parent")
      if all[parent] == nil {
        if folder.isBroken(.meter, parent.text) { continue }
        let fault = Fault.unknown(.meter, parent.text, among: all.keys.map(\.text))
        folder.report(fault.at(place, value: parent.text), [.meter(meter.id)])
      } else if isAboveItself(meter.id, all) {
        folder.report(Fault.parentLoop.at(place, value: parent.text), [.meter(meter.id)])
      }
    }
  }

  private func isAboveItself(_ id: Meter.ID, _ all: [Meter.ID: Meter]) -> Bool {
    var seen: Set<Meter.ID> = []
    var next = all[id]?.parent
    while let parent = next, seen.insert(parent).inserted {
      if parent == id { return true }
      next = all[parent]?.parent
    }
    return false
  }

  func readMeterAliases() {
    var rows = AliasRows()
    let meters = facts.meters
    folder.table(Tables.meterAliases, touches: []) { row in
      let id = row.id("meter_id", Meter.self)
      folder.check(id, .meter, among: meters, &row, "meter_id")
      let meter = id.flatMap { meters[$0] }
      row.touch(meter.map { .meter($0.id) })
      let alias = row.word("alias")
      let channel = row.word("channel") ?? ""
      let register = row.id("register", Register.self)
      if let register, let meter, !meter.registers.contains(register) {
        row.report(.unknown(.register, register.text, among: meter.registers.map(\.text)), "register")
      }
      // A meter's own name comes first: without a channel the alias would never be looked at.
      if let id, let alias, channel.isEmpty, alias != id.text, let namesake = meters[Identifier(alias)],
        meter.map(namesake.stoodBeside) ?? true
      {
        row.report(.aliasIsMeter, "alias")
      }
      guard row.isGood, let id, let alias else { return }
      // What files say under another name of a meter whose own row is bad is no further fault either.
      guard let meter else { return folder.noteBroken(.meter, alias) }
      rows.add(
        MeterAlias(meter: id, alias: alias, channel: channel, register: register, place: row.place), of: meter, &row)
    }
    for name in rows.contradicted { folder.noteBroken(.meter, name) }
    facts.meterAliases = rows.rows
  }
}
