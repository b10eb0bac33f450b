import Diagnostics
import Measures
import Metering
import Park

extension MonthTables {
  static func consumptionTable(_ rows: [ConsumptionRow], clock: ParkClock) -> Table {
    let ordered = rows.sorted { a, b in
      if a.meter != b.meter { return a.meter < b.meter }
      return a.register == b.register ? a.contract < b.contract : a.register < b.register
    }
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
      ],
      rows: ordered.map { row in
        [.name(row.meter), .name(row.register), .name(row.contract), .name(row.service)]
          + readings(of: row, clock: clock)
          + [
            row.basis.value, .integer(row.span?.rollover == true ? 1 : 0), .number(row.multiplier.text(decimals: 0)),
            .percent(row.lossPercent.text(decimals: 0)), .number(row.quantity.description), .code(row.unit),
          ]
      })
  }

  private static func readings(of row: ConsumptionRow, clock: ParkClock) -> [Value] {
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
  var figures: [Value] {
    [
      supplied.map { .number($0.description) } ?? .empty, .number(billed.description), .number(common.description),
      .number(parkShare.description), loss.map { .number($0.description) } ?? .empty,
      lossPercent.map { .percent($0.text(decimals: 0)) } ?? .empty,
    ]
  }
}
