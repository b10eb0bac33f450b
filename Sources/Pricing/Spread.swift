import Measures
import Metering
import Park

/// A contract's consumption of one service in one month, by segment: what energy and reactive lines price.
struct Spread {
  /// Σ of all registers but `reactive`, by segment (P5).
  var totals: [Quantity]
  /// The consumption of each zone, by segment; only zones that the segment's rows name.
  var zones: [[Identifier<Zone>: Quantity]]
  /// The `reactive` register, by segment.
  var reactive: [Quantity]
  /// True where anything that feeds the service rests on an estimate (C16).
  var isEstimated = false
  /// What each register gave to each segment, all zones together.
  var feeds: [[Feed]]
  /// The same for each zone.
  var zoneFeeds: [[Identifier<Zone>: [Feed]]]
  /// The same of `reactive` registers.
  var reactiveFeeds: [[Feed]]
  /// Where the readings stand.
  var sources: [String] = []
  /// A register whose consumption no zone of the segment's rows prices: by segment.
  var unpriced: [(segment: Int, register: String)] = []
  /// A meter whose consumption has no day in force to go to.
  var homeless: Meter?
  /// A part of an interval meter's month in which its children took more than it.
  var belowChildren: PartBelowChildren?

  /// Below zero by segment, and by zone where its rows name any (C12).
  struct PartBelowChildren {
    let meter: Meter
    let segment: Int
    let zone: Identifier<Zone>?
    let quantity: Quantity
  }

  init(segments count: Int) {
    totals = [Quantity](repeating: .zero, count: count)
    zones = [[Identifier<Zone>: Quantity]](repeating: [:], count: count)
    reactive = [Quantity](repeating: .zero, count: count)
    feeds = [[Feed]](repeating: [], count: count)
    zoneFeeds = [[Identifier<Zone>: [Feed]]](repeating: [:], count: count)
    reactiveFeeds = feeds
  }

  private mutating func add(_ feed: Feed, to index: Int, of segment: Segment) {
    let (part, register) = (feed.quantity, feed.key.register)
    if register == .reactive {
      reactive[index] += part
      reactiveFeeds[index].append(feed)
      return
    }
    totals[index] += part
    feeds[index].append(feed)
    let zone = Identifier<Zone>(register.text)
    if segment.zoneNames.contains(zone) {
      zones[index][zone, default: .zero] += part
      zoneFeeds[index][zone, default: []].append(feed)
    } else if !segment.pricesAll, !segment.zoneNames.isEmpty, !part.isZero {
      unpriced.append((index, register.text))
    }
  }

  /// Spreads one meter's registers over the segments: by days, by readings at the cuts, or exactly (P3, C5).
  mutating func add(
    _ meter: Meter, _ metering: MonthMetering, over segments: [Segment], factor: Ratio, facts: ParkFacts
  ) throws(ArithmeticOverflow) {
    for register in metering.net(of: meter) {
      isEstimated = isEstimated || register.isEstimated
      sources += register.own.sources
      let quantity = factor == .one ? register.quantity : try Quantity(register.quantity.ratio.times(factor), .halfUp)
      if let load = metering.loads[meter.part] {
        try add(quantity, load, meter, over: segments, month: metering.month, facts: facts)
        continue
      }
      let (weights, isRead) = try weights(
        of: register, meter, over: segments, month: metering.month, facts: facts)
      guard weights.contains(where: { !$0.isZero }) else {
        if !quantity.isZero { homeless = meter }
        continue
      }
      let parts = try Allocation.largestRemainder(quantity, weights: weights)
      for (index, segment) in segments.enumerated() where !weights[index].isZero {
        let cut = isRead && segments.count > 1 ? Feed.Cut.readings : weights.cut(at: index)
        add(
          Feed(register.own.key, parts[index], cut: cut), to: index, of: segment)
      }
    }
  }

  /// An interval meter is cut exactly, by day and zone.
  private mutating func add(
    _ quantity: Quantity, _ load: Load, _ meter: Meter, over segments: [Segment], month: Month, facts: ParkFacts
  ) throws(ArithmeticOverflow) {
    let names = facts.zoneNames
    var cells: [(segment: Int, zone: Identifier<Zone>?)] = []
    var weights: [Ratio] = []
    for (index, segment) in segments.enumerated() {
      let days = segment.days.map { load.days[month.firstDay.distance(to: $0)] }
      let zones = segment.zoneNames.sorted()
      for zone in zones {
        guard let position = names.firstIndex(of: zone) else { continue }
        var sum = Ratio.zero
        for day in days { sum = try sum.plus(day.byZone[position]) }
        cells.append((index, zone))
        weights.append(sum)
      }
      if zones.isEmpty {
        var sum = Ratio.zero
        for day in days { sum = try sum.plus(day.total) }
        cells.append((index, nil))
        weights.append(sum)
      }
    }
    var inForce = Ratio.zero
    for segment in segments {
      for day in segment.days { inForce = try inForce.plus(load.days[month.firstDay.distance(to: day)].total) }
    }
    // What was delivered on a day without a term has no price.
    guard try inForce == load.sum() else {
      homeless = meter
      return
    }
    guard !weights.isEmpty else { return }
    for (index, cell) in cells.enumerated() {
      let part = try Quantity(weights[index], .halfUp)
      guard !part.isNegative else {
        belowChildren = PartBelowChildren(meter: meter, segment: cell.segment, zone: cell.zone, quantity: part)
        return
      }
      // Less below zero than a quantity can tell: it takes no part.
      weights[index] = max(weights[index], .zero)
    }
    var sums = [Quantity](repeating: .zero, count: segments.count)
    for (cell, part) in zip(cells, try Allocation.largestRemainder(quantity, weights: weights)) {
      totals[cell.segment] += part
      let feed = Feed(meter.key(of: .total), part, cut: cells.count > 1 ? .intervals : nil)
      sums[cell.segment] += part
      if let zone = cell.zone {
        zones[cell.segment][zone, default: .zero] += part
        zoneFeeds[cell.segment][zone, default: []].append(feed)
      }
    }
    for (index, sum) in sums.enumerated() {
      let cut = segments.count > 1 ? Feed.Cut.intervals : nil
      feeds[index].append(Feed(meter.key(of: .total), sum, cut: cut))
    }
  }

  /// A share of a common meter goes to the segments by their days (C13).
  mutating func add(
    _ share: CommonShare, _ metering: MonthMetering, over segments: [Segment], factor: Ratio
  ) throws(ArithmeticOverflow) {
    guard share.register != .reactive else { return }
    if let register = metering.net[RegisterKey(share.meter, share.register)] {
      isEstimated = isEstimated || register.isEstimated
      sources += register.own.sources
    }
    let quantity = factor == .one ? share.quantity : try Quantity(share.quantity.ratio.times(factor), .halfUp)
    let weights = segments.map { Ratio($0.days.count) }
    let parts = try Allocation.largestRemainder(quantity, weights: weights)
    for (index, segment) in segments.enumerated() where parts.indices.contains(index) {
      let key = RegisterKey(share.meter, share.register)
      add(Feed(key, parts[index], cut: weights.cut(at: index)), to: index, of: segment)
    }
  }

  /// By days on which the meter is installed; by register differences first, where all registers were read at
  /// exactly the cut and the month is neither estimated nor trued up (P3).
  private func weights(
    of register: NetRegister, _ meter: Meter, over segments: [Segment], month: Month, facts: ParkFacts
  ) throws(ArithmeticOverflow) -> (weights: [Ratio], isRead: Bool) {
    let days = segments.map { meter.installed.days(in: $0.days) }
    let plain = days.map { Ratio($0.count) }
    guard segments.count > 1, let span = register.own.span, span.basis != .estimated, register.own.trueUps.isEmpty
    else { return (plain, false) }
    let adjoining = zip(segments, segments.dropFirst()).filter { $0.days.upperBound == $1.days.lowerBound }
    let cuts = adjoining.map(\.1.from).filter { cut in
      let at = facts.clock.instant(cut)
      return at >= span.openingAt && at <= span.closingAt
        && meter.registers.allSatisfy { name in
          (facts.readings[RegisterKey(meter.id, name)] ?? []).contains { $0.at == at }
        }
    }
    guard !cuts.isEmpty else { return (plain, false) }
    let readings = facts.readings[RegisterKey(meter.id, register.own.register)] ?? []
    let values =
      [span.opening]
      + cuts.compactMap { cut in
        let at = facts.clock.instant(cut)
        let same = readings.filter { $0.at == at }
        return (same.last { $0.source == .corrected } ?? same.last)?.value
      } + [span.closing]
    var weights = [Ratio](repeating: .zero, count: segments.count)
    let edges: [Day] = [month.firstDay] + cuts + [month.advanced(by: 1).firstDay]
    for stretch in 0..<(edges.count - 1) {
      var difference = values[stretch + 1] - values[stretch]
      if difference.isNegative {
        // A stretch that falls is no rollover where the whole is none: the reading at the cut is no help then.
        guard span.rollover else { return (plain, false) }
        difference += FineQuantity(units: Int64(powerOfTen(min(12, meter.digits) + 6)))
      }
      let inside = days.map { Period.overlap($0, edges[stretch]..<edges[stretch + 1]) }
      let whole = inside.reduce(0, +)
      if whole == 0 {
        if difference.isZero { continue }
        return (plain, false)
      }
      for index in weights.indices where inside[index] > 0 {
        let share = try difference.ratio.times(Ratio(Int128(inside[index]), over: Int128(whole)))
        weights[index] = try weights[index].plus(share)
      }
    }
    return weights.contains { !$0.isZero } ? (weights, true) : (plain, false)
  }
}

extension [Ratio] {
  /// How a part was cut by days; nil where there is but one.
  fileprivate func cut(at index: Int) -> Feed.Cut? {
    let days = map { Int($0.numerator) }
    let all = days.reduce(0, +)
    return days[index] == all ? nil : .days(days[index], of: all)
  }
}

extension Period {
  /// The count of days that two ranges share.
  static func overlap(_ a: Range<Day>, _ b: Range<Day>) -> Int {
    max(0, max(a.lowerBound, b.lowerBound).distance(to: min(a.upperBound, b.upperBound)))
  }
}

extension Segment {
  /// The zones that its energy rows name.
  var zoneNames: Set<Identifier<Zone>> {
    Set(rows.filter { $0.component == .energy }.compactMap(\.zone))
  }
  /// True where a row prices consumption of whatever zone.
  var pricesAll: Bool { rows.contains { $0.component == .energy && $0.zone == nil } }
}
