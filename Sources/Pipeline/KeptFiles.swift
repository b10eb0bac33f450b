import CSV
import Foundation
import Intake

/// `.intervals/`: what each file of intervals came to. It is a hint: without it, or when esep itself is newer, the files
/// are read again and come to the same. What can't be kept is read again next time.
struct KeptFiles {
  static let name = ".intervals"
  let storage: Storage

  /// - Parameter isWriting: false for who changes nothing in the folder.
  func hint(isWriting: Bool) -> KeptIntervals {
    KeptIntervals { [storage] key in
      let file = Self.name + "/" + key
      return storage.hint(file).flatMap { _ in storage.read(file) }
    } write: { [storage] bytes, key in
      guard isWriting else { return }
      // A file that is torn or lost is read again: nothing needs to be forced to the disk.
      let path = storage.path(Self.name + "/" + key)
      let temporary = path + Storage.temporaryMark
      do {
        try storage.makeFolder(Self.name)
        try Disk.write(bytes, to: temporary, isForced: false)
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
