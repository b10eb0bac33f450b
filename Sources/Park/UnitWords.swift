public import Diagnostics

/// Units as a resident reads them. A unit that is not known is shown as the tables write it.
public enum UnitWords {
  /// A unit of the tables in a language.
  public static func text(_ unit: String, in language: Language) -> String { phrase(unit)?[language] ?? unit }
  /// The wording of a unit of the tables; nil where it is not known.
  public static func phrase(_ unit: String) -> Phrase? { known[unit] }

  private static let known: [String: Phrase] = {
    var result: [String: Phrase] = [:]
    for (names, phrase) in entries {
      for name in names { result[name] = phrase }
    }
    return result
  }()

  private static let entries: [([String], Phrase)] = [
    (["Wh"], Phrase(ky: "Вт·с", ru: "Вт·ч", en: "Wh")),
    (["kWh", "кВт·ч", "кВтч", "кВт·с", "кВтс"], Phrase(ky: "кВт·с", ru: "кВт·ч", en: "kWh")),
    (["MWh", "МВт·ч"], Phrase(ky: "МВт·с", ru: "МВт·ч", en: "MWh")),
    (["GWh"], Phrase(ky: "ГВт·с", ru: "ГВт·ч", en: "GWh")),
    (["kW", "кВт"], Phrase(ky: "кВт", ru: "кВт", en: "kW")),
    (["kvarh"], Phrase(ky: "кВАр·с", ru: "кВАр·ч", en: "kvarh")),
    (["Gcal", "Гкал"], Phrase(ky: "Гкал", ru: "Гкал", en: "Gcal")),
    (["Mcal"], Phrase(ky: "Мкал", ru: "Мкал", en: "Mcal")),
    (["GJ"], Phrase(ky: "ГДж", ru: "ГДж", en: "GJ")),
    (["MJ"], Phrase(ky: "МДж", ru: "МДж", en: "MJ")),
    (["L"], Phrase(ky: "л", ru: "л", en: "L")),
    (["m3", "m³", "м3", "м³"], Phrase(ky: "м³", ru: "м³", en: "m³")),
    (["m2", "m²", "м2", "м²"], Phrase(ky: "м²", ru: "м²", en: "m²")),
    (["m³/h"], Phrase(ky: "м³/саат", ru: "м³/ч", en: "m³/h")),
    (["m³/d"], Phrase(ky: "м³/сутка", ru: "м³/сут", en: "m³/d")),
    (["MW"], Phrase(ky: "МВт", ru: "МВт", en: "MW")),
    (["MW/ha"], Phrase(ky: "МВт/га", ru: "МВт/га", en: "MW/ha")),
    (["Gcal/h"], Phrase(ky: "Гкал/саат", ru: "Гкал/ч", en: "Gcal/h")),
    (["Mbit/s"], Phrase(ky: "Мбит/с", ru: "Мбит/с", en: "Mbit/s")),
    (["ha"], Phrase(ky: "га", ru: "га", en: "ha")),
    (["month", "ай", "мес.", "месяц"], Phrase(ky: "ай", ru: "мес.", en: "month")),
    (["hour", "h", "саат", "ч", "час"], Phrase(ky: "саат", ru: "ч", en: "h")),
    (["machine-hour", "машина-саат", "маш.-ч"], Phrase(ky: "машина-саат", ru: "маш.-ч", en: "machine-h")),
    (["pcs", "piece", "даана", "шт", "шт."], Phrase(ky: "даана", ru: "шт.", en: "pcs")),
    (["t", "tonne", "тонна", "т"], Phrase(ky: "тонна", ru: "т", en: "t")),
    (["trip", "каттам", "рейс"], Phrase(ky: "каттам", ru: "рейс", en: "trip")),
    (["ticket", "билет"], Phrase(ky: "билет", ru: "билет", en: "ticket")),
    (["channel", "канал"], Phrase(ky: "канал", ru: "канал", en: "channel")),
    (["project", "долбоор", "проект"], Phrase(ky: "долбоор", ru: "проект", en: "project")),
    (["som", "KGS", "сом"], Phrase(ky: "сом", ru: "сом", en: "KGS")),
  ]
}
