public import Diagnostics
public import Measures
public import Park

/// The report to the Cabinet of Ministers on the activity of the park and of the company in a quarter (point 7).
public struct QuarterlyReport: Sendable, Hashable {
  /// The quarter.
  public let quarter: Quarter
  /// The park's name.
  public let park: Phrase
  /// The management company.
  public let company: ParkProfile.Company
  /// The sections in the order of the report, each a table of its own: `park`, `compliance`, `capacities`,
  /// `residents`, `premises`, `services`, `consumption`, `park-balance`, `settlements`, `arrears`, `orders`,
  /// `activities`, `activity-log`, `indicators`, `tariffs`.
  public let sections: [Table]
  /// Every figure of the sections, in their order: `section, indicator, subject, unit, period, value`.
  public let figures: Table
  /// The register of residents (points 9 and 11(10)).
  public let register: Table
  /// The register as it is published: what is withheld is blank, and counted in the last column.
  public let publicRegister: Table

  /// A section by its name; nil where the report has none of that name.
  public func section(_ name: String) -> Table? { sections.first { $0.name == name } }
}
