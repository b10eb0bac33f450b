import Ledger
import Measures
import Park
import Pricing

extension QuarterView {
  /// What was issued in each month, by point of the Regulation: it agrees with `invoices.csv` of the months.
  func services() -> Section {
    var lines: [Month: [Charge]] = [:]
    for month in issuedMonths { lines[month] = books.documents(inFolderOf: month).flatMap(\.lines) }
    let billed = lines.values.joined().map(\.point)
    let points = Set(billed + facts.services.values.map(\.point.text)).subtracting([""])
    var rows: [SectionRow<[Charge]>] = []
    func add(_ subject: TableValue, isSum: Bool = false, _ isOfIt: (Charge) -> Bool) {
      let own = issuedMonths.map { (month: $0, lines: (lines[$0] ?? []).filter(isOfIt)) }
      rows += own.map { SectionRow(subject: subject, period: .month($0.month), content: $0.lines, isSum: isSum) }
      rows.append(
        SectionRow(subject: subject, period: .quarter(quarter), content: own.flatMap(\.lines), isSum: true))
    }
    for point in points.sorted(by: PointWording.precedes) { add(PointWording.value(point)) { $0.point == point } }
    if billed.contains("") { add(.term("penalty", "Туум", "Пеня", "Penalty")) { $0.point.isEmpty } }
    add(.total, isSum: true) { _ in true }
    return Section(
      "services", "Эсептелген кызматтар жана ижара", "Начислено за услуги и аренду", "Services and lease billed",
      [
        Column(.point, .subject) { $0.subject }, Column(.period, .period) { $0.period },
        Column(.net, .soms) { .money($0.content.map(\.net).total()) },
        Column(.vat, .soms) { .money($0.content.map(\.vat).total()) },
        Column(.salesTax, .soms) { .money($0.content.map(\.salesTax).total()) },
        Column(.total, .soms) { .money($0.content.map(\.total).total()) },
      ],
      rows)
  }

  /// The ages of the debts of many balances together.
  private func ageing<Content>(_ balances: @escaping (Content) -> [BalanceRow]) -> [Column<SectionRow<Content>>] {
    BalanceRow.ageing.map { part in
      Column(part.head, .soms) { .money(balances($0.content).map { $0[keyPath: part.amount] }.total()) }
    }
  }

  /// All contracts together, month by month: what was owed, billed and paid, and how old the debt is (I5). The quarter
  /// opens where its first month does and closes where its last does.
  func settlements() -> Section {
    typealias Stretch = (first: [BalanceRow], all: [BalanceRow], last: [BalanceRow])
    let months = issuedMonths.map { books.balances(of: $0) }
    var rows = zip(issuedMonths, months).map { month, rows in
      SectionRow<Stretch>(period: .month(month), content: (rows, rows, rows))
    }
    if let first = months.first, let last = months.last {
      rows.append(
        SectionRow(period: .quarter(quarter), content: (first, months.flatMap { $0 }, last), isSum: true))
    }
    return Section(
      "settlements", "Резиденттер менен эсептешүүлөр", "Расчёты с резидентами", "Settlements with residents",
      [
        Column(.period, .period) { $0.period },
        Column(.openingBalance, .soms) { .money($0.content.first.map(\.openingBalance).total()) },
        Column(.invoiced, .soms) { .money($0.content.all.map(\.invoiced).total()) },
        Column(.paid, .soms) { .money($0.content.all.map(\.paid).total()) },
        Column(.closingBalance, .soms) { .money($0.content.last.map(\.closingBalance).total()) },
      ] + ageing(\.last),
      rows)
  }

  /// Who is overdue at the end of the quarter's last month that was run, and since when (point 12(5)).
  func arrears() -> Section {
    typealias Debtor = (name: String, balances: [BalanceRow])
    let balances = issuedMonths.last.map { books.balances(of: $0) } ?? []
    // A resident's other contracts belong to its balance, though they are not overdue.
    let late = Set(balances.filter { !$0.overdue.isZero }.map(\.resident))
    var rows = late.sorted().map { resident in
      SectionRow<Debtor>(
        subject: .name(resident),
        content: (
          facts.residents[resident]?.row(on: lastDay).shortName ?? "", balances.filter { $0.resident == resident }
        ))
    }
    rows.append(
      SectionRow(subject: .total, content: ("", balances.filter { late.contains($0.resident) }), isSum: true))
    return Section(
      "arrears", "Резиденттердин мөөнөтү өткөн карыздары", "Просроченная задолженность резидентов",
      "Arrears of the residents",
      [
        Column(.resident, .subject) { $0.subject },
        Column(.name) { .words($0.content.name) },
        Column(.closingBalance, .soms) { .money($0.content.balances.map(\.closingBalance).total()) },
        Column("overdue", "Мөөнөтү өткөн, сом", "Просрочено, сом", "Overdue, KGS", .soms) {
          .money($0.content.balances.map(\.overdue).total())
        },
      ] + ageing(\.balances),
      rows)
  }

  /// Service orders by point: open at the quarter's end by what is known now, completed and cancelled in it, and what
  /// was billed for orders in its months. A cancelled order counts in the quarter in which it was ordered.
  func orders() -> Section {
    typealias Work = (orders: [Order], lines: [Charge])
    let days = quarter.days
    let relevant = facts.orders.values.filter { order in
      switch order.status {
      case .requested, .accepted: order.orderedOn < days.upperBound
      case .completed: order.completedOn.map(days.contains) ?? false
      case .cancelled: days.contains(order.orderedOn)
      }
    }
    let lines = issuedMonths.flatMap { books.documents(inFolderOf: $0) }.flatMap(\.lines).filter(\.isOfOrder)
    func point(_ order: Order) -> String { facts.services[order.service]?.point.text ?? "" }
    var rows = Set(relevant.map(point) + lines.map(\.point)).sorted(by: PointWording.precedes).map { name in
      SectionRow<Work>(
        subject: PointWording.value(name),
        content: (relevant.filter { point($0) == name }, lines.filter { $0.point == name }))
    }
    rows.append(SectionRow(subject: .total, content: (relevant, lines), isSum: true))
    func count(
      _ status: Order.Status, _ name: String, _ ky: String, _ ru: String, _ en: String
    ) -> Column<SectionRow<Work>> {
      Column(name, ky, ru, en, .count) { row in .integer(row.content.orders.count { $0.status == status }) }
    }
    return Section(
      "orders", "Кызматка буйрутмалар", "Заявки на услуги", "Service orders",
      [
        Column(.point, .subject) { $0.subject },
        count(.requested, "requested", "Кабыл алына элек", "Подано", "Requested"),
        count(.accepted, "accepted", "Аткарылууда", "В работе", "Accepted"),
        count(.completed, "completed", "Аткарылды", "Выполнено", "Completed"),
        count(.cancelled, "cancelled", "Жокко чыгарылды", "Отменено", "Cancelled"),
        Column("billed_net", "Эсептелди, салыксыз, сом", "Начислено без налогов, сом", "Billed, KGS", .soms) {
          .money($0.content.lines.map(\.net).total())
        },
      ],
      rows)
  }

  /// The tariffs in force on a day of the quarter, with the decision that set each.
  func tariffs() -> Section {
    let rows = facts.tariffs.keys.sorted().flatMap { name in
      (facts.tariffs[name] ?? []).filter { !$0.validity.days(in: quarter.days).isEmpty }
        .sorted(by: TariffRow.standsBefore)
    }
    let columns: [Column<TariffRow>] = [
      Column("tariff", "Тариф", "Тариф", "Tariff", .subject) { .name($0.tariff) },
      Column("component", "Түзүүчүсү", "Составляющая", "Component", .subject) {
        LineComponent.tariff($0.component).value
      },
      Column(.zone, .subject) { .name($0.zone) },
      Column("threshold", "Чеги", "Порог", "Threshold", .subject) { .number($0.threshold.text(decimals: 0)) },
      Column("valid_from", "Башталышы", "С", "From", .subject) { .day($0.validity.from) },
      Column("valid_to", "Аягы", "По", "To") { .optionalDay($0.validity.through) },
      Column("price", "Баасы", "Цена", "Price", .figure(nil)) { .number($0.price.text(decimals: 2)) },
      Column(.currency, .unit) { .name($0.currency) },
      Column("basis", "Укуктук негизи", "Правовое основание", "Legal basis") { .words($0.basis) },
    ]
    return Section(
      "tariffs", "Колдонулган тарифтер", "Действовавшие тарифы", "Tariffs in force",
      columns.map { $0.of(\.content) }, rows.map { SectionRow(content: $0) })
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
