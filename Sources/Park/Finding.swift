public import Diagnostics
public import Measures

/// What an error reaches: the contracts that it holds back are found from it, month by month.
public enum Scope: Sendable, Hashable {
  /// Every contract: a table that all rest on can't be read.
  case everyone
  /// One contract.
  case contract(Contract.ID)
  /// The contracts that a meter feeds that month: its own, its parent's, those that share it.
  case meter(Meter.ID)
  /// The contracts of a resident.
  case resident(Resident.ID)
  /// The contracts with a term for a service, or for one derived from it, that month.
  case service(Service.ID)
  /// The contracts with a term that names a tariff that month.
  case tariff(Identifier<TariffRow>)
  /// The contracts that consumed something that month which a tariff prices on days of a period.
  case consumption(Identifier<TariffRow>, Period)
  /// The contracts with a term for a service of that tax that month.
  case tax(Identifier<TaxRow>)
  /// The contracts with a price in a currency that month.
  case currency(Currency)
  /// The contract of an issued document, or of one that an opening balance names.
  case invoice(String)
}

/// A problem together with what it holds back. A warning holds back nothing.
public struct Finding: Sendable, Hashable {
  /// The months an error reaches.
  public enum Months: Sendable, Hashable {
    /// Every month that is not issued yet.
    case unissued
    /// One month (and through it the later ones, until it is issued).
    case only(Month)
  }

  /// What is wrong, where, and how to mend it.
  public let problem: Problem
  /// What it reaches; empty where it touches no contract.
  public let touches: [Scope]
  /// The months it reaches.
  public let months: Months

  /// A problem, what it touches and when.
  public init(_ problem: Problem, touches: [Scope] = [], months: Months = .unissued) {
    self.problem = problem
    self.touches = touches
    self.months = months
  }
}
