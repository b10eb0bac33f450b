import Diagnostics
public import Measures
public import Park

/// A contract's share of a common meter's register (C13).
public struct CommonShare: Sendable, Hashable {
  /// The common meter.
  public let meter: Meter.ID
  /// Its register.
  public let register: Identifier<Register>
  /// In the service's unit.
  public let quantity: Quantity
  /// How it came about.
  public let trace: ShareTrace
}

/// What one register is billed with: children taken off (C12).
public struct NetRegister: Sendable, Hashable {
  /// The register's own month.
  public let own: RegisterMonth
  /// Its quantity less that of the meter's direct children.
  public let quantity: Quantity
  /// The least certain of the children that were taken off; nil where none were, or all are actual.
  public let childrenBasis: ClosingBasis?
  /// True where it or a child rests on an estimate (C16).
  public var isEstimated: Bool { own.certainty != .actual || childrenBasis != nil }
}

/// What the park's meters came to in one month, as it is billed.
public struct MonthMetering: Sendable {
  /// The month.
  public let month: Month
  /// Registers before children are taken off.
  public private(set) var registers: Registers
  /// Registers as billed, in order of meter and register. Head meters are not among them.
  public private(set) var net: [RegisterKey: NetRegister] = [:]
  /// Interval meters, or the parts of them, as billed: children taken off.
  public private(set) var loads: [MeterPart: Load] = [:]
  /// Each contract's shares of common meters.
  public private(set) var shares: [Contract.ID: [CommonShare]] = [:]
  /// What the park bears itself of common meters, by service.
  public private(set) var parkShares: [Service.ID: Quantity] = [:]
  /// Meters whose billed consumption can't be told.
  public private(set) var failed: Set<Meter.ID>
  /// What is wrong here, beyond ``Registers/findings``.
  public private(set) var findings: [Finding] = []

  private var metersByContract: [Contract.ID: [Meter]] = [:]

  /// Takes children off parents and shares common meters out.
  public init(_ registers: Registers, of facts: ParkFacts, in month: Month) {
    self.month = month
    self.registers = registers
    failed = registers.failed
    loads = registers.loads
    var children: [Meter.ID: [Meter]] = [:]
    for meter in facts.meters.values {
      if let parent = meter.parent { children[parent, default: []].append(meter) }
    }
    let told = Set(registers.months.keys.map(\.part))
    let known = Set(told.map(\.meter)).union(failed).union(registers.failedParts.map(\.meter))
    let inService = facts.meters.values.sorted { $0.id < $1.id }.filter {
      $0.role != .head && known.contains($0.id)
    }
    var parts: [Meter.ID: [Meter]] = [:]
    for meter in inService {
      let there = facts.stretches(of: meter).filter { told.contains($0.part) || registers.isFailed($0) }
      parts[meter.id] = there.filter { told.contains($0.part) || !$0.installed.days(in: month.days).isEmpty }
      guard meter.role == .resident else { continue }
      for part in parts[meter.id] ?? [] {
        if let contract = part.contract { metersByContract[contract, default: []].append(part) }
      }
    }
    for meter in inService {
      let below = (children[meter.id] ?? []).sorted { $0.id < $1.id }
      takeOff(below, below.flatMap { parts[$0.id] ?? [] }, from: meter, parts[meter.id] ?? [])
    }
    for meter in inService {
      for part in parts[meter.id] ?? [] where part.isParks && !failed.contains(meter.id) {
        let used = net(of: part).filter { $0.own.register != .reactive }
        if !used.isEmpty { parkShares[meter.service, default: .zero] += used.map(\.quantity).total() }
      }
      if meter.role == .common, !failed.contains(meter.id) { share(meter, facts) }
    }
  }

  /// The resident meters of a contract that are in service, or its parts of them, by name and time.
  public func meters(of contract: Contract.ID) -> [Meter] { metersByContract[contract] ?? [] }

  /// The registers of a meter, or of a part of it, as billed, in the meter's order.
  public func net(of meter: Meter) -> [NetRegister] {
    meter.registers.compactMap { net[meter.key(of: $0)] }
  }

  private func isTold(_ meter: Meter) -> Bool {
    meter.registers.allSatisfy { registers.months[meter.key(of: $0)] != nil }
  }

  mutating func fail(_ meter: Meter, _ problem: Problem) {
    failed.insert(meter.id)
    findings.append(Finding(problem, touches: [.meter(meter.id)], months: .only(month)))
  }

  /// C12: a parent's own, gross and rounded, less its direct children's gross, register by register. Off the parts of
  /// one that was handed on they come in proportion to their gross (C20).
  private mutating func takeOff(_ children: [Meter], _ below: [Meter], from meter: Meter, _ parts: [Meter]) {
    for child in children
    where child.service != meter.service || child.mode != meter.mode
      || Set(child.registers) != Set(meter.registers)
    {
      fail(meter, unlikeChild(child, of: meter))
      return
    }
    // A child in error holds back the parent's contracts, not the reverse.
    if below.contains(where: registers.isFailed) { failed.insert(meter.id) }
    // What can't be billed still weighs, as far as the good rows tell it (C13).
    let isBilled = !failed.contains(meter.id)
    guard isBilled || (parts + below).allSatisfy(isTold) else { return }
    for name in meter.registers {
      let own = parts.compactMap { registers.months[$0.key(of: name)] }
      let off = below.compactMap { registers.months[$0.key(of: name)] }
      let left = own.map(\.quantity).total() - off.map(\.quantity).total()
      if left.isNegative, !off.isEmpty {
        if isBilled { fail(meter, belowChildren(meter, quantity: left, month: month)) }
        return
      }
      guard let shares = try? Allocation.largestRemainder(off.map(\.quantity).total(), weights: own.weights) else {
        return fail(meter, tooLarge(meter))
      }
      for (var register, share) in zip(own, shares) {
        if !off.isEmpty {
          register.trace?.children = off.byMeter
          if own.count > 1 { register.trace?.childrenShare = share }
          registers.months[register.key] = register
        }
        net[register.key] = NetRegister(
          own: register, quantity: register.quantity - share,
          childrenBasis: off.map(\.certainty).filter { $0 != .actual }.max())
      }
    }
    takeLoads(of: below, from: meter, parts)
  }

  /// C12: interval by interval, for zones and demand.
  private mutating func takeLoads(of below: [Meter], from meter: Meter, _ parts: [Meter]) {
    for part in parts {
      guard var load = loads[part.part] else { continue }
      do {
        for child in below.compactMap({ registers.loads[$0.part] }) {
          for (index, day) in month.days.enumerated() where part.installed.contains(day) {
            load.days[index] = try load.days[index].minus(child.days[index])
          }
          load.hasDoubtfulChild = load.hasDoubtfulChild || child.isEstimated
        }
        loads[part.part] = load
      } catch {
        fail(meter, tooLarge(meter))
      }
    }
  }

  /// C13: the park's share off, the rest over the contracts with a term in force.
  private mutating func share(_ meter: Meter, _ facts: ParkFacts) {
    let sharing = CommonUse(of: meter, in: month, facts: facts)
    if sharing.contracts.isEmpty {
      if net(of: meter).contains(where: { !$0.quantity.isZero }) {
        findings.append(Finding(nobodyShares(meter, month)))
      }
    }
    if let contract = sharing.withoutArea {
      fail(meter, noArea(contract, meter))
      return
    }
    do {
      let weights: [Ratio]
      var vacant = Ratio.zero
      switch meter.allocateBy {
      case .totalArea: (weights, vacant) = try sharing.totalAreas()
      case .area: weights = try sharing.areas()
      case .equal: weights = sharing.days.map { Ratio($0) }
      case .consumption:
        guard sharing.meters.allSatisfy({ !failed.contains($0.id) && !registers.isFailed($0) || !net(of: $0).isEmpty })
        else {
          fail(meter, unknownWeights(meter, month))
          return
        }
        weights = sharing.contracts.map { contract in
          let own = sharing.meters.filter { $0.contract == contract.id }.flatMap { net(of: $0) }
          return own.filter { $0.own.register != .reactive }.map(\.quantity).total().ratio
        }
      }
      for register in net(of: meter) where register.own.register != .reactive {
        let left = try Ratio.one.minus(meter.parkSharePercent.fraction)
        let shared = try sharing.contracts.isEmpty ? .zero : Quantity(register.quantity.ratio.times(left), .halfUp)
        // The vacant area is the park's, and comes last in ties.
        let isVacant = !vacant.isZero && !sharing.contracts.isEmpty
        var parts = try Allocation.largestRemainder(shared, weights: weights + (isVacant ? [vacant] : []))
        let rest = register.quantity - shared + (isVacant ? parts.removeLast() : .zero)
        parkShares[meter.service, default: .zero] += rest
        var whole = vacant
        for weight in weights { whole = try whole.plus(weight) }
        var trace = ShareTrace(
          key: meter.allocateBy, consumption: register.quantity, parkPercent: meter.parkSharePercent, shared: shared,
          weight: .zero, weights: (try? FineQuantity(whole, .halfUp)) ?? .zero)
        for (index, contract) in sharing.contracts.enumerated() {
          trace.weight = (try? FineQuantity(weights[index], .halfUp)) ?? .zero
          shares[contract.id, default: []].append(
            CommonShare(meter: meter.id, register: register.own.register, quantity: parts[index], trace: trace))
        }
      }
    } catch {
      fail(meter, tooLarge(meter))
    }
  }
}

extension MonthMetering {
  /// The rows of `consumption.csv`: by meter, register and contract.
  public func rows(of facts: ParkFacts) -> [ConsumptionRow] {
    var rows: [ConsumptionRow] = []
    for (key, register) in net.sorted(by: { $0.key < $1.key }) {
      guard let meter = facts.meters[key.meter], let service = facts.services[meter.service] else { continue }
      func row(_ contract: Contract.ID, _ quantity: Quantity, _ share: ShareTrace? = nil) -> ConsumptionRow {
        return ConsumptionRow(
          key, contract: contract, service: meter.service, isCommon: meter.role == .common,
          span: register.own.span, basis: register.own.certainty, childrenBasis: register.childrenBasis,
          multiplier: meter.multiplier, lossPercent: meter.lossPercent, decimals: meter.decimals, quantity: quantity,
          unit: key.register == .reactive ? service.reactiveUnit : service.unit, share: share)
      }
      if meter.role == .common {
        for (contract, shares) in shares.sorted(by: { $0.key < $1.key }) {
          for share in shares where share.meter == meter.id && share.register == key.register {
            rows.append(row(contract, share.quantity, share.trace))
          }
        }
      } else if let contract = facts.stretches(of: meter).first(where: { $0.part == key.part })?.contract {
        rows.append(row(contract, register.quantity))
      }
    }
    return rows
  }

  /// C17, for each service that has meters in service.
  public func parkBalance(of facts: ParkFacts, rows: [ConsumptionRow]) -> [ParkBalanceRow] {
    let services = Set(facts.meters.values.map(\.service)).sorted()
    return services.compactMap { id in
      guard let service = facts.services[id] else { return nil }
      let heads = facts.meters.values.filter { $0.service == id && $0.role == .head && $0.installedOn <= month.lastDay }
      let counted = heads.flatMap { head in
        head.registers.filter { $0 != .reactive }.compactMap { registers.months[RegisterKey(head.id, $0)] }
      }
      let mine = rows.filter { $0.service == id && $0.register != .reactive }
      // A head meter that was removed before is none.
      let known = !counted.isEmpty && !heads.contains { registers.failed.contains($0.id) }
      return ParkBalanceRow(
        service: id, supplied: known ? counted.map(\.quantity).total() : nil,
        billed: mine.filter { !$0.isCommon }.map(\.quantity).total(),
        common: mine.filter(\.isCommon).map(\.quantity).total(), parkShare: parkShares[id] ?? .zero,
        unit: service.unit)
    }
  }
}

extension [RegisterMonth] {
  /// What their quantities weigh, none of them below 0.
  fileprivate var weights: [Ratio] { map { Swift.max($0.quantity, .zero).ratio } }

  /// Parts of one meter together.
  fileprivate var byMeter: [RegisterTrace.Child] {
    var children: [RegisterTrace.Child] = []
    for month in self {
      if children.last?.meter == month.meter {
        children[children.count - 1].quantity += month.quantity
      } else {
        children.append(RegisterTrace.Child(meter: month.meter, quantity: month.quantity))
      }
    }
    return children
  }
}

private func unlikeChild(_ child: Meter, of meter: Meter) -> Problem {
  Problem(
    .error, "unlike-child", at: child.place.at("parent"), value: "\(child.id)",
    message: Phrase(
      ky: "\(child.id) эсептегичинин кызматы, режими же регистрлери үстүнкү \(meter.id) эсептегичиндей эмес.",
      ru: "Услуга, режим или регистры счётчика \(child.id) не те, что у вышестоящего \(meter.id).",
      en: "Meter \(child.id) has another service, mode or other registers than its parent \(meter.id)."),
    remedy: Phrase(
      ky: "meters.csv'де parent, service, mode жана registers маанилерин дал келтириңиз.",
      ru: "Приведите parent, service, mode и registers в meters.csv в соответствие.",
      en: "Make parent, service, mode and registers in meters.csv agree."))
}

private func belowChildren(_ meter: Meter, quantity: Quantity, month: Month) -> Problem {
  Problem(
    .error, "parent-below-children", at: meter.place, value: quantity.description,
    message: Phrase(
      ky: "\(meter.id) эсептегичи \(month) айында астындагы эсептегичтердин суммасынан аз көрсөттү.",
      ru: "Счётчик \(meter.id) за \(month) показал меньше суммы подчинённых счётчиков.",
      en: "Meter \(meter.id) shows less than its children together in \(month)."),
    remedy: Phrase(
      ky: "Анын жана астындагы эсептегичтердин көрсөткүчтөрүн текшериңиз.",
      ru: "Проверьте показания этого счётчика и подчинённых.",
      en: "Check the readings of this meter and of its children."))
}

private func nobodyShares(_ meter: Meter, _ month: Month) -> Problem {
  Problem(
    .warning, "nobody-shares", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) жалпы эсептегичинин \(month) айындагы керектөөсүн бөлүшө турган келишим жок; ал парктын "
        + "эсебинде калат.",
      ru: "Потребление общего счётчика \(meter.id) за \(month) не на кого распределить; оно остаётся за парком.",
      en: "No contract shares common meter \(meter.id) in \(month); its consumption stays with the park."),
    remedy: Phrase(
      ky: "terms.csv'де бул кызмат боюнча шарттарды текшериңиз.", ru: "Проверьте условия по этой услуге в terms.csv.",
      en: "Check the terms for this service in terms.csv."))
}

private func noArea(_ contract: Contract.ID, _ meter: Meter) -> Problem {
  Problem(
    .error, "no-area", at: meter.place, value: "\(contract)",
    message: Phrase(
      ky: "\(meter.id) жалпы эсептегичи аянт боюнча бөлүнөт, бирок \(contract) келишиминин аянты жок.",
      ru: "Общий счётчик \(meter.id) распределяется по площади, но у договора \(contract) нет площади.",
      en: "Common meter \(meter.id) is shared by area, but contract \(contract) has none."),
    remedy: Phrase(
      ky: "premises.csv'ге келишимдин жайын кошуңуз же meters.csv'де allocate_by маанисин өзгөртүңүз.",
      ru: "Добавьте помещение договора в premises.csv или измените allocate_by в meters.csv.",
      en: "Add the contract's premises to premises.csv, or change allocate_by in meters.csv."))
}

private func unknownWeights(_ meter: Meter, _ month: Month) -> Problem {
  Problem(
    .error, "unknown-weights", at: meter.place, value: "\(meter.id)",
    message: Phrase(
      ky: "\(meter.id) жалпы эсептегичи керектөө боюнча бөлүнөт, бирок катышуучунун \(month) айындагы керектөөсү "
        + "белгисиз.",
      ru: "Общий счётчик \(meter.id) распределяется по потреблению, но потребление одного из участников за \(month) "
        + "неизвестно.",
      en: "Common meter \(meter.id) is shared by consumption, but that of a sharer is unknown in \(month)."),
    remedy: Phrase(
      ky: "Адегенде катышуучунун эсептегичинин катасын оңдоңуз.", ru: "Сначала исправьте ошибку по счётчику участника.",
      en: "Mend the error at the sharer's meter first."))
}
