public import Diagnostics
public import Measures

/// Dates in words, as official papers have them.
public enum DateWords {
  /// `2026-жылдын 30-сентябры`, `30 сентября 2026 г.`, `30 September 2026`.
  public static func text(_ day: Day, in language: Language) -> String {
    let month = day.month
    let name = names[month.month - 1]
    return switch language {
    case .ky: "\(month.year)-жылдын \(day.dayOfMonth)-\(name.kyOwned)"
    case .ru: "\(day.dayOfMonth) \(name.ruOf) \(month.year) г."
    case .en: "\(day.dayOfMonth) \(name.en) \(month.year)"
    }
  }

  /// `2026-жылдын сентябрь айы`, `сентябрь 2026 г.`, `September 2026`.
  public static func text(_ month: Month, in language: Language) -> String {
    let name = names[month.month - 1]
    return switch language {
    case .ky: "\(month.year)-жылдын \(name.ky) айы"
    case .ru: "\(name.ky) \(month.year) г."
    case .en: "\(name.en) \(month.year)"
    }
  }

  /// `2026-жылдын 3-чейреги`, `III квартал 2026 г.`, `third quarter of 2026`.
  public static func text(_ quarter: Quarter, in language: Language) -> String {
    let index = quarter.quarter - 1
    return switch language {
    case .ky: "\(quarter.year)-жылдын \(quarter.quarter)-чейреги"
    case .ru: "\(["I", "II", "III", "IV"][index]) квартал \(quarter.year) г."
    case .en: "\(["first", "second", "third", "fourth"][index]) quarter of \(quarter.year)"
    }
  }

  /// A day in all three languages.
  static func phrase(_ day: Day) -> Phrase {
    Phrase(ky: text(day, in: .ky), ru: text(day, in: .ru), en: text(day, in: .en))
  }

  /// `2026-жылдын 30-сентябрына карата`, `на 30 сентября 2026 г.`, `as of 30 September 2026`.
  static func asOf(_ day: Day) -> Phrase {
    let ky = "\(day.month.year)-жылдын \(day.dayOfMonth)-\(names[day.month.month - 1].kyTo) карата"
    return Phrase(ky: ky, ru: "на \(text(day, in: .ru))", en: "as of \(text(day, in: .en))")
  }

  /// A month in all three languages.
  static func phrase(_ month: Month) -> Phrase {
    Phrase(ky: text(month, in: .ky), ru: text(month, in: .ru), en: text(month, in: .en))
  }

  /// `договор № 17 от 5 января 2026 г.`; without a day where it is not known.
  static func contract(_ number: String, signedOn day: Day?) -> Phrase {
    guard let day = day.map({ phrase($0) }) else {
      return Phrase(ky: "№ \(number) келишим", ru: "договор № \(number)", en: "contract No. \(number)")
    }
    return Phrase(
      ky: "\(day.ky) түзүлгөн № \(number) келишим", ru: "договор № \(number) от \(day.ru)",
      en: "contract No. \(number) of \(day.en)")
  }

  /// `30.09.2026`, for tables.
  public static func digits(_ day: Day) -> String {
    "\(padded(day.dayOfMonth)).\(padded(day.month.month)).\(day.month.year)"
  }

  /// `01.09–15.09.2026`, or one day alone.
  static func digits(_ from: Day, through to: Day) -> String {
    if from == to { return digits(from) }
    let start = from.month.year == to.month.year ? String(digits(from).prefix(5)) : digits(from)
    return "\(start)–\(digits(to))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// A month's names. Kyrgyz and Russian share the plain one.
  private struct Name {
    let ky: String
    /// Kyrgyz, belonging to its year.
    let kyOwned: String
    /// Kyrgyz, belonging to its year, in the dative.
    let kyTo: String
    /// Russian, after the number of a day.
    let ruOf: String
    let en: String
  }

  private static let names = [
    Name(ky: "январь", kyOwned: "январы", kyTo: "январына", ruOf: "января", en: "January"),
    Name(ky: "февраль", kyOwned: "февралы", kyTo: "февралына", ruOf: "февраля", en: "February"),
    Name(ky: "март", kyOwned: "марты", kyTo: "мартына", ruOf: "марта", en: "March"),
    Name(ky: "апрель", kyOwned: "апрели", kyTo: "апрелине", ruOf: "апреля", en: "April"),
    Name(ky: "май", kyOwned: "майы", kyTo: "майына", ruOf: "мая", en: "May"),
    Name(ky: "июнь", kyOwned: "июну", kyTo: "июнуна", ruOf: "июня", en: "June"),
    Name(ky: "июль", kyOwned: "июлу", kyTo: "июлуна", ruOf: "июля", en: "July"),
    Name(ky: "август", kyOwned: "августу", kyTo: "августуна", ruOf: "августа", en: "August"),
    Name(ky: "сентябрь", kyOwned: "сентябры", kyTo: "сентябрына", ruOf: "сентября", en: "September"),
    Name(ky: "октябрь", kyOwned: "октябры", kyTo: "октябрына", ruOf: "октября", en: "October"),
    Name(ky: "ноябрь", kyOwned: "ноябры", kyTo: "ноябрына", ruOf: "ноября", en: "November"),
    Name(ky: "декабрь", kyOwned: "декабры", kyTo: "декабрына", ruOf: "декабря", en: "December"),
  ]
}
