// swift-tools-version: 6.2
import PackageDescription

let house: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A target of ours. Arrows point down only: the tidy test holds the imports against this list.
func layer(_ name: String, _ below: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: below, swiftSettings: house)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name)] + dependencies, resources: resources,
    swiftSettings: house)
}

/// A program that the tests start, or that measures: no user gets it.
func program(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Tests/" + name, exclude: exclude, swiftSettings: house)
}

let package = Package(
  name: "esep",
  products: [.executable(name: "esep", targets: ["esep"])],
  targets: [
    .systemLibrary(
      name: "CXLSXWriter", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    layer("Diagnostics"),
    layer("Measures"),
    layer("CSV", ["Measures"]),
    layer("Workbooks", ["Measures"]),
    layer("Park", ["Diagnostics", "Measures"]),
    layer("Intake", ["CSV", "Workbooks", "Park", "Diagnostics", "Measures"]),
    layer("Metering", ["Park", "Diagnostics", "Measures"]),
    layer("Pricing", ["Metering", "Park", "Diagnostics", "Measures"]),
    layer("Ledger", ["Pricing", "Metering", "Park", "Diagnostics", "Measures"]),
    layer("Invoicing", ["Pricing", "Metering", "Ledger", "Park", "Diagnostics", "Measures"]),
    layer("Reporting", ["Ledger", "Pricing", "Metering", "Park", "Diagnostics", "Measures"]),
    layer("Sheets", ["Measures"]),
    layer("Documents", ["Sheets", "Reporting", "Ledger", "Pricing", "Metering", "Park", "Diagnostics", "Measures"]),
    layer("XLSX", ["Sheets", "CXLSXWriter", "Measures"]),
    layer(
      "Pipeline",
      [
        "XLSX", "Documents", "Sheets", "Reporting", "Invoicing", "Metering", "Ledger", "Intake", "CSV", "Park",
        "Diagnostics", "Measures",
      ]),
    .executableTarget(
      name: "esep", dependencies: ["Pipeline", "Reporting", "Diagnostics", "Measures"], swiftSettings: house),
    .target(name: "ArchiveMaker", path: "Tests/ArchiveMaker", swiftSettings: house),
    .target(name: "Dice", path: "Tests/Dice", swiftSettings: house),
    .target(name: "ReadBack", path: "Tests/ReadBack", swiftSettings: house),
    .target(name: "FaultPage", dependencies: ["Diagnostics"], path: "Tests/FaultPage", swiftSettings: house),
    .target(name: "FailingDisk", path: "Tests/FailingDisk"),
    program("DoomedRun", ["FailingDisk", "Pipeline", "Diagnostics", "Measures"]),
    program("WorkbookProbe", ["Workbooks"], exclude: ["inflate_against_zlib.py"]),
    program(
      "Benchmark", ["Dice", "Intake", "Park", "Measures"],
      exclude: ["duckdb_ratio.py", "workbook_ratio.py", "years.py"]),
    tests(of: "Diagnostics"),
    tests(of: "Measures"),
    tests(of: "Park", ["Diagnostics", "Measures"]),
    tests(of: "Metering", ["Dice", "Park", "Diagnostics", "Measures"]),
    tests(of: "Pricing", ["Dice", "Metering", "Park", "Diagnostics", "Measures"]),
    tests(of: "Ledger", ["Park", "Diagnostics", "Measures"]),
    tests(of: "Invoicing", ["Dice", "Ledger", "Pricing", "Metering", "Park", "Diagnostics", "Measures"]),
    tests(
      of: "Pipeline",
      [
        "Dice", "ReadBack", "FaultPage", "Documents", "Sheets", "XLSX", "Ledger", "Pricing", "Park", "Measures",
        "Diagnostics",
      ], resources: [.copy("Journals")]),
    tests(of: "Sheets", ["Measures"]),
    tests(of: "XLSX", ["ReadBack", "Sheets", "Measures"]),
    tests(
      of: "Documents",
      [
        "XLSX", "Sheets", "Reporting", "Ledger", "Pricing", "Metering", "Park", "Diagnostics", "Measures",
      ]),
    tests(of: "CSV", ["Measures"]),
    tests(of: "Workbooks", ["ArchiveMaker"], resources: [.copy("Samples")]),
    tests(of: "Intake", ["Dice", "FaultPage", "CSV", "Park", "Diagnostics", "Measures"]),
    tests(of: "Reporting", ["Ledger", "Pricing", "Metering", "Park", "Diagnostics", "Measures"]),
    .testTarget(name: "ScenarioTests", dependencies: ["esep", "ReadBack", "Pipeline"], swiftSettings: house),
    .testTarget(name: "TidyTests", swiftSettings: house),
  ]
)
