import Diagnostics
import Measures
import Park
import Pricing
import Sheets

/// The derivation of a penalty (I4): what was open on which days, the percent, the cap.
struct PenaltyDerivation {
  let penalty: PenaltyTrace
  let amount: Money
  let language: Language

  func add(to derivation: inout Derivation) -> Int {
    let soms = UnitWords.text("som", in: language)
    var terms: [Derivation.Term] = [.text("(")]
    var sum: Ratio? = .zero
    for stretch in penalty.stretches {
      let days = stretch.from.distance(to: stretch.to) + 1
      let label = "\(DerivationWords.overdue[language]), \(DateWords.digits(stretch.from, through: stretch.to))"
      let place = derivation.given(label, Figure(stretch.open), unit: soms)
      terms += (terms.count > 1 ? [.text("+")] : []) + [.entry(place), .text("*\(days)")]
      let part = try? stretch.open.ratio.times(Ratio(days))
      sum = sum.flatMap { whole in part.flatMap { try? whole.plus($0) } }
    }
    let percent = derivation.given(
      DerivationWords.percentPerDay[language], Figure(penalty.percent, decimals: 0), unit: "%", source: penalty.source)
    terms += [.text(")*"), .entry(percent), .text("/100")]
    let exact = sum.flatMap { try? $0.times(penalty.percent.fraction) }
    let full = exact.flatMap { try? Money($0, .halfAwayFromZero) } ?? amount
    let place = derivation.calculated(
      DerivationWords.penalty[language], Figure(full), unit: soms, terms, exact: exact, rounding: 2,
      isResult: full == amount)
    guard full != amount, let cap = penalty.cap else { return place }
    let most = derivation.given(DerivationWords.cap[language], Figure(cap), unit: soms, source: penalty.source)
    let before = derivation.given(DerivationWords.chargedBefore[language], Figure(penalty.before), unit: soms)
    return derivation.calculated(
      DerivationWords.cappedPenalty[language], Figure(amount), unit: soms,
      [.entry(most), .text("-"), .entry(before)], isResult: true)
  }
}
