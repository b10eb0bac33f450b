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

extension MonthRecord {
  /// True where the month's tables say the same as another record's, however it came about.
  public func shows(like other: MonthRecord) -> Bool {
    parkBalance == other.parkBalance
      && consumption.elementsEqual(other.consumption) {
        $0.key == $1.key && $0.contract == $1.contract && $0.span == $1.span && $0.basis == $1.basis
          && $0.quantity == $1.quantity
      }
  }
}
