import Measures
import Metering
import Park

extension ContractPricing {
  /// P6: the highest mean power in kW of the contract's interval meters for a service together, over the days in
  /// force; nil without interval meters.
  func demand(for service: Service) throws(ArithmeticOverflow) -> Quantity? {
    let meters = metering.meters(of: contract.id).filter {
      $0.service == service.id && metering.loads[$0.part] != nil
    }
    let days = facts.daysInForce(of: contract, for: service.id, in: month)
    guard let first = meters.first, let load = metering.loads[first.part],
      let kilowattHours = MeasurementUnit(service.unit).factor(to: MeasurementUnit("kWh"))
    else { return nil }
    let isAlone = meters.count == 1 && !facts.meters.values.contains { $0.parent == first.id }
    if isAlone {
      var peak = Ratio.zero
      for day in days { peak = max(peak, load.days[month.firstDay.distance(to: day)].peak) }
      let perHour = Ratio(60, over: Int128(load.minutes))
      return try Quantity(peak.times(kilowattHours).times(perHour), .halfUp)
    }
    return try together(meters, service, days)
  }

  /// The highest sum of several meters, children taken off, over the shortest time that all their intervals divide.
  private func together(
    _ meters: [Meter], _ service: Service, _ days: [Day]
  ) throws(ArithmeticOverflow) -> Quantity {
    var parts: [(meter: Meter, sign: Ratio, days: Range<Day>)] = []
    for meter in meters {
      let own = meter.installed.days(in: month.days)
      parts.append((meter, .one, own))
      for child in facts.meters.values.filter({ $0.parent == meter.id }).sorted(by: { $0.id < $1.id }) {
        for part in facts.stretches(of: child) { parts.append((part, Ratio(-1), part.installed.days(in: own))) }
      }
    }
    let lengths = parts.compactMap { metering.registers.loads[$0.meter.part]?.minutes }
    let minutes = [5, 10, 15, 20, 30, 60].first { slot in lengths.allSatisfy { slot % $0 == 0 } } ?? 60
    let step = Int64(minutes * 60)
    var powers: [Int64: Ratio] = [:]
    for (meter, sign, own) in parts {
      guard let factor = meter.factor(to: service) else { continue }
      let load = metering.registers.loads[meter.part]
      let series = facts.intervalSeries[meter.id]
      for day in days where own.contains(day) {
        var at = facts.clock.instant(day)
        let end = facts.clock.instant(day.advanced(by: 1))
        let start = at
        while at < end {
          let value = series?[at].map { FineQuantity(units: $0.units).ratio } ?? load?.filled[at]
          if let value {
            let slot = start.seconds + (at - start) / step * step
            powers[slot] = try (powers[slot] ?? .zero).plus(value.times(factor).times(sign))
          }
          at = Instant(seconds: at.seconds + Int64((load?.minutes ?? minutes) * 60))
        }
      }
    }
    let kilowattHours = MeasurementUnit(service.unit).factor(to: MeasurementUnit("kWh")) ?? .one
    let perHour = Ratio(60, over: Int128(minutes))
    return try Quantity((powers.values.max() ?? .zero).times(kilowattHours).times(perHour), .halfUp)
  }
}
