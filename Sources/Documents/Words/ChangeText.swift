public import Diagnostics
public import Ledger
import Measures
import Metering
import Park
import Pricing
import Sheets

/// What changed, in words: `Reading of meter M1, 30.09.2026 24:00: was 1 100, is 1 150 kWh (readings/late.csv:2)`.
public struct ChangeText {
  let setting: DocumentSetting
  let language: Language

  /// Words in a language.
  public init(setting: DocumentSetting, language: Language) {
    self.setting = setting
    self.language = language
  }

  /// A change as one line.
  public func text(of change: Change) -> String {
    let source = change.source.isEmpty ? "" : " (\(change.source))"
    let what = subject(change.subject)[language]
    switch (change.before.map(text), change.after.map(text)) {
    case (let before?, let after?): return "\(what): \(Self.was(before, after)[language])\(source)"
    case (nil, let after?): return "\(what): \(Self.isNew(after)[language])\(source)"
    case (let before?, nil): return "\(what): \(Self.isGone(before)[language])\(source)"
    case (nil, nil): return what + source
    }
  }

  private func text(_ amount: Change.Amount) -> String {
    var text: String
    switch amount.figure {
    case .days(let from, let to): text = DateWords.digits(from, through: to)
    case .digits(let digits): text = number(digits)
    case .part(let part, let whole): text = Self.part(number(part), of: number(whole))[language]
    }
    if !amount.unit.isEmpty { text += " " + UnitWords.text(amount.unit, in: language) }
    let notes = [amount.at.map(moment), Self.word(for: amount.basis)?[language]].compactMap(\.self)
    return notes.isEmpty ? text : "\(text) (\(notes.joined(separator: ", ")))"
  }

  private func number(_ digits: String) -> String {
    Figure(digits).map { NumberText.text($0, in: language) } ?? digits
  }

  private static func part(_ part: String, of whole: String) -> Phrase {
    Phrase(ky: "\(part) / \(whole)", ru: "\(part) из \(whole)", en: "\(part) of \(whole)")
  }

  private static func word(for tax: TaxRow.Kind) -> Phrase {
    switch tax {
    case .vat: InvoiceWords.vat
    case .sales: InvoiceWords.salesTax
    }
  }

  /// How a reading came about; an actual one needs no word.
  private static func word(for basis: ClosingBasis) -> Phrase? {
    switch basis {
    case .actual: nil
    case .interpolated:
      Phrase(ky: "эки көрсөткүчтүн ортосунан эсептелген", ru: "рассчитано между показаниями", en: "interpolated")
    case .estimated: Charge.Basis.estimated.wording
    }
  }

  private static func was(_ before: String, _ after: String) -> Phrase {
    Phrase(ky: "\(before) эле, \(after) болду", ru: "было \(before), стало \(after)", en: "was \(before), is \(after)")
  }
  private static func isNew(_ after: String) -> Phrase {
    Phrase(ky: "мурда жок эле, \(after) болду", ru: "раньше не было, стало \(after)", en: "was not there, is \(after)")
  }
  private static func isGone(_ before: String) -> Phrase {
    Phrase(ky: "\(before) эле, эми жок", ru: "было \(before), больше нет", en: "was \(before), is no longer there")
  }

  private func subject(_ subject: Change.Subject) -> Phrase {
    switch subject {
    case .reading(let key, let at):
      let (name, moment) = (name(of: key), moment(at))
      return Phrase(
        ky: "\(name) эсептегичинин көрсөткүчү, \(moment)", ru: "Показание счётчика \(name) на \(moment)",
        en: "Reading of meter \(name), \(moment)")
    case .opening(let key):
      let name = name(of: key)
      return Phrase(
        ky: "\(name) эсептегичинин баштапкы көрсөткүчү", ru: "Начальное показание счётчика \(name)",
        en: "Opening reading of meter \(name)")
    case .closing(let key):
      let name = name(of: key)
      return Phrase(
        ky: "\(name) эсептегичинин акыркы көрсөткүчү", ru: "Конечное показание счётчика \(name)",
        en: "Closing reading of meter \(name)")
    case .intervals(let meter):
      return Phrase(
        ky: "\(meter) эсептегичинин интервалдары, суммасы", ru: "Интервалы счётчика \(meter), сумма",
        en: "Intervals of meter \(meter), their sum")
    case .multiplier(let meter):
      return Phrase(
        ky: "\(meter) эсептегичинин коэффициенти", ru: "Коэффициент счётчика \(meter)",
        en: "Multiplier of meter \(meter)")
    case .losses(let meter):
      return Phrase(
        ky: "\(meter) эсептегичине чейинки жоготуулар", ru: "Потери по счётчику \(meter)",
        en: "Losses of meter \(meter)")
    case .consumption(let key):
      let name = name(of: key)
      return Phrase(
        ky: "\(name) эсептегичи боюнча керектөө", ru: "Потребление по счётчику \(name)",
        en: "Consumption of meter \(name)")
    case .stretch(let service, let zone, let from, let to):
      let (name, days) = (name(of: service), DateWords.digits(from, through: to))
      guard let zone else {
        return Phrase(
          ky: "\(days) керектөөсү: \(name.ky)", ru: "Потребление за \(days): \(name.ru)",
          en: "Consumption of \(days): \(name.en)")
      }
      return Phrase(
        ky: "«\(zone)» зонасындагы керектөө, \(days): \(name.ky)",
        ru: "Потребление в зоне «\(zone)» за \(days): \(name.ru)",
        en: "Consumption in zone “\(zone)”, \(days): \(name.en)")
    case .share(let meter):
      return Phrase(
        ky: "\(meter) жалпы эсептегичинен үлүш", ru: "Доля в общем счётчике \(meter)",
        en: "Share of common meter \(meter)")
    case .parkShare(let meter):
      return Phrase(
        ky: "\(meter) жалпы эсептегичиндеги парктын өз үлүшү", ru: "Доля самого парка в общем счётчике \(meter)",
        en: "The park's own share of common meter \(meter)")
    case .weight(let meter, let key): return weight(in: meter, by: key)
    case .part(let service):
      let name = name(of: service)
      return Phrase(
        ky: "Булак керектөөдөн алынган үлүш: \(name.ky)", ru: "Доля от исходного потребления: \(name.ru)",
        en: "Share of the sources' consumption: \(name.en)")
    case .threshold(let service, let block):
      let name = name(of: service)
      return Phrase(
        ky: "\(block)-блоктун башталышы: \(name.ky)", ru: "Начало блока \(block): \(name.ru)",
        en: "Start of block \(block): \(name.en)")
    case .price(let service, let tariff, let since):
      let (name, of) = (name(of: service), tariff.map { " (\($0))" } ?? "")
      let day = DateWords.digits(since)
      return Phrase(
        ky: "\(name.ky)\(of): \(day) тартып баасы", ru: "Цена: \(name.ru)\(of), с \(day)",
        en: "Price of \(name.en)\(of) from \(day)")
    case .discount(let service):
      let name = name(of: service)
      return Phrase(ky: "Арзандатуу: \(name.ky)", ru: "Скидка: \(name.ru)", en: "Discount: \(name.en)")
    case .rate(let currency):
      return Phrase(
        ky: "\(currency) расмий курсу", ru: "Официальный курс \(currency)", en: "Official rate of \(currency)")
    case .tax(let service, let kind):
      let (name, tax) = (name(of: service), Self.word(for: kind))
      return Phrase(ky: "\(tax.ky): \(name.ky)", ru: "\(tax.ru): \(name.ru)", en: "\(tax.en): \(name.en)")
    case .quantity(let service):
      let name = name(of: service)
      return Phrase(
        ky: "Айлык саны: \(name.ky)", ru: "Количество в месяц: \(name.ru)", en: "Quantity a month: \(name.en)")
    case .days(let service):
      let name = name(of: service)
      return Phrase(
        ky: "Эсептелген күндөр: \(name.ky)", ru: "Дни начисления: \(name.ru)", en: "Days billed: \(name.en)")
    case .order(let order):
      return Phrase(ky: "\(order) буйрутмасы", ru: "Заявка \(order)", en: "Order \(order)")
    case .minimum(let service):
      let name = name(of: service)
      return Phrase(
        ky: "Эң аз айлык сумма: \(name.ky)", ru: "Минимальная сумма за месяц: \(name.ru)",
        en: "Least amount a month: \(name.en)")
    case .penalty(let invoice):
      return Phrase(
        ky: "\(invoice) эсеби боюнча туум", ru: "Пеня по счёту \(invoice)", en: "Penalty on invoice \(invoice)")
    case .amount(let service):
      let name = name(of: service)
      return Phrase(ky: "Суммасы: \(name.ky)", ru: "Сумма: \(name.ru)", en: "Amount: \(name.en)")
    case .total(let service):
      let name = name(of: service)
      return Phrase(
        ky: "Салык менен суммасы: \(name.ky)", ru: "Сумма с налогами: \(name.ru)",
        en: "Amount with tax: \(name.en)")
    }
  }

  private func weight(in meter: Meter.ID, by key: Meter.Allocation) -> Phrase {
    switch key {
    case .area, .totalArea:
      Phrase(
        ky: "\(meter) жалпы эсептегичи үчүн аянт × күн", ru: "Площадь × дни для общего счётчика \(meter)",
        en: "Area × days for common meter \(meter)")
    case .consumption:
      Phrase(
        ky: "\(meter) жалпы эсептегичи үчүн өз керектөө",
        ru: "Собственное потребление для общего счётчика \(meter)",
        en: "Own consumption for common meter \(meter)")
    case .equal:
      Phrase(
        ky: "\(meter) жалпы эсептегичи үчүн күндөр", ru: "Дни для общего счётчика \(meter)",
        en: "Days for common meter \(meter)")
    }
  }

  private func name(of key: RegisterKey) -> String {
    key.register == .total ? key.meter.text : "\(key.meter) (\(key.register))"
  }

  private func name(of service: Service.ID) -> Phrase {
    setting.serviceNames[service] ?? Phrase(ky: service.text, ru: service.text, en: service.text)
  }

  /// A midnight is the end of the day before (C1).
  private func moment(_ instant: Instant) -> String {
    let (day, second) = setting.clock.local(instant)
    if second == 0 { return DateWords.digits(day.advanced(by: -1)) }
    let time = [second / 3600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(DateWords.digits(day)) \(time)"
  }
}
