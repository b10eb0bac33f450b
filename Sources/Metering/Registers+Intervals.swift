import Diagnostics
import Measures
import Park

extension Registers {
  /// C11: the sum of the month's intervals, with gaps filled.
  mutating func readIntervals(
    _ meter: Meter, _ facts: ParkFacts, _ month: Month, _ service: Service, _ history: History
  ) {
    let installed = meter.installed.days(in: month.days)
    guard !installed.isEmpty else { return }
    let parts = facts.stretches(of: meter).filter { !$0.installed.days(in: month.days).isEmpty }
    // Nobody waits for what the park's own days lack (C20).
    func stop(_ problem: Problem) {
      if parts.allSatisfy(\.isParks) {
        findings.append(Finding(problem.asWarning))
      } else {
        fail(meter, problem, in: month)
      }
    }
    guard let read = facts.intervals[meter.id]?[month],
      read.days.indices.contains(where: { read.days.count(of: $0) > 0 })
    else { return stop(noIntervals(meter, month)) }
    do {
      guard let factor = meter.factor(to: service) else { throw ArithmeticOverflow() }
      let gaps = try Gaps(in: read, of: meter, days: installed, month: month, facts: facts)
      if let problem = gaps.problem { return stop(problem) }
      let load = try Load(read, gaps: gaps, factor: factor, month: month, facts: facts)
      let past = history.entries(of: meter, .total)
      for part in parts {
        let days = part.installed.days(in: month.days)
        let load = part.stretch == nil ? load : load.on(days, of: month)
        let sum = try load.sum()
        var trace = RegisterTrace(of: meter, in: service, openingSources: [])
        trace.intervals = .init(
          read, gaps, on: part.stretch == nil ? month.days : days, of: month, clock: facts.clock,
          delivered: factor.isZero ? nil : try sum.divided(by: factor))
        let key = part.key(of: .total)
        let result = RegisterMonth(
          key, span: nil, days: days.count, quantity: try Quantity(sum, .halfUp), isEstimated: load.isEstimated,
          sources: [read.place], trace: trace)
        loads[part.part] = load
        months[key] = result
        let own = past.filter { $0.register.since == key.since }
        findings += unlikely(result, meter: part, past: own, month: month, facts: facts)
      }
      if let spike = Spike(of: meter, in: month, read, facts) {
        findings.append(Finding(intervalSpike(spike, meter, read, facts)))
      }
      if !gaps.values.isEmpty { findings.append(Finding(filledGap(meter, month, count: gaps.values.count))) }
    } catch {
      fail(meter, tooLarge(meter), in: month)
    }
  }
}

extension RegisterTrace.Intervals {
  /// - Parameters:
  ///   - days: those of the month that are told of.
  ///   - delivered: the sum of all values, filled ones included, in the meter's unit.
  fileprivate init(
    _ read: IntervalMonth, _ gaps: Gaps, on days: Range<Day>, of month: Month, clock: ParkClock, delivered: Ratio?
  ) {
    minutes = read.minutes
    let inside = zip(month.days, read.days).filter { days.contains($0.0) }.map(\.1)
    self.read = inside.reduce(0) { $0 + $1.count }
    estimated = inside.reduce(0) { $0 + $1.estimated }
    let filled = gaps.values.keys.filter { days.contains(clock.local($0).day) }
    filledByLikeDays = filled.count { gaps.byLikeDays.contains($0) }
    filledBetween = filled.count - filledByLikeDays
    let sum = delivered.flatMap { try? FineQuantity($0, .halfUp) }
    self.sum = sum?.ratio == delivered ? sum : nil
  }
}

extension Load {
  fileprivate init(
    _ read: IntervalMonth, gaps: Gaps, factor: Ratio, month: Month, facts: ParkFacts
  ) throws(ArithmeticOverflow) {
    minutes = read.minutes
    filled = gaps.values
    days = []
    for day in read.days {
      var sums: [Ratio] = []
      for units in [day.sum, day.peak] + day.byZone { sums.append(try FineQuantity(units: units).ratio.times(factor)) }
      days.append(
        LoadDay(total: sums[0], byZone: Array(sums[2...]), peak: sums[1], isEstimated: day.estimated > 0))
    }
    let names = facts.zoneNames
    for (instant, value) in gaps.values.sorted(by: { $0.key < $1.key }) {
      let (day, second) = facts.clock.local(instant)
      let index = month.firstDay.distance(to: day)
      let amount = try value.times(factor)
      days[index].isEstimated = true
      days[index].total = try days[index].total.plus(amount)
      days[index].peak = max(days[index].peak, amount)
      for (position, name) in names.enumerated()
      where facts.zones.contains(where: {
        $0.name == name && $0.covers(day, minute: second / 60, kind: facts.kind(of: day))
      }) {
        days[index].byZone[position] = try days[index].byZone[position].plus(amount)
      }
    }
  }
}

/// The missing intervals of a month and what stands in for them (C11).
private struct Gaps {
  /// In the meter's unit, by the start of the interval.
  var values: [Instant: Ratio] = [:]
  /// Those that are the mean of like days.
  var byLikeDays: Set<Instant> = []
  var problem: Problem?

  init(
    in read: IntervalMonth, of meter: Meter, days: Range<Day>, month: Month, facts: ParkFacts
  ) throws(ArithmeticOverflow) {
    let step = Int64(read.minutes * 60)
    var expected = 0
    var present = 0
    for day in days {
      expected += facts.intervals(in: day, minutes: read.minutes)
      present += read.days.count(of: month.firstDay.distance(to: day))
    }
    guard present < expected else { return }
    guard (expected - present) * 10 <= expected else {
      problem = tooManyMissing(meter, month, missing: expected - present, of: expected)
      return
    }
    let series = facts.intervalSeries[meter.id]
    let bounds = bounds(of: meter, through: days.upperBound, clock: facts.clock, series: series)
    var at = facts.clock.instant(days.lowerBound)
    let end = facts.clock.instant(days.upperBound)
    while at < end {
      guard series?[at] == nil else {
        at = Instant(seconds: at.seconds + step)
        continue
      }
      // The whole run, beyond the month's ends too.
      var first = at
      while first > bounds.lowerBound, series?[Instant(seconds: first.seconds - step)] == nil {
        first = Instant(seconds: first.seconds - step)
      }
      var next = at
      while next < bounds.upperBound, series?[next] == nil { next = Instant(seconds: next.seconds + step) }
      let before = series?[Instant(seconds: first.seconds - step)]
      let after = series?[next]
      let count = (next - first) / step
      while at < next, at < end {
        if count * step <= 7200, let before, let after {
          let rise = try Ratio(after.units).minus(Ratio(before.units))
          let part = Ratio(Int128((at - first) / step + 1), over: Int128(count + 1))
          values[at] = try Ratio(before.units).plus(rise.times(part)).divided(by: Ratio(1_000_000))
        } else if let mean = try likeness(of: at, series: series, facts: facts) {
          values[at] = mean
          byLikeDays.insert(at)
        } else {
          problem = noLikeness(meter, month, at: facts.clock.text(at, endOfDay: false))
          return
        }
        at = Instant(seconds: at.seconds + step)
      }
    }
  }

  /// From where to where a run of missing intervals can reach.
  private func bounds(
    of meter: Meter, through end: Day, clock: ParkClock, series: IntervalSeries?
  ) -> Range<Instant> {
    let start = clock.instant(meter.installedOn)
    // To the end of the days at least: where no value follows, the gap has no neighbour there.
    let last = max(series?.last ?? start, clock.instant(end))
    let removal = meter.removedOn.map { clock.instant($0.advanced(by: 1)) }
    return start..<max(start, removal.map { min($0, last) } ?? last)
  }

  /// The mean of what was read at that time of day on the same kind of day in the 28 days before.
  private func likeness(
    of instant: Instant, series: IntervalSeries?, facts: ParkFacts
  ) throws(ArithmeticOverflow) -> Ratio? {
    let (day, second) = facts.clock.local(instant)
    let kind = facts.kind(of: day)
    var sum: Int128 = 0
    var count: Int128 = 0
    for back in 1...28 {
      let earlier = day.advanced(by: -back)
      guard facts.kind(of: earlier) == kind, let value = series?[facts.clock.instant(earlier, second: second)]
      else { continue }
      sum += Int128(value.units)
      count += 1
    }
    return count == 0 ? nil : Ratio(sum, over: count * 1_000_000)
  }
}

private let addIntervals = Phrase(
  ky: "intervals/ папкасына жетишпеген интервалдарды кошуңуз.", ru: "Добавьте недостающие интервалы в intervals/.",
  en: "Add the missing intervals to intervals/.")

private func noIntervals(_ meter: Meter, _ month: Month) -> Problem {
  Problem(
    .error, "no-intervals", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) интервалдык эсептегичинин \(month) айына маалыматы жок.",
      ru: "Нет данных интервального счётчика \(meter.id) за \(month).",
      en: "Interval meter \(meter.id) has no data for \(month)."),
    remedy: addIntervals)
}

private func tooManyMissing(_ meter: Meter, _ month: Month, missing: Int, of expected: Int) -> Problem {
  Problem(
    .error, "too-many-gaps", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) эсептегичинин \(month) айындагы \(expected) интервалынын \(missing) жок: 10 % дан көп.",
      ru: "У счётчика \(meter.id) за \(month) нет \(missing) из \(expected) интервалов: больше 10 %.",
      en: "Meter \(meter.id) lacks \(missing) of \(expected) intervals of \(month): more than 10 %."),
    remedy: addIntervals)
}

private func noLikeness(_ meter: Meter, _ month: Month, at: String) -> Problem {
  Problem(
    .error, "gap-without-likeness", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) эсептегичинин \(at) интервалы жок, аны толтурууга мурунку 28 күндө окшош күн да жок.",
      ru: "Нет интервала \(at) счётчика \(meter.id), и за 28 дней до него нет похожего дня, чтобы его заполнить.",
      en: "Meter \(meter.id) lacks the interval of \(at), and no like day of the 28 before has one to fill it with."),
    remedy: addIntervals)
}

private func filledGap(_ meter: Meter, _ month: Month, count: Int) -> Problem {
  Problem(
    .warning, "filled-intervals", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) эсептегичинин \(month) айындагы \(count) интервалы эсептик жол менен толтурулду.",
      ru: "У счётчика \(meter.id) за \(month) расчётным путём заполнено интервалов: \(count).",
      en: "\(count) intervals of meter \(meter.id) in \(month) were filled by calculation."),
    remedy: Phrase(
      ky: "Чыныгы маанилер табылса, intervals/ папкасына кошуңуз.",
      ru: "Если найдутся действительные значения, добавьте их в intervals/.",
      en: "If the true values turn up, add them to intervals/."))
}
