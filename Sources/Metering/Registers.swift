import Diagnostics
public import Measures
public import Park

/// What all registers of the park came to in one month, before children and shares (C1–C11).
public struct Registers: Sendable {
  /// Each register in service, by meter and register.
  public internal(set) var months: [RegisterKey: RegisterMonth] = [:]
  /// Interval meters: what each delivered, day by day.
  public internal(set) var loads: [Meter.ID: Load] = [:]
  /// Meters in service whose month can't be told, with the reason in ``findings``.
  public internal(set) var failed: Set<Meter.ID> = []
  /// What is wrong and what is unlikely.
  public internal(set) var findings: [Finding] = []
  /// Register meters in service that no reading closes in this month, now or later, with what ``findings`` say of it.
  public internal(set) var unread: [Meter.ID: [Finding]] = [:]
  /// True where something was read for the month, be it of use or not.
  public internal(set) var hasReadings = false

  /// The findings that say more than that something was not read.
  public var findingsOfRead: [Finding] {
    let told = Set(unread.values.joined())
    return findings.filter { !told.contains($0) }
  }

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

  /// The same month with some of it put in the place of what the present inputs come to: what a journal recorded stands.
  public func standing(
    _ months: [RegisterKey: RegisterMonth], failed: Set<Meter.ID>, findings: [Finding]
  ) -> Registers {
    var result = self
    result.months = months
    result.failed = failed
    result.findings = findings
    return result
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
        readings: readings, past: past,
        estimateStands: issued[key]?.span?.basis == .estimated)
      do {
        guard let outcome = try closing.outcome() else { continue }
        switch outcome {
        case .failure(let problem): fail(meter, problem, in: month)
        case .unread(let problem):
          fail(meter, problem, in: month)
          unread[meter.id, default: []] += findings.suffix(1)
        case .success(let closed):
          if closed.span.basis == .estimated {
            findings.append(Finding(estimated(meter, register, month, closed.span)))
            unread[meter.id, default: []] += findings.suffix(1)
          }
          if closed.span.basis == .actual { hasReadings = true }
          let result = try consumed(
            closed, meter: meter, register: register, service: service, month: month, past: past)
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
    _ closed: Closing.Closed, meter: Meter, register: Identifier<Register>, service: Service, month: Month,
    past: [History.Entry]
  ) throws(ArithmeticOverflow) -> RegisterMonth {
    guard let factor = meter.factor(to: service) else { throw ArithmeticOverflow() }
    let whole = try Quantity(closed.difference.times(factor), .halfUp)
    var result = RegisterMonth(
      meter: meter.id, register: register, span: closed.span,
      days: meter.installed.days(in: month.days).count, quantity: whole,
      isEstimated: closed.span.basis != .actual, sources: closed.sources, trace: closed.trace)
    let estimates = closed.span.basis == .estimated ? [] : past.estimatesAtEnd
    if !estimates.isEmpty {
      let spans = estimates.compactMap(\.register.span) + [closed.span]
      let parts = try Allocation.largestRemainder(
        whole, weights: spans.map { Ratio(Int128($0.closingAt - $0.openingAt)) })
      result.trueUps = zip(estimates, parts).map { TrueUp(month: $0.month, quantity: $1) }
      result.quantity = parts[parts.count - 1]
      result.trace?.whole = whole
      result.trace?.shares = spans.map { $0.closingAt - $0.openingAt }
    }
    return result
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
