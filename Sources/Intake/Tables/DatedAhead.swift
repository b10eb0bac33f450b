import Diagnostics
import Measures

extension Fault {
  /// A record of a day that is yet to come (C1).
  static func datedAhead(_ today: Day) -> Fault {
    Fault(
      "dated-ahead",
      message: Phrase(
        ky: "Жазуунун күнү эсептөө күнүнөн (\(today)) кийин: ал азырынча боло элек",
        ru: "Запись датирована позже дня расчёта (\(today)): этого ещё не могло быть",
        en: "The record is dated after the day of the run (\(today)): it can't have happened yet"),
      remedy: Phrase(
        ky: "Күндү түпнуска документ менен салыштырып оңдоңуз", ru: "Сверьте дату с первичным документом и исправьте",
        en: "Compare the date with the source document and mend it"))
  }
}
