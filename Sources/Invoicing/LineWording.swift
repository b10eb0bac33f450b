import Diagnostics
import Measures
import Park
import Pricing

extension Charge {
  /// What the line is for, in the language of the resident: the service's name, what was ordered, and what of it.
  func described(in language: Language, services: [Service.ID: Service]) -> String {
    if component == .penalty {
      return "\(Self.penaltyWord[language]) \(reference), \(from) – \(to)"
    }
    let name = service.flatMap { services[$0]?.name[language] } ?? service?.text ?? ""
    var parts = [orderedWork.map { "\(name): \($0)" } ?? name]
    if let word = Self.word(for: component) { parts.append(word[language]) }
    if let zone { parts.append("\(Self.zoneWord[language]) \(zone)") }
    if let block, block > 1 { parts.append("\(Self.blockWord[language]) \(block)") }
    if isAdjustment { parts.append("\(Self.adjustmentWord[language]) \(from.month)") }
    return parts.joined(separator: ", ") + act(in: language)
  }

  /// The act of completed work that an order was accepted by (P11).
  private func act(in language: Language) -> String {
    guard case .order(let order)? = trace?.quantity, !order.act.isEmpty else { return "" }
    return "; \(Self.actWord[language]) \(order.act)"
  }

  private static func word(for component: LineComponent) -> Phrase? {
    switch component {
    case .tariff(.energy), .tariff(.fixed): nil
    case .tariff(.demand): Phrase(ky: "эң жогорку кубаттуулук", ru: "максимальная мощность", en: "maximum demand")
    case .tariff(.capacity): Phrase(ky: "келишимдик кубаттуулук", ru: "заявленная мощность", en: "contracted capacity")
    case .tariff(.reactive): Phrase(ky: "реактивдүү энергия", ru: "реактивная энергия", en: "reactive energy")
    case .tariff(.percent): Phrase(ky: "суммадан пайыз", ru: "процент от суммы", en: "percent of the amount")
    case .minimum:
      Phrase(ky: "эң аз суммага чейин кошумча", ru: "доплата до минимальной суммы", en: "rest to the minimum amount")
    case .penalty: nil
    }
  }

  private static let penaltyWord = Phrase(ky: "Туум (пеня), эсеп", ru: "Пеня по счёту", en: "Penalty on invoice")
  private static let zoneWord = Phrase(ky: "зона", ru: "зона", en: "zone")
  private static let blockWord = Phrase(ky: "блок", ru: "блок", en: "block")
  private static let actWord = Phrase(ky: "акт №", ru: "акт №", en: "act No.")
  private static let adjustmentWord = Phrase(ky: "кайра эсептөө", ru: "перерасчёт за", en: "adjustment for")
}
