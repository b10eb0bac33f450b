import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `meter-contracts.csv`: who has a meter when (C20). A resident's meter needs a contract here or in its own row.
  func readMeterContracts() {
    var rows = TimedRows<Meter.ID, MeterContract> { $0.validity }
    var named: Set<Meter.ID> = []
    folder.table(Tables.meterContracts, touches: [.everyone]) { row in
      let id = row.id("meter_id", Meter.self)
      let contract = contract(&row)
      let validity = row.validity()
      if let id {
        named.insert(id)
        row.touch(.meter(id))
        let meters = facts.meters
        folder.check(id, .meter, among: meters, &row, "meter_id")
        if let meter = meters[id] {
          if meter.role != .resident {
            row.report(.notHandedOn, "meter_id")
          } else if let owner = meter.contract {
            row.touch(.contract(owner))
            row.report(.ownedTwice(owner, at: meter.place), "meter_id")
          }
        }
      }
      guard row.isGood, let id, let contract, let validity else { return }
      rows.add(MeterContract(meter: id, contract: contract, validity: validity, place: row.place), key: id, &row)
    }
    facts.meterContracts = Dictionary(grouping: rows.rows, by: \.meter)
    for meter in unowned where meter.id.map({ !named.contains($0) }) ?? true {
      folder.report(Fault.contractNeeded.at(meter.place, value: ""), meter.touches)
      guard let id = meter.id else { continue }
      facts.meters[id] = nil
      folder.noteBroken(.meter, id.text)
    }
  }
}

extension Fault {
  fileprivate static let notHandedOn = Fault(
    "not-handed-on",
    message: Phrase(
      ky: "Бул эсептегич резиденттики эмес (role = common же head), ал эч бир келишимге өтпөйт",
      ru: "Этот счётчик не резидента (role = common или head), к договору он не переходит",
      en: "This meter is no resident's (role = common or head), so it passes to no contract"),
    remedy: Phrase(
      ky: "Сапты өчүрүңүз же meters.csv'де role маанисин оңдоңуз", ru: "Удалите строку или исправьте role в meters.csv",
      en: "Delete the row, or mend role in meters.csv"))

  fileprivate static func ownedTwice(_ contract: Contract.ID, at place: Place) -> Fault {
    Fault(
      "owned-twice",
      message: Phrase(
        ky: "Эсептегич \(place.reference) сабында \(contract) келишимине байланган: кимдики экени эки жерде айтылган",
        ru: "В строке \(place.reference) счётчик уже записан за договором \(contract): чей он, сказано в двух местах",
        en:
          "The row \(place.reference) already gives the meter to contract \(contract): whose it is stands in two places"
      ),
      remedy: Phrase(
        ky: "meters.csv'деги contract_id уячасын бошотуп, \(contract) келишиминин мөөнөтүн бул таблицага жазыңыз",
        ru: "Очистите contract_id в meters.csv и внесите срок договора \(contract) в эту таблицу",
        en: "Clear contract_id in meters.csv, and enter the time of contract \(contract) in this table"))
  }
}
