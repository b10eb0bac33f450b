import Ledger
import Measures
import Metering
import Park

extension QuarterView {
  private var records: [MonthRecord] { quarter.months.compactMap { books.record(of: $0) } }

  /// What each metered service came to, month by month, as the newest records have it.
  func consumption() -> Section {
    let records = records
    var rows: [SectionRow<(quantity: Quantity, unit: String)>] = []
    for service in Set(records.flatMap(\.consumption).map(\.service)).sorted() {
      let name = serviceValue(service)
      var whole = (quantity: Quantity.zero, unit: "")
      for record in records {
        let own = record.consumption.filter { $0.service == service && $0.register != .reactive }
        guard let first = own.first else { continue }
        let sum = own.map(\.quantity).total()
        whole = (whole.quantity + sum, first.unit)
        rows.append(SectionRow(subject: name, period: .month(record.month), content: (sum, first.unit)))
      }
      rows.append(SectionRow(subject: name, period: .quarter(quarter), content: whole, isSum: true))
    }
    return Section(
      "consumption", "Ресурстарды керектөө", "Потребление ресурсов", "Consumption",
      [
        Column(.service, .subject) { $0.subject }, Column(.period, .period) { $0.period },
        Column(.quantity, .figure(nil)) { .number($0.content.quantity.description) },
        Column(.unit, .unit) { .unit($0.content.unit) },
      ],
      rows)
  }

  /// What the park took in and where it went (C17), month by month. The quarter has no supply and no loss unless every
  /// month of it has them.
  func parkBalance() -> Section {
    let records = records
    var rows: [SectionRow<ParkBalanceRow>] = []
    for service in Set(records.flatMap(\.parkBalance).map(\.service)).sorted() {
      let name = serviceValue(service)
      var sum: ParkBalanceRow?
      for record in records {
        guard let row = record.parkBalance.first(where: { $0.service == service }) else { continue }
        rows.append(SectionRow(subject: name, period: .month(record.month), content: row))
        sum = sum.map { $0.adding(row) } ?? row
      }
      if let sum { rows.append(SectionRow(subject: name, period: .quarter(quarter), content: sum, isSum: true)) }
    }
    return Section(
      "park-balance", "Парктын ресурстар балансы", "Баланс ресурсов парка", "Balance of the park",
      [Column(.service, .subject) { $0.subject }, Column(.period, .period) { $0.period }]
        + ParkBalanceRow.columns.map { $0.of(\.content) },
      rows)
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
