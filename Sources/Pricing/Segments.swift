import Measures
import Park

/// A stretch of a month on which one term and one set of tariff rows hold, for one contract and service (P3).
struct Segment {
  let days: Range<Day>
  let term: Term
  /// The rows in force; for a term with a price of its own, the one row that it stands for (P7).
  let rows: [TariffRow]

  var from: Day { days.lowerBound }
  var to: Day { days.upperBound.advanced(by: -1) }

  /// The segment's days over the month's.
  func part(of month: Month) -> Ratio { Ratio(Int128(days.count), over: Int128(month.dayCount)) }
}

extension ParkFacts {
  /// Cuts a month where the term, or any row of its tariff, changes. Days without a term belong to none.
  func segments(of contract: Contract, for service: Service, in month: Month) -> [Segment] {
    let open = contract.validity.days(in: month.days)
    guard !open.isEmpty else { return [] }
    var segments: [Segment] = []
    for term in terms(of: contract.id, for: service.id) {
      let force = term.validity.days(in: open)
      guard !force.isEmpty else { continue }
      let rows = rows(of: term, for: service)
      let edges = rows.flatMap { [$0.validity.from, $0.validity.until].compactMap { $0 } }
      let cuts = Set(edges).filter { force.lowerBound < $0 && $0 < force.upperBound }.sorted()
      var start = force.lowerBound
      for end in cuts + [force.upperBound] {
        segments.append(Segment(days: start..<end, term: term, rows: rows.filter { $0.validity.contains(start) }))
        start = end
      }
    }
    return segments
  }

  /// A term's price on one day, as an order needs it (P11); nil where no term is in force.
  func segment(of contract: Contract, for service: Service, on day: Day) -> Segment? {
    guard contract.validity.contains(day),
      let term = terms(of: contract.id, for: service.id).first(where: { $0.validity.contains(day) })
    else { return nil }
    let rows = rows(of: term, for: service).filter { $0.validity.contains(day) }
    return Segment(days: day..<day.advanced(by: 1), term: term, rows: rows)
  }

  private func rows(of term: Term, for service: Service) -> [TariffRow] {
    switch term.pricing {
    case .tariff(let name):
      return tariffs[name] ?? []
    case .price(let price, let currency):
      let component: TariffRow.Component =
        switch service.kind {
        case .metered, .derived: .energy
        case .recurring, .ordered: .fixed
        }
      return [
        TariffRow(
          tariff: Identifier(""), component: component, zone: nil, threshold: .zero, price: price, currency: currency,
          validity: term.validity, basis: "", place: term.place)
      ]
    }
  }
}
