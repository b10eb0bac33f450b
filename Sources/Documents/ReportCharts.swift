import Diagnostics
import Sheets

/// The charts of the report.
enum ReportCharts {
  private static let soms = Phrase(ky: "сом", ru: "сом", en: "KGS")

  static let all = [
    ReportChart(
      section: "services", kind: .stackedColumn,
      title: Phrase(
        ky: "Айлар жана Жобонун пункттары боюнча эсептелди", ru: "Начислено по месяцам и пунктам Положения",
        en: "Billed by month and point of the Regulation"), valueTitle: soms,
      shape: .pivot(category: "period", series: "point", value: "total")),
    ReportChart(
      section: "arrears", kind: .column,
      title: Phrase(
        ky: "Карыздар мөөнөтү боюнча", ru: "Задолженность по срокам", en: "Arrears by days overdue"),
      valueTitle: soms,
      shape: .totals(["not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90"])),
  ]
}
