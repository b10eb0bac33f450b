public import Measures

/// By which rates lines are taxed, and whether the park pays value added tax.
public struct Taxation: Sendable {
  private let rows: [Identifier<TaxRow>: [TaxRow]]
  private let profile: ParkProfile

  /// The taxes of some facts.
  public init(of facts: ParkFacts) {
    rows = facts.taxes
    profile = facts.profile
  }

  /// The rows of a tax that are in force on a day; none of kind `vat` where the park pays none (P12). nil where no row
  /// is in force.
  public func rows(of tax: Identifier<TaxRow>, on day: Day) -> [TaxRow]? {
    let inForce = (rows[tax] ?? []).filter { $0.validity.contains(day) }
    guard !inForce.isEmpty else { return nil }
    return inForce.filter { $0.kind != .vat || profile.paysVAT(on: day) }
  }
}
