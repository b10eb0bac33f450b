public import Measures

/// The tables of one month's folder, with the columns of the formats, section 3, in their order.
public struct MonthTables: Sendable, Hashable {
  /// The month of the run.
  public let month: Month
  /// `invoices.csv`: the documents of the month's runs, by number.
  public let invoices: Table
  /// `lines.csv`: their lines.
  public let lines: Table
  /// `consumption.csv`: the newest record of the month.
  public let consumption: Table
  /// `balances.csv`.
  public let balances: Table
  /// `park-balance.csv`.
  public let parkBalance: Table
  /// `reminders.csv`: who is overdue, and what comes next (points 12(5) and 12(7)).
  public let reminders: Table
  /// `unallocated.csv`: money that nobody is known to have paid (I3).
  public let unallocated: Table
  /// `problems.csv`.
  public let problems: Table

  /// All of them, as the workbook has them.
  public var all: [Table] { [invoices, lines, consumption, balances, parkBalance, reminders, unallocated, problems] }
}
