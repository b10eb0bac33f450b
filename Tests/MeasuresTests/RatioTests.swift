import Measures
import Testing

@Suite struct RatioTests {
  @Test(arguments: [
    (Ratio(5, over: 1000), 1, 1), (Ratio(-5, over: 1000), -1, 0), (Ratio(15, over: 1000), 2, 2),
    (Ratio(-15, over: 1000), -2, -1), (Ratio(149, over: 10000), 1, 1), (Ratio(-151, over: 10000), -2, -2),
    (.zero, 0, 0),
  ])
  func aHalfGoesAwayFromZeroOrUp(value: Ratio, away: Int64, up: Int64) throws {
    #expect(try value.rounded(toScale: 2, .halfAwayFromZero) == away)
    #expect(try value.rounded(toScale: 2, .halfUp) == up)
  }

  /// Published: heat, 12.345 Gcal at 1 695.1 som is 20 926.0095.
  @Test func productsAreExact() throws {
    let product = try Quantity(units: 12_345).ratio.times(UnitPrice(units: 1_695_100_000).ratio)
    #expect(product == Ratio(209_260_095, over: 10_000))
    #expect(try Money(product, .halfAwayFromZero).description == "20926.01")
  }

  /// Rules, section 4: 250 m² at 6.50 USD, rate 87.4512.
  @Test func aPriceInDollars() throws {
    let net = try Quantity(whole: 250).ratio.times(UnitPrice(units: 6_500_000).ratio)
      .times(Factor(units: 87_451_200).ratio)
    #expect(try Money(net, .halfAwayFromZero).description == "142108.20")
  }

  @Test func whatDoesNotFitIsAnErrorAndNoWrap() {
    let huge = Ratio(Int128.max)
    #expect(throws: ArithmeticOverflow.self) { try huge.times(Ratio(2)) }
    #expect(throws: ArithmeticOverflow.self) { try huge.plus(.one) }
    #expect(throws: ArithmeticOverflow.self) { try Money(huge, .halfAwayFromZero) }
  }

  /// A product that no input could have been is an error at once, not when many of them are summed.
  @Test func noFigureIsBeyondAMillionMillion() throws {
    let most = Ratio(1_000_000_000_000)
    #expect(try Money(most, .halfAwayFromZero).description == "1000000000000.00")
    #expect(try Quantity(most.times(Ratio(-1)), .halfUp).description == "-1000000000000.000")
    #expect(throws: ArithmeticOverflow.self) { try Money(most.plus(Ratio(1, over: 100)), .halfAwayFromZero) }
    #expect(throws: ArithmeticOverflow.self) { try FineQuantity(most.plus(Ratio(1, over: 1_000_000)), .halfUp) }
  }

  @Test func orderByValue() {
    #expect(Ratio(1, over: 3) < Ratio(1, over: 2))
    #expect(Ratio(-1, over: 2) < Ratio(-1, over: 3))
    #expect(Ratio(Int128.max - 1, over: Int128.max) < Ratio.one)
    #expect(!(Ratio(2, over: 4) < Ratio(1, over: 2)))
  }
}
