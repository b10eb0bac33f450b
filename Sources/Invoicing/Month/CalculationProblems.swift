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
      en: "Nothing was read in \(month), though \(meters) meters are in service. The month is not billed on estimates "
        + "in silence; the run stops here."),
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
