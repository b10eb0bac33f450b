import Diagnostics
import Sheets

/// The charts of the report.
enum ReportCharts {
  private static let soms = Phrase(ky: "сом", ru: "сом", en: "KGS")
  private static let ageing = ["not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90"]

  static let all = [
    ReportChart(
      section: "services", kind: .stackedColumn,
      title: Phrase(
        ky: "Айлар жана Жобонун пункттары боюнча эсептелди", ru: "Начислено по месяцам и пунктам Положения",
        en: "Billed by month and point of the Regulation"), unit: soms,
      shape: .pivot(category: "period", series: "point", value: "total")),
    ReportChart(
      section: "consumption", kind: .column,
      title: Phrase(ky: "Айлар боюнча керектөө", ru: "Потребление по месяцам", en: "Consumption by month"),
      unit: Phrase(ky: "", ru: "", en: ""),
      shape: .each(name: "service", category: "period", value: "quantity", unit: "unit")),
    ReportChart(
      section: "settlements", kind: .column,
      title: Phrase(ky: "Эсептелди жана төлөндү", ru: "Начислено и оплачено", en: "Billed and paid"), unit: soms,
      shape: .columns(category: "period", values: ["invoiced", "paid"])),
    ReportChart(
      section: "arrears", kind: .column,
      title: Phrase(
        ky: "Мөөнөтү өткөн карызы бар резиденттердин карыздары, мөөнөтү боюнча",
        ru: "Задолженность резидентов-должников по срокам", en: "Debt of residents in arrears by days overdue"),
      unit: soms, shape: .totals(ageing)),
  ]
}
