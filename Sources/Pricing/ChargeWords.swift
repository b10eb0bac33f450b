public import Diagnostics
import Measures
public import Park

/// What charges are called: the words that `lines.csv`, the workbooks and the report share.
public enum ChargeWords {
  /// The act of completed work that an order was accepted by (P11).
  public static func act(_ number: String) -> Phrase {
    Phrase(ky: "акт № \(number)", ru: "акт № \(number)", en: "act No. \(number)")
  }
  /// The difference for an estimated month (C9), however the month is written.
  public static func adjustment(_ month: Phrase) -> Phrase {
    Phrase(
      ky: "\(month.ky) үчүн кайра эсептөө", ru: "перерасчёт за период: \(month.ru)", en: "adjustment for \(month.en)")
  }
  fileprivate static func zone(_ name: Identifier<Zone>) -> Phrase {
    Phrase(ky: "зона: \(name)", ru: "зона: \(name)", en: "zone: \(name)")
  }
  fileprivate static func block(_ number: Int) -> Phrase {
    Phrase(ky: "\(number)-блок", ru: "блок \(number)", en: "block \(number)")
  }
  fileprivate static func penalty(_ invoice: String) -> Phrase {
    Phrase(
      ky: "№ \(invoice) эсеп боюнча кечиктирилген төлөм үчүн туум (пеня)",
      ru: "Пеня за просрочку оплаты по счёту № \(invoice)", en: "Late penalty on invoice No. \(invoice)")
  }
}

extension LineComponent {
  /// What of a service it is.
  public var wording: Phrase {
    switch self {
    case .tariff(.energy): Phrase(ky: "керектөө", ru: "потребление", en: "consumption")
    case .tariff(.demand): Phrase(ky: "эң жогорку кубаттуулук", ru: "максимальная мощность", en: "maximum demand")
    case .tariff(.capacity): Phrase(ky: "келишимдик кубаттуулук", ru: "договорная мощность", en: "contracted capacity")
    case .tariff(.reactive): Phrase(ky: "реактивдүү энергия", ru: "реактивная энергия", en: "reactive energy")
    case .tariff(.fixed): Phrase(ky: "туруктуу төлөм", ru: "постоянная плата", en: "fixed charge")
    case .tariff(.percent): Phrase(ky: "суммадан пайыз", ru: "процент от суммы", en: "percentage of the amount")
    case .minimum: Phrase(ky: "минимумга чейин кошумча", ru: "доплата до минимума", en: "top-up to the minimum")
    case .penalty: Phrase(ky: "туум (пеня)", ru: "пеня", en: "late penalty")
    }
  }
}

extension Charge.Basis {
  /// Why a line is there.
  public var wording: Phrase {
    switch self {
    case .actual: Phrase(ky: "көрсөткүч боюнча", ru: "по показаниям", en: "actual")
    case .estimated: Phrase(ky: "эсептик жол менен", ru: "расчётным путём", en: "estimated")
    case .adjustment: Phrase(ky: "кайра эсептөө", ru: "перерасчёт", en: "adjustment")
    case .recurring: Phrase(ky: "ай сайын", ru: "ежемесячно", en: "recurring")
    case .order: Phrase(ky: "буйрутма боюнча", ru: "по заявке", en: "order")
    case .minimum: LineComponent.minimum.wording
    case .penalty: LineComponent.penalty.wording
    case .reversal: Phrase(ky: "сторно", ru: "сторно", en: "reversal")
    }
  }
}

extension Charge {
  /// What the line is for, as `lines.csv` describes it in the resident's language: its title, and when where no other
  /// words say so.
  public func described(in language: Language, services: [Service.ID: Service]) -> String {
    let title = title(of: service.flatMap { services[$0]?.name[language] } ?? service?.text ?? "", in: language)
    if component == .penalty { return "\(title), \(from) – \(to)" }
    let month = "\(from.month)"
    return isAdjustment
      ? "\(title), \(ChargeWords.adjustment(Phrase(ky: month, ru: month, en: month))[language])" : title
  }

  /// The service's name, what was ordered, and what of it, with the act that an order was accepted by.
  ///
  /// - Parameter isFirstBlockTold: false where nothing lies beyond it, for then its number would only raise questions.
  public func title(of service: String, in language: Language, isFirstBlockTold: Bool = false) -> String {
    if component == .penalty { return ChargeWords.penalty(reference)[language] }
    var parts = [orderedWork.map { "\(service): \($0)" } ?? service]
    // What is consumed, and what is paid by the month, goes by the service's name alone.
    if ![.tariff(.energy), .tariff(.fixed)].contains(component) { parts.append(component.wording[language]) }
    if let zone { parts.append(ChargeWords.zone(zone)[language]) }
    if let block, block > 1 || isFirstBlockTold { parts.append(ChargeWords.block(block)[language]) }
    let title = parts.joined(separator: ", ")
    guard case .order(let order)? = trace?.quantity, !order.act.isEmpty else { return title }
    return "\(title); \(ChargeWords.act(order.act)[language])"
  }
}
