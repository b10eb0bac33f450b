import Diagnostics
public import Measures
public import Park

/// What all registers of the park came to in one month, before children and shares (C1–C11).
public struct Registers: Sendable {
  /// Each register in service, by meter and register.
  public internal(set) var months: [RegisterKey: RegisterMonth] = [:]
  /// Interval meters: what each part of them delivered, day by day.
  public internal(set) var loads: [MeterPart: Load] = [:]
  /// Meters in service whose month can't be told, with the reason in ``findings``.
  public internal(set) var failed: Set<Meter.ID> = []
  /// Of meters that were handed on, the parts that can't be told though another part can.
  public internal(set) var failedParts: Set<MeterPart> = []
  /// What is wrong and what is unlikely.
  public internal(set) var findings: [Finding] = []
  /// How many register meters, or parts of them, need a reading for the month (C18).
  public internal(set) var needed = 0
  /// What ``findings`` say of those that no reading closes, now or later.
  var unread: [Finding] = []
  /// True where something was read for the month, be it of use or not.
  public internal(set) var hasReadings = false

  /// The findings that say more than that something was not read.
  public var findingsOfRead: [Finding] {
    let told = Set(unread)
    return findings.filter { !told.contains($0) }
  }

  /// Closes every register for a month.
  ///
  /// - Parameters:
  ///   - history: the months before.
  ///   - issued: the registers as the journal recorded this month, if it did: an issued estimate stands (C7).
  ///   - estimateAll: true where any number of registers may be estimated (C18).
  public init(
    of facts: ParkFacts, in month: Month, after history: History, issued: [RegisterKey: RegisterMonth],
    estimateAll: Bool = false
  ) {
    var estimates = Estimates()
    for meter in facts.meters.values.sorted(by: { $0.id < $1.id }) {
      guard let service = facts.services[meter.service], meter.installedOn <= month.lastDay else { continue }
      // One that was removed before esep billed anything was billed by others.
      if let removed = meter.removedOn, removed < facts.profile.firstMonth.firstDay { continue }
      switch meter.mode {
      case .register: readRegisters(meter, service, facts, month, history, issued, &estimates)
      case .interval: readIntervals(meter, facts, month, service, history)
      }
    }
    settle(estimates, facts, in: month, estimateAll: estimateAll)
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

  /// True where no part of the meter can be told, or not this one.
  func isFailed(_ part: Meter) -> Bool { failed.contains(part.id) || failedParts.contains(part.part) }

  mutating func fail(_ meter: Meter, _ problem: Problem, in month: Month) {
    failed.insert(meter.id)
    findings.append(Finding(problem, touches: meter.role == .head ? [] : [.meter(meter.id)], months: .only(month)))
  }

  /// One part of a meter that was handed on holds back its own contract, and those of its parent (C12). Where the meter
  /// is a parent itself, what its children take off any part is not known then (C20).
  mutating func fail(part: Meter, _ problem: Problem, _ facts: ParkFacts, in month: Month) {
    let isParent = facts.meters.values.contains {
      $0.parent == part.id && $0.role != .head && !$0.installed.days(in: month.days).isEmpty
    }
    guard part.stretch != nil, !isParent, let contract = part.contract else { return fail(part, problem, in: month) }
    failedParts.insert(part.part)
    let above = part.parent.flatMap { facts.meters[$0] }
    let touched = above.map { parent in
      parent.role == .resident
        ? facts.holders(of: parent, in: month).sorted().map { Scope.contract($0) } : [.meter(parent.id)]
    }
    findings.append(Finding(problem, touches: [.contract(contract)] + (touched ?? []), months: .only(month)))
  }

  private mutating func readRegisters(
    _ meter: Meter, _ service: Service, _ facts: ParkFacts, _ month: Month, _ history: History,
    _ issued: [RegisterKey: RegisterMonth], _ estimates: inout Estimates
  ) {
    let parts = facts.stretches(of: meter).filter { part in
      part.installedOn <= month.lastDay && part.removedOn.map { $0 >= facts.profile.firstMonth.firstDay } ?? true
    }
    for (index, register) in meter.registers.enumerated() {
      let key = RegisterKey(meter.id, register)
      let readings = RegisterReadings(facts.readings[key] ?? [], of: meter, index: index, clock: facts.clock)
      let past = history.entries(of: meter, register)
      var opening = past.opening ?? readings.opening
      if readings.reach(month, after: past.isEmpty ? nil : opening.span.closingAt, facts.profile.readingWindowDays) {
        hasReadings = true
      }
      let contradictions = readings.findings(for: month, of: meter)
      guard contradictions.isEmpty else {
        findings += contradictions
        failed.insert(meter.id)
        continue
      }
      for part in parts {
        let closing = Closing(
          facts: facts, meter: part, service: service, register: register, month: month, readings: readings,
          start: opening, past: past.filter { $0.register.since == part.stretch?.since },
          issued: issued[part.key(of: register)],
          wasUnread: part.isParks && issued.lacks(part, register, after: opening))
        read(closing, history, &estimates)
        if let result = months[part.key(of: register)], let span = result.span {
          opening = Opening(span: span, sources: result.sources)
        }
      }
    }
    let paying = parts.filter { $0.contract != nil && !$0.installed.days(in: month.days).isEmpty }
    if !paying.isEmpty, paying.allSatisfy({ failedParts.contains($0.part) }) { failed.insert(meter.id) }
  }

  /// Closes one register of a meter, or of a part of it.
  private mutating func read(_ closing: Closing, _ history: History, _ estimates: inout Estimates) {
    let (meter, facts, month) = (closing.meter, closing.facts, closing.month)
    // What ended in an earlier month and could not be closed there is still that month's.
    if meter.stretch != nil, meter.removedReadings.isEmpty, let last = meter.removedOn, last < month.firstDay { return }
    // A part opens where the one before was closed; the first one of all with the meter.
    if meter.stretch?.since != nil, meter.installedOn > facts.profile.firstMonth.firstDay,
      closing.start.span.closingAt < facts.clock.instant(meter.installedOn)
    {
      if !meter.isParks, !meter.installed.days(in: month.days).isEmpty {
        fail(part: meter, handoverUnread(meter, month), facts, in: month)
      }
      return
    }
    do {
      let verdict = try closing.outcome()
      estimates.count(verdict, of: closing)
      switch verdict {
      case nil: break
      case .parkDays: findings.append(Finding(parkDaysUnread(meter, month)))
      case .unread(let problem): estimates.add(meter, closing.issued, problem)
      case .failure(let problem) where meter.isParks: findings.append(Finding(problem.asWarning))
      case .failure(let problem): fail(part: meter, problem, facts, in: month)
      case .success(let closed):
        if closed.span.basis == .actual { hasReadings = true }
        let result = try consumed(
          closed, meter: meter, register: closing.register, service: closing.service, month: month)
        let yearBefore = history.entry(of: result.key, in: month.advanced(by: -12))
        if let problem = closing.implausible(result, closed, yearBefore: yearBefore) {
          return fail(part: meter, problem, facts, in: month)
        }
        if closed.span.basis == .estimated {
          estimates.add(meter, closing.issued, estimated(meter, closing.register, month, closed.span))
        }
        months[result.key] = result
        findings += unlikely(result, meter: meter, past: closing.past, month: month, facts: facts)
      }
    } catch {
      fail(part: meter, tooLarge(meter), facts, in: month)
    }
  }

  /// C5 and C9: the quantity of the month, true-up taken off.
  private func consumed(
    _ closed: Closing.Closed, meter: Meter, register: Identifier<Register>, service: Service, month: Month
  ) throws(ArithmeticOverflow) -> RegisterMonth {
    guard let factor = meter.factor(to: service) else { throw ArithmeticOverflow() }
    let whole = try Quantity(closed.difference.times(factor), .halfUp)
    var result = RegisterMonth(
      meter.key(of: register), span: closed.span,
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

extension [RegisterKey: RegisterMonth] {
  /// True where a month was recorded, but nothing of a register beyond an opening.
  fileprivate func lacks(_ part: Meter, _ register: Identifier<Register>, after opening: Opening) -> Bool {
    !isEmpty && self[part.key(of: register)] == nil
      && !values.contains { month in
        month.meter == part.id && month.register == register
          && month.span.map { $0.closingAt > opening.span.closingAt } ?? false
      }
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
