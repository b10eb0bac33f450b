public import Diagnostics
import Ledger
import Measures
public import Metering
import Park
import Pricing

extension TableValue {
  /// One of a closed set of words, with its wording in Kyrgyz, Russian and English.
  static func term(_ code: String, _ ky: String, _ ru: String, _ en: String) -> TableValue {
    .term(code, Phrase(ky: ky, ru: ru, en: en))
  }
  /// A name of the tables; empty where there is none.
  static func name<Owner>(_ id: Identifier<Owner>?) -> TableValue { id.map { .code($0.text) } ?? .empty }
  /// A code or number of a document; empty where there is none.
  static func optionalCode(_ text: String?) -> TableValue { (text ?? "").isEmpty ? .empty : .code(text ?? "") }
  /// A unit: as the tables write it in CSV, as its reader writes it on a sheet; empty where there is none.
  static func unit(_ unit: String) -> TableValue {
    UnitWords.phrase(unit).map { .term(unit, $0) } ?? .optionalCode(unit)
  }
  /// A day; empty where there is none.
  static func optionalDay(_ day: Day?) -> TableValue { day.map { .day($0) } ?? .empty }
  /// Words; empty where there are none.
  static func words(_ text: String) -> TableValue { text.isEmpty ? .empty : .text(text) }
  /// Yes or no.
  static func yesNo(_ value: Bool) -> TableValue {
    value ? .term("yes", "ооба", "да", "yes") : .term("no", "жок", "нет", "no")
  }
  /// What the row of a sum names instead of a subject.
  static let total = TableValue.term("total", "Бардыгы", "Всего", "Total")
}

extension InvoiceDocument.Kind {
  var value: TableValue {
    switch self {
    case .invoice: .term(rawValue, "эсеп", "счёт", "invoice")
    case .correction: .term(rawValue, "түзөтүү", "корректировка", "correction")
    }
  }
}

extension Charge.Basis {
  var value: TableValue { .term(rawValue, wording) }
}

extension LineComponent {
  var value: TableValue { .term(text, wording) }
}

extension ClosingBasis {
  var value: TableValue {
    switch self {
    case .actual: Charge.Basis.actual.value
    case .interpolated: .term(rawValue, "интерполяция менен", "интерполяцией", "interpolated")
    case .estimated: Charge.Basis.estimated.value
    }
  }
}

extension MeteringMethod {
  /// The method in words.
  public var wording: Phrase {
    switch self {
    case .reading: Phrase(ky: "көрсөткүч боюнча", ru: "по показанию", en: "by reading")
    case .interpolation:
      Phrase(ky: "эки көрсөткүчтүн ортосунан", ru: "между двумя показаниями", en: "between two readings")
    case .history:
      Phrase(
        ky: "эсептик жол менен, мурунку айлар боюнча", ru: "расчётным путём, по прошлым месяцам",
        en: "estimated from earlier months")
    case .trueUp:
      Phrase(
        ky: "эсептик айлар менен бөлүндү", ru: "разделено с расчётными месяцами", en: "shared with estimated months")
    case .intervals: Phrase(ky: "интервалдык маалымат", ru: "интервальные данные", en: "interval data")
    case .marked:
      Phrase(
        ky: "айрымдарын эсептегич болжолдуу деп белгилеген", ru: "часть помечена счётчиком как расчётная",
        en: "some marked as estimated by the meter")
    case .filledBetween:
      Phrase(
        ky: "жетпегени коңшуларынын ортосунан толтурулду", ru: "пропуски заполнены между соседними",
        en: "gaps filled between neighbours")
    case .filledByLikeDays:
      Phrase(
        ky: "жетпегени окшош күндөр боюнча толтурулду", ru: "пропуски заполнены по похожим дням",
        en: "gaps filled by like days")
    case .children:
      Phrase(
        ky: "караштуу эсептегичтер алынып салынды", ru: "за вычетом подчинённых счётчиков", en: "less sub-meters")
    case .doubtfulChildren:
      Phrase(
        ky: "караштуу эсептегич эсептик жол менен", ru: "подчинённый счётчик расчётным путём",
        en: "a sub-meter is estimated")
    case .share:
      Phrase(ky: "жалпы эсептегичтеги үлүш", ru: "доля по общему счётчику", en: "share of a common meter")
    }
  }
}

extension [MeteringMethod] {
  var value: TableValue {
    func words(_ language: Language) -> String { map { $0.wording[language] }.joined(separator: "; ") }
    let wording = Phrase(ky: words(.ky), ru: words(.ru), en: words(.en))
    return isEmpty ? .empty : .term(map(\.rawValue).joined(separator: "|"), wording)
  }
}

extension Severity {
  var value: TableValue { .term(rawValue, wording) }
}

extension Resident.LegalForm {
  var value: TableValue {
    switch self {
    case .legalEntity: .term(rawValue, "юридикалык жак", "юридическое лицо", "legal entity")
    case .foreignBranch:
      .term(
        rawValue, "чет өлкөлүк юридикалык жактын филиалы", "филиал иностранного юридического лица",
        "branch of a foreign legal entity")
    case .soleProprietor:
      .term(rawValue, "жеке ишкер", "индивидуальный предприниматель", "individual entrepreneur")
    }
  }
}

extension Premises.Kind {
  var value: TableValue {
    switch self {
    case .land: .term(rawValue, "жер участоктору", "земельные участки", "land plots")
    case .building: .term(rawValue, "имараттар жана жайлар", "здания и помещения", "buildings and premises")
    }
  }
}
