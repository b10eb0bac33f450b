import CSV
import Diagnostics

// Faults of the files in which systems hand over what meters measured.
extension Fault {
  static func unknownPoint(_ rows: Int) -> Fault {
    Fault(
      "unknown-measuring-point",
      message: Phrase(
        ky: "Бул өлчөө чекити бир да эсептегичке байланган эмес (маанилер: \(rows))",
        ru: "Эта точка измерения не отнесена ни к одному счётчику (значений: \(rows))",
        en: "This measuring point belongs to no meter (values: \(rows))"),
      remedy: Phrase(
        ky: "meter-aliases.csv файлына сап кошуңуз: meter_id, alias — чекиттин коду",
        ru: "Добавьте строку в meter-aliases.csv: meter_id, alias — код точки",
        en: "Add a row to meter-aliases.csv: meter_id, and the point's code as alias"))
  }

  static let aliasIsMeter = Fault(
    "alias-is-a-meter",
    message: Phrase(
      ky: "Бул ат башка эсептегичтин коду: файлдарда ал ошол эсептегичти билдирет",
      ru: "Это имя — код другого счётчика: в файлах оно означает тот счётчик",
      en: "This name is another meter's code: in files it means that meter"),
    remedy: Phrase(
      ky: "Башка ат бериңиз же каналын (channel) көрсөтүңүз", ru: "Дайте другое имя или укажите канал (channel)",
      en: "Give another name, or its channel"))

  static func spareChannel(_ rows: Int) -> Fault {
    Fault(
      .warning, "spare-channel",
      message: Phrase(
        ky: "Эсептегич бул канал же регистр боюнча эсептелбейт: маанилери колдонулган жок (\(rows))",
        ru: "По этому каналу или регистру счётчик не рассчитывается: значения не использованы (\(rows))",
        en: "The meter is not billed by this channel or register: its values were not used (\(rows))"),
      remedy: Phrase(
        ky: "Керек болсо meter-aliases.csv файлында каналга регистр көрсөтүңүз",
        ru: "Если они нужны, укажите для канала регистр в meter-aliases.csv",
        en: "Where they are wanted, name a register for the channel in meter-aliases.csv"))
  }

  static func unclearChannel(_ rows: Int) -> Fault {
    Fault(
      "unclear-channel",
      message: Phrase(
        ky: "Бул канал же код эсептегичтин кайсы регистрине тиешелүү экени белгисиз (маанилер: \(rows))",
        ru: "Неизвестно, к какому регистру счётчика относится этот канал или код (значений: \(rows))",
        en: "Which of the meter's registers this channel or code belongs to is not known (values: \(rows))"),
      remedy: Phrase(
        ky: "meter-aliases.csv файлына сап кошуңуз: meter_id, alias, channel — ушул канал, register",
        ru: "Добавьте строку в meter-aliases.csv: meter_id, alias, channel — этот канал, register",
        en: "Add a row to meter-aliases.csv: meter_id, alias, this channel, and its register"))
  }

  static func otherMedium(_ unit: String) -> Fault {
    Fault(
      "other-medium",
      message: Phrase(
        ky: "Бул бирдикти эсептегичтин бирдигине (\(unit)) которууга болбойт: башка нерсе өлчөнөт",
        ru: "Это не переводится в единицу счётчика (\(unit)): измеряется другое",
        en: "This can't be converted to the meter's unit (\(unit)): something else is measured"),
      remedy: Phrase(
        ky: "meters.csv файлындагы unit маанисин же meter-aliases.csv файлындагы байланышты текшериңиз",
        ru: "Проверьте unit в meters.csv и привязку в meter-aliases.csv",
        en: "Check unit in meters.csv and the row of meter-aliases.csv"))
  }

  static func inexact(_ unit: String) -> Fault {
    Fault(
      "inexact-conversion",
      message: Phrase(
        ky: "Маани эсептегичтин бирдигинде (\(unit)) алты ондук белгиге так батпайт; киргизүүдө сан тегеректелбейт",
        ru: "Значение не выражается точно в единице счётчика (\(unit)) с шестью знаками; на входе числа не округляются",
        en: "In the meter's unit (\(unit)) the value has more than six decimals, and nothing is rounded on the way in"),
      remedy: Phrase(
        ky: "meters.csv файлында файлдагыдай бирдик коюңуз", ru: "Укажите в meters.csv единицу, как в файле",
        en: "Set the file's unit in meters.csv"))
  }

  static let unknownForm = Fault(
    "unknown-form",
    message: Phrase(
      ky: "Бул макет же версия окулбайт: 80020 макети жана NEM12 гана окулат",
      ru: "Этот макет или версия не читается: читаются макет 80020 и NEM12",
      en: "This layout or version is not read: only layout 80020 and NEM12 are"),
    remedy: Phrase(
      ky: "Маалыматты ушул түрлөрдүн биринде же CSV менен чыгарыңыз",
      ru: "Выгрузите данные в одном из этих видов или в CSV",
      en: "Export the data in one of these, or as CSV"))

  static func brokenXML(_ kind: XMLFault.Kind) -> Fault {
    let remedy = Phrase(
      ky: "Файлды кайра чыгарып же жөнөтүүчүдөн кайра сурап алыңыз",
      ru: "Выгрузите файл заново или запросите его ещё раз",
      en: "Export the file again, or ask its sender for it")
    switch kind {
    case .system(let number): return .systemRefuses(number)
    case .torn:
      return Fault(
        "torn-file",
        message: Phrase(
          ky: "Файл үзүлүп калган: анын аягы жок", ru: "Файл оборван: у него нет конца",
          en: "The file is torn: its end is missing"),
        remedy: remedy)
    case .encoding:
      return Fault(
        "other-encoding",
        message: Phrase(
          ky: "Файл баш сабында көрсөтүлгөн коддоодо эмес же ал коддоо белгисиз (UTF-8, UTF-16, Windows-1251 окулат)",
          ru: "Файл не в той кодировке, что объявлена, или она неизвестна (читаются UTF-8, UTF-16, Windows-1251)",
          en: "The file is not in the encoding it declares, or that is unknown (UTF-8, UTF-16, Windows-1251 are read)"),
        remedy: remedy)
    case .malformed, .entity:
      return Fault(
        "broken-xml",
        message: Phrase(
          ky: "Бул жерден баштап XML бузулган: калганы окулган жок",
          ru: "С этого места XML нарушен: дальше не прочитано",
          en: "The XML is broken here: what follows was not read"),
        remedy: remedy)
    }
  }

  static let notUsed = Fault(
    .warning, "unknown-element",
    message: Phrase(
      ky: "Бул элемент же атрибут макетте жок: ал окулган жок",
      ru: "Такого элемента или атрибута в макете нет: не прочитано",
      en: "The layout has no such element or attribute: it was not read"),
    remedy: Phrase(
      ky: "Ал эмнени билдирерин жөнөтүүчүдөн тактаңыз", ru: "Уточните у отправителя, что он означает",
      en: "Ask the sender what it stands for"))

  static func otherSeason(_ zone: String) -> Fault {
    Fault(
      .warning, "other-season",
      message: Phrase(
        ky: "Жайкы убакыттын белгиси парктын алкагындагыдай (\(zone)) эмес: убакыт паркыныкындай алынды",
        ru: "Признак летнего времени не такой, как в зоне парка (\(zone)): время взято как местное, без сдвига",
        en: "Summer time is marked otherwise than in the park's zone (\(zone)): the times were taken as the park's"),
      remedy: Phrase(
        ky: "Жөнөтүүчүнүн сааты парктын убактысы менен жүрөрүн тактаңыз, айрыкча күн жана түн зоналары болсо",
        ru: "Уточните у отправителя, идут ли его часы по времени парка, особенно если есть зоны суток",
        en: "Ask the sender whether his clock keeps the park's time, above all where there are zones of the day"))
  }

  static func periodLength(_ rows: Int) -> Fault {
    Fault(
      "period-length",
      message: Phrase(
        ky: "Мезгилдин узундугу 5, 10, 15, 20, 30, 60 мүнөт эмес же эсептегичтин мурунку мезгилдериндей эмес (\(rows))",
        ru: "Длина периода не 5, 10, 15, 20, 30, 60 мин или не такая, как у прежних периодов счётчика (\(rows))",
        en:
          "The period is none of 5, 10, 15, 20, 30, 60 minutes long, or not as long as the meter's earlier ones (\(rows))"
      ),
      remedy: Phrase(
        ky: "Маалыматты бир узундуктагы мезгилдер менен кайра чыгарыңыз",
        ru: "Выгрузите данные с периодами одной длины", en: "Export the data with periods of one length"))
  }

  static func mixedLengths(_ minutes: Int, _ other: Int) -> Fault {
    Fault(
      "period-length",
      message: Phrase(
        ky: "Эсептегичтин интервалдары \(minutes) мүнөттүк, бирок кээ бир файлдардын мезгилдери \(other) мүнөттүк",
        ru: "Интервалы счётчика по \(minutes) мин, но в некоторых файлах периоды по \(other) мин",
        en: "The meter's intervals are of \(minutes) minutes, but the periods of some files are of \(other)"),
      remedy: Phrase(
        ky: "Маалыматты бир узундуктагы мезгилдер менен кайра чыгарыңыз",
        ru: "Выгрузите данные с периодами одной длины", en: "Export the data with periods of one length"))
  }

  static func valueCount(_ wanted: Int) -> Fault {
    Fault(
      "value-count",
      message: Phrase(
        ky: "Күндүн мааниси \(wanted) болуп, артынан сапаты келиши керек: сап колдонулган жок",
        ru: "Нужно \(wanted) значений за день и за ними качество: строка не использована",
        en: "A day must have \(wanted) values, followed by their quality: the line was not used"),
      remedy: Phrase(
        ky: "Файлды кайра чыгарыңыз", ru: "Выгрузите файл заново", en: "Export the file again"))
  }

  static let qualityRanges = Fault(
    "quality-ranges",
    message: Phrase(
      ky: "400 саптары күндүн ар бир интервалына бир гана сапат бериши керек: күн колдонулган жок",
      ru: "Строки 400 должны дать каждому интервалу дня ровно одно качество: день не использован",
      en: "The 400 lines must give each interval of the day one quality: the day was not used"),
    remedy: Phrase(
      ky: "Файлды кайра чыгарыңыз", ru: "Выгрузите файл заново", en: "Export the file again"))

  static let recordOrder = Fault(
    "record-order",
    message: Phrase(
      ky: "Мындай жазуу жок же ал бул жерде турбашы керек: колдонулган жок",
      ru: "Такой записи нет или она здесь стоять не может: не использована",
      en: "There is no such record, or it can't stand here: it was not used"),
    remedy: Phrase(
      ky: "Файлды кайра чыгарыңыз", ru: "Выгрузите файл заново", en: "Export the file again"))
}
