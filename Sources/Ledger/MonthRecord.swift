public import Measures
public import Metering

/// What was metered in a month, as a batch recorded it.
public struct MonthRecord: Sendable, Hashable, Codable {
  /// The month.
  public let month: Month
  /// Where each register closed: the next month opens there (C3).
  public let registers: [RegisterMonth]
  /// `consumption.csv` of the month.
  public let consumption: [ConsumptionRow]
  /// `park-balance.csv` of the month.
  public let parkBalance: [ParkBalanceRow]

  /// A record from its tables.
  public init(
    month: Month, registers: [RegisterMonth], consumption: [ConsumptionRow], parkBalance: [ParkBalanceRow]
  ) {
    self.month = month
    self.registers = registers
    self.consumption = consumption
    self.parkBalance = parkBalance
  }
}
