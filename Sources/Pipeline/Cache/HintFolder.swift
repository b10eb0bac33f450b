import CSV

/// A folder of hints beside the journal, each made from one file. Equal parks have equal hints: which file of this machine
/// one was made from is told by the hint's own time of change, a digest in the place of a moment.
struct HintFolder {
  let storage: Storage
  let name: String

  /// A hint and its mark; nil where there is none that may be used.
  func read(_ key: String) -> (bytes: [UInt8], mark: Int64)? {
    let file = name + "/" + key
    guard let stamp = storage.hint(file), let bytes = storage.read(file) else { return nil }
    return (bytes, stamp.modified)
  }

  /// Leaves a hint, with the mark of its file or without one. What can't be left is made again next time.
  func write(_ key: String, _ bytes: [UInt8], mark: Int64?) {
    // A file that is torn or lost is made again: nothing needs to be forced to the disk.
    let path = storage.path(name + "/" + key)
    let temporary = path + Storage.temporaryMark
    do {
      try storage.makeFolder(name)
      try Disk.write(bytes, to: temporary, isForced: false)
      if let mark { try Disk.setModified(temporary, mark) }
      try Disk.rename(temporary, to: path, isForced: false)
    } catch {
      try? Disk.remove(temporary)
    }
  }

  /// Removes all but some hints.
  func keepOnly(_ keys: Set<String>) {
    for key in (try? storage.names(in: name)) ?? [] where !keys.contains(key) {
      try? Disk.remove(storage.path(name + "/" + key))
    }
  }
}
