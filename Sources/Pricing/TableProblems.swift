import Diagnostics
import Measures
import Park

/// `2026-08-01 – 2026-08-15`.
private func text(_ days: Range<Day>) -> String { "\(days.lowerBound) – \(days.upperBound.advanced(by: -1))" }

/// What a row prices, such as `energy, night, 700`.
private func kind(_ row: TariffRow) -> String {
  let parts = [
    row.component.rawValue, row.zone?.text ?? "", row.threshold.isZero ? "" : row.threshold.text(decimals: 0),
  ]
  return parts.filter { !$0.isEmpty }.joined(separator: ", ")
}

private let extendOrLeave = Phrase(
  ky: "Мурунку саптын valid_to маанисин узартыңыз же ортосуна сап кошуңуз; атайын ушундай болсо, калтырыңыз.",
  ru: "Продлите valid_to прежней строки или добавьте строку между ними; если так задумано, оставьте.",
  en: "Move valid_to of the row before, or add a row in between; leave it if it is meant.")

func tariffGap(_ next: TariffRow, _ days: Range<Day>) -> Problem {
  Problem(
    .warning, "tariff-gap", at: next.place.at("valid_from"), value: text(days),
    message: Phrase(
      ky: "\(next.tariff) тарифинин саптарынын ортосунда боштук бар: бул күндөрү анын \(kind(next)) баасы жок.",
      ru: "Между строками тарифа \(next.tariff) разрыв: в эти дни у него нет цены \(kind(next)).",
      en: "There is a gap between rows of tariff \(next.tariff): on these days it has no price of \(kind(next))."),
    remedy: extendOrLeave)
}

func termGap(_ next: Term, _ days: Range<Day>) -> Problem {
  Problem(
    .warning, "term-gap", at: next.place.at("valid_from"), value: text(days),
    message: Phrase(
      ky: "\(next.contract) келишиминин \(next.service) шарттарынын ортосунда боштук бар: бул күндөрү кызмат эсепке "
        + "кирбейт.",
      ru: "Между условиями договора \(next.contract) по услуге \(next.service) разрыв: за эти дни услуга не "
        + "начисляется.",
      en: "There is a gap between the terms of contract \(next.contract) for service \(next.service): it is not billed "
        + "on these days."),
    remedy: extendOrLeave)
}

/// The same fault as in a month that is priced, on days that no month reaches yet: it holds back nobody.
func noFirstBlock(_ row: TariffRow, since day: Day) -> Problem {
  Problem(
    .warning, "blocks-not-from-0", at: row.place.at("threshold"), value: row.threshold.text(decimals: 0),
    message: Phrase(
      ky: "\(day) баштап \(row.tariff) тарифинин блоктору 0дөн башталбайт: ал менен эч ким эсептелбейт.",
      ru: "С \(day) блоки тарифа \(row.tariff) начинаются не с 0: по нему нельзя будет начислить.",
      en: "From \(day) the blocks of tariff \(row.tariff) do not start at 0: nobody could be billed by it."),
    remedy: Phrase(
      ky: "threshold = 0 болгон сапты кошуңуз же анын мөөнөтүн узартыңыз.",
      ru: "Добавьте строку с threshold = 0 или продлите её срок.",
      en: "Add a row whose threshold is 0, or extend the one there is."))
}

func zoneNotEverywhere(_ row: TariffRow, beside other: TariffRow, since day: Day) -> Problem {
  let from = row.threshold.isZero ? "" : " \(row.threshold.text(decimals: 0))"
  let zone = "\(row.zone?.text ?? "")"
  return Problem(
    .warning, "zone-not-everywhere", at: other.place.at("zone"), value: zone + from,
    message: Phrase(
      ky:
        "\(row.tariff) тарифинде «\(zone)» зонасынын баасы \(row.place.reference) сабында бар, бирок \(day) күнү башка "
        + "зоналардын баасы болуп турганда ал жок.",
      ru: "У тарифа \(row.tariff) цена зоны «\(zone)» есть в строке \(row.place.reference), но на \(day), когда цены "
        + "других зон действуют, её нет.",
      en:
        "Tariff \(row.tariff) prices zone “\(zone)” in \(row.place.reference), but not on \(day), when it prices other "
        + "zones."),
    remedy: Phrase(
      ky: "Жетишпеген зонанын сабын кошуңуз; атайын ушундай болсо, калтырыңыз.",
      ru: "Добавьте строку недостающей зоны; если так задумано, оставьте.",
      en: "Add the row of the missing zone; leave it if it is meant."))
}

/// An hour of a day that no month reaches yet, in none of the zones or in several: it holds back nobody.
func hourAhead(_ row: TariffRow, _ day: Day, minute: Int, names: [Identifier<Zone>]) -> Problem {
  let time = clockText(minute)
  let list = names.map(\.text).joined(separator: ", ")
  return Problem(
    .warning, "hour-not-in-one-zone", at: row.place.at("zone"), value: "\(day) \(time)",
    message: names.isEmpty
      ? Phrase(
        ky: "\(day) күнү саат \(time) \(row.tariff) тарифинин бир да зонасына кирбейт: ал ай эсептелбейт.",
        ru: "\(day) в \(time) не будет действовать ни одна зона тарифа \(row.tariff): тот месяц не начислить.",
        en: "No zone of tariff \(row.tariff) covers \(day) at \(time): that month could not be billed.")
      : Phrase(
        ky: "\(day) күнү саат \(time) \(row.tariff) тарифинин бир нече зонасына кирет (\(list)): ал ай эсептелбейт.",
        ru: "\(day) в \(time) будет действовать сразу несколько зон тарифа \(row.tariff) (\(list)): тот месяц не "
          + "начислить.",
        en: "Several zones of tariff \(row.tariff) cover \(day) at \(time) (\(list)): that month could not be billed."),
    remedy: oneZone)
}

func taxGap(_ next: TaxRow, _ days: Range<Day>) -> Problem {
  Problem(
    .warning, "tax-gap", at: next.place.at("valid_from"), value: text(days),
    message: Phrase(
      ky: "\(next.tax) салыгынын бул күндөрү ставкасы жок: ошол күнү бүткөн сапты салык менен эсептөөгө болбойт.",
      ru: "У налога \(next.tax) в эти дни нет ставки: строку, которая в такой день кончается, не обложить.",
      en: "Tax \(next.tax) has no rate on these days: a line that ends on one of them can't be taxed."),
    remedy: extendOrLeave)
}

func taxEnds(_ last: TaxRow, _ end: Day) -> Problem {
  Problem(
    .warning, "tax-ends", at: last.place.at("valid_to"), value: "\(end.advanced(by: -1))",
    message: Phrase(
      ky: "\(last.tax) салыгынын ставкасы бүтөт, ал эми шарттар андан кийин да күчүндө.",
      ru: "Ставка налога \(last.tax) кончается, а условия действуют и дальше.",
      en: "The rate of tax \(last.tax) ends while terms go on after it."),
    remedy: Phrase(
      ky: "Кийинки мезгилдин ставкасын кошуңуз; салыктан бошотулса, ставкасы 0.",
      ru: "Добавьте ставку следующего периода; если освобождено, ставка 0.",
      en: "Add the rate of the time after; where exempt, a rate of 0."))
}

func contractWithoutTerm(_ contract: Contract, _ month: Month) -> Problem {
  Problem(
    .warning, "contract-without-term", at: contract.place, value: "\(contract.id)",
    message: Phrase(
      ky: "\(contract.id) келишими \(month) айында күчүндө, бирок бир да шарты жок: ал боюнча эч нерсе эсептелбейт.",
      ru: "Договор \(contract.id) в \(month) действует, но ни одного условия у него нет: по нему ничего не начислится.",
      en: "Contract \(contract.id) is in force in \(month) without any term: nothing is billed under it."),
    remedy: Phrase(
      ky: "terms.csv'ге шарттарын кошуңуз же contracts.csv'де valid_to жазыңыз.",
      ru: "Добавьте его условия в terms.csv или укажите valid_to в contracts.csv.",
      en: "Add its terms to terms.csv, or give valid_to in contracts.csv."))
}
