import CSV

/// Remembers from what each folder was laid out, so that one whose sources are the same, and in which nothing was touched
/// since, is not laid out again.
struct CachedFolders {
  let storage: Storage
  /// Without one all is laid out.
  let cache: Cache?

  /// True where a folder lies there as it was laid out from the same sources.
  func isCurrent(_ folder: String, from sources: String) -> Bool {
    guard let cache, let stamps = storage.stamps(below: folder) else { return false }
    return cache.read(Self.key(folder), from: Self.sources(sources, stamps)) != nil
  }

  /// To be told when a folder is whole.
  func remember(_ folder: String, from sources: String) {
    guard let cache, let stamps = storage.stamps(below: folder),
      // A disk that tells time by whole seconds would not tell of a change that comes right after.
      stamps.allSatisfy({ $0.stamp.hasRested(since: cache.restedSince) || $0.stamp.changed % 1_000_000_000 != 0 })
    else { return }
    cache.write(Self.key(folder), from: Self.sources(sources, stamps), [])
  }

  private static func key(_ folder: String) -> String { "folder " + folder }

  private static func sources(_ sources: String, _ stamps: [(name: String, stamp: FileStamp)]) -> [UInt8] {
    Array(sources.utf8) + stamps.flatMap { Array($0.name.utf8) + [0] + $0.stamp.bytes }
  }
}

extension Storage {
  /// A folder and all that lies below it, by their paths from there in order; nil where it is not there or can't be
  /// listed.
  fileprivate func stamps(below folder: String) -> [(name: String, stamp: FileStamp)]? {
    guard let own = FileStamp(path(folder)), own.isFolder else { return nil }
    var stamps = [(name: "", stamp: own)]
    var open = [""]
    while let below = open.popLast() {
      guard let found = try? names(in: folder + "/" + below) else { return nil }
      for name in found {
        let inner = below + name
        guard let stamp = FileStamp(path(folder + "/" + inner)) else { return nil }
        stamps.append((inner, stamp))
        if stamp.isFolder { open.append(inner + "/") }
      }
    }
    return stamps
  }
}
