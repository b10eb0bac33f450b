public import Diagnostics
import Foundation

/// One code of the catalogue: the smallest input of a sample that raises it, and what esep then says.
public struct FaultEntry: Sendable {
  /// The stable code.
  public let code: String
  /// What is told of it in each language, place and remedy included.
  let told: [Language: String]
  /// The input, as ``FaultInput`` shows it.
  let input: String

  /// An entry from a problem as a value.
  public init(_ problem: Problem, input: FaultInput) {
    code = problem.code
    told = Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0, problem.rendered(in: $0)) })
    self.input = input.text
  }

  /// An entry from what a run says: the problem's line, its remedy, and whatever is said behind them.
  public init(_ code: String, said: [Language: String], input: FaultInput) {
    self.code = code
    told = said.mapValues { $0.components(separatedBy: "\n    ").prefix(2).joined(separator: "\n    ") }
    self.input = input.text
  }

  /// The code's section of the page.
  var section: String {
    let words = [Language.en, .ru, .ky].compactMap { told[$0] }.joined(separator: "\n")
    return "### \(code)\n\n```\n\(input)\n```\n\n```\n\(words)\n```\n"
  }
}
