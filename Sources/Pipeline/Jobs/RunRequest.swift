public import Diagnostics
import Foundation
public import Measures

/// What a run is asked to do.
public struct RunRequest: Sendable {
  /// How much of the park's work is meant.
  public enum Scope: Sendable, Hashable {
    /// All that is due: months, then quarters.
    case all
    /// One month, after all before it are issued.
    case month(Month)
    /// The last bill of a contract that has ended before its month has (I7).
    case final(String)
    /// One quarter's report, after its months are issued.
    case quarter(Quarter)
  }

  /// The folder with the facts.
  public var input = "Input"
  /// The folder for the journal and the documents.
  public var output = "Output"
  /// All, or one step.
  public var scope = Scope.all
  /// The last month to issue; nil for the last finished one.
  public var through: Month?
  /// The day of the run; nil for that of ``now``.
  public var today: Day?
  /// The moment of the run; nil for the clock's. A file that was changed just before it may change again and look the
  /// same, and is read anew the next time.
  public var now: Instant?
  /// The date of the documents; nil for the last day of the month of the run.
  public var issuedOn: Day?
  /// The language of reports and messages; nil for the park's.
  public var language: Language?
  /// True where a month without any reading is billed on estimates.
  public var estimateAll = false
  /// True where the present facts and records take the place of those that issued months were priced by (I6).
  public var isConsent = false
  /// True where what waits is recorded as seen (I6).
  public var isKeeping = false
  /// True where a month is only tried out: nothing is issued, and all lies in a folder of its own.
  public var isDraft = false

  /// A run with all defaults.
  public init() {}
}

extension Instant {
  /// What the machine's clock says.
  static var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }
}
