import CSV
import Foundation
import Ledger

/// Remembers from what each folder was laid out, so that one whose sources are the same is not laid out again.
///
/// `.laid-out` holds a digest of the sources and the sizes of the files. A folder is passed over only where each of its
/// files is there with that size and nothing in it was touched since the hint was written. It is a hint: without it, or
/// when esep itself is newer, all is laid out again to the same bytes. It is taken away before the first change of a
/// run and put back at the end, so that a run that was killed leaves no wrong one.
struct LaidOutFolders {
  private struct Entry: Codable, Hashable {
    let source: String
    let sizes: [String: Int64]
  }

  static let name = ".laid-out"
  private let storage: Storage
  private var folders: [String: Entry]
  /// When the hint was written: what was touched then or later is not trusted.
  private let written: FileStamp?
  private var isChanged = false

  /// - Parameter workbooks: where they are not known either, all is laid out again.
  init(_ storage: Storage, beside workbooks: RenderedWorkbooks) {
    self.storage = storage
    written = workbooks.isKnown ? storage.hint(Self.name) : nil
    let known = written.flatMap { _ in storage.read(Self.name) }
    folders = known.flatMap { try? JSONDecoder().decode([String: Entry].self, from: Data($0)) } ?? [:]
  }

  /// True where a folder lies there as it was laid out from the same sources.
  func isCurrent(_ folder: String, source: String) -> Bool {
    guard let written, let entry = folders[folder], entry.source == source,
      let stamps = storage.stamps(below: folder)
    else { return false }
    let files = stamps.filter { !$0.value.isFolder }
    return stamps.values.allSatisfy { $0.changed < written.changed } && files.mapValues(\.size) == entry.sizes
  }

  /// To be told before a folder is changed.
  mutating func open(_ folder: String) {
    if !isChanged { try? FileManager.default.removeItem(atPath: storage.path(Self.name)) }
    isChanged = true
    folders[folder] = nil
  }

  /// To be told when a folder is whole.
  mutating func close(_ folder: String, source: String) {
    guard let stamps = storage.stamps(below: folder) else { return }
    folders[folder] = Entry(source: source, sizes: stamps.filter { !$0.value.isFolder }.mapValues(\.size))
  }

  func remember() throws(StorageError) {
    guard isChanged else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(folders) else { return }
    try storage.put([UInt8](bytes), at: Self.name)
  }
}

extension Storage {
  /// When a hint was written; nil where there is none, or it is not newer than the esep that runs, which may come to
  /// something else than the one that wrote it.
  func hint(_ name: String) -> FileStamp? {
    guard let program = FileStamp("/proc/self/exe", following: true), let found = FileStamp(path(name)),
      program.changed < found.changed
    else { return nil }
    return found
  }

  /// A folder and all that lies below it, by the paths from there; nil where it is not there or can't be listed.
  fileprivate func stamps(below folder: String) -> [String: FileStamp]? {
    guard let own = FileStamp(path(folder)), own.isFolder else { return nil }
    var stamps = ["": own]
    var open = [""]
    while let below = open.popLast() {
      guard let found = try? names(in: folder + "/" + below) else { return nil }
      for name in found {
        let inner = below + name
        guard let stamp = FileStamp(path(folder + "/" + inner)) else { return nil }
        stamps[inner] = stamp
        if stamp.isFolder { open.append(inner + "/") }
      }
    }
    return stamps
  }
}
