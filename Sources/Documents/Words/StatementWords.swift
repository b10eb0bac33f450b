import Diagnostics

/// The wording of the reconciliation act.
enum StatementWords {
  static let title = Phrase(
    ky: "Өз ара эсептешүүлөрдү салыштыруу актысы", ru: "Акт сверки взаимных расчётов", en: "Reconciliation act")
  static let tab = Phrase(ky: "Салыштыруу актысы", ru: "Акт сверки", en: "Reconciliation")
  static func period(_ from: Phrase, _ through: Phrase) -> Phrase {
    Phrase(
      ky: "Мезгили: \(from.ky) – \(through.ky)", ru: "Период: с \(from.ru) по \(through.ru)",
      en: "Period: \(from.en) to \(through.en)")
  }
  static func preamble(company: String, resident: String, contract: Phrase) -> Phrase {
    Phrase(
      ky: "Биз, төмөндө кол койгондор, \(company) (мындан ары – Компания) жана \(resident) (мындан ары – Резидент), "
        + "\(contract.ky) боюнча өз ара эсептешүүлөрдүн абалын салыштырып, ушул актыны түздүк.",
      ru: "Мы, нижеподписавшиеся, \(company) (далее – Компания) и \(resident) (далее – Резидент), составили настоящий "
        + "акт о том, что состояние взаимных расчётов следующее. Основание: \(contract.ru)",
      en: "We, the undersigned, \(company) (the Company) and \(resident) (the Resident), have compared the state of "
        + "our mutual accounts under \(contract.en) as follows.")
  }

  static let date = Phrase(ky: "Күнү", ru: "Дата", en: "Date")
  static let document = Phrase(ky: "Документ", ru: "Документ", en: "Document")
  static let debit = Phrase(ky: "Дебет", ru: "Дебет", en: "Debit")
  static let credit = Phrase(ky: "Кредит", ru: "Кредит", en: "Credit")
  static let byCompany = Phrase(
    ky: "Компаниянын маалыматы боюнча, сом", ru: "По данным Компании, сом", en: "As the Company has it, KGS")
  static let byResident = Phrase(
    ky: "Резиденттин маалыматы боюнча, сом", ru: "По данным Резидента, сом", en: "As the Resident has it, KGS")
  static let opening = Phrase(ky: "Мезгил башындагы калдык", ru: "Сальдо на начало", en: "Balance brought forward")
  static let turnover = Phrase(ky: "Мезгилдеги жүгүртүү", ru: "Обороты за период", en: "Turnover of the period")
  static let closing = Phrase(ky: "Мезгил аягындагы калдык", ru: "Сальдо на конец", en: "Closing balance")

  static func invoice(_ number: String) -> Phrase {
    Phrase(ky: "№ \(number) төлөм эсеби", ru: "Счёт № \(number)", en: "Invoice No. \(number)")
  }
  static func correction(_ number: String) -> Phrase {
    Phrase(ky: "№ \(number) түзөтүүчү эсеп", ru: "Корректировочный счёт № \(number)", en: "Correction No. \(number)")
  }
  static func payment(_ name: String) -> Phrase {
    Phrase(ky: "Төлөм \(name)", ru: "Оплата \(name)", en: "Payment \(name)")
  }
  static func refund(_ name: String) -> Phrase {
    Phrase(ky: "Кайтарылган төлөм \(name)", ru: "Возврат оплаты \(name)", en: "Refund \(name)")
  }
  static func setOff(_ name: String) -> Phrase {
    Phrase(ky: "Өз ара чегерүү \(name)", ru: "Взаимозачёт \(name)", en: "Set-off \(name)")
  }
  static func writeOff(_ name: String) -> Phrase {
    Phrase(ky: "Карызды эсептен чыгаруу \(name)", ru: "Списание долга \(name)", en: "Write-off \(name)")
  }

  static let enteredLate = Phrase(
    ky: "Мурунку мезгилдин кеч киргизилген төлөмдөрү", ru: "Оплаты прежнего периода, внесённые позже",
    en: "Payments of an earlier period, entered late")

  static func residentOwes(_ day: Phrase, _ resident: String, _ amount: String, _ words: Phrase) -> Phrase {
    Phrase(
      ky: "\(day.ky) Резиденттин (\(resident)) Компания алдындагы карызы: \(amount) сом (\(words.ky)).",
      ru: "\(day.ru) задолженность Резидента (\(resident)) перед Компанией: \(amount) сом (\(words.ru)).",
      en: "\(day.en) the Resident (\(resident)) owes the Company \(amount) soms (\(words.en)).")
  }
  static func companyOwes(_ day: Phrase, _ resident: String, _ amount: String, _ words: Phrase) -> Phrase {
    Phrase(
      ky: "\(day.ky) Компаниянын Резидент (\(resident)) алдындагы карызы (алдын ала төлөм): \(amount) сом "
        + "(\(words.ky)).",
      ru: "\(day.ru) задолженность Компании перед Резидентом (\(resident)) (аванс): \(amount) сом (\(words.ru)).",
      en: "\(day.en) the Company owes the Resident (\(resident)) \(amount) soms, an advance (\(words.en)).")
  }
  static func nothingOwed(_ day: Phrase) -> Phrase {
    Phrase(
      ky: "\(day.ky) тараптардын бири-бирине карызы жок.",
      ru: "\(day.ru) стороны задолженности друг перед другом не имеют.",
      en: "\(day.en) neither party owes the other anything.")
  }
  static func recorded(_ amount: String) -> Phrase {
    Phrase(
      ky: "Ай жабылганда калдык \(amount) сом болгон: андан кийин бул мезгилге төлөмдөр киргизилди.",
      ru: "При закрытии месяца сальдо было \(amount) сом: после этого внесены оплаты этого периода.",
      en: "When the month was run the balance was \(amount) soms: payments of the period were entered after.")
  }
  static let company = Phrase(ky: "Компания", ru: "Компания", en: "Company")
  static let resident = Phrase(ky: "Резидент", ru: "Резидент", en: "Resident")
}
