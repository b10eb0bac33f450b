/// The languages that esep speaks to people: Kyrgyz, Russian and English.
public enum Language: String, Sendable, Hashable, CaseIterable, Codable {
  /// Kyrgyz, the state language.
  case ky
  /// Russian, the official language.
  case ru
  /// English, for foreign residents and investors.
  case en
}

/// A text in all three languages. A missing translation does not compile.
public struct Phrase: Sendable, Hashable, Codable {
  /// The Kyrgyz text.
  public let ky: String
  /// The Russian text.
  public let ru: String
  /// The English text.
  public let en: String

  /// A text from its three translations.
  public init(ky: String, ru: String, en: String) {
    self.ky = ky
    self.ru = ru
    self.en = en
  }

  /// The text in one language.
  public subscript(language: Language) -> String {
    switch language {
    case .ky: ky
    case .ru: ru
    case .en: en
    }
  }
}
