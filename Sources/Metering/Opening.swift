import Diagnostics
import Measures
import Park

/// Where a month opens: the last closing of the meter, else its installation (C3).
struct Opening {
  var span: ReadingSpan
  /// Where the reading stands.
  var sources: [String]
}

extension [History.Entry] {
  /// Where the next month opens: the last closing of all parts, whoever had the meter; nil where there is none.
  var opening: Opening? {
    let last = self.max { a, b in
      guard let one = a.register.span, let other = b.register.span else { return a.register.span == nil }
      return one.closingAt < other.closingAt
    }
    return last.flatMap { entry in
      entry.register.span.map { Opening(span: $0, sources: entry.register.sources) }
    }
  }
}

extension RegisterReadings {
  /// What the first month opens with.
  var opening: Opening {
    let span = ReadingSpan(
      openingAt: installation.at, opening: installation.value, closingAt: installation.at, closing: installation.value,
      basis: .actual, rollover: false)
    return Opening(span: span, sources: [installation.place.reference])
  }
}
