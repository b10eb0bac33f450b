import Foundation
import Ledger

/// Remembers from what each folder was laid out, so that one whose sources are the same is not laid out again.
///
/// `.laid-out` holds a digest of the sources and the sizes of the files. A folder is passed over only where each of its
/// files is there with that size and nothing in it was touched since the hint was written. It is a hint: without it, or
/// when esep itself is another, all is laid out again to the same bytes. It is taken away before the first change of a
/// run and put back at the end, so that a run that was killed leaves no wrong one.
struct LaidOutFolders {
  private struct Entry: Codable, Hashable {
    let source: String
    let sizes: [String: Int64]
  }
  private struct Hint: Codable {
    var program: String
    var folders: [String: Entry]
  }

  static let name = ".laid-out"
  private let storage: Storage
  private var hint: Hint
  /// When the hint was written: what was touched then or later is not trusted.
  private let written: FileStamp?
  private var isChanged = false

  /// - Parameter workbooks: where they are not known either, all is laid out again.
  init(_ storage: Storage, beside workbooks: RenderedWorkbooks) {
    self.storage = storage
    let program = Self.program
    let known = storage.read(Self.name).flatMap { try? JSONDecoder().decode(Hint.self, from: Data($0)) }
    let isSame = known?.program == program && !program.isEmpty
    hint = isSame ? known ?? Hint(program: program, folders: [:]) : Hint(program: program, folders: [:])
    written = isSame && workbooks.isKnown ? FileStamp(storage.path(Self.name)) : nil
  }

  /// True where a folder lies there as it was laid out from the same sources.
  func isCurrent(_ folder: String, source: String) -> Bool {
    guard let written, let entry = hint.folders[folder], entry.source == source,
      let stamps = storage.stamps(below: folder)
    else { return false }
    let files = stamps.filter { !$0.value.isFolder }
    return stamps.values.allSatisfy { $0.changed < written.changed } && files.mapValues(\.size) == entry.sizes
  }

  /// To be told before a folder is changed.
  mutating func open(_ folder: String) {
    if !isChanged { try? FileManager.default.removeItem(atPath: storage.path(Self.name)) }
    isChanged = true
    hint.folders[folder] = nil
  }

  /// To be told when a folder is whole.
  mutating func close(_ folder: String, source: String) {
    guard let stamps = storage.stamps(below: folder) else { return }
    hint.folders[folder] = Entry(source: source, sizes: stamps.filter { !$0.value.isFolder }.mapValues(\.size))
  }

  func remember() throws(StorageError) {
    guard isChanged, !hint.program.isEmpty else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(hint) else { return }
    try storage.put([UInt8](bytes), at: Self.name)
  }

  /// What tells this esep from another build of it; empty where that can't be told.
  static let program = FileStamp("/proc/self/exe", following: true).map { "\($0.size) \($0.modified)" } ?? ""
}

extension Storage {
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
