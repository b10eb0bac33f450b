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

  /// All of it as bytes.
  public var bytes: [UInt8] {
    [isFolder ? 1 : 0, size, modified, changed, Int64(bitPattern: node)].flatMap { word in
      (0..<8).map { UInt8(truncatingIfNeeded: word >> ($0 * 8)) }
    }
  }

  /// True where it was last touched before a moment, in nanoseconds since the epoch: a change that comes after what was
  /// seen of it then has another time.
  public func hasRested(since moment: Int64) -> Bool { max(changed, modified) < moment }
}
