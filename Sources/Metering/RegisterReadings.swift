import Diagnostics
import Measures
import Park

/// The readings of one register that hold: one for each moment, contradictions taken out and reported (C2).
struct RegisterReadings {
  /// By moment.
  let valid: [Reading]
  private let all: [Reading]
  /// What the register showed when the meter was installed.
  let installation: Reading
  /// What it showed when the meter was removed; nil while it is installed.
  let removal: Reading?
  /// The moments that have no reading to rely on, and why.
  let contradictions: [(at: Instant, problem: Problem)]
  /// The moments whose reading was entered a second time, so that it counts however unlikely it is (C15).
  let confirmed: Set<Instant>
  private let clock: ParkClock

  /// - Parameter index: the register's place in the meter's list. What it showed at installation and at removal are
  ///   readings of their moments too (C1).
  init(_ all: [Reading], of meter: Meter, index place: Int, clock: ParkClock) {
    func end(_ at: Instant, _ value: FineQuantity) -> Reading {
      Reading(at: at, value: value, source: .actual, note: "", place: meter.place)
    }
    let installation = end(clock.instant(meter.installedOn), meter.installedReadings[place])
    let removal = meter.removedOn.flatMap { day in
      meter.removedReadings.indices.contains(place)
        ? end(clock.instant(day.advanced(by: 1)), meter.removedReadings[place]) : nil
    }
    let ends = [installation, removal].compactMap(\.self)
    var valid: [Reading] = []
    var contradictions: [(at: Instant, problem: Problem)] = []
    var confirmed: Set<Instant> = []
    var index = 0
    while index < all.count {
      var next = index + 1
      while next < all.count, all[next].at == all[index].at { next += 1 }
      let same = ends.filter { $0.at == all[index].at } + all[index..<next]
      let corrected = same.filter { $0.source == .corrected }
      let standing = corrected.isEmpty ? same : corrected
      if Set(standing.map(\.value)).count == 1, let reading = standing.last {
        valid.append(reading)
        if standing.contains(where: { [.confirmed, .corrected].contains($0.source) }) { confirmed.insert(reading.at) }
      } else {
        contradictions.append((all[index].at, contradiction(standing, meter: meter, clock: clock)))
      }
      index = next
    }
    // A corrected reading of the moment supersedes what the meter's row says (C2).
    self.installation = valid.first { $0.at == installation.at } ?? installation
    self.removal = removal.map { end in valid.first { $0.at == end.at } ?? end }
    self.all = all
    self.confirmed = confirmed
    self.valid = valid
    self.contradictions = contradictions
    self.clock = clock
  }

  /// True where the register was read in a month after it was opened, or in the window that closes the month.
  func reach(_ month: Month, after opening: Instant?, _ window: Int) -> Bool {
    let start = max(clock.end(of: month.advanced(by: -1)), opening ?? Instant(seconds: .min))
    let end = clock.end(of: month).seconds + Int64(window) * 86_400
    return (valid.map(\.at) + contradictions.map(\.at)).contains { $0 > start && $0.seconds <= end }
  }

  /// The contradictions of a month: like any bad reading they touch the month of their date (formats, section 1).
  func findings(for month: Month, of meter: Meter) -> [Finding] {
    contradictions.filter { entry in
      // The installed reading stands at 00:00 of its day, all else at the end of one.
      let date =
        entry.at == clock.instant(meter.installedOn)
        ? meter.installedOn : clock.local(Instant(seconds: entry.at.seconds - 1)).day
      return date.month == month
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

extension RegisterReadings {
  /// What an edit supersedes: the raw readings of its moment, which stay as they are (C2); nil where it is no edit.
  func superseded(by reading: Reading) -> [ReadingPoint]? {
    guard reading.source == .corrected else { return nil }
    return all.filter { $0.at == reading.at && $0.source != .corrected }.map {
      ReadingPoint(at: $0.at, value: $0.value, source: $0.place.reference)
    }
  }
}
