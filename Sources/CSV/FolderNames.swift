#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies at a path: that nothing does is not the same as that the system refuses to say.
public enum FilePresence: Sendable, Hashable {
  case absent, file, folder
  /// A pipe or a device.
  case other

  /// Looks, following links. What the system refuses to say is a failure; so is a link that leads nowhere, for what it
  /// should lead to may only be out of reach.
  public static func at(_ path: String) throws(CSVFailure) -> FilePresence {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else {
      let number = errno
      if number == ENOENT || number == ENOTDIR, unsafe lstat(path, &found) != 0 { return .absent }
      throw .system(number)
    }
    switch found.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .folder
    default: return .other
    }
  }
}

/// The names in a folder, in the order of their UTF-8 bytes; none where there is no such folder.
public func namesInFolder(_ path: String) throws(CSVFailure) -> [String] {
  guard let folder = unsafe opendir(path) else {
    let number = errno
    if number == ENOENT, try FilePresence.at(path) == .absent { return [] }
    throw .system(number)
  }
  defer { unsafe closedir(folder) }
  var names: [String] = []
  errno = 0
  while let entry = unsafe readdir(folder) {
    let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) {
      unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
    if name != ".", name != ".." { names.append(name) }
    errno = 0
  }
  guard errno == 0 else { throw .system(errno) }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}
