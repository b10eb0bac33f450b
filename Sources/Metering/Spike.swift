import Diagnostics
import Measures
import Park

/// An interval above 1.5 times every other of its month right after zeros: what a meter sends that lost a value and adds
/// it to the next (C15). It is billed as it was sent.
struct Spike {
  let at: Instant

  /// Finds the spike of a month; nil where it has none.
  init?(of meter: Meter, in month: Month, _ read: IntervalMonth, _ facts: ParkFacts) {
    guard facts.mayHaveSpike(meter, in: month), let series = facts.intervalSeries[meter.id] else { return nil }
    let step = Int64(read.minutes * 60)
    var highest: (at: Instant, units: Int64)?
    var next: Int64 = -1
    var at = facts.clock.start(of: month)
    while at < facts.clock.end(of: month) {
      if let value = series[at] {
        if value.units > highest?.units ?? -1 {
          next = highest?.units ?? -1
          highest = (at, value.units)
        } else {
          next = max(next, value.units)
        }
      }
      at = Instant(seconds: at.seconds + step)
    }
    guard let highest, next >= 0, Self.isFar(highest.units, above: next),
      series[Instant(seconds: highest.at.seconds - step)]?.units == 0
    else { return nil }
    self.at = highest.at
  }

  static func isFar(_ value: Int64, above other: Int64) -> Bool { Int128(value) * 2 > Int128(other) * 3 }
}

func intervalSpike(_ spike: Spike, _ meter: Meter, _ read: IntervalMonth, _ facts: ParkFacts) -> Problem {
  let at = facts.clock.text(spike.at, endOfDay: false)
  return Problem(
    .warning, "interval-spike", at: Place(reference: read.place), value: "\(meter.id)",
    message: Phrase(
      ky:
        "\(meter.id) эсептегичи нөлдөрдөн кийин \(at) айдын калган бардык интервалдарынан 1,5 эседен көп маани берген: "
        + "балким, ал бир нече интервалдыкы.",
      ru:
        "Счётчик \(meter.id) после нулей передал на \(at) значение, которое более чем в 1,5 раза выше всех остальных за "
        + "месяц: возможно, в нём несколько интервалов.",
      en:
        "After zeros, meter \(meter.id) sent for \(at) more than 1.5 times any other interval of the month: it may hold "
        + "several intervals."),
    remedy: Phrase(
      ky: "Суткалык профилди текшериңиз: кубаттуулук ушул маани боюнча эсептелет.",
      ru: "Проверьте профиль за эти сутки: мощность считается по этому значению.",
      en: "Check the day's profile: demand is billed by this value."))
}
