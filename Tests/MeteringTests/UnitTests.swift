import Measures
import Park
import Testing

@Suite struct UnitTests {
  /// C5: 1 Gcal = 4.1868 GJ = 1.163 MWh.
  @Test(arguments: [
    ("Gcal", "GJ", Ratio(41_868, over: 10_000)), ("Gcal", "MWh", Ratio(1163, over: 1000)),
    ("MWh", "kWh", Ratio(1000)), ("kWh", "Gcal", Ratio(1, over: 1163)), ("L", "m3", Ratio(1, over: 1000)),
    ("m3", "m³", .one), ("т", "т", .one), ("Wh", "kWh", Ratio(1, over: 1000)),
  ])
  func unitsConvert(from: String, to: String, factor: Ratio) {
    #expect(MeasurementUnit(from).factor(to: MeasurementUnit(to)) == factor)
  }

  @Test(arguments: [("kWh", "m3"), ("т", "кг"), ("kwh", "kWh"), ("Gcal", "L")])
  func othersDoNot(from: String, to: String) {
    #expect(MeasurementUnit(from).factor(to: MeasurementUnit(to)) == nil)
  }
}
