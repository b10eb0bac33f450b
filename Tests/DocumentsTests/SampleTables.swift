import Diagnostics
import Measures
import Reporting

/// Tables such as a month and a quarter bring, with figures that are added up by hand.
enum SampleTables {
  static func phrase(_ ky: String, _ ru: String, _ en: String) -> Phrase { Phrase(ky: ky, ru: ru, en: en) }

  static func invoices(rows: Int = 3) throws -> Table {
    let day = try SampleInvoice.day("2026-09-30")
    let kind = TableValue.term("invoice", phrase("эсеп", "счёт", "invoice"))
    return Table(
      name: "invoices", title: phrase("Эсептер", "Счета", "Invoices"),
      columns: [
        TableColumn("invoice_no", phrase("Эсептин номери", "Номер счёта", "Invoice No.")),
        TableColumn("kind", phrase("Түрү", "Вид", "Kind")),
        TableColumn("resident_id", phrase("Резидент", "Резидент", "Resident")),
        TableColumn("period", phrase("Мезгил", "Период", "Period")),
        TableColumn("issued_on", phrase("Берилген күнү", "Дата выставления", "Issued on")),
        TableColumn("net", phrase("Салыксыз, сом", "Без налогов, сом", "Net, KGS"), isSummed: true),
        TableColumn("total", phrase("Бардыгы, сом", "Всего, сом", "Total, KGS"), isSummed: true),
        TableColumn("remark", phrase("Эскертме", "Примечание", "Remark")),
      ],
      rows: (1...rows).map { number in
        [
          .code("2026-\(1000 + number)"), kind, .text(number == 2 ? "=HYPERLINK(1)" : "ОсОО «Кёль Суусу»"),
          .month(Month(year: 2026, month: 9)), .day(day), .money(Money(units: number == 2 ? -150 : 10_010)),
          .money(Money(units: number == 2 ? -168 : 11_211)),
          .text(number == 3 ? "Эсеп июль жана август айларынын эсептик керектөөсүн кайра эсептөөнү камтыйт" : ""),
        ]
      })
  }

  static func empty() -> Table {
    Table(
      name: "problems", title: phrase("Кемчиликтер", "Замечания", "Problems"),
      columns: [
        TableColumn("code", phrase("Коду", "Код", "Code")), TableColumn("file", phrase("Файл", "Файл", "File")),
      ],
      rows: [])
  }

  static func services() -> Table {
    var rows: [[TableValue]] = []
    for month in 7...9 {
      for (point, amount) in [("13.2", 4_500_000), ("13.3", 812_345), ("13.8", 250_000), ("lease", 9_900_000)] {
        rows.append([
          .month(Month(year: 2026, month: month)), .code(point), .integer(12),
          .money(Money(units: Int64(amount * month))),
        ])
      }
    }
    rows.append([.text("Бардыгы"), .empty, .integer(36), .money(Money(units: 371_096_280))])
    return Table(
      name: "services", title: phrase("Кызматтар боюнча эсептелди", "Начислено по услугам", "Billed by service"),
      columns: [
        TableColumn("period", phrase("Мезгил", "Период", "Period")),
        TableColumn("point", phrase("Жобонун пункту", "Пункт Положения", "Point")),
        TableColumn("count", phrase("Саны", "Количество", "Count")),
        TableColumn("total", phrase("Бардыгы, сом", "Всего, сом", "Total, KGS")),
      ], rows: rows, sumRows: [12])
  }

  static func arrears() -> Table {
    let names = ["not_due", "overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90"]
    let titles = [
      phrase("Мөөнөтү келе элек", "Срок не наступил", "Not due"), phrase("1–30 күн", "1–30 дней", "1–30 days"),
      phrase("31–60 күн", "31–60 дней", "31–60 days"), phrase("61–90 күн", "61–90 дней", "61–90 days"),
      phrase("90 күндөн ашык", "Более 90 дней", "Over 90 days"),
    ]
    return Table(
      name: "arrears", title: phrase("Резиденттердин карыздары", "Задолженность резидентов", "Residents' arrears"),
      columns: [TableColumn("resident_id", phrase("Резидент", "Резидент", "Resident"))]
        + zip(names, titles).map { TableColumn($0, $1) },
      rows: (1...5).map { number in
        [.text("ОсОО «Резидент \(number)»")]
          + (0..<5).map { .money(Money(units: Int64(1_000_000 * number / ($0 + 1)))) }
      })
  }
}
