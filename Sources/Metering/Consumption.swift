public import Measures
public import Park

extension Meter {
  /// What one of the meter's unit is in its service's, after multiplier and losses (C5); nil where the units
  /// don't convert.
  public func factor(to service: Service) -> Ratio? {
    guard let unit = unit.factor(to: MeasurementUnit(service.unit)) else { return nil }
    guard let hundredth = try? Percent.hundred.ratio.plus(lossPercent.ratio).divided(by: Ratio(100)) else { return nil }
    return try? unit.times(multiplier.ratio).times(hundredth)
  }
}

extension Service {
  /// The unit of reactive energy beside the service's own: kvarh beside kWh (P5).
  public var reactiveUnit: String { unit.replacing("Wh", with: "varh") }
}
