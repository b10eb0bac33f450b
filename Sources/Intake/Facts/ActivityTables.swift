import Diagnostics
import Measures
import Park

extension FactReader {
  func readIndicators() {
    struct Key: Hashable {
      let resident: Resident.ID
      let quarter: Quarter
    }
    var rows = KeyedRows<Key, Indicators>()
    let some = 0...Int(largestFigure)
    folder.folder(Tables.indicators, touches: []) { row in
      let resident = resident(&row)
      var quarter: Quarter?
      if let word = row.word("quarter") {
        quarter = Quarter(word)
        if quarter == nil { row.report(.badForm(.init(ky: "2026-Q3", ru: "2026-Q3", en: "2026-Q3")), "quarter") }
      }
      guard let resident, let quarter else { return }
      var figures = Indicators(resident: resident, quarter: quarter, place: row.place)
      figures.jobs = row.number("jobs", in: some)
      figures.output = row.number("output", in: some)
      figures.export = row.number("export", in: some)
      figures.investment = row.number("investment", in: some)
      figures.taxesPaid = row.number("taxes_paid", in: some)
      figures.wages = row.number("wages", in: some)
      guard row.isGood else { return }
      rows.add(figures, key: Key(resident: resident, quarter: quarter), &row, column: "resident_id")
    }
    facts.indicators = rows.rows.values.sorted { $0.place < $1.place }
  }

  func readActivities() {
    let points =
      (1...10).map { "11.\($0)" } + (1...10).map { "12.\($0)" } + ["5.9", "5.10", "5.11"]
    folder.folder(Tables.activities, touches: []) { row in
      let date = row.day("date")
      let point = row.word("point")
      if let point, !points.contains(point) {
        row.report(.badChoice(["11.1…11.10", "12.1…12.10", "5.9…5.11"], nearest: nil), "point")
      }
      let description = row.text("description")
      let amount = row.number("amount", Money.self)
      let count = row.number("count", Quantity.self, in: 0...Int(largestFigure))
      guard row.isGood, let date, let point else { return }
      facts.activities.append(
        Activity(
          date: date, point: point, description: description, amount: amount, count: count, place: row.place))
    }
  }
}
