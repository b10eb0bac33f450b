import Diagnostics
import Measures
import Park

/// The register meters of a month that need a reading, and those that have none (C18).
struct Estimates {
  /// A register that is estimated, or would be.
  struct Missing {
    let meter: Meter
    /// True where it was billed so before.
    let isIssued: Bool
    /// That it was estimated, or why it can't be (C8).
    let problem: Problem
  }

  private(set) var missing: [Missing] = []
  private var needed: [Service.ID: Set<MeterPart>] = [:]

  /// Counts a register's meter, unless nothing is to be read of it: a removal closes it, or it is the park's own.
  mutating func count(_ verdict: Closing.Verdict?, of closing: Closing) {
    let meter = closing.meter
    guard let verdict, meter.role != .head, !meter.isParks else { return }
    if case .success(let closed) = verdict, let removal = closing.readings.removal, closed.span.closingAt == removal.at
    {
      return
    }
    needed[meter.service, default: []].insert(meter.part)
  }

  mutating func add(_ meter: Meter, _ issued: RegisterMonth?, _ problem: Problem) {
    missing.append(Missing(meter: meter, isIssued: issued != nil, problem: problem))
  }

  /// How many meters of all services need a reading.
  var count: Int { needed.values.reduce(0) { $0 + $1.count } }

  /// How many of a service's meters need a reading, and how many of these have none.
  func counts(of service: Service.ID) -> (needed: Int, missing: Int) {
    let needed = needed[service] ?? []
    return (needed.count, Set(missing.map(\.meter.part)).intersection(needed).count)
  }
}

extension Registers {
  /// Estimates are for the odd missing reading (C18): where too many are missing, nobody is billed on them anew.
  mutating func settle(_ estimates: Estimates, _ facts: ParkFacts, in month: Month, estimateAll: Bool) {
    needed = estimates.count
    var refused: Set<MeterPart> = []
    for one in estimates.missing {
      let (needed, missing) = estimates.counts(of: one.meter.service)
      let areMany = needed >= 3 && missing * 100 > facts.profile.maxEstimatedPercent * needed
      if areMany, !estimateAll, !one.isIssued, one.meter.role != .head {
        for register in one.meter.registers { months[one.meter.key(of: register)] = nil }
        guard refused.insert(one.meter.part).inserted else { continue }
        fail(part: one.meter, tooManyEstimates(one.meter, month, missing: missing, of: needed), facts, in: month)
        unread += findings.suffix(1)
        closeNothingAfter(one.meter, facts, in: month)
      } else if one.problem.severity == .error {
        fail(part: one.meter, one.problem, facts, in: month)
        unread += findings.suffix(1)
      } else {
        findings.append(Finding(one.problem))
        unread += findings.suffix(1)
      }
    }
  }

  /// What opened with an estimate that is refused is not known either (C20).
  private mutating func closeNothingAfter(_ part: Meter, _ facts: ParkFacts, in month: Month) {
    guard part.stretch != nil, let meter = facts.meters[part.id] else { return }
    for later in facts.stretches(of: meter) where later.installedOn > part.installedOn {
      let keys = later.registers.map { later.key(of: $0) }.filter { months[$0] != nil }
      for key in keys { months[key] = nil }
      if !keys.isEmpty, !later.isParks { fail(part: later, handoverUnread(later, month), facts, in: month) }
    }
  }
}

private func tooManyEstimates(_ meter: Meter, _ month: Month, missing: Int, of needed: Int) -> Problem {
  Problem(
    .error, "too-many-estimates", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(month) айында \(meter.service) кызматынын \(needed) эсептегичинин \(missing) көрсөткүчү жок: мынча көбү "
        + "эсептик жол менен чыгарылбайт.",
      ru:
        "За \(month) нет показаний \(missing) из \(needed) счётчиков услуги \(meter.service): столько расчётным путём "
        + "не выставляется.",
      en: "\(missing) of \(needed) meters of service \(meter.service) have no reading for \(month): so many are not "
        + "billed on estimates."),
    remedy: Phrase(
      ky: "readings/ папкасына көрсөткүчтөрдү кошуңуз же --estimate-all менен кайра иштетиңиз.",
      ru: "Добавьте показания в readings/ или запустите с --estimate-all.",
      en: "Add the readings to readings/, or run with --estimate-all."))
}
