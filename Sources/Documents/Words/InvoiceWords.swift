import Diagnostics

/// The wording of the invoice, the act and the meter sheet.
enum InvoiceWords {
  // What the document is.
  static let invoice = Phrase(ky: "Төлөм эсеби", ru: "Счёт на оплату", en: "Invoice")
  static let correction = Phrase(ky: "Түзөтүүчү эсеп", ru: "Корректировочный счёт", en: "Correction")
  static let act = Phrase(
    ky: "Аткарылган иштердин жана көрсөтүлгөн кызматтардын актысы",
    ru: "Акт выполненных работ и оказанных услуг", en: "Act of completed works and services")
  static let correctionAct = Phrase(
    ky: "Аткарылган иштердин жана көрсөтүлгөн кызматтардын түзөтүүчү актысы",
    ru: "Корректировочный акт выполненных работ и оказанных услуг",
    en: "Correction to the act of completed works and services")
  static let meters = Phrase(
    ky: "Эсептегичтердин көрсөткүчтөрү жана керектөө", ru: "Показания счётчиков и потребление",
    en: "Meter readings and consumption")

  // A month that is only tried out.
  static let draft = Phrase(ky: "ДОЛБООР", ru: "ПРОЕКТ", en: "DRAFT")
  static let draftMark = Phrase(
    ky: "ДОЛБООР. Документ чыгарылган эмес: ал боюнча төлөөгө болбойт.",
    ru: "ПРОЕКТ. Документ не выставлен: по нему не платят.", en: "DRAFT. This document is not issued: not to be paid.")

  // The sheets' tabs.
  static let invoiceTab = Phrase(ky: "Төлөм эсеби", ru: "Счёт", en: "Invoice")
  static let actTab = Phrase(ky: "Акт", ru: "Акт", en: "Act")
  static let metersTab = Phrase(ky: "Эсептегичтер", ru: "Счётчики", en: "Meters")

  /// A document and its number.
  static func numbered(_ title: Phrase, _ number: String) -> Phrase {
    Phrase(
      ky: "\(title.ky) № \(number)", ru: "\(title.ru) № \(number)", en: "\(title.en) No. \(number)")
  }
  static func of(_ day: String) -> Phrase {
    Phrase(ky: day, ru: "от \(day)", en: "of \(day)")
  }
  static func corrects(_ number: String, _ month: Phrase) -> Phrase {
    Phrase(
      ky: "№ \(number) төлөм эсебине түзөтүү, мезгили: \(month.ky)",
      ru: "Исправляет счёт № \(number) за период: \(month.ru)",
      en: "Corrects invoice No. \(number) for \(month.en)")
  }
  static let correctionNote = Phrase(
    ky: "«Сторно» деген саптар мурунку эсептин саптарын жокко чыгарат, «Жаңы» деген саптар алардын ордуна келет.",
    ru: "Строки «Сторно» отменяют строки прежнего счёта, строки «Новая» встают на их место.",
    en: "Lines marked “Reversal” take back lines of the earlier invoice; lines marked “New” stand in their place.")
  static let new = Phrase(ky: "Жаңы", ru: "Новая", en: "New")

  // The head.
  static let seller = Phrase(
    ky: "Аткаруучу (башкаруу компаниясы)", ru: "Исполнитель (управляющая компания)", en: "Supplier (management company)"
  )
  static let buyer = Phrase(ky: "Төлөөчү (резидент)", ru: "Плательщик (резидент)", en: "Payer (resident)")
  static let address = Phrase(ky: "Дареги", ru: "Адрес", en: "Address")
  static let inn = Phrase(ky: "ИНН", ru: "ИНН", en: "Tax No. (INN)")
  static let taxOffice = Phrase(ky: "Салык органы", ru: "Налоговый орган", en: "Tax office")
  static let okpo = Phrase(ky: "ОКПО", ru: "ОКПО", en: "OKPO")
  static let bank = Phrase(ky: "Банкы", ru: "Банк", en: "Bank")
  static let bic = Phrase(ky: "БИК", ru: "БИК", en: "BIC")
  static let account = Phrase(ky: "Эсеби", ru: "Счёт", en: "Account")
  static let phone = Phrase(ky: "Байланыш", ru: "Контакты", en: "Contact")
  static let contract = Phrase(ky: "Келишим", ru: "Договор", en: "Contract")
  static let period = Phrase(ky: "Мезгили", ru: "Период", en: "Period")
  static let ground = Phrase(ky: "Негизи", ru: "Основание", en: "Legal ground")
  static let groundText = Phrase(
    ky: "Индустриялык парктар жөнүндө жобонун 12-пункту, 3-пунктчасы жана 13-пункту; тараптардын келишими",
    ru: "подпункт 3 пункта 12 и пункт 13 Положения об индустриальных парках; договор сторон",
    en: "point 12(3) and point 13 of the Regulation on Industrial Parks; the contract of the parties")
  static let dueOn = Phrase(ky: "Төлөө мөөнөтү", ru: "Оплатить до", en: "Pay by")
  static let purpose = Phrase(ky: "Төлөмдүн максаты", ru: "Назначение платежа", en: "Payment reference")

  // The table.
  static let numberSign = Phrase(ky: "№", ru: "№", en: "No.")
  static let name = Phrase(ky: "Кызматтын аталышы", ru: "Наименование услуги", en: "Service")
  static let unit = Phrase(ky: "Өлчөө бирдиги", ru: "Ед. изм.", en: "Unit")
  static let quantity = Phrase(ky: "Саны", ru: "Количество", en: "Quantity")
  static let price = Phrase(ky: "Баасы", ru: "Цена", en: "Unit price")
  static let discount = Phrase(ky: "Арзандатуу", ru: "Скидка", en: "Discount")
  static let net = Phrase(ky: "Суммасы, салыксыз", ru: "Сумма без налогов", en: "Net amount")
  static let vat = Phrase(ky: "КНС", ru: "НДС", en: "VAT")
  static let salesTax = Phrase(ky: "Сатуудан салык", ru: "НсП", en: "Sales tax")
  static let total = Phrase(ky: "Бардыгы", ru: "Всего", en: "Total")
  static let soms = Phrase(ky: "Суммалар сом менен", ru: "Суммы в сомах", en: "Amounts in soms (KGS)")
  static let inWords = Phrase(ky: "Сумма сөз менен", ru: "Сумма прописью", en: "Amount in words")

  // What the lines are.
  static func order(_ number: String) -> Phrase {
    Phrase(ky: "№ \(number) буйрутма", ru: "заявка № \(number)", en: "order No. \(number)")
  }
  static func rate(_ currency: String, _ rate: String) -> Phrase {
    Phrase(
      ky: "баасы \(currency) менен, курсу \(rate)", ru: "цена в \(currency), курс \(rate)",
      en: "price in \(currency), rate \(rate)")
  }

  // The balance.
  static let balance = Phrase(
    ky: "Келишим боюнча эсептешүүлөр", ru: "Расчёты по договору", en: "Account of the contract")
  static let invoiced = Phrase(
    ky: "Ушул айдын документтери боюнча эсептелди", ru: "Начислено документами месяца",
    en: "Billed by this month's documents")
  static let paid = Phrase(ky: "Төлөндү", ru: "Оплачено", en: "Paid")
  static let due = Phrase(ky: "Төлөөгө", ru: "К оплате", en: "Balance due")
  static let advance = Phrase(
    ky: "Алдын ала төлөм (төлөөнүн кереги жок)", ru: "Аванс (оплата не требуется)", en: "Advance (nothing to pay)")

  // Signatures.
  static let director = Phrase(ky: "Директор", ru: "Директор", en: "Director")
  static let accountant = Phrase(ky: "Башкы бухгалтер", ru: "Главный бухгалтер", en: "Chief accountant")
  static let signature = Phrase(ky: "колу", ru: "подпись", en: "signature")
  static let fullName = Phrase(ky: "аты-жөнү", ru: "Ф.И.О.", en: "name")
  static let seal = Phrase(ky: "М.О.", ru: "М.П.", en: "Seal")
  static let page = Phrase(ky: "бет", ru: "стр.", en: "page")

  // The act.
  static let actSeller = Phrase(ky: "Аткаруучу", ru: "Исполнитель", en: "Supplier")
  static let actBuyer = Phrase(ky: "Буйрутмачы", ru: "Заказчик", en: "Customer")
  static func actText(_ contract: Phrase, _ month: Phrase) -> Phrase {
    Phrase(
      ky: "Биз, төмөндө кол койгондор, \(contract.ky) боюнча Аткаруучу Буйрутмачыга төмөнкү кызматтарды көрсөткөнү "
        + "жана иштерди аткарганы жөнүндө ушул актыны түздүк. Мезгили: \(month.ky).",
      ru: "Мы, нижеподписавшиеся, составили настоящий акт о том, что Исполнитель оказал Заказчику следующие услуги "
        + "и выполнил следующие работы. Основание: \(contract.ru); период: \(month.ru)",
      en: "We, the undersigned, state that the Supplier has rendered the following services and completed the "
        + "following works for the Customer under \(contract.en) for \(month.en).")
  }
  static func correctionActText(_ number: String, _ month: Phrase) -> Phrase {
    Phrase(
      ky: "Биз, төмөндө кол койгондор, № \(number) актыга (мезгили: \(month.ky)) төмөнкү түзөтүүлөрдү киргизебиз.",
      ru: "Мы, нижеподписавшиеся, вносим в акт № \(number) (период: \(month.ru)) следующие исправления.",
      en: "We, the undersigned, correct act No. \(number) for \(month.en) as follows.")
  }
  static let accepted = Phrase(
    ky: "Кызматтар толук көлөмдө жана өз убагында көрсөтүлдү. Буйрутмачынын көлөмүнө, сапатына жана мөөнөтүнө "
      + "дооматы жок.",
    ru: "Услуги оказаны полностью и в срок. Претензий по объёму, качеству и срокам Заказчик не имеет.",
    en: "The services were rendered in full and in time. The Customer has no claims as to their extent, quality "
      + "or dates.")
  static let withoutPenalty = Phrase(
    ky: "Туум (пеня) кызмат эмес, ошондуктан актыга кирбейт.",
    ru: "Пеня не является услугой и в акт не входит.",
    en: "Late penalty is no service and is not part of the act.")
}
