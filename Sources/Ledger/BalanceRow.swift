public import Measures
public import Park

/// A row of `balances.csv`: where a contract stood at the end of a month (I5).
public struct BalanceRow: Sendable, Hashable, Codable {
  /// The contract.
  public var contract: Contract.ID
  /// The resident.
  public var resident: Resident.ID
  /// The last month's closing.
  public var openingBalance: Money
  /// The documents of the month's runs.
  public var invoiced: Money
  /// Payments + set-offs + write-offs − refunds.
  public var paid: Money
  /// opening + invoiced − paid.
  public var closingBalance: Money { openingBalance + invoiced - paid }
  /// Owed and not yet due.
  public var notDue: Money
  /// Overdue by 1 to 30 days.
  public var overdue1to30: Money
  /// Overdue by 31 to 60 days.
  public var overdue31to60: Money
  /// Overdue by 61 to 90 days.
  public var overdue61to90: Money
  /// Overdue by more than 90 days.
  public var overdueOver90: Money
  /// All that is overdue, whatever its age.
  public var overdue: Money { overdue1to30 + overdue31to60 + overdue61to90 + overdueOver90 }
  /// Paid and not yet used.
  public var advance: Money

  /// A row with no figure yet.
  public init(contract: Contract.ID, resident: Resident.ID) {
    self.contract = contract
    self.resident = resident
    openingBalance = .zero
    invoiced = .zero
    paid = .zero
    notDue = .zero
    overdue1to30 = .zero
    overdue31to60 = .zero
    overdue61to90 = .zero
    overdueOver90 = .zero
    advance = .zero
  }
}

/// By how much a contract opens otherwise than it last closed: an opening balance is new, changed or withdrawn.
public struct OpeningChange: Sendable, Hashable, Codable {
  /// The contract.
  public var contract: Contract.ID
  /// The row's opening less the last closing.
  public var amount: Money

  /// A contract's change.
  public init(contract: Contract.ID, amount: Money) {
    self.contract = contract
    self.amount = amount
  }
}
