import CSV
import Diagnostics
import Foundation
import Measures
import Park
import Workbooks

/// One row of a table by its column names. What is wrong with a cell is noted; a row that has an error is bad.
struct TableRow {
  let place: Place
  /// What is wrong with the row.
  private(set) var problems: [Problem] = []
  /// What an error of the row reaches.
  private(set) var touches: [Scope] = []
  /// The contract that the row names and no row declares: the row is bad, and that is told with all others like it.
  private(set) var lostContract: (name: String, place: Place)?
  /// The months that an error of the row reaches.
  var months = Finding.Months.unissued

  /// The errors that hold back nobody, whatever else the row touches.
  private var harmless: Set<Problem> = []
  private let layout: TableLayout
  private let cells: [String]
  private let isTorn: Bool
  /// The columns whose cells hold what no document can: whatever else is wrong there comes of it.
  private var illegible: Set<String> = []

  init(_ row: borrowing CSVRow, _ fault: CSVFault?, layout: TableLayout, file: String) {
    place = Place(file: file, line: row.line)
    self.layout = layout
    // Where a row is torn off in its first cell, not even that can be trusted.
    let trusted = fault == nil || row.count > 1 ? row.count : 0
    cells = layout.positions.map { position in
      position.map { $0 < trusted ? row.verbatim($0) : "" } ?? ""
    }
    isTorn = fault != nil
    if let fault { problems.append(Fault.torn(fault.kind).at(place, value: fault.excerpt)) }
    for (cell, column) in zip(cells, layout.table.columns) where fault == nil && !isWritable(cell) {
      problems.append(Fault.badCharacter.at(self.place(of: column.name)))
      illegible.insert(column.name)
    }
  }

  /// A record of a file that is no table: it has a place, but no columns.
  init(at place: Place) {
    self.place = place
    layout = TableLayout(InputTable(place.file, []), header: [], place: place)
    cells = []
    isTorn = false
  }

  /// True where nothing is wrong so far that would make the row bad.
  var isGood: Bool { lostContract == nil && !problems.contains { $0.severity == .error } }

  mutating func touch(_ touch: Scope?) {
    if let touch, !touches.contains(touch) { touches.append(touch) }
  }

  /// - Parameter isHarmless: true for an error that holds back nobody.
  mutating func report(_ fault: Fault, _ column: String? = nil, value: String? = nil, isHarmless: Bool = false) {
    // The cells behind a tear are empty, or another column's: only the tear itself is worth a word.
    if isTorn || column.map(illegible.contains) ?? false { return }
    let shown = value ?? column.map { composed(verbatim($0)) } ?? ""
    let problem = fault.at(column.map { place(of: $0) } ?? place, value: shown)
    problems.append(problem)
    if isHarmless { harmless.insert(problem) }
  }

  /// Where a cell of the row stands: in a sheet by its letters too.
  private func place(of column: String) -> Place {
    guard SheetName(place.file) != nil, let position = layout.position(column) else { return place.at(column) }
    return place.at(column, cell: columnLetters(position) + "\(place.line)")
  }

  mutating func loseContract(_ name: String, _ column: String) {
    if !isTorn, !illegible.contains(column) { lostContract = (name, place(of: column)) }
  }

  /// What is wrong with the row, and what that reaches.
  var findings: [Finding] {
    problems.map { problem in
      let isHarmless = problem.severity != .error || harmless.contains(problem)
      return Finding(problem, touches: isHarmless ? [] : touches, months: months)
    }
  }

  /// The errors so far, for a reader that tells later what they reach.
  mutating func takeErrors() -> [Problem] {
    let errors = problems.filter { $0.severity == .error }
    problems.removeAll { $0.severity == .error }
    return errors
  }

  // MARK: Cells

  private func verbatim(_ column: String) -> String {
    layout.index(column).map { cells[$0] } ?? ""
  }

  func isGiven(_ column: String) -> Bool { !verbatim(column).isEmpty }

  /// The text of a cell as it is written.
  mutating func text(_ column: String) -> String {
    let text = verbatim(column)
    if text.isEmpty, layout.isRequired(column) { report(.emptyCell, column) }
    return text
  }

  /// The cell without blanks around it, in Unicode's composed form; the column's default where it is empty.
  mutating func word(_ column: String) -> String? {
    let word = composed(verbatim(column))
    if !word.isEmpty { return word }
    if layout.isRequired(column) { report(.emptyCell, column) }
    let standard = layout.standard(column)
    return standard.isEmpty ? nil : standard
  }

  mutating func id<Owner>(_ column: String, _ owner: Owner.Type = Owner.self) -> Identifier<Owner>? {
    guard let word = word(column) else { return nil }
    guard isIdentifier(word) else {
      report(.badIdentifier, column)
      return nil
    }
    return Identifier(word)
  }

  /// Words separated by `|`.
  mutating func list(_ column: String) -> [String] {
    guard let word = word(column) else { return [] }
    return word.split(separator: "|", omittingEmptySubsequences: false).map { composed(String($0)) }
  }

  mutating func number<Number: FixedDecimal>(
    _ column: String, _ type: Number.Type = Number.self, in range: ClosedRange<Int>? = nil, above: Int? = nil
  ) -> Number? {
    guard let word = word(column) else { return nil }
    switch Number.parse(word) {
    case .failure(let fault):
      report(.number(fault), column)
      return nil
    case .success(let number):
      if let above, number <= Number(whole: above) {
        report(.outOfRange("> \(above)"), column)
        return nil
      }
      if let range, number < Number(whole: range.lowerBound) || number > Number(whole: range.upperBound) {
        let top = range.upperBound == Int(largestFigure) ? "≥ \(range.lowerBound)" : nil
        report(.outOfRange(top ?? "\(range.lowerBound)–\(range.upperBound)"), column)
        return nil
      }
      return number
    }
  }

  mutating func whole(_ column: String, in range: ClosedRange<Int>) -> Int? {
    guard let word = word(column) else { return nil }
    switch Quantity.parse(word) {
    case .success(let number):
      guard number.units % 1000 == 0 else {
        report(.number(.tooManyDecimals(allowed: 0)), column)
        return nil
      }
      guard range.contains(Int(number.units / 1000)) else {
        report(.outOfRange("\(range.lowerBound)–\(range.upperBound)"), column)
        return nil
      }
      return Int(number.units / 1000)
    case .failure(.tooManyDecimals):
      report(.number(.tooManyDecimals(allowed: 0)), column)
      return nil
    case .failure(let fault):
      report(.number(fault), column)
      return nil
    }
  }

  mutating func day(_ column: String) -> Day? {
    guard let word = word(column) else { return nil }
    let day = Day.parse(word)
    if day == nil { report(.badDate, column) }
    return day
  }

  /// `valid_from`–`valid_to`, both days included; an empty end is open.
  mutating func validity() -> Period? {
    let from = day("valid_from")
    let until = day("valid_to")
    guard let from else { return nil }
    guard let period = Period(from: from, through: until) else {
      report(.endsBeforeStart, "valid_to")
      return nil
    }
    return period
  }

  mutating func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ column: String, _ type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let word = word(column) else { return nil }
    if let choice = Choice(rawValue: word.lowercased()) { return choice }
    let names = Choice.allCases.map(\.rawValue)
    report(.badChoice(names, nearest: nearest(to: word, among: names)), column)
    return nil
  }

  /// A number that is a code: so many digits, or empty.
  mutating func code(_ column: String, digits: Int) -> String {
    guard let word = word(column) else { return "" }
    if !isCode(word, digits: digits) {
      report(
        .badForm(Phrase(ky: "\(digits) цифра", ru: "\(digits) цифр", en: "\(digits) digits")), column)
    }
    return word
  }
}

/// False for a text with a character that no XML document, and so no workbook, can hold.
private func isWritable(_ text: String) -> Bool {
  if !text.utf8.contains(where: { $0 < 0x09 || $0 == 0xEF }) { return true }
  return !text.unicodeScalars.contains { $0.value < 0x09 || $0.value == 0xFFFE || $0.value == 0xFFFF }
}

/// So many digits and nothing else.
func isCode(_ text: String, digits: Int) -> Bool {
  text.utf8.count == digits && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
}

/// 1–64 characters, or up to another limit, none of them a control character.
func isIdentifier(_ text: String, atMost limit: Int = 64) -> Bool {
  if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return !text.isEmpty && text.utf8.count <= limit }
  return text.unicodeScalars.count <= limit
    && text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
}

/// Without spaces and U+00A0 around it, and in Unicode's composed form.
func composed(_ text: String) -> String {
  var scalars = text.unicodeScalars[...]
  while let first = scalars.first, first == " " || first == "\u{A0}" { scalars.removeFirst() }
  while let last = scalars.last, last == " " || last == "\u{A0}" { scalars.removeLast() }
  let trimmed = String(scalars)
  return trimmed.utf8.allSatisfy { $0 < 0x80 } ? trimmed : trimmed.precomposedStringWithCanonicalMapping
}
