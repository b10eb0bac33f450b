import Diagnostics
import Ledger
import Measures

extension TableColumn {
  /// A column with its titles in Kyrgyz, Russian and English.
  init(_ name: String, _ ky: String, _ ru: String, _ en: String, sum: Bool = false) {
    self.init(name, Phrase(ky: ky, ru: ru, en: en), isSummed: sum)
  }

  static let invoiceNumber = TableColumn("invoice_no", "Эсептин номери", "Номер счёта", "Invoice No.")
  static let contract = TableColumn("contract_id", "Келишим", "Договор", "Contract")
  static let resident = TableColumn("resident_id", "Резидент", "Резидент", "Resident")
  static let meter = TableColumn("meter_id", "Эсептегич", "Счётчик", "Meter")
  static let service = TableColumn("service", "Кызмат", "Услуга", "Service")
  static let point = TableColumn("point", "Жобонун пункту", "Пункт Положения", "Point of the Regulation")
  static let period = TableColumn("period", "Мезгил", "Период", "Period")
  static let unit = TableColumn("unit", "Өлчөө бирдиги", "Единица измерения", "Unit")
  static let quantity = TableColumn("quantity", "Саны", "Количество", "Quantity")
  static let net = TableColumn(
    "net", "Салыктарды эске албаганда, сом", "Без налогов, сом", "Before tax, KGS", sum: true)
  static let vat = TableColumn("vat", "КНС, сом", "НДС, сом", "VAT, KGS", sum: true)
  static let salesTax = TableColumn(
    "sales_tax", "Сатуудан салык, сом", "Налог с продаж, сом", "Sales tax, KGS", sum: true)
  static let total = TableColumn("total", "Бардыгы, сом", "Всего, сом", "Total, KGS", sum: true)
  static let openingBalance = TableColumn(
    "opening_balance", "Мезгил башындагы калдык, сом", "Сальдо на начало, сом", "Opening balance, KGS", sum: true)
  static let invoiced = TableColumn("invoiced", "Эсептелди, сом", "Начислено, сом", "Invoiced, KGS", sum: true)
  static let paid = TableColumn("paid", "Төлөндү, сом", "Оплачено, сом", "Paid, KGS", sum: true)
  static let closingBalance = TableColumn(
    "closing_balance", "Мезгил аягындагы калдык, сом", "Сальдо на конец, сом", "Closing balance, KGS", sum: true)
  static let name = TableColumn("name", "Аталышы", "Наименование", "Name")
  static let kind = TableColumn("kind", "Түрү", "Вид", "Kind")
  static let source = TableColumn("source", "Булагы", "Источник", "Source")
  static let zone = TableColumn("zone", "Зона", "Зона", "Zone")
  static let currency = TableColumn("currency", "Валюта", "Валюта", "Currency")
  static let value = TableColumn("value", "Мааниси", "Значение", "Value")
  static let basis = TableColumn("basis", "Негизи", "Основание", "Basis")
  static let description = TableColumn("description", "Сыпаттамасы", "Описание", "Description")
  static let amount = TableColumn("amount", "Суммасы, сом", "Сумма, сом", "Amount, KGS")
  static let count = TableColumn("count", "Саны", "Количество", "Count")
}

extension BalanceRow {
  /// A column of money, and what it is of a balance.
  typealias Part = (head: TableColumn, amount: KeyPath<BalanceRow, Money>)

  /// Owed and not due, overdue by age, paid ahead: the columns in which a balance is split (I5).
  static var ageing: [Part] {
    func part(_ name: String, _ ky: String, _ ru: String, _ en: String, _ amount: KeyPath<BalanceRow, Money>) -> Part {
      (TableColumn(name, "\(ky), сом", "\(ru), сом", "\(en), KGS", sum: true), amount)
    }
    return [
      part("not_due", "Төлөө мөөнөтү келе элек", "Срок не наступил", "Not due", \.notDue),
      part("overdue_1_30", "1–30 күнгө кечиккен", "Просрочено на 1–30 дней", "Overdue 1–30 days", \.overdue1to30),
      part("overdue_31_60", "31–60 күнгө кечиккен", "Просрочено на 31–60 дней", "Overdue 31–60 days", \.overdue31to60),
      part("overdue_61_90", "61–90 күнгө кечиккен", "Просрочено на 61–90 дней", "Overdue 61–90 days", \.overdue61to90),
      part(
        "overdue_over_90", "90 күндөн ашык кечиккен", "Просрочено более чем на 90 дней", "Overdue more than 90 days",
        \.overdueOver90),
      part("advance", "Аванс", "Аванс", "Advance", \.advance),
    ]
  }
}
