import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `contracts.csv`: contracts and their addenda, which are told apart by their days (``DatedFact``).
  func readContracts() {
    struct Key: Hashable {
      let id: Contract.ID
      let from: Day
    }
    var rows = KeyedRows<Key, Contract>()
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
      rows.add(contract, key: Key(id: id, from: validity.from), &row, column: "contract_id")
    }
    let conflicting = Set(rows.conflicts.map(\.id))
    for id in conflicting { folder.noteBroken(.contract, id.text) }
    let whole = Dictionary(grouping: rows.rows.values.filter { !conflicting.contains($0.id) }, by: \.id)
      .sorted { $0.key < $1.key }.filter { isUnbroken($0.value, of: $0.key) }
    facts.contracts = whole.flatMap(\.value).byID
  }

  /// True where each row of a contract begins the day after the one before; else the contract is as if its rows could
  /// not be read, for nobody knows by which to go.
  private func isUnbroken(_ rows: [Contract], of id: Contract.ID) -> Bool {
    // A row that was set aside would look like a gap.
    if folder.isBroken(.contract, id.text) { return true }
    let rows = rows.sorted { $0.validity.from < $1.validity.from }
    let breaks = zip(rows, rows.dropFirst()).filter { $0.validity.until != $1.validity.from }
    for (row, next) in breaks {
      let fault: Fault =
        row.validity.overlaps(next.validity) ? .overlappingRows(first: row.place) : .gapBeforeAddendum(row)
      folder.report(fault.at(next.place.at("valid_from"), value: "\(next.validity.from)"), [.contract(id)])
    }
    if !breaks.isEmpty { folder.noteBroken(.contract, id.text) }
    return breaks.isEmpty
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

extension Fault {
  fileprivate static func gapBeforeAddendum(_ row: Contract) -> Fault {
    let end = row.validity.through.map { "\($0)" } ?? ""
    return Fault(
      "gap-before-addendum",
      message: Phrase(
        ky: "Келишимдин мурунку сабы (\(row.place.reference)) \(end) күнү бүтөт, бул сап андан кийинки күнү башталбайт",
        ru:
          "Предыдущая строка договора (\(row.place.reference)) кончается \(end), а эта начинается не на следующий день",
        en:
          "The contract's row before (\(row.place.reference)) ends on \(end), and this one does not begin the day after"
      ),
      remedy: Phrase(
        ky: "Күндөрдү арасы калбагандай оңдоңуз; бул башка келишим болсо, ага өз кодун бериңиз",
        ru: "Исправьте даты, чтобы между строками не было пропуска; если это другой договор, дайте ему свой код",
        en:
          "Mend the dates so that no day is left between the rows; if it is another contract, give it a code of its own"
      ))
  }
}
