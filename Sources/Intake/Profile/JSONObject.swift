import Diagnostics
import Foundation
import Measures
import Park

/// One object of `park.json`, from which known keys are taken; what is left over at the end is unknown.
final class JSONObject {
  /// What a value ought to be.
  enum Wanted { case text, number, whole, flag, flagOrDay, object, month, zone, names, digits(Int), oneOf([String]) }

  private var left: [String: JSONValue]
  private var known: [String] = []
  private let path: String
  private let notes: ProfileNotes

  init(_ values: [String: JSONValue], path: String, _ notes: ProfileNotes) {
    left = values
    self.path = path
    self.notes = notes
  }

  /// The value of the first of these keys that is there.
  func take(_ names: String...) -> JSONValue? { take(names) }

  func peek(_ name: String) -> JSONValue? { key(like: name).flatMap { left[$0] } }

  private func key(like name: String) -> String? {
    let flat = JSONKey.flat(name)
    return left.keys.sorted().first { JSONKey.flat($0) == flat }
  }

  private func take(_ names: [String]) -> JSONValue? {
    known += names
    for name in names { if let key = key(like: name) { return left.removeValue(forKey: key) } }
    return nil
  }

  func text(_ names: String...) -> String? {
    switch take(names) {
    case nil, .null: return nil
    case .text(let text): return text
    case .number(let number): return number.description
    case .some(let other):
      wrong(names[0], .text, other.shown)
      return nil
    }
  }

  func decimal(_ names: String...) -> Decimal? {
    switch take(names) {
    case nil, .null: return nil
    case .number(let number) where number >= 0: return number
    case .some(let other):
      wrong(names[0], .number, other.shown)
      return nil
    }
  }

  func whole(_ name: String, _ range: ClosedRange<Int>) -> Int? {
    guard let value = take(name) else { return nil }
    if case .number(let number) = value, let whole = Int(number.description), range.contains(whole) { return whole }
    wrong(name, .whole, value.shown)
    return nil
  }

  func flag(_ names: String...) -> Bool? {
    guard let value = take(names) else { return nil }
    if case .flag(let flag) = value { return flag }
    wrong(names[0], .flag, value.shown)
    return nil
  }

  func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String, _ type: Choice.Type) -> Choice? {
    guard let value = take(name) else { return nil }
    if case .text(let text) = value, let choice = Choice(rawValue: text.lowercased()) { return choice }
    wrong(name, .oneOf(Choice.allCases.map(\.rawValue)), value.shown)
    return nil
  }

  /// A list of choices, each once; empty where there is none.
  func choices<Choice: CaseIterable & RawRepresentable<String> & Equatable>(
    _ name: String, _ type: Choice.Type
  ) -> [Choice] {
    guard let value = take(name) else { return [] }
    guard case .array(let values) = value else {
      wrong(name, .oneOf(Choice.allCases.map(\.rawValue)), value.shown)
      return []
    }
    var found: [Choice] = []
    for value in values {
      guard case .text(let text) = value, let choice = Choice(rawValue: text.lowercased()) else {
        wrong(name, .oneOf(Choice.allCases.map(\.rawValue)), value.shown)
        continue
      }
      if !found.contains(choice) { found.append(choice) }
    }
    return found
  }

  func object(_ names: String...) -> JSONObject? {
    switch take(names) {
    case nil, .null: return nil
    case .object(let values): return JSONObject(values, path: path + names[0] + ".", notes)
    case .some(let other):
      wrong(names[0], .object, other.shown)
      return nil
    }
  }

  /// A list of objects; empty where there is none.
  func objects(_ name: String) -> [JSONObject] {
    switch take(name) {
    case nil, .null: return []
    case .array(let values):
      return values.compactMap { value in
        if case .object(let inner) = value { return JSONObject(inner, path: path + name + ".", notes) }
        wrong(name, .object, value.shown)
        return nil
      }
    case .some(let other):
      wrong(name, .object, other.shown)
      return []
    }
  }

  /// A number that is a code of so many digits; empty where there is none.
  func code(_ name: String, _ digits: Int) -> String {
    guard let text = text(name), !text.isEmpty else { return "" }
    if text.utf8.count != digits || !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      wrong(name, .digits(digits), text)
    }
    return text
  }

  /// A name in three languages, or one for all of them. A language that is missing takes the Russian or Kyrgyz name.
  func phrase(_ names: String...) -> Phrase? {
    switch take(names) {
    case nil, .null: return nil
    case .text(let text): return Phrase(ky: text, ru: text, en: text)
    case .object(let values):
      let inner = JSONObject(values, path: path + names[0] + ".", notes)
      let (ky, ru, en) = (inner.text("ky"), inner.text("ru"), inner.text("en"))
      inner.reportUnknown()
      let any = ru ?? ky ?? en ?? ""
      return Phrase(ky: ky ?? any, ru: ru ?? any, en: en ?? any)
    case .some(let other):
      wrong(names[0], .names, other.shown)
      return nil
    }
  }

  /// A text, or one by language: in the park's.
  func words(_ name: String, _ language: Language) -> String {
    if case .number(let number)? = peek(name) {
      _ = take(name)
      return number.description
    }
    return phrase(name)?[language] ?? ""
  }

  /// All that is left, as texts.
  func texts() -> [String: String] {
    var texts: [String: String] = [:]
    for (key, value) in left {
      switch value {
      case .object, .array: wrong(key, .text, value.shown)
      case .null: break
      default: texts[key] = value.shown
      }
    }
    left = [:]
    return texts
  }

  /// Reports a value that is not what its key wants.
  func wrong(_ name: String, _ wanted: Wanted, _ value: String) {
    let place = notes.place(of: name, column: path + name)
    notes.report(Fault.wrongValue(wanted).at(place, value: value), path.isEmpty ? ProfileNotes.touches(name) : [])
  }

  /// Reports every key that nobody took.
  func reportUnknown() {
    for key in left.keys.sorted() {
      let near = nearest(to: key, among: known.sorted())
      let touches = path.isEmpty ? near.map { ProfileNotes.touches($0) } ?? [] : []
      notes.report(
        Fault.unknownKey(nearest: near ?? closest(to: key)).at(notes.place(of: key, column: path + key), value: key),
        touches)
    }
  }

  /// The nearest known key, however far it is.
  private func closest(to key: String) -> String? {
    known.sorted().min { editDistance(Array(key), Array($0)) < editDistance(Array(key), Array($1)) }
  }
}
