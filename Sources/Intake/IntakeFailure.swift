import CSV
public import Diagnostics

/// Why nothing can be read at all. Everything else is a ``Finding``.
public enum IntakeFailure: Error, Sendable, Hashable {
  /// A file or folder that every run needs is not there: its path below the input folder, or those of all
  /// that are missing, or the folder itself (exit status 69).
  case missing(String)
  /// `park.json` can't be used: it is no JSON, or has no valid `firstMonth` (exit status 65).
  case unusableProfile([Problem])
  /// The system refuses to read a file: its path and the system's error number (exit status 69).
  case unreadable(String, Int32)
}

extension IntakeFailure {
  init(_ path: String, _ failure: CSVFailure) {
    if case .system(let number) = failure { self = .unreadable(path, number) } else { self = .unreadable(path, 0) }
  }
}

extension InputFolder {
  /// What the system refuses to read is never taken for what is not there.
  func stopWhereRefused() throws(IntakeFailure) {
    if let refusal { throw .unreadable(refusal.file.isEmpty ? root : refusal.file, refusal.number) }
  }
}
