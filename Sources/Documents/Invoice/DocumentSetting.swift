public import Diagnostics
public import Measures
public import Park

/// What all documents of a park have in common.
public struct DocumentSetting: Sendable {
  /// The park's name in each language.
  public let parkName: Phrase
  /// The local time in which readings are dated.
  public let clock: ParkClock
  /// The services' names in each language.
  public let serviceNames: [Service.ID: Phrase]
  /// The management company: who signs, and what heads the reports.
  public let company: ParkProfile.Company
  /// True where the documents are not issued: every sheet says so.
  public var isDraft = false

  /// A setting from its parts.
  public init(
    parkName: Phrase, clock: ParkClock, serviceNames: [Service.ID: Phrase], company: ParkProfile.Company
  ) {
    self.parkName = parkName
    self.clock = clock
    self.serviceNames = serviceNames
    self.company = company
  }

  /// The setting that a park's facts give.
  public init(_ facts: ParkFacts) {
    self.init(
      parkName: facts.profile.name, clock: facts.clock, serviceNames: facts.services.mapValues(\.name),
      company: facts.profile.company)
  }
}
