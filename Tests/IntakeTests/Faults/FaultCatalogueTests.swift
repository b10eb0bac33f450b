import Testing

/// One fault: the file that has it, and what is to be found.
struct FaultSample: Sendable, CustomTestStringConvertible {
  let file: String
  let text: String
  let found: [String]

  init(_ file: String, _ text: String, _ found: String...) {
    self.file = file
    self.text = text
    self.found = found
  }

  var testDescription: String { found.first ?? file }
}

@Suite struct FaultCatalogueTests {
  @Test(arguments: fileFaults + rowFaults + meterFaults + folderFaults + profileFaults)
  func theFaultIsToldWithItsPlaceAndReach(_ sample: FaultSample) throws {
    var input = InputSample()
    input[sample.file] = sample.text
    #expect(try input.findings() == sample.found)
  }
}
