import Diagnostics
import Testing

/// How a problem reads, on a terminal and in a list.
@Suite struct ProblemTests {
  static func problem(_ severity: Severity = .error, at place: Place?, value: String = "") -> Problem {
    Problem(
      severity, "bad-date", at: place, value: value,
      message: Phrase(ky: "Мындай күн жок.", ru: "Такого дня нет.", en: "There is no such day."),
      remedy: Phrase(ky: "Күндү оңдоңуз.", ru: "Исправьте дату.", en: "Mend the date."))
  }

  @Test(arguments: [
    (Language.ky, "terms.csv:4:valid_from: ката[bad-date]: Мындай күн жок. «31.06.2026»\n    → Күндү оңдоңуз."),
    (.ru, "terms.csv:4:valid_from: ошибка[bad-date]: Такого дня нет. «31.06.2026»\n    → Исправьте дату."),
    (.en, "terms.csv:4:valid_from: error[bad-date]: There is no such day. «31.06.2026»\n    → Mend the date."),
  ])
  func anErrorReadsPlaceCodeMessageValueRemedy(language: Language, text: String) {
    let place = Place(file: "terms.csv", line: 4, column: "valid_from")
    #expect(Self.problem(at: place, value: "31.06.2026").rendered(in: language) == text)
  }

  /// What can't be seen shows, and can't move the cursor or break the line.
  @Test func aControlCharacterShowsAsItsPicture() {
    let text = Self.problem(at: nil, value: "C\u{1B}[2J\u{7F}\nнөл").rendered(in: .en)
    #expect(text == "error[bad-date]: There is no such day. «C␛[2J␡␊нөл»\n    → Mend the date.")
  }

  @Test(arguments: [(Language.ky, "эскертүү"), (.ru, "предупреждение"), (.en, "warning")])
  func aWarningSaysSo(language: Language, word: String) {
    let problem = Self.problem(.warning, at: Place(file: "terms.csv", line: 4))
    #expect(problem.rendered(in: language).hasPrefix("terms.csv:4: \(word)[bad-date]: "))
  }

  /// Editors and terminals jump to `file:line:column`; what is unknown leaves no empty mark behind.
  @Test(arguments: [
    (Place(file: "intervals/2026-06/a.csv"), "intervals/2026-06/a.csv: error[bad-date]: "),
    (Place(file: "park.json", line: 1), "park.json:1: error[bad-date]: "),
    (Place(file: "park.json", line: 1, column: "csv"), "park.json:1:csv: error[bad-date]: "),
    (Place(file: "park.json").at("csv"), "park.json:csv: error[bad-date]: "),
    (nil, "error[bad-date]: "),
  ])
  func thePlaceStandsFirst(place: Place?, start: String) {
    #expect(Self.problem(at: place).rendered(in: .en) == start + "There is no such day.\n    → Mend the date.")
  }

  @Test func everyLanguageHasItsOwnText() {
    let phrase = Self.problem(at: nil).message
    #expect(Language.allCases.map { phrase[$0] } == ["Мындай күн жок.", "Такого дня нет.", "There is no such day."])
  }

  /// `lines.csv` cites whole lines, whatever the column.
  @Test func aReferenceIsFileAndLine() {
    #expect(Place(file: "r.csv", line: 12, column: "reading").reference == "r.csv:12")
    #expect(Place(file: "park.json").reference == "park.json")
  }

  @Test func errorsStandBeforeWarnings() {
    #expect([Severity.warning, .error, .warning].sorted() == [.error, .warning, .warning])
  }

  /// By file in the order of bytes, which no locale changes; line 10 after line 9; the whole line before its cells.
  @Test func placesStandInTheOrderOfTheFiles() {
    let sorted = [
      Place(file: "Terms.csv", line: 3), Place(file: "contracts.csv", line: 2), Place(file: "terms.csv"),
      Place(file: "terms.csv", line: 9), Place(file: "terms.csv", line: 9, column: "price"),
      Place(file: "terms.csv", line: 9, column: "service"), Place(file: "terms.csv", line: 10),
      Place(file: "ё.csv", line: 1),
    ]
    #expect(sorted.reversed().sorted() == sorted)
  }
}
