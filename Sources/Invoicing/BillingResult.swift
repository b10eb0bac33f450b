public import Diagnostics
public import Ledger
public import Measures
public import Park

/// Where a run left a month: what is wrong with its data, and who waits.
public struct MonthStatus: Sendable {
  /// The month.
  public let month: Month
  /// What is wrong, by severity, place, code and contract.
  public let problems: [MonthProblem]
  /// The contracts held back, by name.
  public let heldBack: [Contract.ID]
  /// True where the catch-up stops here: nothing was read, and nobody said to bill on estimates.
  public let isStopped: Bool

  /// - Parameter problems: in any order, some perhaps twice.
  init(_ month: Month, _ problems: [MonthProblem], heldBack: [Contract.ID] = [], isStopped: Bool = false) {
    self.month = month
    self.problems = problems.inOrder()
    self.heldBack = heldBack
    self.isStopped = isStopped
  }
}

/// What a run found in a month beside what it issued, kept so that a run that passes over the month can tell it too.
public struct CachedMonth: Sendable, Hashable, Codable {
  /// What the month rested on.
  public let fingerprint: String
  /// What its calculation found wrong or unlikely; what intake found is not among it.
  public let problems: [Problem]
  /// True for a closed month from which on the present inputs come to something else than was issued.
  public let isApart: Bool
}

/// Why corrections wait: one thing that changed and that no record tells of (I6).
public struct WaitingCause: Sendable, Hashable {
  /// What changed, from what to what, and where.
  public let what: Phrase
  /// Of how many documents.
  public let documents: Int
  /// Of which months, in order.
  public let months: [Month]
  /// What they come to together.
  public let total: Money
}

/// What a run came to: the batches to commit, in order, and where it left every month.
public struct BillingResult: Sendable {
  /// Every month from the park's first, in order.
  public let months: [MonthStatus]
  /// What is to be committed, in order; empty where nothing changed.
  public var batches: [Batch]
  /// What the next run may pass over months with.
  public let kept: [Month: CachedMonth]
  /// Why corrections wait for somebody to agree, the largest first (I6).
  public let waiting: [WaitingCause]
  /// True where no contract is known, for a table that all rest on can't be used: nothing is issued by it.
  let isUnusable: Bool

  /// True where an error stands, a contract is held back, the catch-up stopped or no input could be used: exit status 65.
  public var isIncomplete: Bool {
    isUnusable
      || months.contains { month in
        month.isStopped || !month.heldBack.isEmpty
          || month.problems.contains { $0.contract != nil || $0.problem.severity == .error }
      }
  }
}

extension [MonthProblem] {
  /// In their order, each once.
  func inOrder() -> [MonthProblem] {
    var seen: Set<MonthProblem> = []
    return filter { seen.insert($0).inserted }.sorted()
  }
}
