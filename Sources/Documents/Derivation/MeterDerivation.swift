import Diagnostics
import Ledger
import Measures
import Metering
import Park
import Pricing
import Sheets

/// The derivation from readings to what a contract is charged of each register.
struct MeterDerivation {
  /// A register's month.
  struct Key: Hashable {
    let month: Month
    let register: RegisterKey
  }

  let document: InvoiceDocument
  let background: DocumentBackground
  let setting: DocumentSetting
  let language: Language
  /// Where the quantity of each register stands.
  private(set) var places: [Key: Int] = [:]

  init(_ document: InvoiceDocument, _ background: DocumentBackground, _ setting: DocumentSetting, _ language: Language)
  {
    self.document = document
    self.background = background
    self.setting = setting
    self.language = language
  }

  /// Adds the registers that some lines rest on, each once.
  mutating func add(_ lines: [Charge], to derivation: inout Derivation) {
    for line in lines {
      for feed in line.trace?.feeds ?? [] {
        let key = Key(month: line.from.month, register: feed.key)
        if places[key] == nil { add(key, to: &derivation) }
      }
    }
  }

  private func row(_ key: Key) -> ConsumptionRow? {
    background.records[key.month]?.row(of: key.register, contract: document.contract)
  }

  private func month(of key: Key) -> RegisterMonth? {
    background.records[key.month]?.register(key.register)
  }

  /// The later month whose reading told what an estimated one came to (C9).
  private func settling(_ key: Key) -> RegisterMonth? {
    guard key.month < document.period else { return nil }
    let later = month(of: Key(month: document.period, register: key.register))
    return later?.trueUps.contains { $0.month == key.month } == true ? later : nil
  }

  private mutating func add(_ key: Key, to derivation: inout Derivation) {
    guard let register = settling(key) ?? month(of: key), let trace = register.trace, let row = row(key) else { return }
    var title = DerivationWords.meter(key.register.meter.text)[language]
    if key.register.register != .total { title += ", \(key.register.register)" }
    title += " — " + DateWords.text(key.month, in: language)
    if row.isCommon { title += " — " + DerivationWords.common[language] }
    derivation.heading(title)
    let unit = UnitWords.text(trace.unit, in: language)
    let serviceUnit = UnitWords.text(row.unit, in: language)
    var raw = ReadingDerivation(register: register, trace: trace, unit: unit, clock: setting.clock, language: language)
    guard let difference = raw.add(to: &derivation) else { return }
    let own = gross(register, trace, from: difference, exact: raw.difference, unit: serviceUnit, to: &derivation)
    var last = share(of: own, register, trace, key, unit: serviceUnit, to: &derivation)
    last = net(of: last, trace, unit: serviceUnit, to: &derivation)
    if let share = row.share { last = commonShare(share, row, from: last, unit: serviceUnit, to: &derivation) }
    places[key] = last
  }

  /// C5: multiplier, losses and unit, rounded once.
  private func gross(
    _ register: RegisterMonth, _ trace: RegisterTrace, from difference: Int, exact: Ratio?, unit: String,
    to derivation: inout Derivation
  ) -> Int {
    var terms: [Derivation.Term] = [.entry(difference)]
    var value = exact
    func multiply(_ ratio: Ratio) { value = value.flatMap { try? $0.times(ratio) } }
    if trace.multiplier != .one {
      terms += [
        .text("*"),
        .entry(derivation.given(DerivationWords.multiplier[language], Figure(trace.multiplier, decimals: 0))),
      ]
      multiply(trace.multiplier.ratio)
    }
    if !trace.lossPercent.isZero {
      let place = derivation.given(DerivationWords.losses[language], Figure(trace.lossPercent, decimals: 0), unit: "%")
      terms += [.text("*(1+"), .entry(place), .text("/100)")]
      if let part = try? Ratio.one.plus(trace.lossPercent.fraction) { multiply(part) }
    }
    if trace.unitTimes != trace.unitOver {
      let place = derivation.given(
        DerivationWords.unitFactor(UnitWords.text(trace.unit, in: language), unit)[language],
        Figure(units: Int128(trace.unitTimes), decimals: 0))
      terms += [.text("*"), .entry(place), .text("/\(trace.unitOver)")]
      multiply(Ratio(Int128(trace.unitTimes), over: Int128(trace.unitOver)))
    }
    let quantity = trace.whole ?? register.quantity
    return derivation.calculated(
      DerivationWords.consumption[language], Figure(quantity, decimals: 3), unit: unit, terms, exact: value, rounding: 3
    )
  }

  /// C9: the part of one month where the reading settles several.
  private func share(
    of whole: Int, _ register: RegisterMonth, _ trace: RegisterTrace, _ key: Key, unit: String,
    to derivation: inout Derivation
  ) -> Int {
    guard let all = trace.whole, let seconds = trace.shares, seconds.count == register.trueUps.count + 1 else {
      return whole
    }
    let index = register.trueUps.firstIndex { $0.month == key.month } ?? seconds.count - 1
    let part = index < register.trueUps.count ? register.trueUps[index].quantity : register.quantity
    let (mine, sum) = (seconds[index], seconds.reduce(0, +))
    let exact = try? all.ratio.times(Ratio(Int128(mine), over: Int128(max(1, sum))))
    let label = DerivationWords.trueUpPart(DateWords.phrase(key.month))[language]
    let terms: [Derivation.Term] = [.entry(whole), .text(ReadingDerivation.fraction(mine, of: sum))]
    guard let before = trace.before, index == 0 else {
      return derivation.part(label, Figure(part, decimals: 3), unit: unit, terms, exact: exact)
    }
    // What was read before the last actual reading stays with its month.
    let after = derivation.part(label, Figure(part - before, decimals: 3), unit: unit, terms, exact: exact)
    let read = derivation.given(DerivationWords.readBefore[language], Figure(before, decimals: 3), unit: unit)
    return derivation.calculated(
      DerivationWords.consumption[language], Figure(part, decimals: 3), unit: unit,
      [.entry(read), .text("+"), .entry(after)])
  }

  /// C12: less the meters behind it.
  private func net(of own: Int, _ trace: RegisterTrace, unit: String, to derivation: inout Derivation) -> Int {
    guard let children = trace.children, !children.isEmpty else { return own }
    var terms: [Derivation.Term] = [.entry(own)]
    var rest = derivation.figure(own)
    if let share = trace.childrenShare {
      // Of a meter that was handed on each part bears some of what is behind it.
      for child in children {
        derivation.given(
          DerivationWords.child(child.meter.text)[language], Figure(child.quantity, decimals: 3), unit: unit)
      }
      let figure = Figure(share, decimals: 3)
      terms += [.text("-"), .entry(derivation.given(DerivationWords.childrenShare[language], figure, unit: unit))]
      rest = rest + Figure(units: -figure.units, decimals: figure.decimals)
      return derivation.calculated(DerivationWords.net[language], rest, unit: unit, terms)
    }
    for child in children {
      let figure = Figure(child.quantity, decimals: 3)
      terms += [
        .text("-"), .entry(derivation.given(DerivationWords.child(child.meter.text)[language], figure, unit: unit)),
      ]
      rest = rest + Figure(units: -figure.units, decimals: figure.decimals)
    }
    return derivation.calculated(DerivationWords.net[language], rest, unit: unit, terms)
  }

  /// C13: the park's part off, then by weight.
  private func commonShare(
    _ share: ShareTrace, _ row: ConsumptionRow, from meter: Int, unit: String, to derivation: inout Derivation
  ) -> Int {
    var shared = meter
    if !share.parkPercent.isZero {
      let park = derivation.given(
        DerivationWords.parkShare[language], Figure(share.parkPercent, decimals: 0), unit: "%")
      let rest = try? Ratio.one.minus(share.parkPercent.fraction)
      shared = derivation.calculated(
        DerivationWords.shared[language], Figure(share.shared, decimals: 3), unit: unit,
        [.entry(meter), .text("*(1-"), .entry(park), .text("/100)")],
        exact: rest.flatMap { try? share.consumption.ratio.times($0) }, rounding: 3)
    }
    let (mine, all): (Phrase, Phrase) =
      switch share.key {
      case .area, .totalArea: (DerivationWords.ownArea, DerivationWords.allArea)
      case .consumption: (DerivationWords.ownConsumption, DerivationWords.allConsumption)
      case .equal: (DerivationWords.ownDays, DerivationWords.allDays)
      }
    var terms: [Derivation.Term] = [.entry(shared)]
    var exact: Ratio?
    if !share.weights.isZero {
      terms += [.text("*"), .entry(derivation.given(mine[language], Figure(share.weight, decimals: 0)))]
      terms += [.text("/"), .entry(derivation.given(all[language], Figure(share.weights, decimals: 0)))]
      exact = try? share.shared.ratio.times(share.weight.ratio.divided(by: share.weights.ratio))
    }
    return derivation.part(
      DerivationWords.ownShare[language], Figure(row.quantity, decimals: 3), unit: unit, terms, exact: exact)
  }
}

extension LineTrace {
  /// The registers that the quantity rests on.
  var feeds: [Feed] {
    switch quantity {
    case .consumption(let feeds, _, _), .reactive(let feeds, _, _, _): feeds
    case .demand, .month, .order, .minimum, .penalty: []
    }
  }
}
