import Measures
import Park

/// The taxes of one line (P12): each row in force is a rate on the net amount, rounded by itself.
struct LineTaxes {
  var vat = Money.zero
  var salesTax = Money.zero

  /// nil where no row of the tax is in force on the day.
  init?(_ net: Money, tax: Identifier<TaxRow>, on day: Day, facts: ParkFacts) throws(ArithmeticOverflow) {
    let rows = (facts.taxes[tax] ?? []).filter { $0.validity.contains(day) }
    guard !rows.isEmpty else { return nil }
    for row in rows {
      let amount = try Money(net.ratio.times(row.rate.fraction), .halfAwayFromZero)
      switch row.kind {
      case .vat: if facts.profile.vatPayer { vat += amount }
      case .sales: salesTax += amount
      }
    }
  }
}
