import CSV
import Diagnostics
public import Measures
public import Park

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
  /// Reads the whole input folder. `today` is asked once, when the park's zone is known; `split` says how the reading
  /// of `intervals/` is shared out, `cache` spares files that were read before.
  public static func load(
    _ folder: String, split: ReadingSplit = ReadingSplit(), cache: IntervalCache? = nil, today: (ParkClock) -> Day
  ) throws(IntakeFailure) -> IntakeResult {
    let input = InputFolder(folder)
    try input.stopWhereRefused()
    guard try hasFolder(folder) else { throw .missing(folder) }
    let profileFile = input.path(input.catalog.profile)
    let missing =
      (try presence(of: profileFile) != .absent ? [] : [ProfileNotes.file])
      + input.catalog.missing([Tables.residents, Tables.contracts, Tables.services, Tables.terms, Tables.taxes])
    // All at once, so that a first run need not be tried table by table.
    guard missing.isEmpty else { throw .missing(missing.joined(separator: ", ")) }
    let profiles = ProfileReader(try text(of: profileFile))
    let profile = try profiles.read()
    guard let clock = ParkClock(zone: profile.timeZone) else { throw .missing("tz database: " + profile.timeZone) }
    let today = today(clock)
    let reader = FactReader(
      input, facts: ParkFacts(profile: profile, clock: clock), today: today, split: split, cache: cache)
    reader.readAll()
    try input.stopWhereRefused()
    return IntakeResult(
      facts: reader.facts, findings: inOrder(profiles.findings + input.findings), today: today)
  }

  /// The park's profile and services alone: what an issued document is told with. nil where they can't be read,
  /// for a document outlives its input.
  public static func names(in folder: String) -> ParkFacts? {
    let input = InputFolder(folder)
    guard let text = try? text(of: input.path(input.catalog.profile)), let profile = try? ProfileReader(text).read(),
      let clock = ParkClock(zone: profile.timeZone)
    else { return nil }
    let reader = FactReader(input, facts: ParkFacts(profile: profile, clock: clock), today: Day(number: 0))
    reader.readTaxes()
    reader.readServices()
    return reader.facts
  }

  /// Whether there is an input folder. One that the system refuses to look at is no missing one.
  public static func hasFolder(_ folder: String) throws(IntakeFailure) -> Bool {
    try presence(of: InputFolder.root(folder)) == .folder
  }

  private static func presence(of path: String) throws(IntakeFailure) -> FilePresence {
    do throws(CSVFailure) {
      return try FilePresence.at(path)
    } catch {
      throw IntakeFailure(path, error)
    }
  }

  /// A text file in UTF-8, with or without a byte order mark.
  private static func text(of path: String) throws(IntakeFailure) -> String {
    var bytes: [UInt8] = []
    do throws(CSVFailure) { bytes = try wholeFile(path) } catch { throw IntakeFailure(path, error) }
    guard
      let text = String(
        validating: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...], as: UTF8.self)
    else { throw .unusableProfile([Fault.notJSON.at(Place(file: ProfileNotes.file))]) }
    return text
  }

  /// By place, then severity and code: the order in which files were read leaves no trace.
  private static func inOrder(_ findings: [Finding]) -> [Finding] {
    findings.enumerated().sorted { a, b in
      let (x, y) = (a.element.problem, b.element.problem)
      if let here = x.place, let there = y.place, here != there { return here < there }
      if x.severity != y.severity { return x.severity < y.severity }
      return (x.code, a.offset) < (y.code, b.offset)
    }.map(\.element)
  }

  /// Reads the values of the named interval meters on the days that go with each: a second pass over `intervals/`, for
  /// gaps and for the demand of several meters together.
  public static func series(
    of meters: [Meter.ID: [Range<Day>]], in folder: String, facts: ParkFacts, split: ReadingSplit = ReadingSplit()
  ) throws(IntakeFailure) -> [Meter.ID: IntervalSeries] {
    try IntervalSeriesReader.read(meters, in: InputFolder(folder), facts: facts, split)
  }

  /// The columns of every table, for `esep template --columns`: the one table of names and aliases.
  public static var columns: [InputTable] { Tables.all }
}
