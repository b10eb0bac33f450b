import Diagnostics
import Measures
import Park

/// How one register closes one month: C2, C3, C4, C6, C7, C8, C9, C10, C19.
struct Closing {
  let facts: ParkFacts
  /// The meter, or the part of it whose month is closed.
  let meter: Meter
  let service: Service
  let register: Identifier<Register>
  let month: Month
  let readings: RegisterReadings
  /// Where the month opens (C3).
  let start: Opening
  /// The part's own months before.
  let past: [History.Entry]
  /// What the journal has of the month: an estimate that is issued stands (C7, C10).
  let issued: RegisterMonth?
  /// True where the journal has the month without these days of the park: nothing had been read (C20).
  let wasUnread: Bool

  /// A closed register, before C5.
  struct Closed {
    var span: ReadingSpan
    /// Since ``base``, in the meter's unit.
    var difference: Ratio
    /// What the difference counts from: the opening, or after estimated months the last actual reading.
    var base: Base
    /// What it came to by: the closing reading, the one after the month, or the last inside it (C15).
    var reading: Reading?
    /// How it came about, beyond the span.
    var trace: RegisterTrace

    /// Where the readings stand.
    var sources: [String] { trace.next.map { [$0.source] } ?? (reading?.point ?? trace.line).map { [$0.source] } ?? [] }
  }

  /// The point that a difference counts from (C4, C9).
  struct Base {
    var point: ReadingPoint
    /// The estimated months that it settles, oldest first; the point lies in the first of them, or at its opening.
    var estimates: ArraySlice<History.Entry> = []
    /// What the first of them used up to the point, in the meter's unit.
    var before = FineQuantity.zero
  }

  /// Closed, or why not.
  enum Verdict {
    case success(Closed)
    case failure(Problem)
    /// No reading closes it, and none may stand in.
    case unread(Problem)
    /// Days of the park that no reading follows yet: they count when it comes (C20).
    case parkDays
  }

  private var clock: ParkClock { facts.clock }
  /// Where the part ends though the meter stays, which is as good as the end of the month, without a window (C19).
  private var cut: Instant? {
    guard let day = meter.removedOn, removal == nil else { return nil }
    return clock.instant(day.advanced(by: 1))
  }
  private var isCut: Bool { cut.map { $0 <= clock.end(of: month) } ?? false }
  private var end: Instant { min(clock.end(of: month), cut ?? Instant(seconds: .max)) }
  private var window: Int64 { isCut ? 0 : Int64(facts.profile.readingWindowDays) * 86_400 }
  private var modulus: FineQuantity { FineQuantity(units: Int64(powerOfTen(min(12, meter.digits) + 6))) }
  private var estimateStands: Bool { issued?.span?.basis == .estimated }

  /// The reading that ends the meter, where this part ends with it.
  private var removal: Reading? { meter.removedReadings.isEmpty ? nil : readings.removal }

  /// True where the part itself was closed last; one that was handed on opens as at an actual reading (C20).
  private var isOwn: Bool { past.last?.register.span?.closingAt == start.span.closingAt }
  private var opening: ReadingSpan { start.span }
  private var openingPoint: ReadingPoint {
    ReadingPoint(at: opening.closingAt, value: opening.closing, source: start.sources.first ?? "")
  }
  private var estimates: ArraySlice<History.Entry> { isOwn ? past.estimatesAtEnd : [] }

  /// The last closing that is no estimate, else what the first month of the part opened with.
  var lastSettled: ReadingPoint {
    guard !estimates.isEmpty else { return openingPoint }
    let entry = past.last { $0.register.span.map { $0.basis != .estimated } ?? false }
    if let entry, let span = entry.register.span {
      return ReadingPoint(at: span.closingAt, value: span.closing, source: entry.register.sources.first ?? "")
    }
    guard let first = past.first?.register, let span = first.span else { return openingPoint }
    return ReadingPoint(
      at: span.openingAt, value: span.opening, source: first.trace?.openingSources.first ?? meter.place.reference)
  }

  /// C9: after estimated months the last actual reading inside them, else the last closing that is no estimate. A reading
  /// that the estimates of its month contradict is passed over.
  private var base: Base {
    let estimates = estimates
    guard !estimates.isEmpty else { return Base(point: openingPoint) }
    for reading in readings.valid.reversed() where reading.at <= opening.closingAt {
      let month = estimates.lastIndex { entry in
        entry.register.span.map { $0.openingAt < reading.at && reading.at <= $0.closingAt } ?? false
      }
      guard let month, let span = estimates[month].register.span else { break }
      if let before = used(of: span, upTo: reading.value) {
        return Base(point: reading.point, estimates: estimates[month...], before: before)
      }
    }
    return Base(point: lastSettled, estimates: estimates)
  }

  /// What was used of a month when its register showed a value; nil where it can't have shown that in the month.
  private func used(of span: ReadingSpan, upTo value: FineQuantity) -> FineQuantity? {
    let turn = span.rollover ? modulus : .zero
    let used = value - span.opening + (value < span.opening ? turn : .zero)
    let whole = span.closing - span.opening + (span.closing < span.opening ? turn : .zero)
    return used.isNegative || used > whole ? nil : used
  }

  private func trace(from base: Base) -> RegisterTrace {
    var trace = RegisterTrace(of: meter, in: service, openingSources: start.sources)
    if base.point.at != opening.closingAt { trace.settled = base.point }
    return trace
  }

  /// nil where the register has nothing to close: closed by its removal (C6), or at the end of the part.
  func outcome() throws(ArithmeticOverflow) -> Verdict? {
    if let last = removal?.at ?? cut, opening.closingAt >= last { return nil }

    // What removes the meter is read after a part that ended before.
    let last = readings.removal?.at ?? Instant(seconds: .max)
    let all =
      readings.valid.filter { $0.at > opening.closingAt && $0.at < last } + (readings.removal.map { [$0] } ?? [])
    let closing = inWindow(all)
    if let problem = contradiction(nearerThan: closing, after: opening.closingAt, before: last) {
      return .failure(problem)
    }
    if let closing { return try close(by: closing) }
    if !estimateStands, isCut || !wasUnread, let next = all.first(where: { $0.at > end }) {
      return try interpolate(to: next)
    }
    if meter.isParks { return .parkDays }
    return try estimate(after: all.last { $0.at < end })
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

  private func close(by reading: Reading) throws(ArithmeticOverflow) -> Verdict {
    // After estimated months the stretch since the last actual reading counts, not the estimate (C4, C9).
    let base = base
    guard let (difference, rollover) = rolled(from: base.point.value, to: reading.value) else {
      return .failure(decrease(from: base.point, to: reading))
    }
    let span = ReadingSpan(
      openingAt: opening.closingAt, opening: opening.closing, closingAt: reading.at, closing: reading.value,
      basis: .actual, rollover: rollover && reading.value < opening.closing)
    var trace = trace(from: base)
    trace.superseded = readings.superseded(by: reading)
    return .success(
      Closed(
        span: span, difference: difference.ratio, base: base, reading: reading, trace: trace))
  }

  /// The difference, with 10^digits added where the display rolled over (C4); nil where it fell without cause.
  func rolled(from opening: FineQuantity, to closing: FineQuantity) -> (FineQuantity, rollover: Bool)? {
    let difference = closing - opening
    if !difference.isNegative { return (difference, false) }
    let tenth = modulus.units / 10
    guard opening.units >= modulus.units - tenth, closing.units <= tenth else { return nil }
    return (difference + modulus, true)
  }

  /// C7: on the line between the last actual reading before the end, or the opening where that is later and no
  /// estimate, and the next one.
  private func interpolate(to next: Reading) throws(ArithmeticOverflow) -> Verdict {
    let base = base
    let settled = lastSettled
    let lastRead = readings.valid.last { $0.at > settled.at && $0.at < end }
    let start = lastRead?.point ?? settled
    var lead = FineQuantity.zero
    var isLeadRolled = false
    if let lastRead, start.at != base.point.at {
      guard let (difference, rollover) = rolled(from: base.point.value, to: start.value) else {
        return .failure(decrease(from: base.point, to: lastRead))
      }
      (lead, isLeadRolled) = (difference, rollover)
    }
    guard let (whole, _) = rolled(from: start.value, to: next.value) else {
      return .failure(decrease(from: start, to: next))
    }
    let part = Ratio(Int128(end - start.at), over: Int128(next.at - start.at))
    let exact = try start.value.ratio.plus(whole.ratio.times(part))
    let (value, wrapped) = try shown(exact)
    let rise = (wrapped ? value + modulus : value) - start.value
    let span = ReadingSpan(
      openingAt: opening.closingAt, opening: opening.closing, closingAt: end, closing: value, basis: .interpolated,
      rollover: (wrapped || isLeadRolled) && value < opening.closing)
    var trace = trace(from: base)
    if start.at != base.point.at { trace.line = start }
    trace.next = next.point
    trace.superseded = readings.superseded(by: next)
    return .success(
      Closed(
        span: span, difference: (lead + rise).ratio, base: base, reading: next, trace: trace))
  }

  /// C8: from the mean of the register's last months, on from the last actual reading after the opening.
  private func estimate(after reading: Reading?) throws(ArithmeticOverflow) -> Verdict {
    let known = past.suffix(3)
    guard let first = known.first?.register.span, let last = known.last?.register.span,
      estimates.count < facts.profile.maxEstimatedMonths
    else { return .unread(noReading(estimates: estimates.count)) }
    var used = Ratio.zero
    for span in known.compactMap(\.register.span) {
      used = try used.plus(span.closing.ratio).minus(span.opening.ratio)
      if span.rollover, span.closing < span.opening { used = try used.plus(modulus.ratio) }
    }
    // An estimate that is issued stands: what came in since is a true-up (C10).
    let line = estimateStands ? issued?.trace?.line.flatMap { $0.at > opening.closingAt ? $0 : nil } : reading?.point
    let start = line ?? openingPoint
    let lead = rolled(from: opening.closing, to: start.value)?.0 ?? start.value - opening.closing
    let elapsed = last.closingAt - first.openingAt
    let ahead = Ratio(Int128(end - start.at), over: Int128(max(1, elapsed)))
    let rise = try lead.ratio.plus(used.isNegative ? .zero : used.times(ahead))
    let exact = try opening.closing.ratio.plus(max(.zero, rise))
    let (value, wrapped) = try shown(exact)
    let difference = try (wrapped ? value + modulus : value).ratio.minus(opening.closing.ratio)
    let span = ReadingSpan(
      openingAt: opening.closingAt, opening: opening.closing, closingAt: end, closing: value, basis: .estimated,
      rollover: wrapped)
    let base = Base(point: openingPoint)
    var trace = trace(from: base)
    trace.line = line
    let sum = try FineQuantity(used, .halfUp)
    trace.mean = RegisterTrace.Mean(from: first.openingAt, through: last.closingAt, used: sum)
    return .success(
      Closed(span: span, difference: difference, base: base, reading: estimateStands ? nil : reading, trace: trace))
  }

  /// A calculated reading as the display would show it: rounded half up to the decimals, rolled over at 10^digits.
  private func shown(_ exact: Ratio) throws(ArithmeticOverflow) -> (FineQuantity, wrapped: Bool) {
    let units = try exact.rounded(toScale: meter.decimals, .halfUp)
    let value = FineQuantity(units: units * Int64(powerOfTen(6 - meter.decimals)))
    return value < modulus ? (value, false) : (value - modulus, true)
  }

  private func decrease(from start: ReadingPoint, to reading: Reading) -> Problem {
    let old = start.value.text(decimals: meter.decimals)
    let new = reading.value.text(decimals: meter.decimals)
    let since = clock.text(start.at, endOfDay: true)
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
