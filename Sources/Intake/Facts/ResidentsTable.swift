import Diagnostics
import Measures
import Park

extension FactReader {
  /// Reads `residents.csv`. Rows of one resident are told apart by their days (``DatedFact``).
  func readResidents() {
    struct Key: Hashable {
      let id: Resident.ID
      let from: Day?
    }
    var rows = KeyedRows<Key, Resident>()
    folder.table(Tables.residents, touches: [.everyone]) { row in
      let id = row.id("resident_id", Resident.self)
      row.touch(id.map { .resident($0) })
      let fullName = row.text("full_name")
      let shortName = row.text("short_name")
      let form = row.choice("legal_form", Resident.LegalForm.self)
      let entered = row.day("entered_on")
      let inn = row.code("inn", digits: 14)
      let okpo = row.code("okpo", digits: 8)
      let terminated = row.day("terminated_on")
      if let entered, let terminated, terminated < entered { row.report(.endsBeforeStart, "terminated_on") }
      let withheld = withheld(&row)
      let language = row.choice("language", Language.self)
      let from = row.day("valid_from")
      guard row.isGood, let id, let form, let entered else {
        return folder.noteBroken(.resident, id?.text)
      }
      var resident = Resident(
        id: id, fullName: fullName, shortName: shortName, legalForm: form, enteredOn: entered, place: row.place)
      resident.location = row.text("location")
      resident.address = row.text("address")
      resident.registrationNumber = row.text("registration_number")
      resident.inn = inn
      resident.okpo = okpo
      resident.bank = row.word("bank")
      resident.bic = row.word("bic")
      resident.account = row.word("account")
      resident.industryCode = row.text("industry_code")
      resident.industryName = row.text("industry_name")
      resident.contactName = row.text("contact_name")
      resident.phone = row.text("phone")
      resident.email = row.text("email")
      resident.terminatedOn = terminated
      resident.terminationGround = row.text("termination_ground")
      resident.permits = row.text("permits")
      resident.withheld = withheld
      resident.language = language
      resident.validFrom = from
      rows.add(resident, key: Key(id: id, from: from), &row, column: "resident_id")
    }
    let conflicting = Set(rows.conflicts.map(\.id))
    for id in conflicting { folder.noteBroken(.resident, id.text) }
    facts.residents = rows.rows.values.filter { !conflicting.contains($0.id) }.byID
  }

  /// The columns that the public register leaves blank, by their canonical names.
  private func withheld(_ row: inout TableRow) -> [String] {
    let names = Tables.residents.names
    var columns: [String] = []
    for word in row.list("withheld") where !word.isEmpty {
      if let index = names[word.lowercased()] {
        columns.append(Tables.residents.columns[index].name)
      } else {
        let all = Tables.residents.columns.map(\.name)
        row.report(.badChoice(all, nearest: nearest(to: word, among: all)), "withheld", value: word)
      }
    }
    return columns
  }
}
