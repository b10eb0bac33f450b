import Diagnostics
import Ledger
import Measures
import Metering
import Park

extension MonthTables {
  /// The rows of a month. After the columns of the formats stand those that say more of how each quantity came about.
  static func consumptionTable(_ record: MonthRecord?, clock: ParkClock) -> Table {
    let ordered = (record?.consumption ?? []).sorted(by: <)
    return Table(
      name: "consumption", title: Phrase(ky: "Керектөө", ru: "Потребление", en: "Consumption"),
      columns: [
        .meter, TableColumn("register", "Регистр", "Регистр", "Register"), .contract, .service,
        TableColumn("opening_at", "Мурунку көрсөткүчтүн күнү", "Дата предыдущего показания", "Opening at"),
        TableColumn("opening", "Мурунку көрсөткүч", "Предыдущее показание", "Opening"),
        TableColumn("closing_at", "Учурдагы көрсөткүчтүн күнү", "Дата текущего показания", "Closing at"),
        TableColumn("closing", "Учурдагы көрсөткүч", "Текущее показание", "Closing"),
        TableColumn("basis", "Негизи", "Основание", "Basis"),
        TableColumn("rollover", "Нөлдөн өтүү", "Переход через ноль", "Rollover"),
        TableColumn("multiplier", "Коэффициент", "Коэффициент", "Multiplier"),
        TableColumn("loss_percent", "Жоготуулар, %", "Потери, %", "Losses, %"), .quantity, .unit,
        TableColumn("method", "Кантип аныкталды", "Как определено", "How it came about"),
        TableColumn("edited", "Түзөтүлгөн", "Исправлено", "Edited"),
        TableColumn("superseded", "Түзөтүүгө чейинки көрсөткүч", "Показание до исправления", "Superseded reading"),
        TableColumn("filled", "Толтурулган интервалдар", "Заполнено интервалов", "Filled intervals"),
      ],
      rows: ordered.map { row in
        [.name(row.meter), .name(row.register), .name(row.contract), .name(row.service)]
          + readings(of: row, clock: clock)
          + [
            row.basis.value, .integer(row.span?.rollover == true ? 1 : 0), .number(row.multiplier.text(decimals: 0)),
            .percent(row.lossPercent.text(decimals: 0)), .number(row.quantity.description), .code(row.unit),
          ] + origin(of: row, record?.register(row.key))
      })
  }

  /// Method, edit, what it supersedes, filled intervals.
  private static func origin(of row: ConsumptionRow, _ register: RegisterMonth?) -> [TableValue] {
    let trace = register?.trace
    let superseded = (trace?.superseded ?? []).map { "\($0.value.text(decimals: row.decimals)) (\($0.source))" }
    return [
      row.methods(of: register).value, .integer(trace?.superseded == nil ? 0 : 1),
      .optionalCode(superseded.joined(separator: "|")), trace?.intervals.map { .integer($0.filled) } ?? .empty,
    ]
  }

  private static func readings(of row: ConsumptionRow, clock: ParkClock) -> [TableValue] {
    guard let span = row.span else { return [.empty, .empty, .empty, .empty] }
    return [
      .moment(clock.text(span.openingAt, endOfDay: true)), .number(span.opening.text(decimals: row.decimals)),
      .moment(clock.text(span.closingAt, endOfDay: true)), .number(span.closing.text(decimals: row.decimals)),
    ]
  }

  static func parkBalanceTable(_ rows: [ParkBalanceRow]) -> Table {
    Table(
      name: "park-balance",
      title: Phrase(ky: "Парктын ресурстар балансы", ru: "Баланс ресурсов парка", en: "Balance of the park"),
      columns: [.service, .supplied, .billed, .common, .parkShare, .loss, .lossPercent, .unit],
      rows: rows.sorted { $0.service < $1.service }.map { [.name($0.service)] + $0.figures + [.code($0.unit)] })
  }
}

extension ParkBalanceRow {
  /// Supplied, billed, common, park share, loss, loss in percent; empty without a head meter.
  var figures: [TableValue] {
    [
      supplied.map { .number($0.description) } ?? .empty, .number(billed.description), .number(common.description),
      .number(parkShare.description), loss.map { .number($0.description) } ?? .empty,
      lossPercent.map { .percent($0.text(decimals: 0)) } ?? .empty,
    ]
  }
}
