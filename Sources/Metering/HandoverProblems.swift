import Diagnostics
import Measures
import Park

/// Days of the park at whose end nothing is known (C20).
func parkDaysUnread(_ meter: Meter, _ month: Month) -> Problem {
  Problem(
    .warning, "park-days-unread", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) эсептегичи \(meter.installedOn) күнүнөн бери эч бир келишимдики эмес, \(month) айына көрсөткүчү "
        + "жок: парктын керектөөсү кийинки көрсөткүч менен кошо эсептелет.",
      ru: "Счётчик \(meter.id) с \(meter.installedOn) не числится ни за одним договором, а показания за \(month) нет: "
        + "потребление парка войдёт в расчёт вместе со следующим показанием.",
      en: "Meter \(meter.id) is no contract's since \(meter.installedOn), and nothing was read for \(month): what the "
        + "park used counts with the next reading."),
    remedy: Phrase(
      ky: "Көрсөткүч болсо, readings/ папкасына кошуңуз.", ru: "Если показание есть, добавьте его в readings/.",
      en: "If there is a reading, add it to readings/."))
}

/// A part that can't open, because the one before it has no closing (C20).
func handoverUnread(_ meter: Meter, _ month: Month) -> Problem {
  let (contract, day) = (meter.contract?.text ?? "", meter.installedOn)
  return Problem(
    .error, "handover-unread", at: meter.place, value: contract,
    message: Phrase(
      ky: "\(meter.id) эсептегичи \(day) күнү \(contract) келишимине өткөн, бирок ал кезде эмнени көрсөткөнү белгисиз: "
        + "мурунку бөлүгү жабылган эмес.",
      ru: "Счётчик \(meter.id) \(day) перешёл к договору \(contract), но что он тогда показывал, неизвестно: "
        + "предыдущий отрезок не закрыт.",
      en: "Meter \(meter.id) passed to contract \(contract) on \(day), but what it showed then is not known: the part "
        + "before it is not closed."),
    remedy: Phrase(
      ky: "readings/ папкасына өткөрүп берүүдөгү көрсөткүчтү (\(day.advanced(by: -1))) же андан кийинкисин кошуңуз.",
      ru: "Добавьте в readings/ показание при передаче (\(day.advanced(by: -1))) или более позднее.",
      en: "Add the reading of the handover (\(day.advanced(by: -1))), or a later one, to readings/."))
}
