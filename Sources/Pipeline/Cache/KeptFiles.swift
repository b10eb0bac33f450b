import Foundation
import Intake

/// `.intervals/`: what each file of intervals came to. It is a hint: without it, or when esep itself is newer, the files
/// are read again and come to the same. What can't be kept is read again next time.
struct KeptFiles {
  static let name = ".intervals"
  private let folder: HintFolder

  init(storage: Storage) { folder = HintFolder(storage: storage, name: Self.name) }

  /// - Parameter isWriting: false for who changes nothing in the folder.
  func hint(isWriting: Bool) -> KeptIntervals {
    // Some disks tell time by two seconds.
    let restedSince = Int64(Date().timeIntervalSince1970 - 3) * 1_000_000_000
    return KeptIntervals(restedSince: restedSince) { [folder] key in
      folder.read(key).map { KeptIntervals.Kept(bytes: $0.bytes, mark: $0.mark) }
    } write: { [folder] key, bytes, mark in
      if isWriting { folder.write(key, bytes, mark: mark) }
    }
  }

  /// Forgets all but some files.
  func keepOnly(_ files: some Sequence<String>) { folder.keepOnly(Set(files.map(KeptIntervals.key))) }
}
