import Diagnostics

extension TableColumn {
  /// A column with its titles in Kyrgyz, Russian and English.
  init(_ name: String, _ ky: String, _ ru: String, _ en: String, sum: Bool = false) {
    self.init(name, Phrase(ky: ky, ru: ru, en: en), isSummed: sum)
  }

  /// The same column in a table whose sums are rows of it.
  var unsummed: TableColumn { TableColumn(name, title) }

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
  static let supplied = TableColumn("supplied", "Алынды", "Получено", "Supplied")
  static let billed = TableColumn("billed", "Резиденттердин керектөөсү", "Потребление резидентов", "Billed")
  static let common = TableColumn("common", "Жалпы керектөө", "Общее потребление", "Common use")
  static let parkShare = TableColumn("park_share", "Парктын үлүшү", "Доля парка", "Park's share")
  static let loss = TableColumn("loss", "Жоготуулар", "Потери", "Losses")
  static let lossPercent = TableColumn("loss_percent", "Жоготуулар, %", "Потери, %", "Losses, %")
  static let count = TableColumn("count", "Саны", "Количество", "Count")
  static let remark = TableColumn("remark", "Эскертме", "Примечание", "Remark")

  /// Owed and not due, overdue by age, paid ahead: the columns in which a balance is split (I5).
  static let ageing = [
    TableColumn("not_due", "Төлөө мөөнөтү келе элек, сом", "Срок не наступил, сом", "Not due, KGS", sum: true),
    TableColumn(
      "overdue_1_30", "1–30 күнгө кечиккен, сом", "Просрочено на 1–30 дней, сом", "Overdue 1–30 days, KGS", sum: true),
    TableColumn(
      "overdue_31_60", "31–60 күнгө кечиккен, сом", "Просрочено на 31–60 дней, сом", "Overdue 31–60 days, KGS",
      sum: true),
    TableColumn(
      "overdue_61_90", "61–90 күнгө кечиккен, сом", "Просрочено на 61–90 дней, сом", "Overdue 61–90 days, KGS",
      sum: true),
    TableColumn(
      "overdue_over_90", "90 күндөн ашык кечиккен, сом", "Просрочено более чем на 90 дней, сом",
      "Overdue more than 90 days, KGS", sum: true),
    TableColumn("advance", "Аванс, сом", "Аванс, сом", "Advance, KGS", sum: true),
  ]
}
