public import Measures

/// A unit of measurement as a table writes it: energy and volume convert, anything else only equals itself.
public struct MeasurementUnit: Sendable, Hashable, Codable {
  /// The unit as written.
  public let text: String

  /// A unit by its text.
  public init(_ text: String) { self.text = text }

  /// How many of `other` one of this unit is; nil where they do not measure the same.
  ///
  /// Wh, J and cal with no prefix or k, M, G: 1 Gcal = 4.1868 GJ = 1.163 MWh (C5). `L`; `m3` = `m³`.
  public func factor(to other: MeasurementUnit) -> Ratio? {
    if text == other.text { return .one }
    guard let here = definition, let there = other.definition, here.dimension == there.dimension else { return nil }
    return try? here.size.divided(by: there.size)
  }

  private enum Dimension { case energy, volume }

  private var definition: (dimension: Dimension, size: Ratio)? {
    switch text {
    case "L": return (.volume, Ratio(1, over: 1000))
    case "m3", "m³": return (.volume, .one)
    default: break
    }
    let bases: [(name: String, joules: Ratio)] = [
      ("Wh", Ratio(3600)), ("J", .one), ("cal", Ratio(41_868, over: 10_000)),
    ]
    let prefixes: [(name: String, size: Ratio)] = [
      ("", .one), ("k", Ratio(1000)), ("M", Ratio(1_000_000)), ("G", Ratio(1_000_000_000)),
    ]
    for base in bases {
      for prefix in prefixes where text == prefix.name + base.name {
        return (try? prefix.size.times(base.joules)).map { (.energy, $0) }
      }
    }
    return nil
  }
}
