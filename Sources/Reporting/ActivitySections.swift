import Measures
import Park

extension QuarterView {
  /// The quarter's entries of the activity log, by day, point and place in the input.
  var activitiesOfQuarter: [Activity] {
    facts.activities.filter { quarter.days.contains($0.date) }.sorted { a, b in
      if a.date != b.date { return a.date < b.date }
      return a.point == b.point ? a.place < b.place : PointWording.precedes(a.point, b.point)
    }
  }

  /// How often the company acted under each point, and what it came to.
  func activities() -> Section {
    var section = Section("activities", "Компаниянын ишмердиги", "Деятельность компании", "Activities of the company")
    section.column(.point, .subject)
    section.column(TableColumn("entries", "Жазуулар", "Записей", "Entries"), .figure(""))
    section.column(.count, .figure(""))
    section.money([Self.amount])
    let all = activitiesOfQuarter
    for point in Set(all.map(\.point)).sorted(by: PointWording.precedes) {
      section.row([PointWording.value(point)] + figures(all.filter { $0.point == point }))
    }
    section.row([.total] + figures(all), isSum: true)
    return section
  }

  /// The entries one by one, in words. Their figures are those of ``activities()``, so none is counted here.
  func activityLog() -> Section {
    var section = Section("activity-log", "Иш-чаралардын журналы", "Журнал мероприятий", "Activity log")
    section.column(TableColumn("date", "Күнү", "Дата", "Date"), .period)
    section.column(.point, .note)
    section.column(TableColumn("description", "Сыпаттамасы", "Описание", "Description"), .note)
    section.column(.count, .note)
    section.column(Self.amount, .note)
    for entry in activitiesOfQuarter {
      section.row([
        .day(entry.date), PointWording.value(entry.point), .words(entry.description),
        entry.count.map { .number($0.text(decimals: 0)) } ?? .empty, entry.amount.map { .money($0) } ?? .empty,
      ])
    }
    return section
  }

  private static let amount = TableColumn("amount", "Суммасы, сом", "Сумма, сом", "Amount, KGS")

  private func figures(_ entries: [Activity]) -> [TableValue] {
    [
      .integer(entries.count), .number(entries.compactMap(\.count).total().text(decimals: 0)),
      .money(entries.compactMap(\.amount).total()),
    ]
  }
}
