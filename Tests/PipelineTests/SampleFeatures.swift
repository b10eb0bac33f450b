import Foundation
import Measures
import Pipeline
import Testing

/// The sample park in `Input/` shows each feature of metering and pricing at least once, and holds back nobody.
@Suite struct SampleFeatures {
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Input").standardizedFileURL
  private static let months = ["2026-06", "2026-07", "2026-08", "2026-09"]

  /// The values of some columns in all months, each row's joined.
  private func seen(_ park: ParkFolder, _ table: String, _ columns: String...) throws -> Set<String> {
    try Set(
      Self.months.flatMap { try park.rows("\($0)/\(table).csv", columns) }.map { $0.joined(separator: " ") })
  }

  /// Puts into a park what is there at the end of a month: all tables, and of the folders what bears its name or an
  /// earlier one.
  private static func deliver(_ month: String, to park: ParkFolder) throws {
    let files = FileManager.default
    for name in try files.subpathsOfDirectory(atPath: sample.path).sorted() {
      let parts = name.split(separator: "/")
      let path = sample.path + "/" + name
      guard try files.attributesOfItem(atPath: path)[.type] as? FileAttributeType == .typeRegular else { continue }
      if parts.count > 1, parts[1].hasPrefix("2026-0"), parts[1].prefix(7) > month { continue }
      let target = park.input + "/" + name
      try files.createDirectory(
        atPath: (target as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      if files.fileExists(atPath: target) { try files.removeItem(atPath: target) }
      try files.copyItem(atPath: path, toPath: target)
    }
  }

  private static func emptyPark() throws -> ParkFolder {
    let park = try ParkFolder()
    try FileManager.default.removeItem(atPath: park.input)
    return park
  }

  /// All months in one run, as the README has it.
  private func inOneRun() throws -> ParkFolder {
    let park = try Self.emptyPark()
    try Self.deliver("2026-09", to: park)
    #expect(park.run(through: "2026-09") { $0.today = Day.parse("2026-10-05") } == .done, "\(park.said)")
    return park
  }

  @Test func eachFeatureIsSeen() throws {
    let park = try inOneRun()
    try expectMetering(park)
    try expectPrices(park)
    try expectTheNineKindsOfService(park)
  }

  private func expectMetering(_ park: ParkFolder) throws {
    let methods = try seen(park, "consumption", "method")
    for method in [
      "reading", "interpolation", "history", "intervals", "intervals|marked", "intervals|filled_between",
      "intervals|filled_by_like_days", "reading|children", "reading|share",
    ] { #expect(methods.contains(method), "\(method)") }
    #expect(try seen(park, "consumption", "edited").contains("1"))
    #expect(try seen(park, "consumption", "rollover").contains("1"))
    let registers = try seen(park, "consumption", "register")
    #expect(registers.isSuperset(of: ["total", "peak", "half_peak", "night", "reactive"]))
    let codes = try seen(park, "problems", "severity", "code")
    #expect(
      codes.isSuperset(of: [
        "warning estimated-reading", "warning filled-intervals", "warning unlikely-consumption",
      ]))
    #expect(!codes.contains { $0.hasPrefix("error") })
  }

  private func expectPrices(_ park: ParkFolder) throws {
    let components = try seen(park, "lines", "component")
    #expect(components == ["energy", "demand", "capacity", "reactive", "fixed", "percent", "minimum", "penalty"])
    #expect(try seen(park, "lines", "zone", "block").isSuperset(of: ["peak 1", "half_peak 1", "night 1", " 2"]))
    #expect(try seen(park, "lines", "currency").isSuperset(of: ["KGS", "USD"]))
    #expect(try seen(park, "lines", "discount_percent").count > 2)
  }

  /// Point 13 names nine kinds of service; each is charged as is usual for it.
  private func expectTheNineKindsOfService(_ park: ParkFolder) throws {
    let ways = try seen(park, "lines", "point", "component", "basis", "unit")
    for way in [
      "13.1 percent order сом", "13.2 energy actual kWh", "13.3 energy actual m³", "13.4 fixed order саат",
      "13.4 fixed recurring канал", "13.5 percent order сом", "13.5 fixed order долбоор", "13.6 fixed order даана",
      "13.6 percent order сом", "13.7 fixed order тонна", "13.7 fixed order машина-саат", "13.8 fixed recurring m²",
      "13.9 fixed order каттам", "13.9 fixed recurring билет",
    ] { #expect(ways.contains(way), "\(way)") }
  }

  /// Run each month with what is there by then, as a park lives: E-06A is not read in July, so it is estimated, and
  /// August's reading settles it; an order of July comes with August's.
  @Test func monthByMonthAnEstimateIsSettledAndALateOrderIsBilled() throws {
    let park = try Self.emptyPark()
    for (month, today) in zip(Self.months, ["2026-07-05", "2026-08-05", "2026-09-05", "2026-10-05"]) {
      try Self.deliver(month, to: park)
      #expect(park.run(through: month) { $0.today = Day.parse(today) } == .done, "\(park.said)")
    }
    let meter = try ["2026-07", "2026-08"].flatMap { month in
      try park.rows("\(month)/consumption.csv", "meter_id", "method").filter { $0[0] == "E-06A" }
    }
    #expect(meter == [["E-06A", "history"], ["E-06A", "reading|true_up"]])
    let adjustments = try park.rows("2026-08/lines.csv", "basis", "service", "from").filter { $0[0] == "adjustment" }
    #expect(adjustments == [["adjustment", "electricity", "2026-07-01"]])
    let late = try park.rows("2026-08/problems.csv", "code", "value").filter { $0[0] == "late-order" }
    #expect(late == [["late-order", "БТ-2026-053"]])
    let order = try park.rows("2026-08/lines.csv", "reference", "from", "source").filter { $0[0] == "БТ-2026-053" }
    #expect(order.map { $0[1] } == ["2026-07-28"])
  }
}
