public import Measures

/// By which rates lines are taxed, and whether the park pays value added tax.
public struct Taxation: Sendable {
  private let rows: [Identifier<TaxRow>: [TaxRow]]
  private let profile: ParkProfile

  /// By the rows of each tax, for a park of a profile.
  init(_ rows: [Identifier<TaxRow>: [TaxRow]], _ profile: ParkProfile) {
    (self.rows, self.profile) = (rows, profile)
  }

  /// The rows of a tax that are in force on a day; none of kind `vat` where the park pays none (P12). nil where no row
  /// is in force.
  public func rows(of tax: Identifier<TaxRow>, on day: Day) -> [TaxRow]? {
    let inForce = (rows[tax] ?? []).filter { $0.validity.contains(day) }
    guard !inForce.isEmpty else { return nil }
    return inForce.filter { $0.kind != .vat || profile.paysVAT(on: day) }
  }
}
