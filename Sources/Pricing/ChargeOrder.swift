import Measures
import Park

extension [Charge] {
  /// The order in which lines stand: by point, service, first day, component, zone and block; then minimum,
  /// adjustments by month, penalties (formats, section 3).
  public func inDocumentOrder() -> [Charge] {
    enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.group != y.group { return x.group < y.group }
      if x.group == 2, x.from.month != y.from.month { return x.from.month < y.from.month }
      if (x.component == .minimum) != (y.component == .minimum) { return y.component == .minimum }
      if x.point != y.point { return x.point.utf8.lexicographicallyPrecedes(y.point.utf8) }
      if x.service != y.service {
        return (x.service?.text ?? "").utf8.lexicographicallyPrecedes((y.service?.text ?? "").utf8)
      }
      if x.from != y.from { return x.from < y.from }
      if x.component != y.component { return x.component < y.component }
      let (zoneX, zoneY) = (x.zone?.text ?? "", y.zone?.text ?? "")
      if zoneX != zoneY { return zoneX.utf8.lexicographicallyPrecedes(zoneY.utf8) }
      if x.block != y.block { return (x.block ?? 0) < (y.block ?? 0) }
      if x.reference != y.reference { return x.reference.utf8.lexicographicallyPrecedes(y.reference.utf8) }
      // A line that is taken back stands before the one that replaces it.
      if (x.basis == .reversal) != (y.basis == .reversal) { return x.basis == .reversal }
      return x.to != y.to ? x.to < y.to : a.offset < b.offset
    }.map(\.element)
  }
}

extension Charge {
  /// Lines of the month, minimum, adjustments, penalties.
  fileprivate var group: Int {
    if component == .penalty { return 3 }
    if isAdjustment { return 2 }
    return component == .minimum ? 1 : 0
  }
}
