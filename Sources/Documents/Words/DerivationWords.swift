import Diagnostics

/// The wording of how a figure came about.
enum DerivationWords {
  static let title = Phrase(ky: "Эмне үчүн ушул сумма", ru: "Почему такая сумма", en: "Why this amount")
  static let tab = title
  static let changes = Phrase(ky: "Эмне өзгөрдү", ru: "Что изменилось", en: "What changed")
  static let note = Phrase(
    ky: "Ар бир сап — бир сан: ал кайда жазылган же мурунку саптардан кантип эсептелген. Эсептелген сандар — тирүү "
      + "формулалар: уячаны басып, текшерсе болот. Сумма бир жолу, тыйынга чейин тегеректелет; жарымы нөлдөн алыс "
      + "кетет.",
    ru: "Каждая строка — одно число: где оно записано или как получено из строк выше. Рассчитанные числа — живые "
      + "формулы: откройте ячейку и проверьте. Сумма округляется один раз, до тыйына; половина — от нуля.",
    en: "Each row is one figure: where it stands, or how it follows from the rows above. Calculated figures are live "
      + "formulas: open the cell and check. An amount is rounded once, to the tyiyn; a half goes away from zero.")
  static let how = Phrase(ky: "Кантип эсептелди", ru: "Как получено", en: "How")
  static let value = Phrase(ky: "Мааниси", ru: "Значение", en: "Value")
  static let source = Phrase(ky: "Файл, сап", ru: "Файл, строка", en: "File, line")

  // Meters.
  static func meter(_ name: String) -> Phrase {
    Phrase(ky: "\(name) эсептегичи", ru: "Счётчик \(name)", en: "Meter \(name)")
  }
  static let common = Phrase(ky: "жалпы эсептегич", ru: "общий счётчик", en: "common meter")
  static let nextReading = Phrase(ky: "Кийинки көрсөткүч", ru: "Следующее показание", en: "Next reading")
  static let lastActual = Phrase(
    ky: "Акыркы чыныгы көрсөткүч", ru: "Последнее снятое показание", en: "Last actual reading")
  static let superseded = Phrase(
    ky: "Түзөтүүгө чейинки көрсөткүч", ru: "Показание до исправления", en: "Reading that the correction supersedes")
  static let calculatedClosing = Phrase(
    ky: "Айдын аягындагы көрсөткүч, эсептик жол менен", ru: "Показание на конец месяца, расчётное",
    en: "Reading at the month's end, calculated")
  static let rollover = Phrase(
    ky: "Эсептегич нөлдөн өттү: толук айлануу", ru: "Переход через ноль: полный оборот",
    en: "Rolled over: a whole turn")
  static let difference = Phrase(
    ky: "Көрсөткүчтөрдүн айырмасы", ru: "Разность показаний", en: "Difference of readings")
  static let multiplier = Phrase(
    ky: "Эсептегичтин коэффициенти", ru: "Коэффициент счётчика", en: "Meter's multiplier")
  static let losses = Phrase(ky: "Жоготуулар", ru: "Потери", en: "Losses")
  static func unitFactor(_ from: String, _ to: String) -> Phrase {
    Phrase(ky: "Которуу: \(from) → \(to)", ru: "Перевод: \(from) → \(to)", en: "Conversion: \(from) → \(to)")
  }
  static let consumption = Phrase(ky: "Керектөө", ru: "Потребление", en: "Consumption")
  static let interpolation = Phrase(
    ky: "Айдын аягында көрсөткүч алынган эмес: ал эки көрсөткүчтүн ортосунан убакытка жараша табылды.",
    ru: "На конец месяца показание не снято: оно найдено по времени между двумя показаниями.",
    en: "No reading was taken at the month's end: it lies between two readings, by time.")
  static let estimate = Phrase(
    ky: "Көрсөткүч жок: мурунку айлардын орточо керектөөсү боюнча эсептелди. Көрсөткүч алынганда айырмасы кайра "
      + "эсептелет.",
    ru: "Показания нет: рассчитано по среднему потреблению прошлых месяцев. Когда показание будет снято, разница "
      + "будет пересчитана.",
    en: "There is no reading: the mean use of earlier months stands in. The difference is settled once one is taken.")
  static func usedBefore(_ from: String, _ to: String) -> Phrase {
    Phrase(
      ky: "Мурда керектелген: \(from) – \(to)", ru: "Израсходовано ранее: \(from) – \(to)",
      en: "Used before: \(from) – \(to)")
  }
  static let sinceLastActual = Phrase(
    ky: "Мурунку айлар эсептик жол менен эсептелген: керектөө акыркы чыныгы көрсөткүчтөн бери алынып, айларга "
      + "күндөрү боюнча бөлүндү.",
    ru: "Прошлые месяцы начислены расчётным путём: потребление взято от последнего снятого показания и разделено по "
      + "месяцам по дням.",
    en: "Earlier months were estimated: consumption counts from the last actual reading and is shared over the months "
      + "by days.")
  static func trueUpPart(_ month: Phrase) -> Phrase {
    Phrase(
      ky: "Анын үлүшү: \(month.ky)", ru: "Из него за период: \(month.ru)", en: "Of it in \(month.en)")
  }
  static let readBefore = Phrase(
    ky: "Акыркы чыныгы көрсөткүчкө чейин окулганы", ru: "Снято до последнего показания",
    en: "Read before the last actual reading")
  static func intervalsRead(_ minutes: Int) -> Phrase {
    Phrase(
      ky: "Окулган интервалдар, ар бири \(minutes) мүнөт", ru: "Прочитано интервалов по \(minutes) мин",
      en: "Intervals of \(minutes) minutes read")
  }
  static let intervalsEstimated = Phrase(
    ky: "Алардын ичинен эсептегич болжолдуу деп белгилегени", ru: "Из них помечены счётчиком как расчётные",
    en: "Of these marked as estimated by the meter")
  static let filledBetween = Phrase(
    ky: "Коңшу маанилердин ортосунан толтурулган интервалдар", ru: "Заполнено между соседними значениями",
    en: "Filled between neighbouring values")
  static let filledByLikeDays = Phrase(
    ky: "Окшош күндөрдүн орточосу менен толтурулган интервалдар", ru: "Заполнено средним похожих дней",
    en: "Filled with the mean of like days")
  static let intervalSum = Phrase(
    ky: "Интервалдардын суммасы", ru: "Сумма интервалов", en: "Sum of the intervals")
  static let childrenShare = Phrase(
    ky: "Алардын бул бөлүккө туура келгени, керектөөсүнө жараша", ru: "Из них на эту часть, пропорционально расходу",
    en: "Of these on this part, in proportion to its consumption")
  static func child(_ name: String) -> Phrase {
    Phrase(
      ky: "Ага караштуу \(name) эсептегичи", ru: "Подчинённый счётчик \(name)", en: "Sub-meter \(name)")
  }
  static let net = Phrase(
    ky: "Караштуу эсептегичтерсиз керектөө", ru: "Потребление без подчинённых", en: "Consumption without sub-meters")
  static let parkShare = Phrase(ky: "Парктын өз үлүшү", ru: "Доля самого парка", en: "The park's own share")
  static let shared = Phrase(
    ky: "Келишимдерге бөлүнгөнү", ru: "Распределяется по договорам", en: "Shared by the contracts")
  static let ownArea = Phrase(
    ky: "Сиздин аянт, м² × күн", ru: "Ваша площадь, м² × дни", en: "Your area, m² × days")
  static let allArea = Phrase(
    ky: "Бардык аянт, м² × күн", ru: "Вся площадь, м² × дни", en: "All area, m² × days")
  static let ownConsumption = Phrase(
    ky: "Сиздин керектөө", ru: "Ваше потребление", en: "Your consumption")
  static let allConsumption = Phrase(
    ky: "Бардыгынын керектөөсү", ru: "Потребление всех", en: "Consumption of all")
  static let ownDays = Phrase(ky: "Сиздин күндөр", ru: "Ваши дни", en: "Your days")
  static let allDays = Phrase(ky: "Бардыгынын күндөрү", ru: "Дни всех", en: "Days of all")
  static let ownShare = Phrase(ky: "Сиздин үлүш", ru: "Ваша доля", en: "Your share")

  static let toTheWhole = Phrase(
    ky: "үлүштөр бүтүнгө дал келсин деп тегеректелди", ru: "округлено так, чтобы доли дали целое",
    en: "rounded so that the shares sum to the whole")

  // Quantities.
  static let byDays = Phrase(ky: "күндөр боюнча", ru: "по дням", en: "by days")
  static let byReadings = Phrase(
    ky: "баа өзгөргөн күнкү көрсөткүч боюнча", ru: "по показанию на день изменения цены",
    en: "by the reading on the day of the change")
  static let byIntervals = Phrase(ky: "интервалдар боюнча", ru: "по интервалам", en: "by intervals")
  static let sharePercent = Phrase(ky: "Алынуучу үлүш", ru: "Учитываемая доля", en: "Share that counts")
  static let shareOfSource = Phrase(ky: "Эсепке алынганы", ru: "Учтено", en: "Counted")
  static func blockStart(_ number: Int) -> Phrase {
    Phrase(
      ky: "\(number)-блоктун башталышы", ru: "Начало блока \(number)", en: "Start of block \(number)")
  }
  static let active = Phrase(ky: "Активдүү энергия", ru: "Активная энергия", en: "Active energy")
  static let freeReactive = Phrase(
    ky: "Акысыз реактивдүү энергиянын үлүшү", ru: "Бесплатная доля реактивной энергии",
    en: "Free share of reactive energy")
  static let peak = Phrase(
    ky: "Айдагы эң жогорку кубаттуулук", ru: "Наибольшая мощность месяца", en: "Highest power of the month")
  static let termQuantity = Phrase(
    ky: "Келишимдеги саны", ru: "Количество по договору", en: "Quantity by the contract")
  static func order(_ name: String, _ day: String) -> Phrase {
    Phrase(
      ky: "№ \(name) буйрутма, \(day) аткарылды", ru: "Заявка № \(name), выполнена \(day)",
      en: "Order No. \(name), completed on \(day)")
  }

  // Amounts.
  static let priceOfTerm = Phrase(
    ky: "Келишимдеги баа", ru: "Цена по договору", en: "Price by the contract")
  static func priceOfTariff(_ name: String, _ since: String) -> Phrase {
    Phrase(
      ky: "Баасы: \(name) тарифи, \(since) баштап", ru: "Цена: тариф \(name), с \(since)",
      en: "Price: tariff \(name), since \(since)")
  }
  static func rate(_ currency: String, _ day: String) -> Phrase {
    Phrase(
      ky: "\(currency) үчүн Улуттук банктын курсу \(day)", ru: "Курс Национального банка за \(currency) \(day)",
      en: "National Bank's rate of \(currency) \(day)")
  }
  static let amount = Phrase(ky: "Сумма, салыксыз", ru: "Сумма без налогов", en: "Net amount")
  static let amountAnew = Phrase(
    ky: "Кайра эсептелген сумма", ru: "Сумма заново", en: "Amount worked out anew")
  static let anew = Phrase(
    ky: "Ай эсептик жол менен эсептелген эле; эми көрсөткүч боюнча толук кайра эсептелип, мурда эсептелгени алынып "
      + "салынды.",
    ru: "Месяц был начислен расчётным путём; теперь он рассчитан заново по показанию, и вычтено начисленное ранее.",
    en: "The month was estimated; it is worked out anew from the reading, less what was billed before.")
  static let billedBefore = Phrase(
    ky: "мурда эсептелген", ru: "начислено ранее", en: "billed before")
  static let minimum = Phrase(
    ky: "Келишимдеги айлык минимум", ru: "Минимум в месяц по договору", en: "Monthly minimum by the contract")
  static let minimumOfMonth = Phrase(
    ky: "Ушул айдын минимуму", ru: "Минимум этого месяца", en: "Minimum of this month")
  static let billedLines = Phrase(
    ky: "Кызматтын саптары боюнча эсептелди", ru: "Начислено строками услуги", en: "Billed by the service's lines")
  static let overdue = Phrase(
    ky: "Мөөнөтү өткөн негизги карыз", ru: "Просроченный основной долг", en: "Principal overdue")
  static let percentPerDay = Phrase(
    ky: "Ар бир күн үчүн туум (пеня)", ru: "Пеня за день", en: "Penalty for each day")
  static let penalty = Phrase(ky: "Туум (пеня)", ru: "Пеня", en: "Penalty")
  static let cap = Phrase(ky: "Туумдун чеги", ru: "Предел пени", en: "Cap of the penalty")
  static let chargedBefore = Phrase(
    ky: "Мурда эсептелген туум", ru: "Пеня, начисленная ранее", en: "Penalty charged before")
  static let cappedPenalty = Phrase(
    ky: "Чектин калганы", ru: "Остаток до предела", en: "What is left up to the cap")
  static func takesBack(_ document: String, _ line: Int) -> Phrase {
    Phrase(
      ky: "№ \(document) эсептин \(line)-сабын жокко чыгарат.", ru: "Отменяет строку \(line) счёта № \(document).",
      en: "Takes back line \(line) of invoice No. \(document).")
  }
  static let notKept = Phrase(
    ky: "Бул документ чыкканда эсептин жолу сакталган эмес: документтин өз сандары гана көрсөтүлдү.",
    ru: "Когда этот документ выставлялся, ход расчёта не сохранялся: показаны только числа самого документа.",
    en: "When this document was issued, the calculation was not kept: only the document's own figures are shown.")
  static let totals = Phrase(ky: "Документ боюнча жыйынтык", ru: "Итого по документу", en: "Total of the document")
}
