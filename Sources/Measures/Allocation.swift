/// Sharing a whole out so that the parts sum to it exactly.
public enum Allocation {
  /// Shares `total` by `weights` with the largest remainder: every part is the exact share rounded towards
  /// zero, and the units left over go to the largest remainders; ties go to the earlier part (C5, C9, C13).
  ///
  /// Weights must not be below 0. Where all are 0, all weigh the same. An empty list gives an empty list.
  public static func largestRemainder(
    _ total: Int64, weights: [Ratio]
  ) throws(ArithmeticOverflow) -> [Int64] {
    guard !weights.isEmpty else { return [] }
    var whole = Ratio.zero
    for weight in weights { whole = try whole.plus(weight) }
    let even = whole.isZero
    if even { whole = Ratio(weights.count) }
    let size = Ratio(Int128(total.magnitude))
    var parts: [Int64] = []
    var remainders: [(index: Int, rest: Ratio)] = []
    var left = Int128(total.magnitude)
    for (index, weight) in weights.enumerated() {
      let share = try size.times(even ? .one : weight).divided(by: whole)
      let floor = share.numerator / share.denominator
      parts.append(Int64(floor))
      left -= floor
      remainders.append((index, Ratio(share.numerator % share.denominator, over: share.denominator)))
    }
    remainders.sort { $0.rest == $1.rest ? $0.index < $1.index : $0.rest > $1.rest }
    for entry in remainders.prefix(Int(left)) { parts[entry.index] += 1 }
    return total < 0 ? parts.map { -$0 } : parts
  }

  /// The same for any fixed decimal.
  public static func largestRemainder<Value: FixedDecimal>(
    _ total: Value, weights: [Ratio]
  ) throws(ArithmeticOverflow) -> [Value] {
    try largestRemainder(total.units, weights: weights).map { Value(units: $0) }
  }
}
