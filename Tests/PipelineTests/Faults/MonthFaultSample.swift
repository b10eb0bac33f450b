import Measures
import Pipeline
import Testing

/// A fault that shows only when a month is metered, priced and booked: the files that have it, and what is told.
struct MonthFaultSample: Sendable, CustomTestStringConvertible {
  /// The month whose run tells of it.
  let month: String
  /// The files that differ from the base park.
  let files: [String: String]
  /// Files that change after June was issued.
  let later: [String: String]
  /// The command whose run tells of it.
  let command: Command
  /// All rows of the month's `problems.csv`: `file:line:column code severity`, and the contract that is held back.
  let found: [String]

  init(
    _ files: [String: String], inJuly: Bool = false, later: [String: String] = [:], by command: Command? = nil,
    _ found: String...
  ) {
    self.files = files
    self.later = later
    self.found = found
    month = inJuly ? "2026-07" : "2026-06"
    self.command = command ?? .run(through: month)
  }

  /// What esep is asked for.
  enum Command: CustomStringConvertible {
    case run(through: String)
    case final(contract: String, today: String)

    var description: String {
      switch self {
      case .run(let month): "esep run --through \(month)"
      case .final(let contract, let today): "esep final \(contract) --today \(today)"
      }
    }

    func ask(_ request: inout RunRequest) {
      switch self {
      case .run(let month): request.through = Month(month)
      case .final(let contract, let today):
        (request.scope, request.through, request.today) = (.final(contract), nil, Day.parse(today))
      }
    }
  }

  var testDescription: String { found.first ?? "" }
  /// The codes of what is told.
  var codes: [String] { found.compactMap { $0.firstMatch(of: /([a-z-]+) (?:error|warning)/).map { String($0.1) } } }
}

/// The headers of the tables that the samples lay over the base park.
enum Header {
  static let terms = "contract_id,service,price,tariff,currency,quantity,valid_from\n"
  static let tariffs = "tariff,component,zone,threshold,price,valid_from,valid_to\n"
  static let meters = "meter_id,service,role,contract_id,mode,unit,parent,allocate_by,installed_on,installed_reading\n"
  static let readings = "meter_id,read_at,reading\n"
  static let orders = "order_id,contract_id,service,ordered_on,completed_on,status\n"
  static let payments = "payment_id,received_on,amount,invoice_no\n"
}
