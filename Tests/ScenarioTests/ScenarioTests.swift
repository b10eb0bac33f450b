import Testing

/// Parks that a person has written down, with what must come of them.
@Suite struct ScenarioTests {
  @Test(arguments: Scenario.names) func holds(_ name: String) throws {
    let differences = try ScenarioRun.differences(Scenario(name))
    #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
  }
}
