import Ledger
import Measures
import Metering
import Park

extension Precedence {
  /// What the journal is to hold of a calculated month: new where somebody is billed by it, as recorded where the
  /// precedence says so. Of a closed month all stands that was recorded, so that its tables show what was billed and by
  /// what; a contract that is billed for it only now joins.
  ///
  /// - Parameter isBilled: true where the month was issued for a contract.
  func record(of metering: MonthMetering, _ facts: ParkFacts, isBilled: (Contract.ID) -> Bool) -> MonthRecord {
    let rows = consumption(metering, facts, isBilled)
    return MonthRecord(
      month: metering.month, registers: kept(metering.registers.months, heldParts(metering), facts), consumption: rows,
      parkBalance: parkBalance(metering, facts, rows))
  }

  /// Of a meter that was handed on each part goes with its own contract (C20).
  private func heldParts(_ metering: MonthMetering) -> Set<MeterPart> {
    Set(held.flatMap(metering.meters(of:)).filter { $0.stretch != nil }.map(\.part))
  }

  private func consumption(
    _ metering: MonthMetering, _ facts: ParkFacts, _ isBilled: (Contract.ID) -> Bool
  ) -> [ConsumptionRow] {
    let recorded = record?.consumption ?? []
    let recordedContracts = Set(recorded.map(\.contract))
    let isStanding = isClosed && record != nil
    let new = metering.rows(of: facts).filter { row in
      if isStanding, recordedContracts.contains(row.contract) || isBilled(row.contract) { return false }
      // Shares of a common meter are told together, so that they sum to it.
      guard row.isCommon else { return !held.contains(row.contract) }
      return !waits(row.meter, facts) && (!held.contains(row.contract) || isBilled(row.contract))
    }
    let old = recorded.filter { row in
      isStanding || (row.isCommon ? isHeld(row.meter) : held.contains(row.contract))
    }
    return (old + new).sorted(by: <)
  }

  /// C17. Of a head meter whose own row is bad the facts know nothing: what an issued month was supplied with stays as
  /// recorded (I2).
  private func parkBalance(
    _ metering: MonthMetering, _ facts: ParkFacts, _ rows: [ConsumptionRow]
  ) -> [ParkBalanceRow] {
    let present = metering.parkBalance(of: facts, rows: rows)
    guard let record, isClosed || isHeadLost(from: record, facts) else { return present }
    let joining = isClosed ? joiningServices(metering, facts, record) : Set(present.map(\.service))
    var balance = Dictionary(uniqueKeysWithValues: record.parkBalance.map { ($0.service, $0) })
    for var row in present {
      if let old = balance[row.service] {
        row.supplied = old.supplied ?? row.supplied
        if !joining.contains(row.service) { row.parkShare = old.parkShare }
        if isClosed { row.unit = old.unit }
      }
      balance[row.service] = row
    }
    return balance.values.sorted { $0.service < $1.service }
  }

  private func isHeadLost(from record: MonthRecord, _ facts: ParkFacts) -> Bool {
    let billed = Set(record.consumption.map(\.meter))
    return record.registers.contains { register in
      bad.contains(register.meter) && facts.meters[register.meter] == nil && !billed.contains(register.meter)
    }
  }

  /// What the park bears of a common meter changes only with one that nobody was billed by before.
  private func joiningServices(
    _ metering: MonthMetering, _ facts: ParkFacts, _ record: MonthRecord
  ) -> Set<Service.ID> {
    let metered = Set(metering.registers.months.keys.map(\.meter))
    let known = Set(record.registers.map(\.meter))
    return Set(metered.subtracting(known).compactMap { facts.meters[$0] }.filter { $0.role == .common }.map(\.service))
  }
}
