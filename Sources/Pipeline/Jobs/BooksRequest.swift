public import Diagnostics
public import Measures
public import Reporting

/// What is asked of the books as they stand: none of it issues anything.
public struct BooksRequest: Sendable {
  /// What is to be done.
  public enum Task: Sendable, Hashable {
    /// Hold everything that was issued and everything that lies in the output against each other.
    case verify
    /// The reconciliation act of a contract, by its `contract_id`, for any days.
    case statement(contract: String, days: ClosedRange<Day>)
    /// The books in the plain text of a program for double entry; into a file, else to the caller.
    case export(PlainTextBooks.Form, file: String?)
  }

  /// The folder with the facts.
  public var input = "Input"
  /// The folder with the journal and the documents.
  public var output = "Output"
  /// The day of the run; nil for the clock's. Readings after it are bad rows.
  public var today: Day?
  /// The language; nil for the park's.
  public var language: Language?
  /// What is to be done.
  public var task: Task

  /// A task with all defaults.
  public init(_ task: Task) { self.task = task }
}
