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
    let all = activitiesOfQuarter
    let rows = Set(all.map(\.point)).sorted(by: PointWording.precedes).map { point in
      SectionRow(subject: PointWording.value(point), content: all.filter { $0.point == point })
    }
    return Section(
      "activities", "Компаниянын ишмердиги", "Деятельность компании", "Activities of the company",
      [
        Column(.point, .subject) { $0.subject },
        Column("entries", "Жазуулар", "Записей", "Entries", .count) { .integer($0.content.count) },
        Column(.count, .count) { .number($0.content.compactMap(\.count).total().text(decimals: 0)) },
        Column(.amount, .soms) { .money($0.content.compactMap(\.amount).total()) },
      ],
      rows + [SectionRow(subject: .total, content: all, isSum: true)])
  }

  /// The entries one by one, in words. Their figures are those of ``activities()``, so none is counted here.
  func activityLog() -> Section {
    let columns: [Column<Activity>] = [
      Column("date", "Күнү", "Дата", "Date", .period) { .day($0.date) },
      Column(.point) { PointWording.value($0.point) },
      Column(.description) { .words($0.description) },
      Column(.count) { $0.count.map { .number($0.text(decimals: 0)) } ?? .empty },
      Column(.amount) { $0.amount.map { .money($0) } ?? .empty },
    ]
    return Section(
      "activity-log", "Иш-чаралардын журналы", "Журнал мероприятий", "Activity log", columns.map { $0.of(\.content) },
      activitiesOfQuarter.map { SectionRow(content: $0) })
  }
}
