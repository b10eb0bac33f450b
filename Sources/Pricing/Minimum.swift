import Diagnostics
import Measures
import Park

extension ContractPricing {
  /// P9: the rest to the minimum, once a month.
  mutating func addMinimum(
    _ service: Service, _ segments: [Segment], own: [Charge]
  ) throws(ArithmeticOverflow) {
    var exact = Ratio.zero
    for segment in segments { exact = try exact.plus(segment.term.minimumAmount.ratio.times(segment.part(of: month))) }
    let billed = own.map(\.net).total()
    let rest = try Money(exact, .halfAwayFromZero) - billed
    guard !exact.isZero, rest > .zero, let first = segments.first, let last = segments.last else { return }
    let tax = last.term.tax(of: service)
    guard let taxes = try LineTaxes(rest, tax: tax, on: last.to, by: taxation) else {
      fail(noTax(last.term, service, on: last.to))
      return
    }
    let parts = segments.map {
      MinimumTrace(amount: $0.term.minimumAmount, days: $0.days.count, source: $0.term.place.reference)
    }
    let trace = LineTrace(
      quantity: .minimum(parts, billed: billed), monthDays: month.dayCount, price: nil, rate: nil,
      taxes: taxes.traces)
    charges.append(
      Charge(
        service: service.id, point: service.point.text, component: .minimum, zone: nil, block: nil, from: first.from,
        to: last.to, basis: .minimum, quantity: .one, quantityDecimals: 3, unit: "",
        unitPrice: UnitPrice(units: rest.units * 10_000), currency: .soms, exchangeRate: .one, discountPercent: .zero,
        net: rest, tax: tax.text, vat: taxes.vat, salesTax: taxes.salesTax, reference: "", description: "",
        sources: segments.map(\.term.place.reference).withoutRepeats(), trace: trace))
  }
}

extension [String] {
  /// The same, each once, where it stands first.
  func withoutRepeats() -> [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
