import Diagnostics
import Measures
import Park
import Park

/// Why a text is no reading of a meter.
enum ReadingFault: Error {
  case number(NumberFault)
  case negative
  case beyondDisplay(digits: Int)

  var fault: Fault {
    switch self {
    case .number(let fault): .number(fault)
    case .negative: .outOfRange("≥ 0")
    case .beyondDisplay(let digits): .beyondDisplay(digits: digits)
    }
  }
}

/// A reading as the meter's display can show it: with no more decimals and digits than it has.
func readingValue(
  _ bytes: Span<UInt8>, decimals: Int, digits: Int
) -> Result<FineQuantity, ReadingFault> {
  switch FineQuantity.parse(bytes) {
  case .failure(.tooManyDecimals): return .failure(.number(.tooManyDecimals(allowed: decimals)))
  case .failure(let fault): return .failure(.number(fault))
  case .success(let value):
    if value.isNegative { return .failure(.negative) }
    if Int128(value.units) % powerOfTen(6 - decimals) != 0 {
      return .failure(.number(.tooManyDecimals(allowed: decimals)))
    }
    if Int128(value.units) >= powerOfTen(digits + 6) { return .failure(.beyondDisplay(digits: digits)) }
    return .success(value)
  }
}

extension Fault {
  static func beyondDisplay(digits: Int) -> Fault {
    Fault(
      "beyond-display",
      message: Phrase(
        ky: "Көрсөткүч эсептегичтин \(digits) разрядына батпайт",
        ru: "Показание не умещается в разряды счётчика (их \(digits))",
        en: "The reading does not fit into the meter's \(digits) digits"),
      remedy: Phrase(
        ky: "Көрсөткүчтү же meters.csv файлындагы digits маанисин текшериңиз",
        ru: "Проверьте показание или digits в meters.csv",
        en: "Check the reading, or digits in meters.csv"))
  }

  static let contractNeeded = Fault(
    "contract-needed",
    message: Phrase(
      ky: "Резиденттин эсептегичи келишимге байланган эмес", ru: "Счётчик резидента не привязан к договору",
      en: "A resident's meter names no contract"),
    remedy: Phrase(
      ky: "contract_id жазыңыз; жалпы эсептегич болсо role = common коюңуз",
      ru: "Впишите contract_id; для общего счётчика укажите role = common",
      en: "Fill in contract_id; for a shared meter set role = common"))

  static let serviceNotMetered = Fault(
    "service-not-metered",
    message: Phrase(
      ky: "Бул кызмат эсептегич боюнча эсептелбейт (түрү metered эмес)",
      ru: "Эта услуга не учитывается счётчиками (вид не metered)",
      en: "The service is not measured by meters (its kind is not metered)"),
    remedy: Phrase(
      ky: "metered түрүндөгү кызматты көрсөтүңүз", ru: "Укажите услугу вида metered",
      en: "Name a service of kind metered"))

  static func unitsDiffer(_ wanted: String) -> Fault {
    Fault(
      "units-differ",
      message: Phrase(
        ky: "Эсептегичтин бирдиги кызматтын бирдигине (\(wanted)) которулбайт",
        ru: "Единица счётчика не переводится в единицу услуги (\(wanted))",
        en: "The meter's unit cannot be converted to the service's (\(wanted))"),
      remedy: Phrase(
        ky: "Бирдиктерди meters.csv жана services.csv файлдарында дал келтириңиз",
        ru: "Согласуйте единицы в meters.csv и services.csv",
        en: "Make the units in meters.csv and services.csv agree"))
  }

  static func registerCount(_ wanted: Int, found: Int) -> Fault {
    Fault(
      "register-count",
      message: Phrase(
        ky: "Регистрлердин саны \(wanted), ал эми көрсөткүчтөрдүкү \(found)",
        ru: "Регистров \(wanted), а показаний \(found)", en: "Registers: \(wanted), but readings: \(found)"),
      remedy: Phrase(
        ky: "Ар бир регистрге бирден көрсөткүчтү | менен бөлүп жазыңыз",
        ru: "Укажите через | по одному показанию на регистр",
        en: "Give one reading for each register, separated by |"))
  }

  static let removalIncomplete = Fault(
    "removal-incomplete",
    message: Phrase(
      ky: "Эсептегич алынганда күнү да, көрсөткүчү да керек: бирөө жетишпейт",
      ru: "При снятии счётчика нужны и дата, и показание: одного из них нет",
      en: "A removal takes both a date and a reading: one of the two is missing"),
    remedy: Phrase(
      ky: "removed_on менен removed_reading экөөнү тең толтуруңуз же экөөнү тең бошотуңуз",
      ru: "Заполните removed_on и removed_reading вместе или очистите оба",
      en: "Fill in both removed_on and removed_reading, or clear both"))

  static let parentLoop = Fault(
    "parent-loop",
    message: Phrase(
      ky: "Эсептегич өзүнүн башкы эсептегичи болуп калган: тизмек айланып кеткен",
      ru: "Счётчик оказался вышестоящим для самого себя: цепочка замкнулась",
      en: "The meter stands above itself: the chain of parents closes on itself"),
    remedy: Phrase(
      ky: "parent мамычасын схема менен салыштырып оңдоңуз", ru: "Сверьте parent со схемой и исправьте",
      en: "Compare parent with the wiring scheme and mend it"))

  /// A name that means two meters on the day of their exchange: intervals can't be given to either, a reading can where
  /// its row names the meter itself.
  static func exchangeDay(_ meters: [Meter.ID], values: Int) -> Fault {
    let list = meters.map(\.text).joined(separator: ", ")
    return Fault(
      "exchange-day",
      message: Phrase(
        ky: "Бул күнү эсептегич алмаштырылган (\(list)): маани кайсынысыныкы экени белгисиз (маанилер: \(values))",
        ru:
          "В этот день счётчик заменён (\(list)): к какому из них относится значение, неизвестно (значений: \(values))",
        en: "On this day one meter replaced another (\(list)): whose value it is can't be known (values: \(values))"),
      remedy: Phrase(
        ky:
          "Жаңысынын installed_on күнүн эскисинин removed_on күнүнөн кийинки күнгө коюңуз же көрсөткүчтө өз кодун жазыңыз",
        ru:
          "Поставьте installed_on нового на день после removed_on прежнего или укажите в показании код самого счётчика",
        en:
          "Set installed_on of the new one to the day after removed_on of the old, or give a reading by its meter's code"
      ))
  }
}
