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

extension Closing {
  /// C15: so much more than before that nobody is billed for it until its reading was entered a second time; nil where
  /// it is not, or was billed already.
  ///
  /// - Parameter yearBefore: what the register came to in the same month a year before.
  func implausible(_ result: RegisterMonth, _ closed: Closed, yearBefore: RegisterMonth?) -> Problem? {
    guard issued == nil, meter.role != .head, !meter.isParks, !service.holdFactor.isZero, let reading = closed.reading,
      !readings.confirmed.contains(reading.at), let use = use(result, closed)
    else { return nil }
    let known = past.suffix(3).map(\.register)
    let mean = Use(
      quantity: known.map(\.quantity).total(), seconds: known.reduce(0) { $0 + Int64(elapsed($1)) })
    guard mean.quantity > .zero, use.isMore(than: mean, times: service.holdFactor) else { return nil }
    if let yearBefore {
      let then = Use(quantity: yearBefore.quantity, seconds: Int64(elapsed(yearBefore)))
      guard use.isMore(than: then, times: service.holdFactor) else { return nil }
    }
    return implausibleUse(result, meter, month, reading, times: service.holdFactor)
  }

  /// What is held against the months before: after estimates, all since the last actual reading.
  private func use(_ result: RegisterMonth, _ closed: Closed) -> Use? {
    guard let span = result.span else { return nil }
    guard span.basis == .estimated, span.openingAt != lastSettled.at, let to = closed.trace.line else {
      let start = closed.base.point.at
      return Use(quantity: result.trace?.whole ?? result.quantity, seconds: span.closingAt - start)
    }
    // An estimate after others: to the reading that it goes on from.
    let from = lastSettled
    guard let factor = meter.factor(to: service), let used = rolled(from: from.value, to: to.value)?.0,
      let quantity = (try? used.ratio.times(factor)).flatMap({ try? Quantity($0, .halfUp) })
    else { return nil }
    return Use(quantity: quantity, seconds: to.at - from.at)
  }
}

/// What was used in how long a time.
private struct Use {
  let quantity: Quantity
  let seconds: Int64

  /// True where more was used a day than so many times as in another time.
  func isMore(than other: Use, times factor: Factor) -> Bool {
    // Thousandths and millionths fit: 10^15 × 10^8 × 10^6 and more.
    let mine = Int128(quantity.units) * Int128(other.seconds) * 1_000_000
    return mine > Int128(other.quantity.units) * Int128(seconds) * Int128(factor.units)
  }
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

private func implausibleUse(
  _ result: RegisterMonth, _ meter: Meter, _ month: Month, _ reading: Reading, times factor: Factor
) -> Problem {
  let (shown, times) = (reading.value.text(decimals: meter.decimals), factor.text(decimals: 0))
  return Problem(
    .error, "implausible-consumption", at: reading.place.at("reading"), value: shown,
    message: Phrase(
      ky:
        "\(meter.id) эсептегичинин (\(result.register)) \(month) айындагы күндүк керектөөсү мурункудан \(times) эседен "
        + "көп: көрсөткүчтө ашыкча цифра болушу мүмкүн, ырасталмайынча эсеп чыгарылбайт.",
      ru: "Суточное потребление по счётчику \(meter.id) (\(result.register)) за \(month) более чем в \(times) раз выше "
        + "прежнего: возможно, в показании лишняя цифра; без подтверждения счёт не выставляется.",
      en:
        "Meter \(meter.id) (\(result.register)) used more than \(times) times as much a day in \(month) as before: the "
        + "reading may have a digit too many, and nothing is billed until it is confirmed."),
    remedy: Phrase(
      ky: "Көрсөткүч туура болсо, аны source = confirmed менен кайра киргизиңиз; ката болсо, туурасын corrected менен.",
      ru: "Если показание верно, внесите его ещё раз с source = confirmed; если нет, внесите верное с corrected.",
      en: "If the reading is right, enter it again with source = confirmed; if not, enter the right one as corrected."))
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
  register.sources.first.map { Place(reference: $0) } ?? meter.place
}
