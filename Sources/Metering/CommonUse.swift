public import Measures
public import Park

/// Who shares a common meter in a month, and by what weights (C13).
public struct CommonUse: Sendable {
  /// The contracts with a term in force for the meter's service, by name.
  public let contracts: [Contract]
  /// The days of the month on which each has a term in force.
  let days: [Int]
  /// The resident meters of these contracts for the service, or their parts of them.
  let meters: [Meter]
  /// A contract without any area, where the meter is shared by area.
  let withoutArea: Contract.ID?
  private let premises: [[Stay]]
  /// All premises there are, on the days of the month.
  private let all: [Stay]

  /// Premises on so many days of a month.
  private struct Stay {
    let area: Quantity
    let kind: Premises.Kind
    let days: Int
  }

  /// Finds who shares a meter.
  public init(of meter: Meter, in month: Month, facts: ParkFacts) {
    var contracts: [Contract] = []
    var days: [Int] = []
    var premises: [[Stay]] = []
    for contract in facts.contractsInOrder {
      let force = facts.daysInForce(of: contract, for: meter.service, in: month)
      guard !force.isEmpty else { continue }
      contracts.append(contract)
      days.append(force.count)
      premises.append(
        facts.premises.filter { $0.contract == contract.id }.map { premises in
          Stay(
            area: premises.area, kind: premises.kind, days: force.filter { premises.validity.contains($0) }.count)
        })
    }
    self.contracts = contracts
    self.days = days
    self.premises = premises
    all = facts.premises.map {
      Stay(area: $0.area, kind: $0.kind, days: $0.validity.days(in: month.days).count)
    }
    let names = Set(contracts.map(\.id))
    meters = facts.meters.values.filter { meter.service == $0.service }.sorted { $0.id < $1.id }
      .flatMap(facts.stretches).filter { part in
        part.contract.map(names.contains) ?? false
          && (part.stretch == nil || !part.installed.days(in: month.days).isEmpty)
      }
    let bare = zip(contracts, premises).first { !$1.contains { $0.days > 0 && !$0.area.isZero } }
    withoutArea = [.area, .totalArea].contains(meter.allocateBy) ? bare?.0.id : nil
  }

  /// Σ area × days on which premises, term and contract are all in force.
  func areas() throws(ArithmeticOverflow) -> [Ratio] { try premises.map(Self.area) }

  /// The same among all premises of the sharers' kind, buildings, or land where no sharer has a building; and what is
  /// vacant of them. One with land alone among buildings weighs 0.
  func totalAreas() throws(ArithmeticOverflow) -> (sharers: [Ratio], vacant: Ratio) {
    let isBuilt = premises.joined().contains { $0.kind == .building && $0.days > 0 && !$0.area.isZero }
    let kind = isBuilt ? Premises.Kind.building : .land
    let sharers = try premises.map { stays throws(ArithmeticOverflow) in
      try Self.area(stays.filter { $0.kind == kind })
    }
    var vacant = try Self.area(all.filter { $0.kind == kind })
    for area in sharers { vacant = try vacant.minus(area) }
    return (sharers, vacant)
  }

  private static func area(_ stays: [Stay]) throws(ArithmeticOverflow) -> Ratio {
    var sum = Ratio.zero
    for stay in stays { sum = try sum.plus(stay.area.ratio.times(Ratio(stay.days))) }
    return sum
  }
}

extension ParkFacts {
  /// The days of a month on which a contract and one of its terms for a service are both in force (P3).
  public func daysInForce(of contract: Contract, for service: Service.ID, in month: Month) -> [Day] {
    let open = contract.validity.days(in: month.days)
    guard !open.isEmpty else { return [] }
    let terms = terms(of: contract.id, for: service)
    return open.filter { day in terms.contains { $0.validity.contains(day) } }
  }
}
