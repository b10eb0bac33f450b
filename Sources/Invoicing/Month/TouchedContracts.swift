import Diagnostics
import Measures
import Metering
import Park

/// Which contracts an error holds back in a month (formats, section 1).
struct TouchedContracts {
  let facts: ParkFacts
  let month: Month
  /// What was consumed; nil where the month is not billed.
  var metering: MonthMetering?

  func contracts(of finding: Finding) -> Set<Contract.ID> {
    guard finding.problem.severity == .error else { return [] }
    return finding.touches.reduce(into: []) { $0.formUnion(contracts(touchedBy: $1)) }
  }

  /// Problems, an error once for each contract that it holds back.
  func problems(of found: [Finding]) -> [MonthProblem] {
    found.flatMap { finding in
      let held = contracts(of: finding).sorted()
      return held.isEmpty
        ? [MonthProblem(problem: finding.problem, contract: nil)]
        : held.map { MonthProblem(problem: finding.problem, contract: $0) }
    }
  }

  private func contracts(touchedBy touch: Scope) -> Set<Contract.ID> {
    switch touch {
    case .everyone: Set(facts.contracts.keys)
    case .contract(let id): [id]
    case .resident(let id):
      Set(
        facts.contracts.values.filter { contract in
          contract.resident == id
            || contract.rows.contains { $0.resident == id && $0.validity.from <= month.lastDay }
        }.map(\.id))
    case .meter(let id): contracts(fedBy: id)
    case .service(let id):
      withTerm { $0.service == id || (facts.services[$0.service]?.derivedFrom.contains(id) ?? false) }
        .union(facts.meters.values.filter { $0.service == id }.flatMap { facts.holders(of: $0, in: month) })
    case .tariff(let name):
      withTerm {
        if case .tariff(name) = $0.pricing { return true }
        return false
      }
    case .consumption(let name, let days):
      withTerm { term in
        guard case .tariff(name) = term.pricing, let contract = facts.contracts[term.contract] else { return false }
        let force = term.validity.days(in: contract.validity.days(in: month.days))
        return !days.days(in: force).isEmpty && isConsumer(term)
      }
    case .tax(let name): withTerm { ($0.tax ?? facts.services[$0.service]?.tax) == name }
    case .currency(let name):
      withTerm {
        switch $0.pricing {
        case .price(_, let currency): currency == name
        case .tariff(let tariff): (facts.tariffs[tariff] ?? []).contains { $0.currency == name }
        }
      }
    // Only the books know whose it is: the plan has put the contract in its place.
    case .invoice: []
    }
  }

  /// The meter's contract and its parent's, or all that share it (C12, C13). A head meter feeds nobody.
  /// Who is billed by any of some meters.
  func contracts(fedBy meters: Set<Meter.ID>) -> Set<Contract.ID> {
    meters.reduce(into: []) { $0.formUnion(contracts(fedBy: $1)) }
  }

  private func contracts(fedBy id: Meter.ID) -> Set<Contract.ID> {
    guard let meter = facts.meters[id] else { return [] }
    var result = owners(of: meter)
    if let parent = meter.parent.flatMap({ facts.meters[$0] }) { result.formUnion(owners(of: parent)) }
    return result
  }

  /// Who pays for what the meter itself shows: its contract, or all that share it.
  func owners(of meter: Meter) -> Set<Contract.ID> {
    switch meter.role {
    case .head: []
    case .resident: facts.holders(of: meter, in: month)
    case .common: Set(CommonUse(of: meter, in: month, facts: facts).contracts.map(\.id))
    }
  }

  /// True where the term's contract consumed something of its service, or of what that is derived from (C13, C14).
  private func isConsumer(_ term: Term) -> Bool {
    guard let metering, let service = facts.services[term.service] else { return false }
    let sources = Set([service.id] + service.derivedFrom)
    let meters = metering.meters(of: term.contract).filter { sources.contains($0.service) }
    let shares = (metering.shares[term.contract] ?? []).filter {
      facts.meters[$0.meter].map { sources.contains($0.service) } ?? false
    }
    let own = meters.flatMap { metering.net(of: $0) }.filter { $0.own.register != .reactive }
    return !own.allSatisfy(\.quantity.isZero) || !shares.allSatisfy(\.quantity.isZero)
  }

  private func withTerm(_ matches: (Term) -> Bool) -> Set<Contract.ID> {
    var result: Set<Contract.ID> = []
    for (id, terms) in facts.terms {
      guard let contract = facts.contracts[id] else { continue }
      let open = contract.validity.days(in: month.days)
      if terms.contains(where: { !$0.validity.days(in: open).isEmpty && matches($0) }) { result.insert(id) }
    }
    return result
  }
}
