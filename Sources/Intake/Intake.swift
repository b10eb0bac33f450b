public import Diagnostics
public import Measures
public import Park

/// Why nothing can be read at all. Everything else is a ``Finding``.
public enum IntakeFailure: Error, Sendable, Hashable {
  /// A file or folder that every run needs is not there: its path below the input folder, or the folder itself
  /// (exit status 69).
  case missing(String)
  /// `park.json` can't be used: it is no JSON, or has no valid `firstMonth` (exit status 65).
  case unusableProfile([Problem])
  /// The system refuses to read a file: its path and the system's error number (exit status 69).
  case unreadable(String, Int32)
}

/// All that the input folder holds.
public struct IntakeResult: Sendable {
  /// The good rows.
  public let facts: ParkFacts
  /// What is wrong with the others, in order of place.
  public let findings: [Finding]
  /// The day of the run, in the park's zone.
  public let today: Day

  /// What was read.
  public init(facts: ParkFacts, findings: [Finding], today: Day) {
    self.facts = facts
    self.findings = findings
    self.today = today
  }
}

/// From the input folder to facts and findings.
public enum Intake {
  /// Reads the whole input folder. `today` is asked once, when the park's zone is known.
  public static func load(
    _ folder: String, today: (ParkClock) -> Day
  ) throws(IntakeFailure) -> IntakeResult {
    throw .missing(folder)
  }

  /// Reads all values of the named interval meters: a second pass over `intervals/`, for gaps and for the demand
  /// of several meters together. Only starts that lie in `days` are kept, where days are given.
  public static func series(
    of meters: Set<Meter.ID>, in folder: String, facts: ParkFacts, days: Range<Day>? = nil
  ) throws(IntakeFailure) -> [Meter.ID: IntervalSeries] {
    [:]
  }

  /// The columns of every table, for `esep template --columns`: the one table of names and aliases.
  public static var columns: [TableColumns] { [] }
}

/// One table of the input: its file or folder, and its columns in order.
public struct TableColumns: Sendable, Hashable {
  /// `residents.csv`, or `readings/` for a folder of files.
  public let file: String
  /// The columns.
  public let columns: [TableColumn]
}

/// One column of a table.
public struct TableColumn: Sendable, Hashable {
  /// The canonical name.
  public let name: String
  /// True where an empty cell makes the row bad.
  public let isRequired: Bool
  /// What an empty cell stands for; empty where nothing does.
  public let standard: String
  /// The Kyrgyz and Russian names.
  public let aliases: [String]
}
