public import Measures

/// Who pays by which number, and whose contracts are paid, on a day (I3): looked up once for all payments.
public struct Payers: Sendable {
  private let facts: ParkFacts
  private let residentsByINN: [String: [Resident.ID]]
  private let contractsByResident: [Resident.ID: [Contract.ID]]

  /// The payers of a park.
  public init(of facts: ParkFacts) {
    self.facts = facts
    residentsByINN = facts.residentsByINN
    contractsByResident = facts.contractsByResident
  }

  /// Who has a taxpayer's number on a day, else who had it before, by name: nobody has the number that he is yet to get.
  public func residents(with inn: String, on day: Day) -> [Resident.ID] {
    let all = residentsByINN[inn] ?? []
    let now = all.filter { facts.residents[$0]?.row(on: day).inn == inn }
    guard now.isEmpty else { return now }
    return all.filter { id in
      facts.residents[id]?.rows.contains { $0.inn == inn && ($0.begins.map { $0 <= day } ?? true) } ?? false
    }
  }

  /// A resident's contracts on a day, by name; before a contract's first row by that, after its last by that.
  public func contracts(of resident: Resident.ID, on day: Day) -> [Contract.ID] {
    (contractsByResident[resident] ?? []).filter { facts.contracts[$0]?.row(on: day).resident == resident }
  }
}
