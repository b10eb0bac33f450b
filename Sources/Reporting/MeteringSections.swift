import Ledger
import Measures
import Metering
import Park

extension QuarterView {
  private var records: [MonthRecord] { quarter.months.compactMap { books.record(of: $0) } }

  /// What each metered service came to, month by month, as the newest records have it.
  func consumption() -> Section {
    var section = Section("consumption", "Ресурстарды керектөө", "Потребление ресурсов", "Consumption")
    section.column(.service, .subject)
    section.column(.period, .period)
    section.column(.quantity, .figure(nil))
    section.column(.unit, .unit)
    let records = records
    for service in Set(records.flatMap(\.consumption).map(\.service)).sorted() {
      let name = serviceValue(service)
      var whole = Quantity.zero
      var unit = ""
      for record in records {
        let rows = record.consumption.filter { $0.service == service && $0.register != .reactive }
        guard let first = rows.first else { continue }
        let sum = rows.map(\.quantity).total()
        whole += sum
        unit = first.unit
        section.row([name, .month(record.month), .number(sum.description), .code(unit)])
      }
      section.row([name, .quarter(quarter), .number(whole.description), .code(unit)], isSum: true)
    }
    return section
  }

  /// What the park took in and where it went (C17), month by month. The quarter has no supply and no loss unless every
  /// month of it has them.
  func parkBalance() -> Section {
    var section = Section(
      "park-balance", "Парктын ресурстар балансы", "Баланс ресурсов парка", "Balance of the park")
    section.column(.service, .subject)
    section.column(.period, .period)
    for column in [TableColumn.supplied, .billed, .common, .parkShare, .loss] { section.column(column, .figure(nil)) }
    section.column(.lossPercent, .figure("%"))
    section.column(.unit, .unit)
    let records = records
    for service in Set(records.flatMap(\.parkBalance).map(\.service)).sorted() {
      let name = serviceValue(service)
      var sum: ParkBalanceRow?
      for record in records {
        guard let row = record.parkBalance.first(where: { $0.service == service }) else { continue }
        section.row([name, .month(record.month)] + row.figures + [.code(row.unit)])
        sum = sum.map { $0.adding(row) } ?? row
      }
      if let sum { section.row([name, .quarter(quarter)] + sum.figures + [.code(sum.unit)], isSum: true) }
    }
    return section
  }

  private func serviceValue(_ id: Service.ID) -> TableValue {
    facts.services[id].map { .term(id.text, $0.name) } ?? .name(id)
  }
}

extension ParkBalanceRow {
  fileprivate func adding(_ other: ParkBalanceRow) -> ParkBalanceRow {
    let together = supplied.flatMap { here in other.supplied.map { here + $0 } }
    return ParkBalanceRow(
      service: service, supplied: together, billed: billed + other.billed, common: common + other.common,
      parkShare: parkShare + other.parkShare, unit: unit)
  }
}
