/// Chance that falls the same way each time: what the tests of laws make their cases from. A failing case is named by
/// its seed.
public struct Dice {
  private var state: UInt64

  /// Dice that fall as the seed says.
  public init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) }

  /// SplitMix64, as published by Steele, Lea and Flood in 2014.
  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of the range.
  public mutating func roll(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  /// True once in so many times.
  public mutating func oneIn(_ count: Int) -> Bool { roll(1...count) == 1 }

  /// One of the choices, of which there must be some.
  public mutating func pick<Choice>(_ choices: [Choice]) -> Choice { choices[roll(0...choices.count - 1)] }

  /// The same in another order.
  public mutating func shuffle<Element>(_ elements: [Element]) -> [Element] {
    var result = elements
    for index in result.indices.reversed() { result.swapAt(index, roll(0...index)) }
    return result
  }
}
