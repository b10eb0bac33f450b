import Diagnostics
public import Measures

/// A row of `acknowledged.csv`: warnings that somebody has seen, and need not be told again.
public struct Acknowledgement: Sendable, Hashable {
  /// What the warnings are about.
  public enum Subject: Sendable, Hashable {
    /// A file, or a workbook with all its sheets.
    case file(String)
    /// One contract.
    case contract(Contract.ID)
    /// One meter.
    case meter(Meter.ID)
  }

  /// The problem's code.
  public let code: String
  /// What the warnings are about.
  public let subject: Subject
  /// The month whose warnings are meant; nil for all.
  public let month: Month?

  /// A row from its parts.
  public init(code: String, subject: Subject, month: Month?) {
    self.code = code
    self.subject = subject
    self.month = month
  }

  /// True for a warning that the row means. An error is never one.
  public func covers(_ entry: MonthProblem, in month: Month) -> Bool {
    let problem = entry.problem
    guard problem.severity == .warning, problem.code == code, self.month ?? month == month else { return false }
    switch subject {
    case .file(let file):
      return problem.place.map { $0.file == file || $0.file.hasPrefix(file + ":") } ?? false
    case .contract(let contract): return entry.contract == contract || problem.value == contract.text
    case .meter(let meter):
      return problem.value == meter.text || problem.value.hasPrefix(meter.text + " ")
    }
  }
}
