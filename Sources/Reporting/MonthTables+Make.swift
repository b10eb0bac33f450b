import Diagnostics
public import Ledger
public import Measures
import Metering
public import Park
import Pricing

extension MonthTables {
  /// The tables of a month, from the books and the problems that its run reports.
  ///
  /// Moments are written one way: a midnight is the end of the day before (`2026-08-31T24:00`), at the installation
  /// too, so that an opening reads exactly as the closing before it.
  ///
  /// - Parameter accounts: with all documents of this month's run and earlier ones; nil to play them here.
  public static func make(
    month: Month, facts: ParkFacts, books: Books, problems: [ReportedProblem], accounts: Accounts? = nil
  ) -> MonthTables {
    let documents = books.documentsByNumber(inFolderOf: month)
    let record = books.record(of: month)
    let accounts =
      accounts
      ?? Accounts(
        of: facts, documents: books.batches.filter { $0.month <= month }.flatMap(\.documents),
        paymentsThrough: month.lastDay)
    let present = presentTables(month: month, facts: facts, books: books, problems: problems, accounts: accounts)
    return MonthTables(
      month: month, invoices: invoiceTable(documents), lines: lineTable(documents),
      consumption: consumptionTable(record, clock: facts.clock),
      balances: balanceTable(books.balances(of: month)), parkBalance: parkBalanceTable(record?.parkBalance ?? []),
      reminders: present[0], unallocated: present[1], problems: present[2])
  }

  /// Of the tables of a month those that change with the present inputs, while the others stand in the journal:
  /// reminders, unallocated money and problems.
  public static func presentTables(
    month: Month, facts: ParkFacts, books: Books, problems: [ReportedProblem], accounts: Accounts
  ) -> [Table] {
    [
      reminderTable(accounts, facts, books, on: month.lastDay), unallocatedTable(accounts),
      problemTable(problems, language: facts.profile.language),
    ]
  }

  static func invoiceTable(_ documents: [InvoiceDocument]) -> Table {
    Table(
      name: "invoices", title: Phrase(ky: "Төлөм эсептери", ru: "Счета на оплату", en: "Invoices"),
      columns: [
        .invoiceNumber, TableColumn("kind", "Түрү", "Вид", "Kind"),
        TableColumn("corrects", "Кайсы эсеп түзөтүлөт", "Корректируемый счёт", "Corrects"), .contract, .resident,
        .period,
        TableColumn("issued_on", "Берилген күнү", "Дата выставления", "Issued on"),
        TableColumn("due_on", "Төлөө мөөнөтү", "Срок оплаты", "Due on"), .net, .vat, .salesTax, .total,
        .openingBalance.unsummed, .paid.unsummed,
        TableColumn("balance_due", "Төлөөгө, сом", "К оплате, сом", "Balance due, KGS"),
      ],
      rows: documents.map { document in
        [
          .code(document.number), document.kind.value, .optionalCode(document.corrects), .name(document.contract),
          .name(document.resident), .month(document.period), .day(document.issuedOn), .day(document.dueOn),
          .money(document.net), .money(document.vat), .money(document.salesTax), .money(document.total),
          .money(document.openingBalance), .money(document.paid), .money(document.balanceDue),
        ]
      })
  }

  static func lineTable(_ documents: [InvoiceDocument]) -> Table {
    Table(
      name: "lines", title: Phrase(ky: "Эсептердин саптары", ru: "Строки счетов", en: "Invoice lines"),
      columns: [
        .invoiceNumber, TableColumn("line_no", "Саптын номери", "Номер строки", "Line No."), .service, .point,
        TableColumn("component", "Тарифтин түзүүчүсү", "Составляющая тарифа", "Component"),
        TableColumn("zone", "Зона", "Зона", "Zone"), TableColumn("block", "Блок", "Блок", "Block"),
        TableColumn("from", "Башталышы", "С", "From"), TableColumn("to", "Аягы", "По", "To"),
        TableColumn("basis", "Негизи", "Основание", "Basis"), .quantity, .unit,
        TableColumn("unit_price", "Баасы", "Цена", "Unit price"),
        TableColumn("currency", "Валюта", "Валюта", "Currency"),
        TableColumn("exchange_rate", "Расмий курс", "Официальный курс", "Exchange rate"),
        TableColumn("discount_percent", "Арзандатуу, %", "Скидка, %", "Discount, %"), .net,
        TableColumn("tax", "Салык", "Налог", "Tax"), .vat, .salesTax, .total,
        TableColumn("reference", "Буйрутма же мөөнөтү өткөн эсеп", "Заявка или просроченный счёт", "Reference"),
        TableColumn("description", "Сыпаттамасы", "Описание", "Description"),
        TableColumn("source", "Булагы", "Источник", "Source"),
      ],
      rows: documents.flatMap { document in
        document.lines.enumerated().map { index, line in lineRow(document.number, index + 1, line) }
      })
  }

  private static func lineRow(_ number: String, _ position: Int, _ line: Charge) -> [TableValue] {
    [
      .code(number), .integer(position), .name(line.service), .optionalCode(line.point), line.component.value,
      .name(line.zone), line.block.map { .integer($0) } ?? .empty, .day(line.from), .day(line.to), line.basis.value,
      .number(line.quantity.text(decimals: line.quantityDecimals)), .optionalCode(line.unit),
      .number(line.unitPrice.text(decimals: 2)), .name(line.currency),
      .number(line.exchangeRate.text(decimals: 0)), .percent(line.discountPercent.text(decimals: 0)),
      .money(line.net), .optionalCode(line.tax), .money(line.vat), .money(line.salesTax), .money(line.total),
      .optionalCode(line.reference), .words(line.description), .optionalCode(line.sources.joined(separator: "|")),
    ]
  }

  static func balanceTable(_ rows: [BalanceRow]) -> Table {
    Table(
      name: "balances", title: Phrase(ky: "Эсептешүүлөр", ru: "Расчёты с резидентами", en: "Balances"),
      columns: [.contract, .resident, .openingBalance, .invoiced, .paid, .closingBalance] + TableColumn.ageing,
      rows: rows.sorted { $0.contract < $1.contract }.map { row in
        [.name(row.contract), .name(row.resident)] + row.turnover.map(TableValue.money)
          + row.ageing.map(TableValue.money)
      })
  }

  /// Errors first, then by place, code and contract. The same row is given once.
  static func problemTable(_ problems: [ReportedProblem], language: Language) -> Table {
    var rows: [[TableValue]] = []
    for reported in problems.sorted(by: ReportedProblem.standsBefore) {
      let problem = reported.problem
      let place = problem.place
      let row: [TableValue] = [
        problem.severity.value, .code(problem.code), .optionalCode(place?.file),
        place.flatMap { $0.line > 0 ? .integer($0.line) : nil } ?? .empty, .optionalCode(place?.column),
        .words(problem.value), .text(problem.message[language]), .text(problem.remedy[language]),
        .name(reported.contract),
      ]
      if rows.last != row { rows.append(row) }
    }
    return Table(
      name: "problems", title: Phrase(ky: "Табылган каталар", ru: "Найденные ошибки", en: "Problems"),
      columns: [
        TableColumn("severity", "Деңгээли", "Уровень", "Severity"), TableColumn("code", "Коду", "Код", "Code"),
        TableColumn("file", "Файл", "Файл", "File"), TableColumn("line", "Сап", "Строка", "Line"),
        TableColumn("column", "Тилке", "Столбец", "Column"), TableColumn("value", "Мааниси", "Значение", "Value"),
        TableColumn("message", "Эмне туура эмес", "Что неверно", "What is wrong"),
        TableColumn("remedy", "Кантип оңдоо керек", "Как исправить", "How to mend it"), .contract,
      ],
      rows: rows)
  }
}

extension ReportedProblem {
  /// By severity, file, line, column, code and contract; then by the words, so that no tie is left.
  static func standsBefore(_ a: ReportedProblem, _ b: ReportedProblem) -> Bool {
    let (x, y) = (a.problem, b.problem)
    if x.severity != y.severity { return x.severity < y.severity }
    if x.place != y.place {
      guard let left = x.place else { return true }
      guard let right = y.place else { return false }
      return left < right
    }
    if x.code != y.code { return x.code.utf8.lexicographicallyPrecedes(y.code.utf8) }
    let (left, right) = (a.contract?.text ?? "", b.contract?.text ?? "")
    if left != right { return left.utf8.lexicographicallyPrecedes(right.utf8) }
    return (x.value + "\n" + x.message.en).utf8.lexicographicallyPrecedes((y.value + "\n" + y.message.en).utf8)
  }
}

extension BalanceRow {
  /// Opening, invoiced, paid, closing.
  var turnover: [Money] { [openingBalance, invoiced, paid, closingBalance] }
  /// Not due, overdue by age, advance: in the order of ``TableColumn/ageing``.
  var ageing: [Money] { [notDue, overdue1to30, overdue31to60, overdue61to90, overdueOver90, advance] }
}

extension Books {
  /// The documents of a folder by number: the year, then the count, whatever its width.
  func documentsByNumber(inFolderOf month: Month) -> [InvoiceDocument] {
    documents(inFolderOf: month).sorted { a, b in
      let (x, y) = (Array(a.number.utf8), Array(b.number.utf8))
      if x.prefix(4) != y.prefix(4) { return x.prefix(4).lexicographicallyPrecedes(y.prefix(4)) }
      return x.count == y.count ? x.lexicographicallyPrecedes(y) : x.count < y.count
    }
  }
}
