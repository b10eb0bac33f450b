import Diagnostics
import Ledger
import Measures
import Park
import Pricing

extension QuarterView {
  /// What was issued in each month, by point of the Regulation: it agrees with `invoices.csv` of the months.
  func services() -> Section {
    var section = Section(
      "services", "Эсептелген кызматтар жана ижара", "Начислено за услуги и аренду", "Services and lease billed")
    section.column(.point, .subject)
    section.column(.period, .period)
    section.money([.net, .vat, .salesTax, .total])
    var lines: [Month: [Charge]] = [:]
    for month in issuedMonths { lines[month] = books.documents(inFolderOf: month).flatMap(\.lines) }
    let billed = lines.values.joined().map(\.point)
    let points = Set(billed + facts.services.values.map(\.point.text)).subtracting([""])
    for point in points.sorted(by: PointWording.precedes) {
      add(PointWording.value(point), lines.mapValues { $0.filter { $0.point == point } }, to: &section)
    }
    if billed.contains("") {
      let penalty = TableValue.term("penalty", "Туум", "Пеня", "Penalty")
      add(penalty, lines.mapValues { $0.filter { $0.point.isEmpty } }, to: &section)
    }
    add(.total, lines, isSum: true, to: &section)
    return section
  }

  private func add(_ subject: TableValue, _ lines: [Month: [Charge]], isSum: Bool = false, to section: inout Section) {
    func sums(_ lines: [Charge]) -> [TableValue] {
      [
        .money(lines.map(\.net).total()), .money(lines.map(\.vat).total()), .money(lines.map(\.salesTax).total()),
        .money(lines.map(\.total).total()),
      ]
    }
    for month in issuedMonths { section.row([subject, .month(month)] + sums(lines[month] ?? []), isSum: isSum) }
    section.row([subject, .quarter(quarter)] + sums(issuedMonths.flatMap { lines[$0] ?? [] }), isSum: true)
  }

  /// All contracts together, month by month: what was owed, billed and paid, and how old the debt is (I5). The quarter
  /// opens where its first month does and closes where its last does.
  func settlements() -> Section {
    var section = Section(
      "settlements", "Резиденттер менен эсептешүүлөр", "Расчёты с резидентами", "Settlements with residents")
    section.column(.period, .period)
    section.money([.openingBalance, .invoiced, .paid, .closingBalance] + TableColumn.ageing)
    let months = issuedMonths.map { books.balances(of: $0) }
    func sum(_ rows: [BalanceRow], _ part: (BalanceRow) -> Money) -> TableValue { .money(rows.map(part).total()) }
    func ageing(_ rows: [BalanceRow]) -> [TableValue] {
      TableColumn.ageing.indices.map { index in sum(rows) { $0.ageing[index] } }
    }
    for (month, rows) in zip(issuedMonths, months) {
      section.row(
        [
          .month(month), sum(rows, \.openingBalance), sum(rows, \.invoiced), sum(rows, \.paid),
          sum(rows, \.closingBalance),
        ] + ageing(rows))
    }
    guard let first = months.first, let last = months.last else { return section }
    let all = months.flatMap { $0 }
    section.row(
      [
        .quarter(quarter), sum(first, \.openingBalance), sum(all, \.invoiced), sum(all, \.paid),
        sum(last, \.closingBalance),
      ] + ageing(last), isSum: true)
    return section
  }

  /// Who is overdue at the end of the quarter's last month that was run, and since when (point 12(5)).
  func arrears() -> Section {
    var section = Section(
      "arrears", "Резиденттердин мөөнөтү өткөн карыздары", "Просроченная задолженность резидентов",
      "Arrears of the residents")
    section.column(.resident, .subject)
    section.column(TableColumn("name", "Аталышы", "Наименование", "Name"), .note)
    section.money([.closingBalance, TableColumn("overdue", "Мөөнөтү өткөн, сом", "Просрочено, сом", "Overdue, KGS")])
    section.money(TableColumn.ageing)
    let overdue = (issuedMonths.last.map { books.balances(of: $0) } ?? []).filter { !$0.overdue.isZero }
    // A resident's other contracts belong to its balance, though they are not overdue.
    let late = Set(overdue.map(\.resident))
    let rows = (issuedMonths.last.map { books.balances(of: $0) } ?? []).filter { late.contains($0.resident) }
    func sums(_ rows: [BalanceRow]) -> [TableValue] {
      [.money(rows.map(\.closingBalance).total()), .money(rows.map(\.overdue).total())]
        + TableColumn.ageing.indices.map { index in .money(rows.map { $0.ageing[index] }.total()) }
    }
    for resident in late.sorted() {
      section.row(
        [.name(resident), .words(facts.residents[resident]?.shortName ?? "")]
          + sums(rows.filter { $0.resident == resident }))
    }
    section.row([.total, .empty] + sums(rows), isSum: true)
    return section
  }

  /// Service orders by point: open at the quarter's end by what is known now, completed and cancelled in it, and what
  /// was billed for orders in its months. A cancelled order counts in the quarter in which it was ordered.
  func orders() -> Section {
    var section = Section("orders", "Кызматка буйрутмалар", "Заявки на услуги", "Service orders")
    section.column(.point, .subject)
    section.column(TableColumn("requested", "Кабыл алына элек", "Подано", "Requested"), .figure(""))
    section.column(TableColumn("accepted", "Аткарылууда", "В работе", "Accepted"), .figure(""))
    section.column(TableColumn("completed", "Аткарылды", "Выполнено", "Completed"), .figure(""))
    section.column(TableColumn("cancelled", "Жокко чыгарылды", "Отменено", "Cancelled"), .figure(""))
    section.money([TableColumn("billed_net", "Эсептелди, салыксыз, сом", "Начислено без налогов, сом", "Billed, KGS")])
    let days = quarter.days
    let relevant = facts.orders.values.filter { order in
      switch order.status {
      case .requested, .accepted: order.orderedOn < days.upperBound
      case .completed: order.completedOn.map(days.contains) ?? false
      case .cancelled: days.contains(order.orderedOn)
      }
    }
    let lines = issuedMonths.flatMap { books.documents(inFolderOf: $0) }.flatMap(\.lines)
      .filter { !$0.reference.isEmpty && !$0.point.isEmpty }
    func point(_ order: Order) -> String { facts.services[order.service]?.point.text ?? "" }
    func figures(_ orders: [Order], _ lines: [Charge]) -> [TableValue] {
      Order.Status.allCases.map { status in .integer(orders.count { $0.status == status }) }
        + [.money(lines.map(\.net).total())]
    }
    for name in Set(relevant.map(point) + lines.map(\.point)).sorted(by: PointWording.precedes) {
      section.row(
        [PointWording.value(name)]
          + figures(relevant.filter { point($0) == name }, lines.filter { $0.point == name }))
    }
    section.row([.total] + figures(relevant, lines), isSum: true)
    return section
  }

  /// The tariffs in force on a day of the quarter, with the decision that set each.
  func tariffs() -> Section {
    var section = Section("tariffs", "Колдонулган тарифтер", "Действовавшие тарифы", "Tariffs in force")
    section.column(TableColumn("tariff", "Тариф", "Тариф", "Tariff"), .subject)
    section.column(TableColumn("component", "Түзүүчүсү", "Составляющая", "Component"), .subject)
    section.column(TableColumn("zone", "Зона", "Зона", "Zone"), .subject)
    section.column(TableColumn("threshold", "Чеги", "Порог", "Threshold"), .subject)
    section.column(TableColumn("valid_from", "Башталышы", "С", "From"), .subject)
    section.column(TableColumn("valid_to", "Аягы", "По", "To"), .note)
    section.column(TableColumn("price", "Баасы", "Цена", "Price"), .figure(nil))
    section.column(TableColumn("currency", "Валюта", "Валюта", "Currency"), .unit)
    section.column(TableColumn("basis", "Укуктук негизи", "Правовое основание", "Legal basis"), .note)
    for name in facts.tariffs.keys.sorted() {
      let rows = (facts.tariffs[name] ?? []).filter { !$0.validity.days(in: quarter.days).isEmpty }
      for row in rows.sorted(by: TariffRow.standsBefore) {
        section.row([
          .name(row.tariff), row.component.value, .name(row.zone), .number(row.threshold.text(decimals: 0)),
          .day(row.validity.from), row.validity.through.map { .day($0) } ?? .empty,
          .number(row.price.text(decimals: 2)), .name(row.currency), .words(row.basis),
        ])
      }
    }
    return section
  }
}

extension TariffRow {
  /// By component, zone (rows for all consumption first), threshold and first day.
  fileprivate static func standsBefore(_ a: TariffRow, _ b: TariffRow) -> Bool {
    if a.component != b.component { return a.component < b.component }
    let (x, y) = (a.zone?.text ?? "", b.zone?.text ?? "")
    if x != y { return x.utf8.lexicographicallyPrecedes(y.utf8) }
    return a.threshold == b.threshold ? a.validity.from < b.validity.from : a.threshold < b.threshold
  }
}
