import Diagnostics
public import Measures
public import Park

/// C15: consumption that is possible but unlikely. It warns and holds back nothing.
func unlikely(
  _ register: RegisterMonth, meter: Meter, past: [History.Entry], month: Month, facts: ParkFacts
) -> [Finding] {
  guard register.span?.basis != .estimated, meter.role != .head || !past.isEmpty else { return [] }
  if register.quantity.isZero, register.trueUps.isEmpty {
    return register.days == 0 ? [] : [Finding(unchanged(register, meter, month))]
  }
  let known = past.suffix(3)
  guard !known.isEmpty else { return [] }
  var quantity: Int128 = 0
  var seconds: Int128 = 0
  for entry in known {
    quantity += Int128(entry.register.quantity.units)
    seconds += elapsed(entry.register)
  }
  let now = Int128(register.quantity.units) * seconds
  let mean = quantity * elapsed(register)
  guard now > 5 * mean || 5 * now < mean else { return [] }
  return [Finding(jump(register, meter, month, isMore: now > mean))]
}

extension ParkBalanceRow {
  /// A warning where more of what was supplied is lost than the park's limit allows (C17); nil without a limit, a head
  /// meter or supply.
  public func excessiveLoss(in month: Month, of facts: ParkFacts) -> Finding? {
    guard let limit = facts.profile.lossLimitPercent, let loss, let lossPercent, let supplied,
      let service = facts.services[service],
      Int128(loss.units) * 100_000_000 > Int128(limit.units) * Int128(supplied.units)
    else { return nil }
    return Finding(lossBeyondLimit(service, month, percent: lossPercent, limit: limit))
  }
}

private func elapsed(_ register: RegisterMonth) -> Int128 {
  register.span.map { Int128($0.closingAt - $0.openingAt) } ?? Int128(register.days) * 86_400
}

private func unchanged(_ register: RegisterMonth, _ meter: Meter, _ month: Month) -> Problem {
  Problem(
    .warning, "no-consumption", at: place(of: register, meter), value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) эсептегичинин (\(register.register)) көрсөткүчү \(month) айында өзгөргөн жок.",
      ru: "Показание счётчика \(meter.id) (\(register.register)) за \(month) не изменилось.",
      en: "The reading of meter \(meter.id) (\(register.register)) did not change in \(month)."),
    remedy: Phrase(
      ky: "Эсептегич иштеп жатканын жана көрсөткүч чын алынганын текшериңиз.",
      ru: "Проверьте, что счётчик исправен и показание действительно снято.",
      en: "Check that the meter works and was really read."))
}

private func jump(_ register: RegisterMonth, _ meter: Meter, _ month: Month, isMore: Bool) -> Problem {
  let quantity = register.quantity.description
  return Problem(
    .warning, "unlikely-consumption", at: place(of: register, meter), value: quantity,
    message: isMore
      ? Phrase(
        ky: "\(meter.id) эсептегичинин (\(register.register)) \(month) айындагы күндүк керектөөсү мурунку айлардын "
          + "орточосунан 5 эседен көп.",
        ru: "Суточное потребление по счётчику \(meter.id) (\(register.register)) за \(month) более чем в 5 раз выше "
          + "среднего за прошлые месяцы.",
        en: "Meter \(meter.id) (\(register.register)) used more than 5 times its earlier daily mean in \(month).")
      : Phrase(
        ky: "\(meter.id) эсептегичинин (\(register.register)) \(month) айындагы күндүк керектөөсү мурунку айлардын "
          + "орточосунун бештен биринен аз.",
        ru: "Суточное потребление по счётчику \(meter.id) (\(register.register)) за \(month) ниже пятой части среднего "
          + "за прошлые месяцы.",
        en: "Meter \(meter.id) (\(register.register)) used less than a fifth of its earlier daily mean in \(month)."),
    remedy: Phrase(
      ky: "Көрсөткүчтү текшериңиз; туура болсо, эч нерсе кылуунун кереги жок.",
      ru: "Проверьте показание; если оно верно, делать ничего не нужно.",
      en: "Check the reading; if it is right, nothing needs doing."))
}

private func lossBeyondLimit(_ service: Service, _ month: Month, percent: Percent, limit: Percent) -> Problem {
  let (lost, most) = (percent.text(decimals: 0), limit.text(decimals: 0))
  return Problem(
    .warning, "loss-beyond-limit", at: service.place, value: lost,
    message: Phrase(
      ky: "\(service.id) кызматы боюнча \(month) айында алынгандын \(lost) % жоголгон; чек — \(most) %.",
      ru: "По услуге \(service.id) за \(month) потеряно \(lost) % полученного; предел \(most) %.",
      en: "Of service \(service.id), \(lost) % of what was supplied is lost in \(month); the limit is \(most) %."),
    remedy: Phrase(
      ky: "Башкы жана резиденттердин эсептегичтеринин көрсөткүчтөрүн текшериңиз, эсепсиз керектөөнү издеңиз.",
      ru: "Проверьте показания головных счётчиков и счётчиков резидентов, ищите неучтённое потребление.",
      en: "Check the readings of head meters and residents' meters, and look for consumption without a meter."))
}

private func place(of register: RegisterMonth, _ meter: Meter) -> Place {
  guard let source = register.sources.first, let colon = source.lastIndex(of: ":"),
    let line = Int(source[source.index(after: colon)...])
  else { return meter.place }
  return Place(file: String(source[..<colon]), line: line)
}
