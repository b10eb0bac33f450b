import CSV
import Foundation
import Intake

/// `.intervals/`: what each file of intervals came to. It is a hint: without it, or when esep itself is newer, the files
/// are read again and come to the same. What can't be kept is read again next time.
///
/// Equal parks have equal hints: which file of this machine one was made from is told by the hint's own time of change.
struct KeptFiles {
  static let name = ".intervals"
  let storage: Storage

  /// - Parameter isWriting: false for who changes nothing in the folder.
  func hint(isWriting: Bool) -> KeptIntervals {
    // Some disks tell time by two seconds.
    let restedSince = Int64(Date().timeIntervalSince1970 - 3) * 1_000_000_000
    return KeptIntervals(restedSince: restedSince) { [storage] key in
      let file = Self.name + "/" + key
      guard let stamp = storage.hint(file), let bytes = storage.read(file) else { return nil }
      return KeptIntervals.Kept(bytes: bytes, mark: stamp.modified)
    } write: { [storage] key, bytes, mark in
      guard isWriting else { return }
      // A file that is torn or lost is read again: nothing needs to be forced to the disk.
      let path = storage.path(Self.name + "/" + key)
      let temporary = path + Storage.temporaryMark
      do {
        try storage.makeFolder(Self.name)
        try Disk.write(bytes, to: temporary, isForced: false)
        if let mark { try Disk.setModified(temporary, mark) }
        try Disk.rename(temporary, to: path, isForced: false)
      } catch {
        try? Disk.remove(temporary)
      }
    }
  }

  /// Forgets all but some files.
  func keepOnly(_ files: some Sequence<String>) {
    let keys = Set(files.map(KeptIntervals.key))
    for key in (try? storage.names(in: Self.name)) ?? [] where !keys.contains(key) {
      try? Disk.remove(storage.path(Self.name + "/" + key))
    }
  }
}
