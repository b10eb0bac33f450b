#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the system says of a file or folder: by it a file is known to be as it was.
public struct FileStamp: Sendable, Hashable {
  /// True for a folder.
  public let isFolder: Bool
  /// In bytes.
  public let size: Int64
  /// When its content was last changed, in nanoseconds since the epoch.
  public let modified: Int64
  /// When its content or name was last changed. Nobody can set it back.
  public let changed: Int64
  /// Which file of its disk it is.
  public let node: UInt64

  /// nil where there is nothing of that path. A link is what it leads to where it is followed.
  public init?(_ path: String, following: Bool = false) {
    var found = stat()
    guard unsafe (following ? stat(path, &found) : lstat(path, &found)) == 0 else { return nil }
    isFolder = found.st_mode & S_IFMT == S_IFDIR
    size = Int64(found.st_size)
    modified = Int64(found.st_mtim.tv_sec) * 1_000_000_000 + Int64(found.st_mtim.tv_nsec)
    changed = Int64(found.st_ctim.tv_sec) * 1_000_000_000 + Int64(found.st_ctim.tv_nsec)
    node = UInt64(found.st_ino)
  }
}

extension Sequence<FileStamp> {
  /// Tells these files in this order, as they are, from all others of this machine: some fifty bits as a moment between
  /// 2001 and 2033 in whole microseconds, which a disk can keep as a file's time, told in nanoseconds since the epoch.
  public var mark: Int64 {
    var check: UInt64 = 0
    for stamp in self {
      for word in [stamp.size, stamp.modified, stamp.changed, Int64(bitPattern: stamp.node)] {
        let product = (check ^ UInt64(bitPattern: word)).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        check = (product.high ^ product.low) &+ 1
      }
    }
    return (1_000_000_000_000_000 + Int64(check % 1_000_000_000_000_000)) * 1000
  }
}
