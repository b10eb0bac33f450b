import Diagnostics
import Measures
import Metering
import Park
import Pricing
import Sheets

/// The derivation from registers, a term or an order to the quantity that a line charges.
struct QuantityDerivation {
  let line: Charge
  /// The line's, or what it comes to anew.
  let quantity: FineQuantity
  let meters: MeterDerivation
  let unit: String
  let language: Language

  private var result: Figure { line.shown(quantity) }
  private var label: String { InvoiceWords.quantity[language] }
  private var days: Int { line.from.distance(to: line.to) + 1 }

  func add(to derivation: inout Derivation) -> Int {
    guard let trace = line.trace else { return derivation.given(label, result, unit: unit) }
    switch trace.quantity {
    case .consumption(let feeds, let share, let block):
      return consumption(feeds, share, block, monthDays: trace.monthDays, to: &derivation)
    case .reactive(let feeds, let reactive, let active, let allowed):
      return self.reactive(feeds, reactive, active, allowed, to: &derivation)
    case .demand(let power):
      let peak = derivation.given(DerivationWords.peak[language], Figure(power, decimals: 3), unit: unit)
      return prorated(peak, power, monthDays: trace.monthDays, to: &derivation)
    case .month(let whole):
      if days == trace.monthDays, whole == .one { return derivation.given(label, result, unit: unit) }
      let place = derivation.given(
        DerivationWords.termQuantity[language], Figure(whole, decimals: 0), unit: unit, source: trace.price?.term ?? "")
      return prorated(place, whole, monthDays: trace.monthDays, to: &derivation)
    case .order(let order):
      let act = order.act.isEmpty ? "" : ", " + ChargeWords.act(order.act)[language]
      let words = DerivationWords.order(line.reference, DateWords.digits(order.completedOn))[language]
      return derivation.given(
        words + act + (order.description.isEmpty ? "" : ". \(order.description)"), result, unit: unit,
        source: order.source)
    case .minimum, .penalty: return derivation.given(label, result, unit: unit)
    }
  }

  /// P7: by the days in force.
  private func prorated(_ place: Int, _ whole: Quantity, monthDays: Int, to derivation: inout Derivation) -> Int {
    let exact = try? whole.ratio.times(Ratio(Int128(days), over: Int128(monthDays)))
    guard days < monthDays else { return place }
    return derivation.calculated(
      "\(label), \(DerivationWords.byDays[language])", result, unit: unit,
      [.entry(place), .text("*\(days)/\(monthDays)")],
      exact: exact, rounding: 6)
  }

  /// P3, P4: what the registers gave to the segment and zone, and the block's part of it.
  private func consumption(
    _ feeds: [Feed], _ share: Percent?, _ block: BlockTrace?, monthDays: Int, to derivation: inout Derivation
  ) -> Int {
    var place = sum(of: feeds, whole: nil, to: &derivation)
    if let share, share != .hundred {
      let percent = derivation.given(
        DerivationWords.sharePercent[language], Figure(share, decimals: 0), unit: "%",
        source: line.trace?.price?.term ?? "")
      let exact = try? feeds.map(\.quantity).total().ratio.times(share.fraction)
      let counted = exact.flatMap { try? Quantity($0, .halfUp) } ?? .zero
      place = derivation.calculated(
        DerivationWords.shareOfSource[language], Figure(counted, decimals: 3), unit: unit,
        [.entry(place), .text("*"), .entry(percent), .text("/100")], exact: exact, rounding: 3)
    }
    guard let block else { return place }
    let scale = days == monthDays ? "" : " (\(days)/\(monthDays))"
    let start = derivation.given(
      DerivationWords.blockStart(line.block ?? 1)[language] + scale, Figure(block.from, decimals: 3), unit: unit,
      source: line.trace?.price?.row ?? "")
    // A full block ends where the next begins; the last one reached, where the consumption does.
    var end = place
    if let next = block.to, next < block.of {
      end = derivation.given(
        DerivationWords.blockStart((line.block ?? 1) + 1)[language] + scale, Figure(next, decimals: 3), unit: unit)
    }
    return derivation.calculated(label, result, unit: unit, [.entry(end), .text("-"), .entry(start)])
  }

  /// The sum of what registers gave.
  private func sum(of feeds: [Feed], whole: Quantity?, to derivation: inout Derivation) -> Int {
    let places = feeds.map { part($0, to: &derivation) }
    let sum = feeds.map(\.quantity).total()
    guard places.count != 1, !places.isEmpty else {
      return places.first
        ?? derivation.given(DerivationWords.consumption[language], Figure(whole ?? sum, decimals: 3), unit: unit)
    }
    var terms: [Derivation.Term] = []
    for place in places { terms += (terms.isEmpty ? [] : [.text("+")]) + [.entry(place)] }
    return derivation.calculated(DerivationWords.consumption[language], Figure(sum, decimals: 3), unit: unit, terms)
  }

  /// What one register gave: all of it, or its part.
  private func part(_ feed: Feed, to derivation: inout Derivation) -> Int {
    let key = MeterDerivation.Key(month: line.from.month, register: feed.key)
    let name = feed.register.map { "\(feed.meter), \($0)" } ?? feed.meter.text
    let figure = Figure(feed.quantity, decimals: 3)
    guard let place = meters.places[key] else {
      return derivation.given(DerivationWords.meter(name)[language], figure, unit: unit)
    }
    switch feed.cut {
    case nil where derivation.figure(place) == figure:
      return derivation.calculated(DerivationWords.meter(name)[language], figure, unit: unit, [.entry(place)])
    case .days(let days, let all):
      let whole = derivation.figure(place)
      let exact = try? Ratio(whole.units, over: powerOfTen(whole.decimals))
        .times(Ratio(Int128(days), over: Int128(max(1, all))))
      return derivation.part(
        "\(DerivationWords.meter(name)[language]), \(DerivationWords.byDays[language])", figure, unit: unit,
        [.entry(place), .text("*\(days)/\(all)")], exact: exact)
    case .readings:
      return derivation.given(
        "\(DerivationWords.meter(name)[language]), \(DerivationWords.byReadings[language])", figure, unit: unit)
    case .intervals:
      return derivation.given(
        "\(DerivationWords.meter(name)[language]), \(DerivationWords.byIntervals[language])", figure, unit: unit)
    case nil: return derivation.given(DerivationWords.meter(name)[language], figure, unit: unit)
    }
  }

  /// P5: what is above the free share of the active energy.
  private func reactive(
    _ feeds: [Feed], _ reactive: Quantity, _ active: Quantity, _ allowed: FineQuantity, to derivation: inout Derivation
  ) -> Int {
    let used = sum(of: feeds, whole: reactive, to: &derivation)
    let real = derivation.given(
      DerivationWords.active[language], Figure(active, decimals: 3),
      unit: UnitWords.text(line.unit.replacing("varh", with: "Wh"), in: language))
    let free = derivation.given(
      DerivationWords.freeReactive[language], Figure(allowed, decimals: 0), source: line.trace?.price?.row ?? "")
    let exact = (try? allowed.ratio.times(active.ratio)).flatMap { try? reactive.ratio.minus($0) }
    return derivation.calculated(
      label, result, unit: unit, [.entry(used), .text("-"), .entry(free), .text("*"), .entry(real)], exact: exact,
      rounding: 3)
  }
}
