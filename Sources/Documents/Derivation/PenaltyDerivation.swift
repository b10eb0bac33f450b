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
    let isChanged = Set(penalty.stretches.map { $0.percent ?? penalty.percent }).count > 1
    func percent(_ value: Percent) -> Int {
      derivation.given(
        DerivationWords.percentPerDay[language], Figure(value, decimals: 0), unit: "%", source: penalty.source)
    }
    for stretch in penalty.stretches {
      let days = stretch.from.distance(to: stretch.to) + 1
      let label = "\(DerivationWords.overdue[language]), \(DateWords.digits(stretch.from, through: stretch.to))"
      let place = derivation.given(label, Figure(stretch.open), unit: soms)
      terms += (terms.count > 1 ? [.text("+")] : []) + [.entry(place), .text("*\(days)")]
      let ofDays = stretch.percent ?? penalty.percent
      if isChanged { terms += [.text("*"), .entry(percent(ofDays))] }
      let part = try? stretch.open.ratio.times(Ratio(days)).times(ofDays.fraction)
      sum = sum.flatMap { whole in part.flatMap { try? whole.plus($0) } }
    }
    terms += isChanged ? [.text(")/100")] : [.text(")*"), .entry(percent(penalty.percent)), .text("/100")]
    let full = sum.flatMap { try? Money($0, .halfAwayFromZero) } ?? amount
    let place = derivation.calculated(
      DerivationWords.penalty[language], Figure(full), unit: soms, terms, exact: sum, rounding: 2,
      isResult: full == amount)
    guard full != amount, let cap = penalty.cap else { return place }
    let most = derivation.given(DerivationWords.cap[language], Figure(cap), unit: soms, source: penalty.source)
    let before = derivation.given(DerivationWords.chargedBefore[language], Figure(penalty.before), unit: soms)
    return derivation.calculated(
      DerivationWords.cappedPenalty[language], Figure(amount), unit: soms,
      [.entry(most), .text("-"), .entry(before)], isResult: true)
  }
}
