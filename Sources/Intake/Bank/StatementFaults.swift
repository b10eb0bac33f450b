import Diagnostics
import Measures
import Park

// Faults of banks' statements.
extension Fault {
  static let tornStatement = Fault(
    .warning, "torn-statement",
    message: Phrase(
      ky: "Банк көчүрмөсү үзүлүп калган: КонецФайла же КонецДокумента сабы жок",
      ru: "Выписка банка оборвана: нет строки КонецФайла или КонецДокумента",
      en: "The bank's statement is torn: КонецФайла or КонецДокумента is missing"),
    remedy: Phrase(
      ky: "Көчүрмөнү банктан кайра жүктөңүз", ru: "Выгрузите выписку из банка заново",
      en: "Export the statement from the bank again"))

  static let unknownAccount = Fault(
    "unknown-account",
    message: Phrase(
      ky: "Көчүрмө компаниянын эсебиники эмес: мындай эсеп park.json файлында жок, файл окулган жок",
      ru: "Выписка не по счёту компании: такого счёта в park.json нет, файл не прочитан",
      en: "The statement is of no account of the company: park.json does not name it, and the file was not read"),
    remedy: Phrase(
      ky:
        "Эсепти park.json файлында company.bank.account же company.accounts ичине жазыңыз, болбосо файлды алып салыңыз",
      ru: "Впишите счёт в park.json: company.bank.account или company.accounts; чужую выписку уберите",
      en: "Enter the account in park.json under company.bank.account or company.accounts, or take the file away"))

  static let unclearDocument = Fault(
    .warning, "unclear-document",
    message: Phrase(
      ky:
        "Акча келгени же кеткени белгисиз: документте эсептер да, ДатаПоступило да, ДатаСписано да жок; ал эсептелген жок",
      ru:
        "Поступили деньги или списаны, неизвестно: в документе нет ни счетов, ни ДатаПоступило, ни ДатаСписано; он не "
        + "учтён",
      en: "Whether the money came or went cannot be known: the document has neither accounts nor ДатаПоступило nor "
        + "ДатаСписано; it does not count"),
    remedy: Phrase(
      ky: "Көчүрмөнү банктан кайра жүктөңүз же төлөмдү CSV менен киргизиңиз",
      ru: "Выгрузите выписку заново или внесите платёж в CSV",
      en: "Export the statement again, or enter the payment in a CSV file"))

  static func statementBalance(_ calculated: Money, _ closing: Money) -> Fault {
    Fault(
      .warning, "statement-balance",
      message: Phrase(
        ky:
          "Көчүрмөнүн калдыгы туура келбейт: башталышы + түшкөнү − кеткени = \(calculated), КонечныйОстаток — \(closing)",
        ru:
          "Остаток выписки не сходится: начальный + поступило − списано = \(calculated), а КонечныйОстаток — \(closing)",
        en: "The statement's balance does not agree: opening + received − written off = \(calculated), but "
          + "КонечныйОстаток is \(closing)"),
      remedy: Phrase(
        ky: "Көчүрмөнү банктан кайра жүктөңүз", ru: "Выгрузите выписку из банка заново",
        en: "Export the statement from the bank again"))
  }

  static func statementReceived(_ stated: Money, _ documents: Money) -> Fault {
    Fault(
      .warning, "statement-received",
      message: Phrase(
        ky: "Банк боюнча \(stated) түшкөн, файлдагы документтер боюнча \(documents): кээ бири жок же ашыкча",
        ru: "По данным банка поступило \(stated), по документам файла — \(documents): каких-то нет или они лишние",
        en:
          "The bank says that \(stated) was received, the documents of the file come to \(documents): some are missing, "
          + "or too many"),
      remedy: Phrase(
        ky: "Көчүрмөнү ушул күндөр үчүн толук жүктөңүз; файлда бар документтер эсептелди",
        ru: "Выгрузите выписку за эти дни полностью; то, что есть в файле, учтено",
        en: "Export the statement of these days in full; what the file holds counts"))
  }

  static func noRateForPayment(_ currency: Currency, _ day: Day) -> Fault {
    Fault(
      "no-rate-for-payment",
      message: Phrase(
        ky: "\(day) күнүнө \(currency.text) расмий курсу жок: төлөмдү сомго которууга болбойт",
        ru: "Нет официального курса \(currency.text) на \(day): платёж не перевести в сомы",
        en: "There is no official rate of \(currency.text) for \(day): the payment cannot be turned to soms"),
      remedy: Phrase(
        ky: "Курсту exchange-rates.csv файлына кошуңуз", ru: "Добавьте курс в exchange-rates.csv",
        en: "Add the rate to exchange-rates.csv"))
  }

  static func likeReceipt(_ earlier: Payment) -> Fault {
    Fault(
      .warning, "like-receipt",
      message: Phrase(
        ky: "\(earlier.place.reference) сабында ушул эле төлөөчүдөн, номердеги жана суммадагы документ бар "
          + "(\(earlier.receivedOn)): экөө тең эсептелди",
        ru: "В \(earlier.place.reference) есть документ того же плательщика, номера и суммы (\(earlier.receivedOn)): "
          + "учтены оба",
        en:
          "\(earlier.place.reference) has a document of the same payer, number and amount (\(earlier.receivedOn)): both "
          + "count"),
      remedy: Phrase(
        ky: "Бул бир эле төлөм болсо, көчүрмөлөрдүн бирин алып салыңыз",
        ru: "Если это один платёж, уберите одну из выписок", en: "If it is one payment, take one of the statements away"
      ))
  }

  static let paidToResident = Fault(
    .warning, "paid-to-resident",
    message: Phrase(
      ky: "Бул акча резиденттин ИСНине которулган: кайтаруу болушу мүмкүн, бирок төлөмдөрдө мындай refund жок",
      ru: "Эти деньги ушли на ИНН резидента: возможно, это возврат, но такого refund в платежах нет",
      en: "This money went to a resident's tax number: it may be a refund, but the payments have no such refund"),
    remedy: Phrase(
      ky: "Кайтаруу болсо, аны payments/ ичине kind = refund деп киргизиңиз",
      ru: "Если это возврат, внесите его в payments/ с kind = refund",
      en: "If it is a refund, enter it in payments/ with kind = refund"))
}
