public import Diagnostics
public import Measures

/// A resident of the park (points 4(2), 9 and 11(10) of the Regulation): one row of the register. Where it has several
/// rows, what it says by itself is what the first one says, and ``rows`` has them all.
public struct Resident: Sendable, Hashable, Codable {
  /// A resident's name in the tables.
  public typealias ID = Identifier<Resident>

  /// The three forms that point 4(2) admits.
  public enum LegalForm: String, Sendable, Hashable, Codable, CaseIterable {
    /// A legal entity.
    case legalEntity = "legal_entity"
    /// A foreign legal entity that acts through a branch.
    case foreignBranch = "foreign_branch"
    /// An individual entrepreneur.
    case soleProprietor = "sole_proprietor"
  }

  /// Unique.
  public var id: ID
  /// The name in full, as registered.
  public var fullName: String
  /// The name for tables.
  public var shortName: String
  /// One of the forms of point 4(2).
  public var legalForm: LegalForm
  /// Where in the park it is.
  public var location = ""
  /// The registered address.
  public var address = ""
  /// The number of state registration.
  public var registrationNumber = ""
  /// The taxpayer's number: 14 digits, or empty.
  public var inn = ""
  /// The statistics number: 8 digits, or empty.
  public var okpo = ""
  /// The bank that keeps its account, as it is to be printed; nil where it is not known, as the two below.
  public var bank: String?
  /// The bank's code.
  public var bic: String?
  /// The account.
  public var account: String?
  /// The code of economic activity (ГКЭД).
  public var industryCode = ""
  /// The activity in words.
  public var industryName = ""
  /// Whom to speak to.
  public var contactName = ""
  /// As written.
  public var phone = ""
  /// As written.
  public var email = ""
  /// The day of entry in the register.
  public var enteredOn: Day
  /// The day of the entry on termination of status.
  public var terminatedOn: Day?
  /// Why the status ended.
  public var terminationGround = ""
  /// Permits and licences, as written.
  public var permits = ""
  /// Columns of `residents.csv` that the public register leaves blank (point 9).
  public var withheld: [String] = []
  /// The language of the resident's documents; the park's where it is nil.
  public var language: Language?
  /// The day from which the row says what is so; nil in the row that holds before any such day.
  public var validFrom: Day?
  /// Where its row stands.
  public var place: Place
  /// Its rows by date where there are several: see ``rows``.
  var severalRows: [Resident] = []

  private enum CodingKeys: String, CodingKey {
    case id, fullName, shortName, legalForm, location, address, registrationNumber, inn, okpo, bank, bic, account,
      industryCode
    case industryName, contactName, phone, email, enteredOn, terminatedOn, terminationGround, permits, withheld
    case language, validFrom, place
  }

  /// A resident with its required columns; the others are set after.
  public init(
    id: ID, fullName: String, shortName: String, legalForm: LegalForm, enteredOn: Day, place: Place
  ) {
    self.id = id
    self.fullName = fullName
    self.shortName = shortName
    self.legalForm = legalForm
    self.enteredOn = enteredOn
    self.place = place
  }
}

/// A contract between the company and a resident (point 3): the ground of every price. Where addenda changed it, its days
/// are those of all its rows, what else it says by itself is what the first one says, and ``rows`` has them all.
public struct Contract: Sendable, Hashable, Codable {
  /// A contract's name in the tables.
  public typealias ID = Identifier<Contract>

  /// Unique; invoices of a month stand in its order (I1).
  public var id: ID
  /// With whom.
  public var resident: Resident.ID
  /// The number on the paper.
  public var number: String
  /// What it is about.
  public var subject = ""
  /// The day of signature, where known.
  public var signedOn: Day?
  /// The days on which it is in force.
  public var validity: Period
  /// Days from an invoice's issue to the day it is due.
  public var paymentDays = 10
  /// The penalty for each day after the due day, in percent of the principal (I4).
  public var penaltyPercentPerDay = Percent.zero
  /// The most that penalties may come to, in percent of the principal as issued; nil for no limit.
  public var penaltyCapPercent: Percent?
  /// Where its row stands.
  public var place: Place
  /// Its rows by date where there are several: see ``rows``.
  var severalRows: [Contract] = []

  private enum CodingKeys: String, CodingKey {
    case id, resident, number, subject, signedOn, validity, paymentDays, penaltyPercentPerDay, penaltyCapPercent, place
  }

  /// A contract with its required columns; the others are set after.
  public init(id: ID, resident: Resident.ID, number: String, validity: Period, place: Place) {
    self.id = id
    self.resident = resident
    self.number = number
    self.validity = validity
    self.place = place
  }
}

/// A plot or a building, or a part of one, that may be leased (point 11(1)).
public struct Premises: Sendable, Hashable, Codable {
  /// A premises' name in the tables.
  public typealias ID = Identifier<Premises>
  /// Land or building.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// A plot.
    case land
    /// A building or a part of one.
    case building
  }

  /// As the plan of the park names it; one row for each time it is let.
  public var id: ID
  /// Land or building.
  public var kind: Kind
  /// As written.
  public var name: String
  /// Who leases it; nil where it is free.
  public var contract: Contract.ID?
  /// Square metres.
  public var area: Quantity
  /// The days for which the row holds.
  public var validity: Period
  /// Where its row stands.
  public var place: Place

  /// Premises from their columns.
  public init(
    id: ID, kind: Kind, name: String, contract: Contract.ID?, area: Quantity, validity: Period, place: Place
  ) {
    self.id = id
    self.kind = kind
    self.name = name
    self.contract = contract
    self.area = area
    self.validity = validity
    self.place = place
  }
}

/// What a resident said of a quarter (`indicators/`): the figures that only it knows.
public struct Indicators: Sendable, Hashable {
  /// Who says so.
  public var resident: Resident.ID
  /// For which quarter.
  public var quarter: Quarter
  /// People employed.
  public var jobs: Quantity?
  /// Soms, like all that follow.
  public var output: Money?
  /// What of it was sold abroad.
  public var export: Money?
  /// What was invested.
  public var investment: Money?
  /// Taxes paid.
  public var taxesPaid: Money?
  /// Wages paid.
  public var wages: Money?
  /// Where its row stands.
  public var place: Place

  /// A row with no figure yet.
  public init(resident: Resident.ID, quarter: Quarter, place: Place) {
    self.resident = resident
    self.quarter = quarter
    self.place = place
  }
}

/// Something the company did under points 11, 12 or 5(9)–(11): an entry of the activity log.
public struct Activity: Sendable, Hashable {
  /// When it was done.
  public var date: Day
  /// `11.1` to `12.10`, or `5.9` to `5.11`.
  public var point: String
  /// As written.
  public var description: String
  /// Soms, where money was spent or raised.
  public var amount: Money?
  /// How many, where it can be counted.
  public var count: Quantity?
  /// Where its row stands.
  public var place: Place

  /// An entry from its columns.
  public init(date: Day, point: String, description: String, amount: Money?, count: Quantity?, place: Place) {
    self.date = date
    self.point = point
    self.description = description
    self.amount = amount
    self.count = count
    self.place = place
  }
}
