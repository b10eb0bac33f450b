import Diagnostics
import Park

/// What is wrong in one file of `intervals/`, or in a part of one.
struct IntervalNotes: Sendable {
  var findings: [Finding] = []
  var aside = RowsSetAside()
  /// The length in minutes of the intervals of each meter for which the file tells it.
  var lengths: [Int: Int] = [:]

  /// Where the system refused to read.
  var refusal: ReadRefusal?

  init() {}

  /// What is wrong with a file as a whole.
  init(_ problems: [Problem], _ file: String, _ refusal: ReadRefusal? = nil) {
    self.refusal = refusal
    findings = problems.map {
      Finding($0, touches: $0.severity == .error ? [.everyone] : [], months: InputFolder.months(of: file))
    }
  }

  /// True where nothing in the file was worth a remark.
  var isClean: Bool { refusal == nil && findings.isEmpty && aside.isEmpty }

  /// Adds what was found in the next part of the file, whose lines are counted from `line`.
  mutating func append(_ next: IntervalNotes, line: Int) {
    findings += next.findings.map { $0.moved(by: line) }
    aside.append(next.aside, line: line)
  }
}

extension Finding {
  fileprivate func moved(by lines: Int) -> Finding {
    guard lines > 0, let place = problem.place, place.line > 0 || lines > 0 else { return self }
    let moved = Problem(
      problem.severity, problem.code, at: Place(file: place.file, line: place.line + lines, column: place.column),
      value: problem.value, message: problem.message, remedy: problem.remedy)
    return Finding(moved, touches: touches, months: months)
  }
}
