import Diagnostics

extension Fault {
  static let notJSON = Fault(
    "not-json",
    message: Phrase(
      ky: "Файл туура JSON эмес: аны окуу мүмкүн эмес", ru: "Файл не является правильным JSON: прочитать его нельзя",
      en: "The file is not valid JSON: it can't be read"),
    remedy: Phrase(
      ky: "Үтүрлөрдү, тырмакчаларды жана кашааларды текшериңиз", ru: "Проверьте запятые, кавычки и скобки",
      en: "Check commas, quotes and brackets"))

  static let noFirstMonth = Fault(
    "no-first-month",
    message: Phrase(
      ky: "firstMonth жок же ай эмес: кайсы айдан баштап эсеп чыгарылары белгисиз",
      ru: "firstMonth нет или это не месяц: неизвестно, с какого месяца выставлять счета",
      en: "firstMonth is missing or no month: from when to bill cannot be known"),
    remedy: Phrase(
      ky: "\"firstMonth\": \"2026-07\" түрүндө жазыңыз", ru: "Запишите его как \"firstMonth\": \"2026-07\"",
      en: "Write it as \"firstMonth\": \"2026-07\""))

  static let missingRequisite = Fault(
    "missing-requisite",
    message: Phrase(
      ky: "park.json'до бул реквизит жок, ансыз бир да эсеп чыкпайт: эсепте камсыздоочу толук аталышы керек",
      ru:
        "В park.json нет этого реквизита, а без него не выставляется ни один счёт: в счёте должен быть назван поставщик",
      en: "park.json lacks this, and without it nobody is billed: an invoice must name its supplier"),
    remedy: Phrase(
      ky: "Аны park.json файлына жазыңыз", ru: "Впишите его в park.json", en: "Write it into park.json"))

  static let repeatedKey = Fault(
    "repeated-key",
    message: Phrase(
      ky: "Бул ачкыч ушул эле бөлүктө эки жолу берилген: кайсынысы туура экени белгисиз",
      ru: "Ключ задан в одном разделе дважды: какое значение верно, неизвестно",
      en: "The key is given twice in one object: which value is right cannot be known"),
    remedy: repeatedColumn.remedy)

  static func unknownKey(nearest: String?) -> Fault {
    Fault(
      "unknown-key",
      message: Phrase(
        ky: "Мындай жөндөө жок: ал эч нерсеге таасир этпейт", ru: "Такой настройки нет: она ни на что не влияет",
        en: "There is no such setting: it has no effect"),
      remedy: nearest.map {
        Phrase(
          ky: "Эң жакын белгилүү ачкыч — «\($0)»; оңдоңуз же өчүрүңүз",
          ru: "Ближайший известный ключ — «\($0)»; исправьте или удалите",
          en: "The nearest known key is “\($0)”; mend or delete it")
      } ?? Phrase(ky: "Ачкычты өчүрүңүз", ru: "Удалите ключ", en: "Delete the key"))
  }

  static func wrongValue(_ wanted: JSONObject.Wanted) -> Fault {
    let what = wanted.phrase
    return Fault(
      "wrong-value",
      message: Phrase(
        ky: "Мааниси туура келбейт, керектүүсү: \(what.ky)", ru: "Значение не подходит, нужно: \(what.ru)",
        en: "The value does not fit; wanted is: \(what.en)"),
      remedy: Phrase(
        ky: "Маанини ушул түрдө жазыңыз", ru: "Запишите значение в таком виде", en: "Write the value in this form"))
  }
}

extension JSONObject.Wanted {
  fileprivate var phrase: Phrase {
    switch self {
    case .text: Phrase(ky: "тырмакчадагы текст", ru: "текст в кавычках", en: "a text in quotes")
    case .number: Phrase(ky: "терс эмес сан", ru: "неотрицательное число", en: "a number not below 0")
    case .whole: Phrase(ky: "терс эмес бүтүн сан", ru: "целое неотрицательное число", en: "a whole number not below 0")
    case .flag: Phrase(ky: "true же false", ru: "true или false", en: "true or false")
    case .flagOrDay:
      Phrase(
        ky: "true, false же «2026-09-01» түрүндөгү күн", ru: "true, false или день в виде «2026-09-01»",
        en: "true, false or a day such as “2026-09-01”")
    case .object: Phrase(ky: "фигуралуу кашаадагы бөлүк", ru: "раздел в фигурных скобках", en: "an object in braces")
    case .month: Phrase(ky: "«2026-07» түрүндөгү ай", ru: "месяц в виде «2026-07»", en: "a month such as “2026-07”")
    case .zone:
      Phrase(
        ky: "«Asia/Bishkek» сыяктуу убакыт алкагы", ru: "часовой пояс, например «Asia/Bishkek»",
        en: "a time zone such as “Asia/Bishkek”")
    case .names:
      Phrase(
        ky: "ky, ru, en тилдериндеги аталыш", ru: "название на языках ky, ru, en", en: "a name in ky, ru and en")
    case .digits(let count): Phrase(ky: "\(count) цифра", ru: "\(count) цифр", en: "\(count) digits")
    case .oneOf(let values):
      Phrase(
        ky: "төмөнкүлөрдүн бири: \(values.joined(separator: ", "))",
        ru: "одно из: \(values.joined(separator: ", "))", en: "one of \(values.joined(separator: ", "))")
    }
  }
}
