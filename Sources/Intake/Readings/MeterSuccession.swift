import Measures
import Park

extension Meter {
  /// True from the day of its installation to the day of its removal, both included.
  func isInstalled(on day: Day) -> Bool { day >= installedOn && removedOn.map { day <= $0 } ?? true }

  /// True where neither of the meters replaced the other: both were installed at one time, and for longer than the day
  /// of an exchange, on which one is removed and the other installed (C6).
  func stoodBeside(_ other: Meter) -> Bool {
    let isBefore = removedOn.map { $0 <= other.installedOn } ?? false
    let isAfter = other.removedOn.map { $0 <= installedOn } ?? false
    // Of two meters of one and the same day nobody can tell which was first.
    return isBefore == isAfter
  }

  /// By the days of installation: of two that replaced each other the earlier comes first.
  static func inOrder(_ a: Meter, _ b: Meter) -> Bool {
    if a.installedOn != b.installedOn { return a.installedOn < b.installedOn }
    if a.removedOn != b.removedOn { return a.removedOn.map { end in b.removedOn.map { end < $0 } ?? true } ?? false }
    return a.id < b.id
  }
}
