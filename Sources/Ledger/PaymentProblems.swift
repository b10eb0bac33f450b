import Diagnostics
import Measures
import Park

// What the accounts say of payments that are not what they seem (I3).

func unnamed(_ payment: Payment, _ number: String, isKnown: Bool) -> Problem {
  Problem(
    .warning, "payment-invoice", at: payment.place.at("invoice_no"), value: number,
    message: isKnown
      ? Phrase(
        ky: "\(payment.id) төлөмү өзү атаган эсептен мурда же ошол эле күнү түшкөн; ал эсеп аталбагандай каралат.",
        ru: "Платёж \(payment.id) поступил раньше названного счёта или в тот же день; он учитывается так, будто счёт "
          + "не назван.",
        en: "Payment \(payment.id) came before or on the day of the invoice it names; it counts as if it named none.")
      : Phrase(
        ky: "\(payment.id) төлөмү белгисиз эсепти атайт; ал эсеп аталбагандай каралат.",
        ru: "Платёж \(payment.id) называет неизвестный счёт; он учитывается так, будто счёт не назван.",
        en: "Payment \(payment.id) names an unknown invoice; it counts as if it named none."),
    remedy: payment.payee == .unsaid
      ? Phrase(
        ky: "Эсептин номерин текшериңиз же төлөмдө келишимди көрсөтүңүз.",
        ru: "Проверьте номер счёта или укажите в платеже договор.",
        en: "Check the invoice's number, or name the contract in the payment.")
      : Phrase(
        ky: "Эсептин номерин текшериңиз же уячаны бош калтырыңыз.",
        ru: "Проверьте номер счёта или оставьте ячейку пустой.",
        en: "Check the invoice's number, or leave the cell empty."))
}

func ofOtherPayer(_ payment: Payment, _ number: String) -> Problem {
  Problem(
    .warning, "payment-payer", at: payment.place.at("invoice_no"), value: number,
    message: Phrase(
      ky: "\(payment.id) төлөмү атаган эсеп анын сабындагы төлөөчүнүкү эмес; акча ошол эсепке жазылат.",
      ru: "Счёт, который называет платёж \(payment.id), не того плательщика, что указан в его строке; деньги идут на "
        + "этот счёт.",
      en: "The invoice that payment \(payment.id) names is not the payer's that its row names; the money goes to that "
        + "invoice."),
    remedy: Phrase(
      ky: "Эсептин номерин текшериңиз; башка бирөө үчүн төлөнсө, төлөөчүнүн уячасын бош калтырыңыз.",
      ru: "Проверьте номер счёта; если платят за другого, оставьте ячейку плательщика пустой.",
      en: "Check the invoice's number; where somebody pays for another, leave the payer's cell empty."))
}

func notInPurpose(_ payment: Payment, _ number: String) -> Problem {
  Problem(
    .warning, "payment-purpose", at: payment.place.at("purpose"), value: number,
    message: Phrase(
      ky: "\(payment.id) төлөмүнүн максатында аталган \(number) эсеби ал күнгө чыгарылган эмес же бул төлөөчүнүкү "
        + "эмес; акча эң эски эсепке жазылат.",
      ru: "Счёт \(number) из назначения платежа \(payment.id) к этому дню не выставлен или не этого плательщика; "
        + "деньги идут на самый старый счёт.",
      en: "Invoice \(number), which the purpose of payment \(payment.id) names, was not issued by then or is not this "
        + "payer's; the money goes to the oldest invoice."),
    remedy: Phrase(
      ky: "Башка эсеп үчүн болсо, төлөмдө invoice_no көрсөтүңүз.",
      ru: "Если платёж за другой счёт, укажите invoice_no.",
      en: "If it is for another invoice, name it in invoice_no."))
}

func unknownPayer(_ payment: Payment) -> Problem {
  Problem(
    .warning, "unallocated-payment", at: payment.place, value: "\(payment.id)",
    message: Phrase(
      ky: "\(payment.id) төлөмүнүн (\(payment.amount) сом) ээси табылган жок; акча бөлүштүрүлбөгөн бойдон калды.",
      ru: "Плательщик платежа \(payment.id) (\(payment.amount) сом) не найден; деньги остались нераспределёнными.",
      en: "Nobody is known to have made payment \(payment.id) (\(payment.amount) soms); the money stays unallocated."),
    remedy: Phrase(
      ky: "Төлөмдө келишимди, резидентти же ИННди көрсөтүңүз.", ru: "Укажите в платеже договор, резидента или ИНН.",
      en: "Name the contract, the resident or the tax number in the payment."))
}

func alsoFromTheBank(_ payment: Payment) -> Problem {
  Problem(
    .warning, "typed-and-from-the-bank", at: payment.place, value: "\(payment.id)",
    message: Phrase(
      ky: "\(payment.id) төлөмү (\(payment.receivedOn), \(payment.amount) сом) банктын көчүрмөсүндө да бар: ушул эле "
        + "келишим, күн жана сумма. Экөө тең эсептелди.",
      ru: "Платёж \(payment.id) (\(payment.receivedOn), \(payment.amount) сом) есть и в выписке банка: тот же договор, "
        + "день и сумма. Учтены оба.",
      en: "Payment \(payment.id) (\(payment.receivedOn), \(payment.amount) soms) stands in a bank's statement as well: "
        + "the same contract, day and amount. Both count."),
    remedy: Phrase(
      ky: "Бул бир эле төлөм болсо, таблицадагы сабын өчүрүңүз.",
      ru: "Если это один и тот же платёж, удалите его строку из таблицы.",
      en: "If it is one payment, delete its row from the table."))
}
