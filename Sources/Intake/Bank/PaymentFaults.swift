import Diagnostics
import Measures
import Park

// Faults of payments, whether entered in a table or read from a statement.
extension Fault {
  static let amountNotPositive = Fault(
    "amount-not-positive",
    message: Phrase(
      ky: "Төлөмдүн суммасы нөлдөн чоң болушу керек: акча бөлүштүрүлбөй турат",
      ru: "Сумма платежа должна быть больше нуля: деньги показаны как нераспределённые",
      en: "A payment's amount must be above 0: the money is shown as unallocated"),
    remedy: Phrase(
      ky: "Сумманы оң сан менен, кайтарууну kind = refund деп жазыңыз",
      ru: "Запишите сумму положительной, возврат укажите как kind = refund",
      en: "Write a positive amount; a return of money is kind = refund"))

  static let onePayee = Fault(
    "one-payee",
    message: Phrase(
      ky: "Акча кимдики экени белгисиз: contract_id, resident_id, inn ичинен бирөө же invoice_no толтурулушу керек",
      ru: "Неизвестно, чьи это деньги: заполните ровно одно из contract_id, resident_id, inn либо invoice_no",
      en: "Whose the money is cannot be told: fill in exactly one of contract_id, resident_id and inn, or invoice_no"),
    remedy: Phrase(
      ky: "Төлөм кимге тиешелүү экенин бир мамычада көрсөтүңүз", ru: "Укажите плательщика в одном из столбцов",
      en: "Say in one of the columns whose payment it is"))

  static func beforeFirstMonth(_ count: Int, _ sum: Money, _ month: Month) -> Fault {
    Fault(
      .warning, "before-first-month",
      message: Phrase(
        ky: "\(month) айына чейинки төлөмдөр эсептелбейт, алар баштапкы калдыктарга кирген деп эсептелет: \(count), "
          + "жалпысы \(sum) сом",
        ru: "Платежи до \(month) не учитываются, они считаются вошедшими в начальные остатки: \(count) на \(sum) сом",
        en:
          "Payments before \(month) do not count, they are taken to be in the opening balances: \(count), \(sum) soms "
          + "in all"),
      remedy: Phrase(
        ky: "opening-balances.csv ушул акчаны эске алганын текшериңиз; күнү ката болсо, оңдоңуз",
        ru: "Проверьте, что эти деньги учтены в opening-balances.csv; если дата ошибочна, исправьте её",
        en: "Check that opening-balances.csv accounts for this money; where the date is wrong, mend it"))
  }

  static func unallocatedPayment(_ payment: Payment) -> Fault {
    Fault(
      .warning, "unallocated-payment",
      message: Phrase(
        ky:
          "\(payment.id) төлөмүнүн (\(payment.amount) сом) ээси белгисиз же анын келишими жок: акча бөлүштүрүлбөй турат",
        ru: "Чей платёж \(payment.id) (\(payment.amount) сом), неизвестно, либо у плательщика нет договора: деньги "
          + "показаны как нераспределённые",
        en: "Whose payment \(payment.id) (\(payment.amount) soms) is cannot be told, or the payer has no contract: the "
          + "money is shown as unallocated"),
      remedy: Phrase(
        ky: "payment-contracts.csv файлында бул төлөмдүн келишимин көрсөтүңүз же төлөөчүнү оңдоңуз",
        ru: "Укажите договор этого платежа в payment-contracts.csv или исправьте плательщика",
        en: "Name this payment's contract in payment-contracts.csv, or mend the payer"))
  }
}
