import Diagnostics
import Measures
import Park

extension Term {
  /// What its lines are taxed by (P12): its own tax, else the service's.
  func tax(of service: Service) -> Identifier<TaxRow> { tax ?? service.tax }
}

/// The taxes of one line (P12): each row in force is a rate on the net amount, rounded by itself.
struct LineTaxes {
  var vat = Money.zero
  var salesTax = Money.zero
  /// The rows that apply.
  var traces: [TaxTrace] = []

  /// nil where no row of the tax is in force on the day.
  init?(_ net: Money, tax: Identifier<TaxRow>, on day: Day, by taxation: Taxation) throws(ArithmeticOverflow) {
    guard let rows = taxation.rows(of: tax, on: day) else { return nil }
    for row in rows {
      let amount = try Money(net.ratio.times(row.rate.fraction), .halfAwayFromZero)
      switch row.kind {
      case .vat: vat += amount
      case .sales: salesTax += amount
      }
      traces.append(TaxTrace(kind: row.kind, rate: row.rate, source: row.place.reference))
    }
    // Whatever the order of the rows.
    traces.sort { ($0.kind.rawValue, $0.rate, $0.source) < ($1.kind.rawValue, $1.rate, $1.source) }
  }
}
