import Diagnostics

/// The wording of the meter sheet.
enum MeterWords {
  static let meter = Phrase(ky: "Эсептегич", ru: "Счётчик", en: "Meter")
  static let register = Phrase(ky: "Регистр", ru: "Регистр", en: "Register")
  static let service = Phrase(ky: "Кызмат", ru: "Услуга", en: "Service")
  static let openingAt = Phrase(ky: "Мурунку күнү", ru: "Дата предыдущего", en: "Previous date")
  static let opening = Phrase(ky: "Мурунку көрсөткүч", ru: "Предыдущее показание", en: "Previous reading")
  static let closingAt = Phrase(ky: "Учурдагы күнү", ru: "Дата текущего", en: "Present date")
  static let closing = Phrase(ky: "Учурдагы көрсөткүч", ru: "Текущее показание", en: "Present reading")
  static let difference = Phrase(ky: "Айырмасы", ru: "Разность", en: "Difference")
  static let multiplier = Phrase(ky: "Коэффициент", ru: "Коэффициент", en: "Multiplier")
  static let losses = Phrase(ky: "Жоготуу", ru: "Потери", en: "Losses")
  static let quantity = Phrase(ky: "Көлөмү", ru: "Объём", en: "Quantity")
  static let unit = Phrase(ky: "Бирдиги", ru: "Ед. изм.", en: "Unit")
  static let basis = Phrase(ky: "Кантип аныкталды", ru: "Как определено", en: "How it came about")
  static let sum = Phrase(ky: "Кызмат боюнча жыйынтыгы", ru: "Итого по услуге", en: "Total of the service")

  static func filled(_ count: Int) -> Phrase {
    Phrase(ky: "толтурулганы: \(count)", ru: "заполнено: \(count)", en: "filled: \(count)")
  }
  static func superseded(_ reading: String) -> Phrase {
    Phrase(
      ky: "\(reading) ордуна түзөтүлгөн көрсөткүч", ru: "показание исправлено, было \(reading)",
      en: "corrected reading instead of \(reading)")
  }
  static let rollover = Phrase(ky: "нөлдөн өттү ↻", ru: "переход через ноль ↻", en: "rolled over ↻")

  static let meters = InvoiceWords.meters

  static let note = Phrase(
    ky: "Көрсөткүчтөр аталган күндүн аягына карата берилди. Айырма × коэффициент × (1 + жоготуу) көлөмдү берет; "
      + "жалпы эсептегичте — келишимдин үлүшү, башкы эсептегичте — ага караштуу эсептегичтердин көлөмү алынып "
      + "салынган, эсептик айлардан кийин — ал айларга тийиштүү бөлүгү алынып салынган. Чоңдук кызматтын "
      + "бирдигине которулган.",
    ru: "Показания даны на конец указанного дня. Разность × коэффициент × (1 + потери) даёт объём; по общему "
      + "счётчику — доля договора, по вышестоящему — за вычетом подчинённых счётчиков, после расчётных месяцев — "
      + "за вычетом части, отнесённой на эти месяцы. Объём приведён к единице услуги.",
    en: "Readings stand at the end of the day named. Difference × multiplier × (1 + losses) gives the quantity; for "
      + "a common meter the contract's share of it, for a parent meter less what its sub-meters measured, after "
      + "estimated months less the part that belongs to them. Quantities are in the service's unit.")
}
