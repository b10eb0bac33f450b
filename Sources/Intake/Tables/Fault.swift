import Diagnostics
import Measures

/// A fault without its place: what is wrong with a cell, a row or a file, and how to mend it.
struct Fault {
  let severity: Severity
  let code: String
  let message: Phrase
  let remedy: Phrase

  init(_ code: String, message: Phrase, remedy: Phrase) {
    self.init(.error, code, message: message, remedy: remedy)
  }

  init(_ severity: Severity, _ code: String, message: Phrase, remedy: Phrase) {
    self.severity = severity
    self.code = code
    self.message = message
    self.remedy = remedy
  }

  func at(_ place: Place, value: String = "") -> Problem {
    Problem(severity, code, at: place, value: value, message: message, remedy: remedy)
  }
}

extension Phrase {
  /// What a name that is not known may stand for.
  static func perhaps(_ name: String) -> Phrase {
    Phrase(
      ky: "Балким, «\(name)» жазмак белеңиз", ru: "Возможно, имелось в виду «\(name)»",
      en: "Perhaps “\(name)” was meant")
  }
}

// MARK: Cells

extension Fault {
  static let emptyCell = Fault(
    "empty-cell",
    message: Phrase(
      ky: "Милдеттүү уяча бош", ru: "Обязательная ячейка пуста", en: "A required cell is empty"),
    remedy: Phrase(ky: "Маанисин жазыңыз", ru: "Впишите значение", en: "Fill in the value"))

  static let badIdentifier = Fault(
    "bad-identifier",
    message: Phrase(
      ky: "Код 64 белгиден узун же анда көрүнбөгөн башкаруу белгиси бар",
      ru: "Код длиннее 64 знаков или содержит невидимый управляющий знак",
      en: "The code is longer than 64 characters or holds an invisible control character"),
    remedy: Phrase(
      ky: "1–64 көрүнгөн белгиден турган код жазыңыз", ru: "Задайте код из 1–64 видимых знаков",
      en: "Give a code of 1–64 visible characters"))

  static func number(_ fault: NumberFault) -> Fault {
    switch fault {
    case .notANumber:
      Fault(
        "bad-number",
        message: Phrase(ky: "Бул сан эмес", ru: "Это не число", en: "This is not a number"),
        remedy: Phrase(
          ky: "Санды 1234,5 же 1 234.5 түрүндө жазыңыз", ru: "Запишите число в виде 1234,5 или 1 234.5",
          en: "Write the number as 1234.5 or 1 234,5"))
    case .bothMarks:
      Fault(
        "both-decimal-marks",
        message: Phrase(
          ky: "Санда чекит да, үтүр да бар: кайсынысы бөлчөктү бөлөрү белгисиз",
          ru: "В числе есть и точка, и запятая: неясно, что из них отделяет дробную часть",
          en: "The number has both a point and a comma: which of them marks the decimals cannot be known"),
        remedy: Phrase(
          ky: "Бир гана бөлүү белгисин калтырыңыз; миңдиктерди боштук менен бөлүңүз",
          ru: "Оставьте один разделитель дробной части; тысячи отделяйте пробелом",
          en: "Keep one decimal mark; separate thousands with a space"))
    case .tooManyDecimals(let allowed):
      Fault(
        "too-many-decimals",
        message: Phrase(
          ky: "Үтүрдөн кийинки белгилер ашыкча: мында \(allowed) белгиге чейин болот, киргизүүдө сан тегеректелбейт",
          ru: "Слишком много знаков после запятой: здесь не больше \(allowed), на входе числа не округляются",
          en: "Too many decimals: at most \(allowed) are allowed here, and nothing is rounded on the way in"),
        remedy: Phrase(
          ky: "Санды \(allowed) белгиге чейин тактап жазыңыз", ru: "Укажите число не точнее \(allowed) знаков",
          en: "Give the number with at most \(allowed) decimals"))
    case .tooLarge:
      Fault(
        "number-too-large",
        message: Phrase(
          ky: "Сан өтө чоң", ru: "Число слишком велико", en: "The number is too large"),
        remedy: Phrase(
          ky: "Ашыкча цифра жазылбаганын текшериңиз", ru: "Проверьте, нет ли лишних цифр",
          en: "Check for digits too many"))
    }
  }

  static func outOfRange(_ range: String) -> Fault {
    Fault(
      "out-of-range",
      message: Phrase(
        ky: "Маани жол берилген чектен тышкары: \(range)", ru: "Значение вне допустимых пределов: \(range)",
        en: "The value is outside the permitted range: \(range)"),
      remedy: Phrase(
        ky: "Маанини текшерип, чегинде жазыңыз", ru: "Проверьте значение и укажите его в этих пределах",
        en: "Check the value and give one within the range"))
  }

  static let badDate = Fault(
    "bad-date",
    message: Phrase(
      ky: "Мындай күн жок же башка түрдө жазылган", ru: "Такой даты нет или она записана иначе",
      en: "There is no such date, or it is written another way"),
    remedy: Phrase(
      ky: "Күндү 2026-09-30 же 30.09.2026 түрүндө жазыңыз", ru: "Запишите дату как 2026-09-30 или 30.09.2026",
      en: "Write the date as 2026-09-30 or 30.09.2026"))

  static let badInstant = Fault(
    "bad-instant",
    message: Phrase(
      ky: "Мындай убакыт жок же башка түрдө жазылган", ru: "Такого момента нет или он записан иначе",
      en: "There is no such moment, or it is written another way"),
    remedy: Phrase(
      ky: "2026-09-30 14:30 же 2026-09-30T14:30+06:00 түрүндө жазыңыз",
      ru: "Запишите как 2026-09-30 14:30 или 2026-09-30T14:30+06:00",
      en: "Write it as 2026-09-30 14:30 or 2026-09-30T14:30+06:00"))

  static let badTime = Fault(
    "bad-time",
    message: Phrase(
      ky: "Күндүн мындай сааты жок", ru: "Такого времени суток нет", en: "There is no such time of day"),
    remedy: Phrase(
      ky: "00:00дөн 24:00гө чейинки убакытты СС:ММ түрүндө жазыңыз",
      ru: "Запишите время от 00:00 до 24:00 как ЧЧ:ММ", en: "Write a time from 00:00 to 24:00 as HH:MM"))

  static func badChoice(_ choices: [String], nearest: String?) -> Fault {
    let list = choices.joined(separator: ", ")
    return Fault(
      "bad-choice",
      message: Phrase(
        ky: "Мындай маани жок; болгондору: \(list)", ru: "Такого значения нет; возможны: \(list)",
        en: "There is no such value; possible are: \(list)"),
      remedy: nearest.map { .perhaps($0) }
        ?? Phrase(
          ky: "Тизмедеги маанилердин бирин жазыңыз", ru: "Укажите одно из этих значений",
          en: "Give one of these values"))
  }

  static func badForm(_ wanted: Phrase) -> Fault {
    Fault(
      "bad-form",
      message: Phrase(
        ky: "Жазылышы туура эмес: \(wanted.ky) керек", ru: "Неверная запись: нужно \(wanted.ru)",
        en: "Written wrongly: \(wanted.en) is wanted"),
      remedy: Phrase(
        ky: "Документ менен салыштырып оңдоңуз", ru: "Сверьте с документом и исправьте",
        en: "Compare with the document and mend it"))
  }
}

// MARK: Rows

extension Fault {
  static let endsBeforeStart = Fault(
    "ends-before-start",
    message: Phrase(
      ky: "Мөөнөт башталганга чейин бүтөт", ru: "Срок кончается раньше, чем начинается",
      en: "The period ends before it starts"),
    remedy: Phrase(
      ky: "Эки күндү тең текшериңиз; ачык мөөнөттүн аягын бош калтырыңыз",
      ru: "Проверьте обе даты; конец открытого срока оставьте пустым",
      en: "Check both dates; leave the end of an open period empty"))

  static func unknown(_ kind: Reference, _ name: String, among names: some Sequence<String>) -> Fault {
    unknown(kind, nearest: nearest(to: name, among: names))
  }

  static func unknown(_ kind: Reference, nearest: String?) -> Fault {
    Fault(
      "unknown-\(kind.rawValue)",
      message: kind.missing,
      remedy: nearest.map {
        let (perhaps, adding) = (Phrase.perhaps($0), kind.adding)
        return Phrase(
          ky: "\(perhaps.ky); болбосо \(adding.ky) кошуңуз", ru: "\(perhaps.ru); если нет, добавьте \(adding.ru)",
          en: "\(perhaps.en); if not, add \(adding.en)")
      }
        ?? Phrase(
          ky: "Бул жазууну оңдоңуз же \(kind.adding.ky) кошуңуз",
          ru: "Добавьте \(kind.adding.ru) или исправьте эту запись", en: "Add \(kind.adding.en), or mend this entry"))
  }

  static func repeatedRow(first: Place) -> Fault {
    Fault(
      .warning, "repeated-row",
      message: Phrase(
        ky: "Ушул эле жазуу \(first.reference) сабында бар: ал бир жолу эсептелди",
        ru: "Такая же строка уже есть в \(first.reference): она учтена один раз",
        en: "The same row already stands at \(first.reference): it counts once"),
      remedy: Phrase(
        ky: "Ашыкча сапты өчүрүңүз", ru: "Удалите лишнюю строку", en: "Delete the row that is too many"))
  }

  static func conflictingRows(first: Place) -> Fault {
    Fault(
      "conflicting-rows",
      message: Phrase(
        ky: "\(first.reference) сабында ушул эле код башка маалымат менен турат: кайсынысы туура экени белгисиз",
        ru: "В \(first.reference) тот же код стоит с другими данными: какие из них верны, неизвестно",
        en: "The same code stands at \(first.reference) with other data: which of them are right cannot be known"),
      remedy: Phrase(
        ky: "Туура сапты калтырып, экинчисин өчүрүңүз же ага башка код бериңиз",
        ru: "Оставьте верную строку, а другую удалите или дайте ей иной код",
        en: "Keep the right row, and delete the other or give it another code"))
  }

  static func overlappingRows(first: Place) -> Fault {
    Fault(
      "overlapping-rows",
      message: Phrase(
        ky: "Мөөнөтү \(first.reference) сабынын мөөнөтү менен кабатташат: кайсы сап колдонулары белгисиз",
        ru: "Срок пересекается со сроком строки \(first.reference): какая из них действует, неизвестно",
        en: "The period overlaps that of \(first.reference): which of the two holds cannot be known"),
      remedy: Phrase(
        ky: "Мурунку саптын valid_to күнүн жаңысы башталардан бир күн мурун коюңуз",
        ru: "Поставьте valid_to прежней строки на день раньше начала новой",
        en: "Set valid_to of the earlier row to the day before the later one begins"))
  }
}

/// What a row may refer to by name.
enum Reference: String {
  case resident, contract, service, tariff, tax, meter, zone, register

  var file: String {
    switch self {
    case .resident: "residents.csv"
    case .contract: "contracts.csv"
    case .service: "services.csv"
    case .tariff: "tariffs.csv"
    case .tax: "taxes.csv"
    case .meter, .register: "meters.csv"
    case .zone: "zones.csv"
    }
  }

  /// That there is none of the name.
  fileprivate var missing: Phrase {
    let noun =
      switch self {
      case .resident: Phrase(ky: "резидент", ru: "резидента", en: "resident")
      case .contract: Phrase(ky: "келишим", ru: "договора", en: "contract")
      case .service: Phrase(ky: "кызмат", ru: "услуги", en: "service")
      case .tariff: Phrase(ky: "тариф", ru: "тарифа", en: "tariff")
      case .tax: Phrase(ky: "салык", ru: "налога", en: "tax")
      case .meter: Phrase(ky: "эсептегич", ru: "счётчика", en: "meter")
      case .zone: Phrase(ky: "зона", ru: "зоны", en: "zone")
      case .register: Phrase(ky: "регистр", ru: "такого регистра у счётчика", en: "register of the meter")
      }
    return Phrase(
      ky: "\(file) файлында мындай \(noun.ky) жок", ru: "В \(file) нет \(noun.ru)",
      en: "There is no such \(noun.en) in \(file)")
  }

  /// What would make it known.
  fileprivate var adding: Phrase {
    if self == .register {
      return Phrase(
        ky: "аны эсептегичтин registers мамычасына", ru: "его в столбец registers счётчика",
        en: "it to the meter's registers")
    }
    return Phrase(ky: "аны \(file) файлына", ru: "строку в \(file)", en: "a row to \(file)")
  }
}
