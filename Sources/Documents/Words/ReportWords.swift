import Diagnostics

/// The wording of the quarterly report and the register.
enum ReportWords {
  static let titleTab = Phrase(ky: "Титул", ru: "Титул", en: "Title")
  static let addressee = Phrase(
    ky: "Кыргыз Республикасынын\nМинистрлер Кабинетине", ru: "Кабинету Министров\nКыргызской Республики",
    en: "To the Cabinet of Ministers\nof the Kyrgyz Republic")
  static let report = Phrase(ky: "ОТЧЕТ", ru: "ОТЧЁТ", en: "REPORT")
  static let subject = Phrase(
    ky: "индустриялык парктын жана анын башкаруу компаниясынын иши жөнүндө",
    ru: "о деятельности индустриального парка и его управляющей компании",
    en: "on the activity of the industrial park and of its management company")
  static func quarter(_ quarter: Phrase) -> Phrase {
    Phrase(ky: quarter.ky, ru: "за \(quarter.ru)", en: "for the \(quarter.en)")
  }
  static let ground = Phrase(
    ky: "Индустриялык парктар жөнүндө жобонун 7-пунктуна ылайык берилет.",
    ru: "Представляется согласно пункту 7 Положения об индустриальных парках.",
    en: "Made under point 7 of the Regulation on Industrial Parks.")
  static let park = Phrase(ky: "Индустриялык парк", ru: "Индустриальный парк", en: "Industrial park")
  static let company = Phrase(ky: "Башкаруу компаниясы", ru: "Управляющая компания", en: "Management company")
  static let site = Phrase(ky: "Сайты", ru: "Сайт", en: "Website")
  static let contents = Phrase(ky: "Мазмуну", ru: "Содержание", en: "Contents")
  static let sheet = Phrase(ky: "Барагы", ru: "Лист", en: "Sheet")
  static let section = Phrase(ky: "Бөлүм", ru: "Раздел", en: "Section")
  static let date = Phrase(
    ky: "Күнү: «___» ______________ 20___-ж.", ru: "Дата: «___» ______________ 20___ г.",
    en: "Date: ___ ______________ 20___")
  static let chartsTab = Phrase(
    ky: "Диаграммалардын маалыматы", ru: "Данные диаграмм", en: "Figures of the charts")
  static let chartsNote = Phrase(
    ky: "Бөлүмдөрдүн көрсөткүчтөрүнөн эсептелди.", ru: "Рассчитаны из показателей разделов.",
    en: "Added up from the figures of the sections.")

  static let registerGround = Phrase(
    ky: "Индустриялык парктар жөнүндө жобонун 9-пункту жана 11-пунктунун 10-пунктчасы боюнча жүргүзүлөт",
    ru: "ведётся согласно пункту 9 и подпункту 10 пункта 11 Положения об индустриальных парках",
    en: "kept under points 9 and 11(10) of the Regulation on Industrial Parks")
}
