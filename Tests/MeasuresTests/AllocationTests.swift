import Measures
import Testing

@Suite struct AllocationTests {
  /// Three equal remainders: the first has what is left over.
  @Test func theFirstPartTakesTheUnitLeftOver() throws {
    let parts = try Allocation.largestRemainder(Quantity(whole: 100), weights: [.one, .one, .one])
    #expect(parts.map(\.description) == ["33.334", "33.333", "33.333"])
  }

  /// Published by Oracle (service quantity proration): 100 kWh from 1 April to 15 May, a new rate from 16 April.
  @Test func aChangeOfRateAfterFifteenOfFortyFiveDays() throws {
    let parts = try Allocation.largestRemainder(Quantity(whole: 100), weights: [Ratio(15), Ratio(30)])
    #expect(parts.map(\.description) == ["33.333", "66.667"])
  }

  @Test func theLargestRemainderComesBeforeTheEarlier() throws {
    // 10 over 1, 2 and 4 sevenths: 1.428…, 2.857…, 5.714…; the two units left go to the second and the third.
    let parts = try Allocation.largestRemainder(10, weights: [Ratio(1), Ratio(2), Ratio(4)])
    #expect(parts == [1, 3, 6])
  }

  @Test func aNegativeWholeIsSharedLikeItsOpposite() throws {
    let parts = try Allocation.largestRemainder(Quantity(whole: -100), weights: [.one, .one, .one])
    #expect(parts.map(\.description) == ["-33.334", "-33.333", "-33.333"])
  }

  @Test func weightsOfZeroAreEqual() throws {
    #expect(try Allocation.largestRemainder(7, weights: [.zero, .zero]) == [4, 3])
    #expect(try Allocation.largestRemainder(7, weights: []) == [])
  }

  @Test(arguments: 1...40) func partsSumToTheWhole(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15
    func next() -> Int64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int64(state % 1_000_000)
    }
    let total = next() * (seed.isMultiple(of: 2) ? 1 : -1)
    let weights = (0..<(1 + seed % 9)).map { _ in Ratio(Int128(next()), over: Int128(1 + next() % 97)) }
    let parts = try Allocation.largestRemainder(total, weights: weights)
    #expect(parts.reduce(0, +) == total, "seed \(seed)")
  }
}
