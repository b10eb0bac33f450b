/// What a run tells its caller (formats, section 3).
public enum ExitStatus: Int32, Sendable {
  /// All done, or nothing to do.
  case done = 0
  /// Wrong usage.
  case usage = 64
  /// Something is held back, or no input could be used.
  case heldBack = 65
  /// A needed file or folder is missing.
  case missingInput = 69
  /// A fault of ours.
  case fault = 70
  /// Output cannot be written.
  case cannotWrite = 73
  /// Another run holds the lock.
  case locked = 75
}
