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
    month: Month, facts: ParkFacts, books: Books, problems: [MonthProblem], accounts: Accounts? = nil
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
    month: Month, facts: ParkFacts, books: Books, problems: [MonthProblem], accounts: Accounts
  ) -> [Table] {
    [
      reminderTable(accounts, facts, books, on: month.lastDay), unallocatedTable(accounts),
      problemTable(problems, of: month, facts: facts),
    ]
  }

  static func invoiceTable(_ documents: [InvoiceDocument]) -> Table {
    Table(
      "invoices", "Төлөм эсептери", "Счета на оплату", "Invoices",
      [
        Column(.invoiceNumber) { .code($0.number) }, Column(.kind) { $0.kind.value },
        Column("corrects", "Кайсы эсеп түзөтүлөт", "Корректируемый счёт", "Corrects") { .optionalCode($0.corrects) },
        Column(.contract) { .name($0.contract) }, Column(.resident) { .name($0.resident) },
        Column(.period) { .month($0.period) },
        Column("issued_on", "Берилген күнү", "Дата выставления", "Issued on") { .day($0.issuedOn) },
        Column("due_on", "Төлөө мөөнөтү", "Срок оплаты", "Due on") { .day($0.dueOn) },
        Column(.net) { .money($0.net) }, Column(.vat) { .money($0.vat) }, Column(.salesTax) { .money($0.salesTax) },
        Column(.total) { .money($0.total) }, Column(.openingBalance) { .money($0.openingBalance) }.unsummed,
        Column(.paid) { .money($0.paid) }.unsummed,
        Column("balance_due", "Төлөөгө, сом", "К оплате, сом", "Balance due, KGS") { .money($0.balanceDue) },
      ],
      documents)
  }

  static func lineTable(_ documents: [InvoiceDocument]) -> Table {
    let charge: [Column<Charge>] = [
      Column(.service) { .name($0.service) }, Column(.point) { .optionalCode($0.point) },
      Column("component", "Тарифтин түзүүчүсү", "Составляющая тарифа", "Component") { $0.component.value },
      Column(.zone) { .name($0.zone) },
      Column("block", "Блок", "Блок", "Block") { $0.block.map { .integer($0) } ?? .empty },
      Column("from", "Башталышы", "С", "From") { .day($0.from) }, Column("to", "Аягы", "По", "To") { .day($0.to) },
      Column(.basis) { $0.basis.value },
      Column(.quantity) { .number($0.quantity.text(decimals: $0.quantityDecimals)) },
      Column(.unit) { .unit($0.unit) },
      Column("unit_price", "Баасы", "Цена", "Unit price") { .number($0.unitPrice.text(decimals: 2)) },
      Column(.currency) { .name($0.currency) },
      Column("exchange_rate", "Расмий курс", "Официальный курс", "Exchange rate") {
        .number($0.exchangeRate.text(decimals: 0))
      },
      Column("discount_percent", "Арзандатуу, %", "Скидка, %", "Discount, %") {
        .percent($0.discountPercent.text(decimals: 0))
      },
      Column(.net) { .money($0.net) }, Column("tax", "Салык", "Налог", "Tax") { .optionalCode($0.tax) },
      Column(.vat) { .money($0.vat) }, Column(.salesTax) { .money($0.salesTax) }, Column(.total) { .money($0.total) },
      Column("reference", "Буйрутма же мөөнөтү өткөн эсеп", "Заявка или просроченный счёт", "Reference") {
        .optionalCode($0.reference)
      },
      Column(.description) { .words($0.description) },
      Column(.source) { .optionalCode($0.sources.joined(separator: "|")) },
    ]
    return Table(
      "lines", "Эсептердин саптары", "Строки счетов", "Invoice lines",
      [
        Column(.invoiceNumber) { .code($0.invoice) },
        Column("line_no", "Саптын номери", "Номер строки", "Line No.") { .integer($0.number) },
      ] + charge.map { $0.of(\.charge) },
      documents.flatMap { document in
        document.lines.enumerated().map { (invoice: document.number, number: $0 + 1, charge: $1) }
      })
  }

  static func balanceTable(_ rows: [BalanceRow]) -> Table {
    let parts: [BalanceRow.Part] = [
      (.openingBalance, \.openingBalance), (.invoiced, \.invoiced), (.paid, \.paid),
      (.closingBalance, \.closingBalance),
    ]
    return Table(
      "balances", "Эсептешүүлөр", "Расчёты с резидентами", "Balances",
      [Column(.contract) { .name($0.contract) }, Column(.resident) { .name($0.resident) }]
        + (parts + BalanceRow.ageing).map { part in Column(part.head) { .money($0[keyPath: part.amount]) } },
      rows.sorted { $0.contract < $1.contract })
  }

  /// Errors first, then by place, code and contract. The same row is given once.
  static func problemTable(_ problems: [MonthProblem], of month: Month, facts: ParkFacts) -> Table {
    let language = facts.profile.language
    var table = Table(
      "problems", "Табылган каталар", "Найденные ошибки", "Problems",
      [
        Column("severity", "Деңгээли", "Уровень", "Severity") { $0.problem.severity.value },
        Column("code", "Коду", "Код", "Code") { .code($0.problem.code) },
        Column("file", "Файл", "Файл", "File") { .optionalCode($0.problem.place?.file) },
        Column("line", "Сап", "Строка", "Line") {
          $0.problem.place.flatMap { $0.line > 0 ? .integer($0.line) : nil } ?? .empty
        },
        Column("column", "Тилке", "Столбец", "Column") { .optionalCode($0.problem.place?.column) },
        Column(.value) { .words($0.problem.value) },
        Column("message", "Эмне туура эмес", "Что неверно", "What is wrong") { .text($0.problem.message[language]) },
        Column("remedy", "Кантип оңдоо керек", "Как исправить", "How to mend it") {
          .text($0.problem.remedy[language])
        },
        Column(.contract) { .name($0.contract) },
        Column("acknowledged", "Көрүлгөн", "Просмотрено", "Acknowledged") {
          facts.isAcknowledged($0, in: month) ? .integer(1) : .empty
        },
      ],
      problems.sorted())
    table.rows = table.rows.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    return table
  }
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
