import Diagnostics
import Measures
import Park

func nothingRead(_ month: Month, meters: Int) -> Problem {
  Problem(
    .error, "nothing-read", at: nil, value: "\(month)",
    message: Phrase(
      ky: "\(month) айында бир да эсептегич окулган эмес, бирок \(meters) эсептегич иштеп турат. Ай эсептик жол менен "
        + "үнсүз чыгарылбайт; иш ушул жерде токтойт.",
      ru: "За \(month) не снято ни одного показания, а счётчиков в работе: \(meters). Месяц не выставляется молча "
        + "расчётным путём; работа останавливается здесь.",
      en: "Nothing was read in \(month); meters in service: \(meters). The month is not billed on estimates in "
        + "silence; the run stops here."),
    remedy: Phrase(
      ky: "readings/ папкасына көрсөткүчтөрдү кошуңуз же --estimate-all менен кайра иштетиңиз.",
      ru: "Добавьте показания в readings/ или запустите с --estimate-all.",
      en: "Add the readings to readings/, or run with --estimate-all."))
}

func penaltyTooLarge(_ contract: Contract) -> Problem {
  Problem(
    .error, "amount-too-large", at: contract.place.at("penalty_percent_per_day"), value: "\(contract.id)",
    message: Phrase(
      ky: "\(contract.id) келишиминин тууму эсептөөгө сыйбайт.",
      ru: "Пеня по договору \(contract.id) не помещается в расчёт.",
      en: "The penalty of contract \(contract.id) is too large to calculate."),
    remedy: Phrase(
      ky: "penalty_percent_per_day маанисин текшериңиз.", ru: "Проверьте penalty_percent_per_day.",
      en: "Check penalty_percent_per_day."))
}

func finalNeedsReading(_ meter: Meter, _ contract: Contract) -> Problem {
  let end = contract.validity.until?.advanced(by: -1).description ?? "—"
  return Problem(
    .error, "final-needs-reading", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky:
        "\(contract.id) келишиминин акыркы эсеби көрсөткүч боюнча гана чыгат, ал эми \(meter.id) эсептегичинин \(end) "
        + "күнүнө көрсөткүчү жок.",
      ru: "Последний счёт по договору \(contract.id) выставляется только по показаниям, а показания счётчика "
        + "\(meter.id) на \(end) нет.",
      en: "The last bill of contract \(contract.id) goes by readings alone, and meter \(meter.id) has none of \(end)."),
    remedy: Phrase(
      ky: "readings/ папкасына ушул күндүн көрсөткүчүн кошуңуз же айдын эсебин күтүңүз.",
      ru: "Добавьте в readings/ показание этого дня или дождитесь счёта за месяц.",
      en: "Add the reading of that day to readings/, or wait for the month's own invoice."))
}
