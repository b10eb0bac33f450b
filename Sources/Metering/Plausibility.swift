import Diagnostics
import Measures
import Park

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
  guard mean > 0, now > 5 * mean || 5 * now < mean else { return [] }
  return [Finding(jump(register, meter, month, isMore: now > mean))]
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

private func place(of register: RegisterMonth, _ meter: Meter) -> Place {
  guard let source = register.sources.first, let colon = source.lastIndex(of: ":"),
    let line = Int(source[source.index(after: colon)...])
  else { return meter.place }
  return Place(file: String(source[..<colon]), line: line)
}
