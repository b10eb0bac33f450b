public import Diagnostics

/// A problem as a month tells it: once for each contract that it holds back, or once by itself.
public struct MonthProblem: Sendable, Hashable, Comparable {
  /// What is wrong.
  public let problem: Problem
  /// A contract that it holds back; nil for a warning and for an error that holds back nobody.
  public let contract: Contract.ID?

  /// A problem and the contract that it holds back.
  public init(problem: Problem, contract: Contract.ID?) {
    self.problem = problem
    self.contract = contract
  }

  /// By severity, place (those without one first), code and contract; then by the words, so that no tie is left.
  public static func < (a: MonthProblem, b: MonthProblem) -> Bool {
    let (x, y) = (a.problem, b.problem)
    if x.severity != y.severity { return x.severity < y.severity }
    if x.place != y.place {
      guard let left = x.place else { return true }
      guard let right = y.place else { return false }
      return left < right
    }
    func words(_ entry: MonthProblem) -> [String] {
      [entry.problem.code, entry.contract?.text ?? "", entry.problem.value, entry.problem.message.en]
    }
    guard let (left, right) = zip(words(a), words(b)).first(where: { $0 != $1 }) else { return false }
    return left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
