import Diagnostics
public import Measures
public import Park

/// What all registers of the park came to in one month, before children and shares (C1–C11).
public struct Registers: Sendable {
  /// Each register in service, by meter and register.
  public var months: [RegisterKey: RegisterMonth] = [:]
  /// Interval meters: what each delivered, day by day.
  public var loads: [Meter.ID: Load] = [:]
  /// Meters in service whose month can't be told, with the reason in ``findings``.
  public var failed: Set<Meter.ID> = []
  /// What is wrong and what is unlikely.
  public var findings: [Finding] = []
  /// Register meters in service that no reading closes in this month, now or later.
  public var unread: Set<Meter.ID> = []
  /// True where something was read for the month, be it of use or not.
  public var hasReadings = false

  /// Closes every register for a month.
  ///
  /// - Parameters:
  ///   - history: the months before.
  ///   - issued: the registers as the journal recorded this month, if it did: an issued estimate stands (C7).
  public init(of facts: ParkFacts, in month: Month, after history: History, issued: [RegisterKey: RegisterMonth]) {
    for meter in facts.meters.values.sorted(by: { $0.id < $1.id }) {
      guard let service = facts.services[meter.service], meter.installedOn <= month.lastDay else { continue }
      // One that was removed before esep billed anything was billed by others.
      if let removed = meter.removedOn, removed < facts.profile.firstMonth.firstDay { continue }
      switch meter.mode {
      case .register: readRegisters(meter, service, facts, month, history, issued)
      case .interval: readIntervals(meter, facts, month, service, history)
      }
    }
  }

  /// The same month with estimated registers replaced by what they came to in truth (C9).
  public func truedUp(_ quantities: [RegisterKey: Quantity]) -> Registers {
    var result = self
    for (key, quantity) in quantities { result.months[key]?.quantity = quantity }
    return result
  }

  /// Sets aside meters whose data of the month are bad. What the journal recorded of a meter that can't be told now
  /// stands (I2); where it has nothing, what the good rows come to bills nobody, and only weighs where others share (C13).
  public mutating func setAside(_ meters: Set<Meter.ID>, recorded: [RegisterKey: RegisterMonth]) {
    failed.formUnion(meters)
    let known = failed.intersection(recorded.keys.map(\.meter))
    months = months.filter { !known.contains($0.key.meter) }
    for (key, register) in recorded where known.contains(key.meter) { months[key] = register }
    failed.subtract(known)
  }

  /// Puts what the journal recorded in the place of what some meters come to now: the next month opens there (C3), and
  /// where nothing is recorded, where the month before closed. Nothing opens at an interval meter's month.
  ///
  /// - Returns: true where that makes a difference.
  public mutating func stay(_ meters: Set<Meter.ID>, asRecorded recorded: [RegisterKey: RegisterMonth]) -> Bool {
    let before = months
    let known = recorded.filter { meters.contains($0.key.meter) && $0.value.span != nil }
    // Of a meter whose list of registers has changed what is not recorded under its name stays.
    let named = Set(known.keys.map(\.meter))
    months = months.filter { key, register in
      !meters.contains(key.meter) || named.contains(key.meter) || register.span == nil
    }
    for (key, register) in known where months[key].map({ $0.span != nil }) ?? true { months[key] = register }
    return months.mapValues(\.figures) != before.mapValues(\.figures)
  }

  mutating func fail(_ meter: Meter, _ problem: Problem, in month: Month) {
    failed.insert(meter.id)
    findings.append(Finding(problem, touches: meter.role == .head ? [] : [.meter(meter.id)], months: .only(month)))
  }

  private mutating func readRegisters(
    _ meter: Meter, _ service: Service, _ facts: ParkFacts, _ month: Month, _ history: History,
    _ issued: [RegisterKey: RegisterMonth]
  ) {
    for (index, register) in meter.registers.enumerated() {
      let key = RegisterKey(meter.id, register)
      let readings = RegisterReadings(facts.readings[key] ?? [], of: meter, index: index, clock: facts.clock)
      let past = history.entries(of: key, meter)
      let window = facts.profile.readingWindowDays
      if readings.reach(month, after: past.last?.register.span?.closingAt, window: window) { hasReadings = true }
      let contradictions = readings.findings(for: month, of: meter)
      guard contradictions.isEmpty else {
        findings += contradictions
        failed.insert(meter.id)
        continue
      }
      let closing = Closing(
        facts: facts, meter: meter, service: service, register: register, index: index, month: month,
        readings: readings, past: past, issued: issued[key])
      do {
        guard let outcome = try closing.outcome() else { continue }
        switch outcome {
        case .failure(let problem):
          fail(meter, problem, in: month)
          if problem.code == "no-reading" { unread.insert(meter.id) }
        case .success(let closed):
          if closed.span.basis == .estimated {
            unread.insert(meter.id)
            findings.append(Finding(estimated(meter, register, month, closed.span)))
          }
          if closed.span.basis == .actual { hasReadings = true }
          let result = try consumed(closed, meter: meter, register: register, service: service, month: month)
          months[key] = result
          findings += unlikely(result, meter: meter, past: past, month: month, facts: facts)
        }
      } catch {
        fail(meter, tooLarge(meter), in: month)
      }
    }
  }

  /// C5 and C9: the quantity of the month, true-up taken off.
  private func consumed(
    _ closed: Closing.Closed, meter: Meter, register: Identifier<Register>, service: Service, month: Month
  ) throws(ArithmeticOverflow) -> RegisterMonth {
    guard let factor = meter.factor(to: service) else { throw ArithmeticOverflow() }
    let whole = try Quantity(closed.difference.times(factor), .halfUp)
    var result = RegisterMonth(
      meter: meter.id, register: register, span: closed.span,
      days: meter.installed.days(in: month.days).count, quantity: whole,
      isEstimated: closed.span.basis != .actual, sources: closed.sources, trace: closed.trace)
    let (estimates, base) = (closed.base.estimates, closed.base)
    if !estimates.isEmpty {
      // What was read before the last actual reading stays with its month, rounded by itself (C9).
      let before = try Quantity(base.before.ratio.times(factor), .halfUp)
      var seconds = (estimates.compactMap(\.register.span) + [closed.span]).map { $0.closingAt - $0.openingAt }
      seconds[0] -= base.point.at - (estimates.first?.register.span?.openingAt ?? base.point.at)
      let parts = try Allocation.largestRemainder(whole, weights: seconds.map { Ratio(Int128($0)) })
      result.trueUps = zip(estimates, parts).map { TrueUp(month: $0.month, quantity: $1) }
      result.trueUps[0].quantity += before
      result.quantity = parts[parts.count - 1]
      result.trace?.whole = whole
      result.trace?.shares = seconds
      if !before.isZero { result.trace?.before = before }
    }
    return result
  }
}

extension RegisterMonth {
  /// The same but for what tells how it came about, which makes no difference to what is billed.
  fileprivate var figures: RegisterMonth {
    var month = self
    month.sources = []
    month.trace = nil
    return month
  }
}

private func estimated(
  _ meter: Meter, _ register: Identifier<Register>, _ month: Month, _ span: ReadingSpan
) -> Problem {
  Problem(
    .warning, "estimated-reading", at: meter.place, value: span.closing.text(decimals: meter.decimals),
    message: Phrase(
      ky: "\(meter.id) эсептегичинин (\(register)) \(month) айына көрсөткүчү жок; ал эсептик жол менен аныкталды.",
      ru: "У счётчика \(meter.id) (\(register)) нет показания за \(month); оно определено расчётным путём.",
      en: "Meter \(meter.id) (\(register)) has no reading for \(month); it was estimated."),
    remedy: Phrase(
      ky: "Көрсөткүч табылса, readings/ папкасына кошуңуз; айырмасы кийинки айда кайра эсептелет.",
      ru: "Если показание найдётся, добавьте его в readings/; разница будет пересчитана.",
      en: "If the reading turns up, add it to readings/; the difference is settled then."))
}

func tooLarge(_ meter: Meter) -> Problem {
  Problem(
    .error, "consumption-too-large", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) эсептегичинин керектөөсү эсептөөгө сыйбайт.",
      ru: "Потребление по счётчику \(meter.id) не помещается в расчёт.",
      en: "The consumption of meter \(meter.id) is too large to calculate."),
    remedy: Phrase(
      ky: "Көрсөткүчтөрдү, multiplier жана unit маанилерин текшериңиз.",
      ru: "Проверьте показания, multiplier и unit.",
      en: "Check the readings, the multiplier and the unit."))
}
