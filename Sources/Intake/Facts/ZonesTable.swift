import Diagnostics
import Measures
import Park

extension FactReader {
  func readZones() {
    var rows: [Zone] = []
    folder.table(Tables.zones, touches: [.everyone]) { row in
      let name = row.id("zone", Zone.self)
      let days = days(&row)
      let months = months(&row)
      let from = minute(&row, "from", last: 1439)
      let to = minute(&row, "to", last: 1440)
      let first = row.day("valid_from")
      let last = row.day("valid_to")
      if let first, let last, last < first { row.report(.endsBeforeStart, "valid_to") }
      if row.isGood, let name, let days, let months, let from, let to {
        // 24:00 is where the day begins again: from 0 the row then means the whole day.
        let end = to == 1440 ? 0 : to
        var zone = Zone(name: name, days: days, months: months, from: from, to: end, place: row.place)
        zone.validFrom = first
        zone.validTo = last
        if let first = rows.first(where: { $0.says(zone) }) {
          row.report(.repeatedRow(first: first.place))
        } else {
          rows.append(zone)
        }
        return
      }
      folder.noteBroken(.zone, name?.text)
      badZones.append((row.takeErrors(), name?.text))
    }
    facts.zones = rows
  }

  /// Bad zones hold back what is priced by them, bad holidays what is priced by kinds of day: the tariffs tell.
  func reportZonesAndHolidays() {
    for (problems, zone) in badZones {
      let reached = tariffs { row in
        guard let used = row.zone else { return false }
        return zone == nil || used.text == zone
      }
      for problem in problems { folder.report(problem, reached) }
    }
    let byKindOfDay = Set(
      facts.zones.filter { $0.days == .workday || $0.days == .weekend }.map(\.name))
    for problem in badHolidays {
      folder.report(problem, tariffs { $0.zone.map { byKindOfDay.contains($0) } ?? false })
    }
  }

  private func tariffs(_ isReached: (TariffRow) -> Bool) -> [Scope] {
    facts.tariffs.filter { $0.value.contains(where: isReached) }.keys.sorted().map { .tariff($0) }
  }

  func readHolidays() {
    enum Kind: String, CaseIterable { case holiday, workday }
    var rows = KeyedRows<Day, Holiday>()
    folder.table(Tables.holidays, touches: [.everyone]) { row in
      let date = row.day("date")
      let kind = row.choice("kind", Kind.self)
      if row.isGood, let date, let kind {
        let holiday = Holiday(
          date: date, kind: kind == .holiday ? .weekend : .workday, name: row.text("name"), place: row.place)
        rows.add(holiday, key: date, &row, column: "date")
      }
      badHolidays += row.takeErrors()
    }
    facts.holidays = rows.rows
  }

  // MARK: Cells

  private func days(_ row: inout TableRow) -> Zone.Days? {
    guard let word = row.word("days")?.lowercased() else { return nil }
    switch word {
    case "all": return .all
    case "workday": return .workday
    case "weekend": return .weekend
    default: break
    }
    let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    var days: Set<Int> = []
    for name in row.list("days") {
      guard let index = names.firstIndex(of: name.lowercased()) else {
        let all = ["all", "workday", "weekend", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        row.report(.badChoice(all, nearest: nearest(to: name, among: all)), "days", value: name)
        return nil
      }
      days.insert(index + 1)
    }
    return .weekdays(days.sorted())
  }

  /// Ranges or months of the year separated by `|`; `10-3` passes the year's end.
  private func months(_ row: inout TableRow) -> [Int]? {
    var months: Set<Int> = []
    for part in row.list("months") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int(composed(String($0))) ?? 0 }
      guard ends.count == 1 || ends.count == 2, ends.allSatisfy({ (1...12).contains($0) }) else {
        row.report(
          .badForm(
            Phrase(
              ky: "1-12, 10-3 же 1|2|3 түрүндөгү айлар", ru: "месяцы в виде 1-12, 10-3 или 1|2|3",
              en: "months such as 1-12, 10-3 or 1|2|3")), "months", value: part)
        return nil
      }
      var month = ends[0]
      months.insert(month)
      while month != ends[ends.count - 1] {
        month = month % 12 + 1
        months.insert(month)
      }
    }
    return months.sorted()
  }

  private func minute(_ row: inout TableRow, _ column: String, last: Int) -> Int? {
    guard let word = row.word(column) else { return nil }
    let parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), minute < 60, hour * 60 + minute <= last
    else {
      row.report(.badTime, column)
      return nil
    }
    return hour * 60 + minute
  }
}
