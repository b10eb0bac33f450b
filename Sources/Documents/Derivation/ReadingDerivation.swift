import Diagnostics
import Measures
import Metering
import Sheets

/// The derivation from readings, intervals or an estimate to the difference that the multiplier is applied to.
struct ReadingDerivation {
  let register: RegisterMonth
  let trace: RegisterTrace
  /// The meter's unit, in words.
  let unit: String
  let clock: ParkClock
  let language: Language
  /// The exact difference; nil where the journal holds no exact one.
  private(set) var difference: Ratio?

  init(register: RegisterMonth, trace: RegisterTrace, unit: String, clock: ParkClock, language: Language) {
    self.register = register
    self.trace = trace
    self.unit = unit
    self.clock = clock
    self.language = language
  }

  /// Adds the derivation; gives back where the difference stands, nil where nothing is known.
  mutating func add(to derivation: inout Derivation) -> Int? {
    if let intervals = trace.intervals { return add(intervals, to: &derivation) }
    guard let span = register.span else { return nil }
    let start: ReadingPoint
    if let settled = trace.settled {
      start = settled
      if !register.trueUps.isEmpty { derivation.note(DerivationWords.sinceLastActual) }
    } else {
      start = ReadingPoint(at: span.openingAt, value: span.opening, source: trace.openingSources.first ?? "")
    }
    let opening = given(MeterWords.opening, start, to: &derivation)
    let closing: Int
    switch span.basis {
    case .actual:
      let end = ReadingPoint(at: span.closingAt, value: span.closing, source: register.sources.first ?? "")
      addSuperseded(to: &derivation)
      closing = given(MeterWords.closing, end, to: &derivation)
    case .interpolated: closing = interpolated(span, from: start, at: opening, to: &derivation)
    case .estimated: closing = estimated(span, at: opening, to: &derivation)
    }
    return subtract(span, start, opening, closing, to: &derivation)
  }

  private func given(_ label: Phrase, _ point: ReadingPoint, to derivation: inout Derivation) -> Int {
    derivation.given(
      "\(label[language]), \(moment(point.at))", Figure(point.value, decimals: trace.decimals), unit: unit,
      source: point.source)
  }

  /// C2: what was read before the edit is told, though nothing counts by it.
  private func addSuperseded(to derivation: inout Derivation) {
    for point in trace.superseded ?? [] { _ = given(DerivationWords.superseded, point, to: &derivation) }
  }

  /// C4: closing less opening, with a whole turn of the display where it passed its end.
  private mutating func subtract(
    _ span: ReadingSpan, _ start: ReadingPoint, _ opening: Int, _ closing: Int, to derivation: inout Derivation
  ) -> Int {
    var terms: [Derivation.Term] = [.entry(closing), .text("-"), .entry(opening)]
    var amount = span.closing - start.value
    if amount.isNegative {
      let turn = FineQuantity(units: Int64(powerOfTen(min(12, trace.digits) + 6)))
      terms += [
        .text("+"), .entry(derivation.given(DerivationWords.rollover[language], Figure(turn, decimals: 0), unit: unit)),
      ]
      amount += turn
    }
    difference = amount.ratio
    return derivation.calculated(
      DerivationWords.difference[language], Figure(amount, decimals: trace.decimals), unit: unit, terms)
  }

  /// C7: on the line to a later reading.
  private func interpolated(
    _ span: ReadingSpan, from start: ReadingPoint, at opening: Int, to derivation: inout Derivation
  ) -> Int {
    derivation.note(DerivationWords.interpolation)
    guard let next = trace.next else { return calculatedReading(span, [], nil, to: &derivation) }
    addSuperseded(to: &derivation)
    let opening = trace.line.map { given(DerivationWords.lastActual, $0, to: &derivation) } ?? opening
    let start = trace.line ?? start
    let later = given(DerivationWords.nextReading, next, to: &derivation)
    var terms: [Derivation.Term] = [.entry(opening), .text("+("), .entry(later), .text("-"), .entry(opening)]
    var rise = next.value - start.value
    if rise.isNegative {
      let turn = FineQuantity(units: Int64(powerOfTen(min(12, trace.digits) + 6)))
      terms += [
        .text("+"), .entry(derivation.given(DerivationWords.rollover[language], Figure(turn, decimals: 0), unit: unit)),
      ]
      rise += turn
    }
    let (part, whole) = (span.closingAt - start.at, next.at - start.at)
    terms.append(.text(")" + Self.fraction(part, of: whole)))
    return calculatedReading(span, terms, Self.on(start.value, rise, part, of: whole), to: &derivation)
  }

  /// C8: from the register's own history.
  private func estimated(_ span: ReadingSpan, at opening: Int, to derivation: inout Derivation) -> Int {
    guard let mean = trace.mean else { return calculatedReading(span, [], nil, to: &derivation) }
    derivation.note(DerivationWords.estimate)
    let used = derivation.given(
      DerivationWords.usedBefore(moment(mean.from), moment(mean.through))[language],
      Figure(mean.used, decimals: trace.decimals), unit: unit)
    let from = trace.line.map { given(DerivationWords.lastActual, $0, to: &derivation) } ?? opening
    let start = trace.line ?? ReadingPoint(at: span.openingAt, value: span.opening, source: "")
    let (part, whole) = (span.closingAt - start.at, max(1, mean.through - mean.from))
    return calculatedReading(
      span, [.entry(from), .text("+"), .entry(used), .text(Self.fraction(part, of: whole))],
      Self.on(start.value, mean.used, part, of: whole), to: &derivation)
  }

  /// A closing that nobody read.
  private func calculatedReading(
    _ span: ReadingSpan, _ terms: [Derivation.Term], _ exact: Ratio?, to derivation: inout Derivation
  ) -> Int {
    derivation.calculated(
      "\(DerivationWords.calculatedClosing[language]), \(moment(span.closingAt))",
      Figure(span.closing, decimals: trace.decimals), unit: unit, terms, exact: exact, rounding: trace.decimals)
  }

  private static func on(_ start: FineQuantity, _ rise: FineQuantity, _ part: Int64, of whole: Int64) -> Ratio? {
    let share = Ratio(Int128(part), over: Int128(whole))
    return try? start.ratio.plus(rise.ratio.times(share))
  }

  /// A share of time: in days where both are whole ones, else in seconds.
  static func fraction(_ part: Int64, of whole: Int64) -> String {
    let size: Int64 = part % 86_400 == 0 && whole % 86_400 == 0 ? 86_400 : 1
    return "*\(part / size)/\(whole / size)"
  }

  /// C11: the sum of the intervals, and how the missing ones were filled.
  private mutating func add(_ intervals: RegisterTrace.Intervals, to derivation: inout Derivation) -> Int? {
    let counts: [(Phrase, Int)] = [
      (DerivationWords.intervalsRead(intervals.minutes), intervals.read),
      (DerivationWords.intervalsEstimated, intervals.estimated),
      (DerivationWords.filledBetween, intervals.filledBetween),
      (DerivationWords.filledByLikeDays, intervals.filledByLikeDays),
    ]
    for (index, (label, count)) in counts.enumerated() where index == 0 || count > 0 {
      derivation.given(label[language], Figure(count), source: index == 0 ? register.sources.first ?? "" : "")
    }
    guard let sum = intervals.sum else { return nil }
    difference = sum.ratio
    return derivation.given(DerivationWords.intervalSum[language], Figure(sum, decimals: trace.decimals), unit: unit)
  }

  /// `31.08.2026 24:00`: readings without a time stand at the end of their day (C1).
  private func moment(_ instant: Instant) -> String {
    let (day, second) = clock.local(instant)
    if second == 0 { return "\(DateWords.digits(day.advanced(by: -1))) 24:00" }
    let time = [second / 3600, second / 60 % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return "\(DateWords.digits(day)) \(time)"
  }
}
