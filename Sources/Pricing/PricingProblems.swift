import Diagnostics
import Measures
import Park

private let checkTerms = Phrase(
  ky: "terms.csv'де бул кызмат боюнча шарттын мөөнөтүн текшериңиз же шарт кошуңуз.",
  ru: "Проверьте в terms.csv срок условия по этой услуге или добавьте условие.",
  en: "Check the validity of the term for this service in terms.csv, or add one.")

private let checkTariff = Phrase(
  ky: "tariffs.csv'деги тарифтин саптарын оңдоңуз.", ru: "Исправьте строки тарифа в tariffs.csv.",
  en: "Mend the tariff's rows in tariffs.csv.")

func noTerm(_ contract: Contract, _ meter: Meter, _ service: Service, _ month: Month) -> Problem {
  Problem(
    .error, "no-term", at: contract.place, value: "\(contract.id)",
    message: Phrase(
      ky: "\(month) айында \(meter.id) эсептегичи керектөө көрсөттү, бирок \(contract.id) келишиминде \(service.id) "
        + "кызматы боюнча күчүндөгү шарт жок.",
      ru: "За \(month) по счётчику \(meter.id) есть потребление, но в договоре \(contract.id) нет действующего условия "
        + "по услуге \(service.id).",
      en: "Meter \(meter.id) consumed in \(month), but contract \(contract.id) has no term in force for service "
        + "\(service.id)."),
    remedy: checkTerms)
}

func partBelowChildren(_ part: Spread.PartBelowChildren, _ segment: Segment) -> Problem {
  let (meter, zone) = (part.meter, part.zone)
  return Problem(
    .error, "parent-below-children", at: meter.place, value: part.quantity.text(decimals: 3),
    message: Phrase(
      ky: "\(segment.from) – \(segment.to) күндөрү \(zone.map { "\($0) зонасында " } ?? "")\(meter.id) эсептегичи "
        + "астындагы эсептегичтердин суммасынан аз көрсөттү.",
      ru: "С \(segment.from) по \(segment.to) \(zone.map { "в зоне \($0) " } ?? "")счётчик \(meter.id) показал меньше "
        + "суммы подчинённых счётчиков.",
      en:
        "From \(segment.from) to \(segment.to)\(zone.map { ", zone \($0)," } ?? "") meter \(meter.id) shows less than "
        + "its children together."),
    remedy: Phrase(
      ky: "Анын жана астындагы эсептегичтердин интервалдарын текшериңиз.",
      ru: "Проверьте интервалы этого счётчика и подчинённых.",
      en: "Check the intervals of this meter and of its children."))
}

func noTerm(_ order: Order, _ service: Service) -> Problem {
  Problem(
    .error, "order-without-term", at: order.place.at("service"), value: "\(order.id)",
    message: Phrase(
      ky: "\(order.id) буйрутмасы аткарылган күнү \(order.contract) келишиминде \(service.id) кызматы боюнча күчүндөгү "
        + "шарт жок.",
      ru: "На день выполнения заявки \(order.id) в договоре \(order.contract) нет действующего условия по услуге "
        + "\(service.id).",
      en: "On the day order \(order.id) was completed, contract \(order.contract) has no term in force for service "
        + "\(service.id)."),
    remedy: checkTerms)
}

func noOrderPrice(_ order: Order, _ segment: Segment) -> Problem {
  Problem(
    .error, "order-without-price", at: segment.term.place.at("tariff"), value: "\(order.id)",
    message: Phrase(
      ky: "\(order.id) буйрутмасы аткарылган күнү тарифтин күчүндөгү сабы жок.",
      ru: "На день выполнения заявки \(order.id) у тарифа нет действующей строки.",
      en: "On the day order \(order.id) was completed, its tariff has no row in force."),
    remedy: checkTariff)
}

func noBaseAmount(_ order: Order) -> Problem {
  Problem(
    .error, "order-without-base", at: order.place.at("base_amount"), value: "\(order.id)",
    message: Phrase(
      ky: "\(order.id) буйрутмасы пайыз менен бааланат, бирок пайыз алынуучу сумма берилген эмес.",
      ru: "Заявка \(order.id) оценивается в процентах, но сумма, от которой они берутся, не указана.",
      en: "Order \(order.id) is priced by percent, but the amount to take it of is not given."),
    remedy: Phrase(
      ky: "base_amount мамычасын толтуруңуз.", ru: "Заполните столбец base_amount.", en: "Fill in base_amount."))
}

func wrongComponent(_ row: TariffRow, _ service: Service) -> Problem {
  Problem(
    .error, "component-not-for-service", at: row.place.at("component"), value: row.component.rawValue,
    message: Phrase(
      ky: "\(row.component.rawValue) курамдык бөлүгү \(service.id) кызматынын (\(service.kind.rawValue)) баасына "
        + "жатпайт.",
      ru: "Составляющая \(row.component.rawValue) не подходит услуге \(service.id) (\(service.kind.rawValue)).",
      en: "Component \(row.component.rawValue) can't price service \(service.id) (\(service.kind.rawValue))."),
    remedy: checkTariff)
}

func noEnergyPrice(_ segment: Segment, _ service: Service) -> Problem {
  Problem(
    .error, "no-price", at: segment.term.place.at("tariff"), value: "\(service.id)",
    message: Phrase(
      ky: "\(segment.from) – \(segment.to) күндөрү \(service.id) керектөөсүнүн баасы жок: тарифтин energy сабы күчүндө "
        + "эмес.",
      ru: "С \(segment.from) по \(segment.to) нет цены потребления \(service.id): ни одна строка energy тарифа не "
        + "действует.",
      en: "From \(segment.from) to \(segment.to) consumption of \(service.id) has no price: no energy row of the "
        + "tariff is in force."),
    remedy: checkTariff)
}

func noPrice(_ segment: Segment, _ service: Service) -> Problem {
  Problem(
    .error, "no-price", at: segment.term.place.at("tariff"), value: "\(service.id)",
    message: Phrase(
      ky:
        "\(segment.from) – \(segment.to) күндөрү \(service.id) кызматынын баасы жок: тарифтин бир да сабы күчүндө эмес.",
      ru: "С \(segment.from) по \(segment.to) у услуги \(service.id) нет цены: ни одна строка тарифа не действует.",
      en: "From \(segment.from) to \(segment.to) service \(service.id) has no price: no row of the tariff is in force."),
    remedy: checkTariff)
}

func noFirstBlock(_ row: TariffRow) -> Problem {
  Problem(
    .error, "no-first-block", at: row.place.at("threshold"), value: row.threshold.text(decimals: 0),
    message: Phrase(
      ky: "\(row.tariff) тарифинин блоктору 0дөн башталбайт.", ru: "Блоки тарифа \(row.tariff) начинаются не с 0.",
      en: "The blocks of tariff \(row.tariff) do not start at 0."),
    remedy: Phrase(
      ky: "threshold = 0 болгон сапты кошуңуз.", ru: "Добавьте строку с threshold = 0.",
      en: "Add a row whose threshold is 0."))
}

func unpricedRegister(_ register: String, _ segment: Segment, _ service: Service) -> Problem {
  Problem(
    .error, "zone-without-price", at: segment.term.place.at("tariff"), value: register,
    message: Phrase(
      ky: "«\(register)» регистринин керектөөсүнө \(service.id) тарифинде зонасы боюнча да, жалпы да баа жок.",
      ru: "Для потребления регистра «\(register)» в тарифе \(service.id) нет ни цены зоны, ни общей цены.",
      en: "Consumption of register “\(register)” has neither a zone's nor a general price in the tariff of "
        + "\(service.id)."),
    remedy: checkTariff)
}

let oneZone = Phrase(
  ky: "zones.csv'де ар бир саат так бир зонага киргидей кылыңыз.",
  ru: "Сделайте так, чтобы в zones.csv каждый час входил ровно в одну зону.",
  en: "Make each hour belong to exactly one zone in zones.csv.")

/// `08:30`.
func clockText(_ minute: Int) -> String {
  [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
}

func zoneProblem(_ segment: Segment, day: Day, minute: Int, names: [Identifier<Zone>]) -> Problem {
  let time = clockText(minute)
  let list = names.map(\.text).joined(separator: ", ")
  let row = segment.rows.first { $0.zone != nil }
  return Problem(
    .error, names.isEmpty ? "hour-without-zone" : "hour-in-two-zones", at: row?.place.at("zone"),
    value: "\(day) \(time)",
    message: names.isEmpty
      ? Phrase(
        ky: "\(day) күнү саат \(time) тарифтин бир да зонасына кирбейт.",
        ru: "\(day) в \(time) не действует ни одна зона тарифа.", en: "No zone of the tariff covers \(day) at \(time).")
      : Phrase(
        ky: "\(day) күнү саат \(time) тарифтин бир нече зонасына кирет: \(list).",
        ru: "\(day) в \(time) действует сразу несколько зон тарифа: \(list).",
        en: "Several zones of the tariff cover \(day) at \(time): \(list)."),
    remedy: oneZone)
}

func noDemand(_ row: TariffRow, _ contract: Contract, _ service: Service) -> Problem {
  Problem(
    .error, "demand-without-intervals", at: row.place.at("component"), value: "\(contract.id)",
    message: Phrase(
      ky: "\(contract.id) келишими \(service.id) боюнча эң жогорку кубаттуулук үчүн төлөйт, бирок интервалдык "
        + "эсептегичи жок.",
      ru: "Договор \(contract.id) оплачивает максимальную мощность по \(service.id), но интервального счётчика нет.",
      en: "Contract \(contract.id) pays for demand of \(service.id), but has no interval meter."),
    remedy: Phrase(
      ky: "Интервалдык эсептегичти киргизиңиз же тарифтен demand сабын алып салыңыз.",
      ru: "Заведите интервальный счётчик или уберите строку demand из тарифа.",
      en: "Enter an interval meter, or take the demand row out of the tariff."))
}

func noRate(_ row: TariffRow, _ month: Month) -> Problem {
  Problem(
    .error, "no-exchange-rate", at: row.place.at("currency"), value: "\(row.currency)",
    message: Phrase(
      ky: "\(month) айынын аягына карата \(row.currency) валютасынын расмий курсу жок.",
      ru: "Нет официального курса \(row.currency) на конец \(month).",
      en: "There is no official rate of \(row.currency) at the end of \(month)."),
    remedy: Phrase(
      ky: "exchange-rates.csv'ге Улуттук банктын курсун кошуңуз.",
      ru: "Добавьте курс Национального банка в exchange-rates.csv.",
      en: "Add the National Bank's rate to exchange-rates.csv."))
}

func noTax(_ term: Term, _ service: Service, on day: Day) -> Problem {
  let tax = term.tax(of: service)
  let place = term.tax == nil ? service.place : term.place
  return Problem(
    .error, "no-tax-rate", at: place.at("tax"), value: "\(tax)",
    message: Phrase(
      ky: "\(day) күнү \(tax) салыгынын күчүндөгү ставкасы жок.",
      ru: "На \(day) нет действующей ставки налога \(tax).",
      en: "Tax \(tax) has no rate in force on \(day)."),
    remedy: Phrase(
      ky: "taxes.csv'ге ставка кошуңуз; салыктан бошотулса, ставкасы 0.",
      ru: "Добавьте ставку в taxes.csv; если освобождено, ставка 0.",
      en: "Add a rate to taxes.csv; where exempt, a rate of 0."))
}

func tooLargeAmount(_ contract: Contract, _ service: Service?) -> Problem {
  Problem(
    .error, "amount-too-large", at: contract.place, value: service?.id.text ?? "\(contract.id)",
    message: Phrase(
      ky: "\(contract.id) келишиминин суммасы эсептөөгө сыйбайт.",
      ru: "Сумма по договору \(contract.id) не помещается в расчёт.",
      en: "An amount of contract \(contract.id) is too large to calculate."),
    remedy: Phrase(
      ky: "Санын, баасын жана курсун текшериңиз.", ru: "Проверьте количество, цену и курс.",
      en: "Check quantity, price and rate."))
}
