import Diagnostics
import Measures
import Park

/// The readings of one register that hold: one for each moment, contradictions taken out and reported (C2).
struct RegisterReadings {
  /// By moment.
  let valid: [Reading]
  private let contradictions: [(at: Instant, problem: Problem)]
  private let clock: ParkClock

  init(_ all: [Reading], of meter: Meter, clock: ParkClock) {
    var valid: [Reading] = []
    var contradictions: [(at: Instant, problem: Problem)] = []
    var index = 0
    while index < all.count {
      var next = index + 1
      while next < all.count, all[next].at == all[index].at { next += 1 }
      let same = all[index..<next]
      let corrected = same.filter { $0.source == .corrected }
      let standing = corrected.isEmpty ? Array(same) : corrected
      if Set(standing.map(\.value)).count == 1, let reading = standing.last {
        valid.append(reading)
      } else {
        contradictions.append((all[index].at, contradiction(standing, meter: meter, clock: clock)))
      }
      index = next
    }
    self.valid = valid
    self.contradictions = contradictions
    self.clock = clock
  }

  /// True where the register was read in a month after it was opened, or in the window that closes the month.
  func reach(_ month: Month, after opening: Instant?, window days: Int) -> Bool {
    let start = max(clock.end(of: month.advanced(by: -1)), opening ?? Instant(seconds: .min))
    let end = clock.end(of: month).seconds + Int64(days) * 86_400
    return (valid.map(\.at) + contradictions.map(\.at)).contains { $0 > start && $0.seconds <= end }
  }

  /// The contradictions that a month can't be calculated with: dated in it, or in the window that would close it.
  func findings(for month: Month, of meter: Meter, window days: Int) -> [Finding] {
    let end = clock.end(of: month)
    return contradictions.filter { entry in
      clock.local(Instant(seconds: entry.at.seconds - 1)).day.month == month
        || abs(entry.at - end) <= Int64(days) * 86_400
    }.map { Finding($0.problem, touches: meter.role == .head ? [] : [.meter(meter.id)], months: .only(month)) }
  }
}

private func contradiction(_ readings: [Reading], meter: Meter, clock: ParkClock) -> Problem {
  let last = readings[readings.count - 1]
  let shown = readings.map { "\($0.value.text(decimals: meter.decimals)) (\($0.place.reference))" }
    .joined(separator: ", ")
  let at = clock.text(last.at, endOfDay: true)
  return Problem(
    .error, "contradicting-readings", at: last.place.at("reading"), value: last.value.text(decimals: meter.decimals),
    message: Phrase(
      ky: "\(meter.id) эсептегичинин \(at) учуруна ар башка көрсөткүчтөрү бар: \(shown).",
      ru: "У счётчика \(meter.id) на \(at) разные показания: \(shown).",
      en: "Meter \(meter.id) has different readings for \(at): \(shown)."),
    remedy: Phrase(
      ky: "Туурасын калтырып, катасын өчүрүңүз же туура көрсөткүчтү source = corrected менен кошуңуз.",
      ru: "Оставьте верное показание и удалите ошибочное либо добавьте верное с source = corrected.",
      en: "Keep the right one and delete the wrong one, or add the right one with source = corrected."))
}
