import Diagnostics
import Measures
import Park

/// How one register closes one month: C2, C3, C4, C6, C7, C8, C9, C10.
struct Closing {
  let facts: ParkFacts
  let meter: Meter
  let service: Service
  let register: Identifier<Register>
  /// The register's place in the meter's list.
  let index: Int
  let month: Month
  let readings: RegisterReadings
  let past: [History.Entry]
  /// True where an issued estimate stands: a reading in the window alone corrects it (C7, C10).
  let estimateStands: Bool

  /// A closed register, before C5: the difference since the opening, or, with a true-up, since the last actual.
  struct Closed {
    var span: ReadingSpan
    /// In the meter's unit.
    var difference: Ratio
    /// Where the readings stand.
    var sources: [String]
    /// How it came about, beyond the span.
    var trace: RegisterTrace
  }

  /// Closed, or why not.
  enum Verdict {
    case success(Closed)
    case failure(Problem)
    /// No reading closes it, and none may stand in.
    case unread(Problem)
  }

  private var clock: ParkClock { facts.clock }
  private var end: Instant { clock.end(of: month) }
  private var window: Int64 { Int64(facts.profile.readingWindowDays) * 86_400 }
  private var modulus: FineQuantity { FineQuantity(units: Int64(powerOfTen(min(12, meter.digits) + 6))) }

  private var removal: Reading? {
    guard let day = meter.removedOn, meter.removedReadings.indices.contains(index) else { return nil }
    let at = clock.instant(day.advanced(by: 1))
    // A corrected reading of the moment supersedes what the meter's row says (C2).
    return readings.valid.first { $0.at == at }
      ?? Reading(at: at, value: meter.removedReadings[index], source: .actual, note: "", place: meter.place)
  }

  /// - Parameter settled: the closing that the difference counts from, where that is not the opening.
  private func trace(settled: ReadingSpan? = nil) -> RegisterTrace {
    var trace = RegisterTrace(
      of: meter, in: service, openingSources: past.last?.register.sources ?? [meter.place.reference])
    let opening = past.last?.register.span ?? installed
    if let settled, settled.closingAt != opening.closingAt {
      let source = past.last { $0.register.span == settled }?.register.sources.first ?? meter.place.reference
      trace.settled = ReadingPoint(at: settled.closingAt, value: settled.closing, source: source)
    }
    return trace
  }

  private var installed: ReadingSpan {
    let at = clock.instant(meter.installedOn)
    let value = readings.valid.first { $0.at == at }?.value ?? meter.installedReadings[index]
    return ReadingSpan(openingAt: at, opening: value, closingAt: at, closing: value, basis: .actual, rollover: false)
  }

  /// nil where the register has nothing to close: not installed yet, or closed by its removal (C6).
  func outcome() throws(ArithmeticOverflow) -> Verdict? {
    guard meter.installedOn <= month.lastDay else { return nil }
    let opening = past.last?.register.span ?? installed
    if let removal, opening.closingAt >= removal.at { return nil }

    let last = removal?.at ?? Instant(seconds: .max)
    let all = readings.valid.filter { $0.at > opening.closingAt && $0.at < last } + (removal.map { [$0] } ?? [])
    let closing = inWindow(all)
    if let problem = contradiction(nearerThan: closing, after: opening.closingAt, before: last) {
      return .failure(problem)
    }
    if let closing {
      return try close(at: closing.at, value: closing.value, basis: .actual, from: opening, by: closing)
    }
    if !estimateStands, let next = all.first(where: { $0.at > end }) {
      return try interpolate(to: next, from: opening)
    }
    return try estimate(from: opening)
  }

  /// The removal where it lies before the window's end, else the reading nearest to the month's end; of two
  /// equally near, the later (C2).
  private func inWindow(_ readings: [Reading]) -> Reading? {
    if let removal, removal.at.seconds <= end.seconds + window { return removal }
    var best: Reading?
    for reading in readings {
      let distance = abs(reading.at - end)
      guard distance <= window else { continue }
      if let known = best, abs(known.at - end) < distance { continue }
      best = reading
    }
    return best
  }

  /// What contradicts itself where it would close the month: an issued month that it closed has gone bad and stays as
  /// it is, rather than be corrected to what is left (I2).
  private func contradiction(nearerThan closing: Reading?, after opening: Instant, before last: Instant) -> Problem? {
    if let closing, closing.at == last { return nil }
    func rank(_ at: Instant) -> (Int64, Int64) { (abs(at - end), -at.seconds) }
    let nearest = readings.contradictions.filter { $0.at > opening && $0.at < last && abs($0.at - end) <= window }
      .min { rank($0.at) < rank($1.at) }
    guard let nearest else { return nil }
    return closing.map { rank(nearest.at) < rank($0.at) } ?? true ? nearest.problem : nil
  }

  private func close(
    at: Instant, value: FineQuantity, basis: ClosingBasis, from opening: ReadingSpan, by reading: Reading
  ) throws(ArithmeticOverflow) -> Verdict {
    // After estimated months the stretch since the last actual reading counts, not the estimate (C4, C9).
    let start = past.estimatesAtEnd.isEmpty ? opening : past.lastSettled ?? installed
    guard let (difference, rollover) = rolled(from: start.closing, to: value) else {
      return .failure(decrease(from: start, to: reading))
    }
    let span = ReadingSpan(
      openingAt: opening.closingAt, opening: opening.closing, closingAt: at, closing: value, basis: basis,
      rollover: rollover && value < opening.closing)
    var trace = trace(settled: start)
    trace.superseded = readings.superseded(by: reading)
    return .success(
      Closed(span: span, difference: difference.ratio, sources: [reading.place.reference], trace: trace))
  }

  /// The difference, with 10^digits added where the display rolled over (C4); nil where it fell without cause.
  private func rolled(from opening: FineQuantity, to closing: FineQuantity) -> (FineQuantity, rollover: Bool)? {
    let difference = closing - opening
    if !difference.isNegative { return (difference, false) }
    let tenth = modulus.units / 10
    guard opening.units >= modulus.units - tenth, closing.units <= tenth else { return nil }
    return (difference + modulus, true)
  }

  private func interpolate(
    to next: Reading, from opening: ReadingSpan
  ) throws(ArithmeticOverflow) -> Verdict {
    let start = past.lastSettled ?? installed
    guard let (whole, _) = rolled(from: start.closing, to: next.value) else {
      return .failure(decrease(from: start, to: next))
    }
    let part = Ratio(Int128(end - start.closingAt), over: Int128(next.at - start.closingAt))
    let exact = try start.closing.ratio.plus(whole.ratio.times(part))
    let (value, wrapped) = try shown(exact)
    let difference = try (wrapped ? value + modulus : value).ratio.minus(start.closing.ratio)
    let span = ReadingSpan(
      openingAt: opening.closingAt, opening: opening.closing, closingAt: end, closing: value, basis: .interpolated,
      rollover: wrapped && value < opening.closing)
    var trace = trace(settled: start)
    trace.settled =
      trace.settled
      ?? ReadingPoint(
        at: start.closingAt, value: start.closing, source: trace.openingSources.first ?? "")
    trace.next = ReadingPoint(at: next.at, value: next.value, source: next.place.reference)
    trace.superseded = readings.superseded(by: next)
    return .success(Closed(span: span, difference: difference, sources: [next.place.reference], trace: trace))
  }

  private func estimate(from opening: ReadingSpan) throws(ArithmeticOverflow) -> Verdict {
    let known = past.suffix(3)
    guard let first = known.first?.register.span, let last = known.last?.register.span,
      past.estimatesAtEnd.count < facts.profile.maxEstimatedMonths
    else { return .unread(noReading(estimates: past.estimatesAtEnd.count)) }
    var used = Ratio.zero
    for span in known.compactMap(\.register.span) {
      used = try used.plus(span.closing.ratio).minus(span.opening.ratio)
      if span.rollover, span.closing < span.opening { used = try used.plus(modulus.ratio) }
    }
    let elapsed = last.closingAt - first.openingAt
    let ahead = Ratio(Int128(end - opening.closingAt), over: Int128(max(1, elapsed)))
    let exact = try opening.closing.ratio.plus(used.isNegative ? .zero : used.times(ahead))
    let (value, wrapped) = try shown(exact)
    let difference = try (wrapped ? value + modulus : value).ratio.minus(opening.closing.ratio)
    let span = ReadingSpan(
      openingAt: opening.closingAt, opening: opening.closing, closingAt: end, closing: value, basis: .estimated,
      rollover: wrapped)
    var trace = trace()
    let sum = try FineQuantity(used, .halfUp)
    trace.mean = RegisterTrace.Mean(from: first.openingAt, through: last.closingAt, used: sum)
    return .success(Closed(span: span, difference: difference, sources: [], trace: trace))
  }

  /// A calculated reading as the display would show it: rounded half up to the decimals, rolled over at 10^digits.
  private func shown(_ exact: Ratio) throws(ArithmeticOverflow) -> (FineQuantity, wrapped: Bool) {
    let units = try exact.rounded(toScale: meter.decimals, .halfUp)
    let value = FineQuantity(units: units * Int64(powerOfTen(6 - meter.decimals)))
    return value < modulus ? (value, false) : (value - modulus, true)
  }

  private func decrease(from start: ReadingSpan, to reading: Reading) -> Problem {
    let old = start.closing.text(decimals: meter.decimals)
    let new = reading.value.text(decimals: meter.decimals)
    let since = clock.text(start.closingAt, endOfDay: true)
    return Problem(
      .error, "reading-below-opening", at: reading.place.at("reading"), value: new,
      message: Phrase(
        ky: "\(meter.id) эсептегичинин көрсөткүчү азайган: \(since) — \(old), эми \(new); бул айлануу (нөлдөн өтүү) "
          + "эмес.",
        ru: "Показание счётчика \(meter.id) уменьшилось: на \(since) было \(old), теперь \(new); на переход через ноль "
          + "не похоже.",
        en: "The reading of meter \(meter.id) fell: it was \(old) at \(since) and is \(new) now; that is no rollover."),
      remedy: Phrase(
        ky: "Көрсөткүчтү текшериңиз. Ката болсо, туурасын source = corrected менен кошуңуз; эсептегич алмашса, "
          + "meters.csv'де removed_on жазып, жаңысын өз аты менен киргизиңиз.",
        ru: "Проверьте показание. Если это ошибка, добавьте верное с source = corrected; если счётчик заменён, укажите "
          + "removed_on в meters.csv и заведите новый под своим именем.",
        en: "Check the reading. If it is a typing error, add the right one with source = corrected; if the meter was "
          + "replaced, give removed_on in meters.csv and enter the new one under its own id."))
  }

  private func noReading(estimates: Int) -> Problem {
    let why: Phrase =
      estimates > 0
      ? Phrase(
        ky: "\(estimates) ай катары менен эсептик жол менен эсептелген, мындан ары болбойт",
        ru: "уже \(estimates) мес. подряд начислено расчётным путём, дальше нельзя",
        en: "\(estimates) months in a row are already estimated, and no more may be")
      : Phrase(
        ky: "эсептик жол үчүн мурунку ай жок", ru: "для расчёта нет ни одного прошлого месяца",
        en: "there is no earlier month to estimate from")
    return Problem(
      .error, "no-reading", at: meter.place, value: "\(meter.id)",
      message: Phrase(
        ky: "\(meter.id) эсептегичинин (\(register)) \(month) айынын аягына көрсөткүчү жок, \(why.ky).",
        ru: "У счётчика \(meter.id) (\(register)) нет показания на конец \(month), и \(why.ru).",
        en: "Meter \(meter.id) (\(register)) has no reading for the end of \(month), and \(why.en)."),
      remedy: Phrase(
        ky: "readings/ папкасына көрсөткүчтү кошуңуз: айдын аягына ±\(facts.profile.readingWindowDays) күн.",
        ru: "Добавьте показание в readings/: не далее \(facts.profile.readingWindowDays) дн. от конца месяца.",
        en: "Add a reading to readings/, at most \(facts.profile.readingWindowDays) days from the month's end."))
  }
}
