import Diagnostics
import Measures
import Park

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
