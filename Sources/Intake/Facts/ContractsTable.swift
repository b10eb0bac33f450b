import Measures
import Park

extension FactReader {
  func readContracts() {
    var rows = KeyedRows<Contract.ID, Contract>()
    folder.table(Tables.contracts, touches: [.everyone]) { row in
      let id = row.id("contract_id", Contract.self)
      row.touch(id.map { .contract($0) })
      let resident = resident(&row)
      let number = row.text("number")
      let signed = row.day("signed_on")
      let validity = row.validity()
      let days = row.whole("payment_days", in: 0...3650)
      let penalty = row.number("penalty_percent_per_day", Percent.self, in: 0...100)
      let cap = row.number("penalty_cap_percent", Percent.self, in: 0...1_000_000)
      guard row.isGood, let id, let resident, let validity, let days, let penalty else {
        return folder.noteBroken(.contract, id?.text)
      }
      var contract = Contract(id: id, resident: resident, number: number, validity: validity, place: row.place)
      contract.subject = row.text("subject")
      contract.signedOn = signed
      contract.paymentDays = days
      contract.penaltyPercentPerDay = penalty
      contract.penaltyCapPercent = cap
      rows.add(contract, key: id, &row, column: "contract_id")
    }
    for id in rows.conflicts { folder.noteBroken(.contract, id.text) }
    facts.contracts = rows.rows
  }

  func readPremises() {
    var rows = TimedRows<Premises.ID, Premises> { $0.validity }
    folder.table(Tables.premises, touches: [.everyone]) { row in
      let contract = contract(&row)
      let id = row.id("premises_id", Premises.self)
      let kind = row.choice("kind", Premises.Kind.self)
      let area = row.number("area_m2", Quantity.self, in: 0...Int(largestFigure))
      let validity = row.validity()
      guard row.isGood, let id, let kind, let area, let validity else { return }
      rows.add(
        Premises(
          id: id, kind: kind, name: row.text("name"), contract: contract, area: area, validity: validity,
          place: row.place),
        key: id, &row)
    }
    facts.premises = rows.rows
  }

  func readOpeningBalances() {
    struct Key: Hashable {
      let contract: Contract.ID
      let document: String
    }
    var rows = KeyedRows<Key, OpeningBalance>()
    var order: [Key] = []
    folder.table(Tables.openingBalances, touches: [.everyone]) { row in
      let contract = contract(&row)
      let document = row.word("document")
      let due = row.day("due_on")
      let amount = row.number("amount", Money.self)
      guard row.isGood, let contract, let document, let due, let amount else { return }
      let key = Key(contract: contract, document: document)
      order.append(key)
      rows.add(
        OpeningBalance(contract: contract, document: document, dueOn: due, amount: amount, place: row.place),
        key: key, &row, column: "document")
    }
    let good = rows.rows
    facts.openingBalances = order.compactMap { good[$0] }.uniqued()
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, where it first stands.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
