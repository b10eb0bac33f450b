import Measures
import Testing

@Suite struct AllocationTests {
  @Test func threeEqualParts() throws {
    let parts = try Allocation.largestRemainder(Quantity(whole: 100), weights: [.one, .one, .one])
    #expect(parts.map(\.description) == ["33.334", "33.333", "33.333"])
  }
}
