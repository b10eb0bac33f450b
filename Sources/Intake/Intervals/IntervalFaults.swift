import Diagnostics

extension Fault {
  static func unknownMeter(_ rows: Int, nearest: String?) -> Fault {
    let single = Fault.unknown(.meter, nearest: nearest)
    return Fault(
      single.code,
      message: Phrase(
        ky: "\(single.message.ky) (файлдагы саптар: \(rows))", ru: "\(single.message.ru) (строк в файле: \(rows))",
        en: "\(single.message.en) (rows in this file: \(rows))"),
      remedy: single.remedy)
  }

  static func intervalsOfRegisterMeter(_ rows: Int) -> Fault {
    Fault(
      "not-an-interval-meter",
      message: Phrase(
        ky: "Бул эсептегич көрсөткүч боюнча эсептелет (register), интервалдары алынбайт (саптар: \(rows))",
        ru: "Этот счётчик учитывается по показаниям (register), интервалы по нему не принимаются (строк: \(rows))",
        en: "This meter goes by readings (register): it takes no intervals (rows: \(rows))"),
      remedy: Phrase(
        ky: "meters.csv файлында mode = interval коюңуз же бул саптарды алып салыңыз",
        ru: "Укажите mode = interval в meters.csv или уберите эти строки",
        en: "Set mode = interval in meters.csv, or take these rows out"))
  }

  static let readingsOfIntervalMeter = Fault(
    "not-a-register-meter",
    message: Phrase(
      ky: "Бул эсептегич интервал боюнча эсептелет (interval), көрсөткүчтөрү алынбайт",
      ru: "Этот счётчик учитывается по интервалам (interval), показания по нему не принимаются",
      en: "This meter goes by intervals: it takes no readings"),
    remedy: Phrase(
      ky: "meters.csv файлында mode = register коюңуз же бул сапты алып салыңыз",
      ru: "Укажите mode = register в meters.csv или уберите эту строку",
      en: "Set mode = register in meters.csv, or take this row out"))

  static func outsideInstallation(_ rows: Int) -> Fault {
    Fault(
      .warning, "outside-installation",
      message: Phrase(
        ky: "Саптар эсептегич орнотулганга чейинки же алынгандан кийинки убакытка тиешелүү: колдонулган жок (\(rows))",
        ru: "Строки относятся ко времени до установки счётчика или после его снятия: они не использованы (\(rows))",
        en: "The rows lie before the meter's installation or after its removal: they were not used (\(rows))"),
      remedy: Phrase(
        ky: "Эсептегичтин кодун жана installed_on, removed_on күндөрүн текшериңиз",
        ru: "Проверьте код счётчика и даты installed_on, removed_on",
        en: "Check the meter's code and its installed_on and removed_on"))
  }

  static let offEveryGrid = Fault(
    "interval-off-grid",
    message: Phrase(
      ky: "Интервалдын башталышы беш мүнөттүк торго туура келбейт",
      ru: "Начало интервала не попадает даже на пятиминутную сетку",
      en: "The interval's start does not even lie on a grid of five minutes"),
    remedy: Phrase(
      ky: "Убакытты эсептегичтин архиви менен салыштырыңыз", ru: "Сверьте время с архивом счётчика",
      en: "Compare the time with the meter's archive"))

  static func offGrid(_ minutes: Int) -> Fault {
    Fault(
      "interval-off-grid",
      message: Phrase(
        ky: "Интервалдын башталышы эсептегичтин \(minutes) мүнөттүк торуна туура келбейт",
        ru: "Начало интервала не попадает на сетку счётчика в \(minutes) мин",
        en: "The interval's start does not lie on the meter's grid of \(minutes) minutes"),
      remedy: Phrase(
        ky: "Убакытты эсептегичтин архиви менен салыштырыңыз", ru: "Сверьте время с архивом счётчика",
        en: "Compare the time with the meter's archive"))
  }

  static let negativeInterval = Fault(
    "negative-interval",
    message: Phrase(
      ky: "Интервалдын мааниси терс: керектөө нөлдөн кем болбойт",
      ru: "Значение интервала отрицательно: потребление не бывает меньше нуля",
      en: "The interval's value is below 0, which consumption never is"),
    remedy: Phrase(
      ky: "Маанини эсептегичтин архиви менен салыштырып оңдоңуз", ru: "Сверьте значение с архивом счётчика и исправьте",
      en: "Compare the value with the meter's archive and mend it"))

  static func intervalLength(_ shown: String) -> Fault {
    Fault(
      "interval-length",
      message: Phrase(
        ky: "Биринчи күндөгү эң кыска аралык 5, 10, 15, 20, 30 же 60 мүнөт эмес (\(shown)): узактыгы белгисиз",
        ru: "Кратчайшее расстояние первого дня не 5, 10, 15, 20, 30 и не 60 мин (\(shown)): длина неизвестна",
        en: "The first day's shortest distance is none of 5, 10, 15, 20, 30 and 60 minutes (\(shown)): length unknown"),
      remedy: Phrase(
        ky: "Биринчи күндүн саптарын толуктаңыз", ru: "Дополните строки первого дня",
        en: "Complete the rows of the first day"))
  }

  static func repeatedIntervals(_ count: Int) -> Fault {
    Fault(
      .warning, "repeated-intervals",
      message: Phrase(
        ky: "Файлда мурун окулган интервалдар ошол эле маани менен кайталанат (\(count)): бир жолу эсептелди",
        ru: "В файле повторяются уже прочитанные интервалы с теми же значениями (\(count)): учтены один раз",
        en: "The file repeats intervals that were read before, with the same values (\(count)): they count once"),
      remedy: Phrase(
        ky: "Ашыкча файлды же саптарды алып салыңыз", ru: "Уберите лишний файл или строки",
        en: "Take out the file or the rows that are too many"))
  }

  /// An actual value takes the place of an estimated one (C11).
  static func supersededIntervals(_ count: Int) -> Fault {
    Fault(
      .warning, "superseded-intervals",
      message: Phrase(
        ky: "Бул файлдагы же ага чейинки болжолдуу маанилердин ордуна чыныгы маанилер алынды (\(count))",
        ru: "Вместо оценочных значений этого файла или прежних учтены фактические (\(count))",
        en: "Actual values count in the place of estimated ones of this file or of those before (\(count))"),
      remedy: Phrase(
        ky: "Эч нерсе кылуунун кереги жок", ru: "Делать ничего не нужно", en: "Nothing needs to be done"))
  }

  /// A later message of the day takes the place of this one (C11).
  static func superseded(by file: String) -> Fault {
    Fault(
      .warning, "superseded-message",
      message: Phrase(
        ky: "Бул күн үчүн номери чоңураак билдирүү бар: \(file). Андагы каналдар бул файлдан эсептелбейт",
        ru: "За эти сутки есть сообщение с бо́льшим номером: \(file). Его каналы из этого файла не учитываются",
        en: "There is a message of this day with a higher number: \(file). Its channels do not count in this file"),
      remedy: Phrase(
        ky: "Эч нерсе кылуунун кереги жок", ru: "Делать ничего не нужно", en: "Nothing needs to be done"))
  }

  static func conflictingInterval(first: Place, _ value: String) -> Fault {
    Fault(
      "conflicting-interval",
      message: Phrase(
        ky: "Бул интервал \(first.reference) сабында башка маани менен турат (\(value)): туурасы белгисиз",
        ru: "Этот интервал уже стоит в \(first.reference) с другим значением (\(value)): какое верно, неизвестно",
        en: "This interval already stands at \(first.reference) with another value (\(value)): the right one is unknown"
      ),
      remedy: Phrase(
        ky: "Эсептегичтин архиви боюнча туура сапты калтырыңыз", ru: "Оставьте верную строку по архиву счётчика",
        en: "Keep the row that the meter's archive bears out"))
  }
}
