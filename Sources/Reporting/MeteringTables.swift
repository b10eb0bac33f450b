import Diagnostics
import Ledger
import Measures
import Metering
import Park

extension MonthTables {
  /// The rows of a month. After the columns of the formats stand those that say more of how each quantity came about.
  static func consumptionTable(_ record: MonthRecord?, clock: ParkClock) -> Table {
    let ordered = (record?.consumption ?? []).sorted(by: <)
    func moment(_ at: Instant) -> TableValue { .moment(clock.text(at, endOfDay: true)) }
    let columns: [Column<(row: ConsumptionRow, register: RegisterMonth?)>] = [
      Column(.meter) { .name($0.row.meter) },
      Column("register", "Регистр", "Регистр", "Register") { .name($0.row.register) },
      Column(.contract) { .name($0.row.contract) }, Column(.service) { .name($0.row.service) },
      Column("opening_at", "Мурунку көрсөткүчтүн күнү", "Дата предыдущего показания", "Opening at") {
        ($0.row.span?.openingAt).map(moment) ?? .empty
      },
      Column("opening", "Мурунку көрсөткүч", "Предыдущее показание", "Opening") { $0.row.shown(\.opening) },
      Column("closing_at", "Учурдагы көрсөткүчтүн күнү", "Дата текущего показания", "Closing at") {
        ($0.row.span?.closingAt).map(moment) ?? .empty
      },
      Column("closing", "Учурдагы көрсөткүч", "Текущее показание", "Closing") { $0.row.shown(\.closing) },
      Column(.basis) { $0.row.basis.value },
      Column("rollover", "Нөлдөн өтүү", "Переход через ноль", "Rollover") {
        .integer($0.row.span?.rollover == true ? 1 : 0)
      },
      Column("multiplier", "Коэффициент", "Коэффициент", "Multiplier") {
        .number($0.row.multiplier.text(decimals: 0))
      },
      Column("loss_percent", "Жоготуулар, %", "Потери, %", "Losses, %") {
        .percent($0.row.lossPercent.text(decimals: 0))
      },
      Column(.quantity) { .number($0.row.quantity.description) }, Column(.unit) { .unit($0.row.unit) },
      Column("method", "Кантип аныкталды", "Как определено", "How it came about") {
        $0.row.methods(of: $0.register).value
      },
      Column("edited", "Түзөтүлгөн", "Исправлено", "Edited") {
        .integer($0.register?.trace?.superseded == nil ? 0 : 1)
      },
      Column("superseded", "Түзөтүүгө чейинки көрсөткүч", "Показание до исправления", "Superseded reading") { entry in
        let points = entry.register?.trace?.superseded ?? []
        return .optionalCode(
          points.map { "\($0.value.text(decimals: entry.row.decimals)) (\($0.source))" }.joined(separator: "|"))
      },
      Column("filled", "Толтурулган интервалдар", "Заполнено интервалов", "Filled intervals") {
        ($0.register?.trace?.intervals).map { .integer($0.filled) } ?? .empty
      },
    ]
    return Table(
      "consumption", "Керектөө", "Потребление", "Consumption", columns,
      ordered.map { ($0, record?.register($0.key)) })
  }

  static func parkBalanceTable(_ rows: [ParkBalanceRow]) -> Table {
    Table(
      "park-balance", "Парктын ресурстар балансы", "Баланс ресурсов парка", "Balance of the park",
      [Column(.service) { .name($0.service) }] + ParkBalanceRow.columns, rows.sorted { $0.service < $1.service })
  }
}

extension ConsumptionRow {
  /// A reading at an end of its span; empty where it has none.
  fileprivate func shown(_ reading: KeyPath<ReadingSpan, FineQuantity>) -> TableValue {
    span.map { .number($0[keyPath: reading].text(decimals: decimals)) } ?? .empty
  }
}

extension ParkBalanceRow {
  /// What was supplied and where it went; supply and loss are empty without a head meter.
  static var columns: [Column<ParkBalanceRow>] {
    func figure(_ quantity: Quantity?) -> TableValue { quantity.map { .number($0.description) } ?? .empty }
    return [
      Column("supplied", "Алынды", "Получено", "Supplied", .figure(nil)) { figure($0.supplied) },
      Column("billed", "Резиденттердин керектөөсү", "Потребление резидентов", "Billed", .figure(nil)) {
        figure($0.billed)
      },
      Column("common", "Жалпы керектөө", "Общее потребление", "Common use", .figure(nil)) { figure($0.common) },
      Column("park_share", "Парктын үлүшү", "Доля парка", "Park's share", .figure(nil)) { figure($0.parkShare) },
      Column("loss", "Жоготуулар", "Потери", "Losses", .figure(nil)) { figure($0.loss) },
      Column("loss_percent", "Жоготуулар, %", "Потери, %", "Losses, %", .figure("%")) {
        $0.lossPercent.map { .percent($0.text(decimals: 0)) } ?? .empty
      },
      Column(.unit, .unit) { .unit($0.unit) },
    ]
  }
}
