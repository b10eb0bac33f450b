import Diagnostics
import Measures
import Sheets

/// How the figures of a document came about, step by step: each step is a figure, and where it stands or the
/// calculation that gives it from the derivation before. Told as lines of text, or laid out as a sheet with live formulas.
struct Derivation {
  /// A piece of a calculation.
  enum Term {
    case text(String)
    /// The figure of an earlier entry.
    case entry(Int)
  }

  /// One figure.
  struct Step {
    var label: String
    var figure: Figure
    var unit = ""
    /// Where it stands in the input; empty where it is calculated.
    var source = ""
    /// What it is calculated from, as shown.
    var terms: [Term] = []
    /// The decimals it is rounded to; nil where the calculation is exact.
    var rounding: Int?
    /// False where a spreadsheet's binary fractions could miss the figure: it is kept as a plain number then.
    var isLive = true
    var isResult = false
    /// The function that rounds; a part of a whole may have to go the other way, so that all parts sum to it.
    var function = "ROUND"
  }

  /// A row of the derivation.
  enum Entry {
    case heading(String)
    case note(String)
    case step(Step)
  }

  let language: Language
  private(set) var entries: [Entry] = []

  init(language: Language) { self.language = language }

  mutating func heading(_ text: String) { entries.append(.heading(text)) }
  mutating func note(_ phrase: Phrase) { entries.append(.note(phrase[language])) }

  /// Adds a figure that stands in the input; gives back its place, for calculations with it.
  @discardableResult
  mutating func given(_ label: String, _ figure: Figure, unit: String = "", source: String = "") -> Int {
    entries.append(.step(Step(label: label, figure: figure, unit: unit, source: source)))
    return entries.count - 1
  }

  /// Adds a calculated figure.
  ///
  /// - Parameters:
  ///   - exact: what the terms come to before rounding; nil where they are sums of figures, which are exact.
  ///   - rounding: the decimals of the one rounding, half away from zero.
  @discardableResult
  mutating func calculated(
    _ label: String, _ figure: Figure, unit: String = "", source: String = "", _ terms: [Term], exact: Ratio? = nil,
    rounding: Int? = nil, isResult: Bool = false
  ) -> Int {
    var step = Step(label: label, figure: figure, unit: unit, source: source, terms: terms, rounding: rounding)
    step.isResult = isResult
    if let rounding { step.isLive = exact.map { figure.isSafe(as: $0, rounding: rounding) } ?? false }
    for case .entry(let index) in terms where self.figure(index).significantDigits > 15 { step.isLive = false }
    entries.append(.step(step))
    return entries.count - 1
  }

  /// Adds a part of a whole, which is shared by largest remainder to three decimals: the nearest thousandth, or its
  /// neighbour, so that all parts sum to the whole (C5).
  @discardableResult
  mutating func part(
    _ label: String, _ figure: Figure, unit: String, _ terms: [Term], exact: Ratio?
  ) -> Int {
    let place = calculated(label, figure, unit: unit, terms, exact: exact, rounding: 3)
    guard case .step(var step) = entries[place], !step.isLive, let exact else { return place }
    let isDown = Ratio(figure.units, over: powerOfTen(figure.decimals)) < exact
    guard figure.isSafe(asPart: exact, down: isDown) else { return place }
    step.function = isDown ? "ROUNDDOWN" : "ROUNDUP"
    step.isLive = true
    step.label += " (\(DerivationWords.toTheWhole[language]))"
    entries[place] = .step(step)
    return place
  }

  /// The figure of a step.
  func figure(_ index: Int) -> Figure {
    if case .step(let step) = entries[index] { return step.figure }
    return Figure(0)
  }

  /// A calculation with the figures in place of the derivation: `(160 − 99 940) × 40`.
  func shown(_ terms: [Term]) -> String {
    var result = ""
    for term in terms {
      switch term {
      case .text(let text):
        for sign in text.unicodeScalars {
          switch sign {
          case "*": result += " × "
          case "/": result += " ÷ "
          case "-": result += " − "
          case "+": result += " + "
          default: result.unicodeScalars.append(sign)
          }
        }
      case .entry(let index): result += NumberText.text(figure(index), in: language)
      }
    }
    return result
  }

  /// The formula of a step for a spreadsheet; nil where the step is a plain number.
  ///
  /// Binary fractions may fall a hair short of an exact half, which must go away from zero: rounding to more
  /// decimals first brings the half back. ``Figure/isSafe(as:rounding:)`` proves that this changes nothing else.
  func formula(_ step: Step, cell: (Int) -> String) -> String? {
    guard step.isLive, !step.terms.isEmpty else { return nil }
    var inner = ""
    for term in step.terms {
      switch term {
      case .text(let text): inner += text
      case .entry(let index): inner += cell(index)
      }
    }
    guard let rounding = step.rounding else {
      return step.terms.count == 1 ? inner : "ROUND(\(inner),\(step.figure.decimals))"
    }
    return "\(step.function)(ROUND(\(inner),\(step.figure.innerDecimals(rounding: rounding))),\(rounding))"
  }
}

extension Figure {
  /// The decimals of the first rounding: what is left of 14 digits, at most six more than the last one's.
  func innerDecimals(rounding: Int) -> Int {
    var whole = units.magnitude
    for _ in 0..<decimals { whole /= 10 }
    return min(rounding + 6, 14 - String(whole).utf8.count)
  }

  /// True where the figure is the exact value rounded half away from zero, and a spreadsheet, whose numbers carry
  /// 15 digits, comes to the same: the value is a half itself, or farther from one than its errors reach.
  func isSafe(as exact: Ratio, rounding: Int) -> Bool {
    let inner = innerDecimals(rounding: rounding)
    guard inner >= rounding + 2, let scaled = try? exact.times(Ratio(powerOfTen(rounding))),
      let rounded = try? exact.rounded(toScale: rounding, .halfAwayFromZero), decimals >= rounding,
      Int128(rounded) * powerOfTen(decimals - rounding) == units
    else { return false }
    let rest = scaled.numerator.magnitude % scaled.denominator.magnitude
    let (twice, size) = (rest * 2, scaled.denominator.magnitude)
    let gap = twice > size ? twice - size : size - twice
    let (reach, overflow) = gap.multipliedReportingOverflow(by: UInt128(powerOfTen(inner - rounding)))
    return gap == 0 || overflow || reach > 4 * size
  }

  /// True where the figure is the thousandth below or above the exact value, and a spreadsheet comes to the same: the
  /// value is no thousandth itself, nor nearer to one than its errors reach.
  func isSafe(asPart exact: Ratio, down: Bool) -> Bool {
    let inner = innerDecimals(rounding: 3)
    guard inner >= 5, decimals == 3, !exact.isNegative, let scaled = try? exact.times(Ratio(1000)) else { return false }
    let (floor, rest) = scaled.numerator.quotientAndRemainder(dividingBy: scaled.denominator)
    let (reach, overflow) = min(rest, scaled.denominator - rest).multipliedReportingOverflow(by: powerOfTen(inner - 3))
    return units == (down ? floor : floor + 1) && (overflow || reach > 2 * scaled.denominator)
  }
}
