import Measures
import Park

/// A register's code by IEC 62056-61: medium, channel, quantity, kind of value, tariff.
struct ObisCode: Hashable {
  /// 1 electricity, 6 heat, 7 gas, 8 cold and 9 hot water.
  let medium: Int
  let channel: Int
  let quantity: Int
  let kind: Int
  let tariff: Int

  /// Reads `1.8.0`, `1-0:1.8.0`, `1-0:1.8.0*255` or `1.0.1.8.0.255`. nil for anything else, and for values that were
  /// stored at an earlier end of a period.
  init?(_ text: String) {
    let stem = text.hasSuffix("*255") ? String(text.dropLast(4)) : text
    let sides = stem.split(separator: ":", omittingEmptySubsequences: false)
    var parts = sides.last?.split(separator: ".", omittingEmptySubsequences: false).map { Self.number($0) } ?? []
    var media: [Int?] = [1, 0]
    if sides.count == 2 {
      media = sides[0].split(separator: "-", omittingEmptySubsequences: false).map { Self.number($0) }
    } else if parts.count == 6, parts[5] == 255 {
      media = Array(parts[..<2])
      parts = Array(parts[2..<5])
    }
    guard sides.count <= 2, media.count == 2, parts.count == 3, let medium = media[0], let channel = media[1],
      let quantity = parts[0], let kind = parts[1], let tariff = parts[2], (1...9).contains(medium)
    else { return nil }
    self.medium = medium
    // Both stand for the meter itself.
    self.channel = max(channel, 1)
    self.quantity = quantity
    self.kind = kind
    self.tariff = tariff
  }

  private static func number(_ text: Substring) -> Int? {
    guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ $0 &- 0x30 < 10 }) else { return nil }
    return Int(text).flatMap { $0 < 256 ? $0 : nil }
  }

  /// The one form in which codes are compared and shown: short for electricity.
  var text: String {
    let short = "\(quantity).\(kind).\(tariff)"
    return medium == 1 && channel == 1 ? short : "\(medium)-\(channel == 1 ? 0 : channel):\(short)"
  }

  /// What a code means on a meter for which no alias tells.
  enum Meaning: Equatable {
    case register(Identifier<Register>)
    /// It says nothing that the meter is billed by.
    case spare
    /// It may be what the meter is billed by: only a person can tell.
    case unclear
    /// It measures something else than the meter.
    case otherMedium
  }

  /// `1.8.0`, and the energy or volume of other media, is `total`, `3.8.0` is `reactive`. A tariff's register
  /// (`1.8.1`…) has no fixed meaning: it is spare where the meter is billed by its total alone.
  func meaning(on meter: Meter) -> Meaning {
    guard measures(meter.unit) else { return .otherMedium }
    let isMain = medium == 1 ? quantity == 1 && kind == 8 : quantity == (medium == 7 ? 3 : 1) && [0, 8].contains(kind)
    if channel > 1 { return .unclear }
    if medium == 1, quantity == 3, kind == 8, tariff == 0 {
      return meter.registers.contains(.reactive) ? .register(.reactive) : .spare
    }
    guard isMain else { return .spare }
    let others = meter.registers.filter { $0 != .total && $0 != .reactive }
    if tariff == 0 { return meter.registers.contains(.total) ? .register(.total) : .spare }
    return others.isEmpty ? .spare : .unclear
  }

  private func measures(_ unit: MeasurementUnit) -> Bool {
    let isEnergy = unit.factor(to: MeasurementUnit("kWh")) != nil
    let isVolume = unit.factor(to: MeasurementUnit("m³")) != nil
    switch medium {
    case 1: return !isVolume
    case 5, 6: return isEnergy
    default: return isVolume
    }
  }
}
