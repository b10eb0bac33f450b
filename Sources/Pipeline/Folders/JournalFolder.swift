import CSV
import Foundation
import Intake
import Ledger
import Measures

/// `Output/journal/`: one file a batch, replayed at the start, added to and never changed.
struct JournalFolder {
  let storage: Storage
  static let name = "journal"
  /// The record of the journal's end. It lies outside the folder, which holds nothing but what was issued.
  ///
  /// Its own time of change, a digest in the place of a moment, tells which files of this machine were held against the
  /// chain when it was written: as long as their sizes, times and identities are the same, so are their bytes.
  static let endRecord = ".journal-end"
  /// `.heads`: what every run needs of each batch. It is a hint: without it, or when esep itself is newer, the files are
  /// read whole.
  private let heads: HintFolder
  /// The files of the journal from the first, as they were when their bytes were looked at.
  private var stamps: [FileStamp] = []
  /// How many of them, from the first, have their heads kept.
  private var headed = 0

  init(storage: Storage) {
    self.storage = storage
    heads = HintFolder(storage: storage, name: ".heads")
  }

  /// Replays all files in order of their names. They are read on all cores.
  ///
  /// - Parameter isTrusting: true where the bytes of a file that is as the last run left it need not be held against the
  ///   chain once more.
  mutating func replay(isTrusting: Bool = false) throws -> Journal {
    var journal = Journal()
    let names = try storage.names(in: Self.name).filter { $0.hasSuffix(".json") }
    let found = names.map { FileStamp(storage.path(Self.name + "/" + $0)) }
    stamps = found.prefix { $0 != nil }.compactMap(\.self)
    let known = isTrusting ? try knownFiles() : 0
    let files = inParallel(names.count) { [storage, stamps, heads] index in
      Result { () throws(StorageError) in
        let kept = index < known ? heads.read(names[index]) : nil
        return JournalFile(
          try storage.contents(of: Self.name + "/" + names[index]) ?? [], name: names[index], isKnown: index < known,
          heads: kept.flatMap { $0.mark == CollectionOfOne(stamps[index]).mark ? $0.bytes : nil })
      }
    }
    headed = files.prefix { (try? $0.get().isHeaded) ?? false }.count
    for file in files { try journal.replay(file.get()) }
    if let record = try record() { try journal.check(end: record) }
    // What is changed within one tick of the disk's clock could pass for unchanged.
    let restedSince = Int64(Date().timeIntervalSince1970 - 3) * 1_000_000_000
    let rested = stamps.dropFirst(known).prefix { max($0.changed, $0.modified) < restedSince }
    stamps = Array(stamps.prefix(known) + rested)
    return journal
  }

  /// How many files, from the first, are those that the record was marked with.
  private func knownFiles() throws(StorageError) -> Int {
    guard let mark = FileStamp(storage.path(Self.endRecord))?.modified,
      let sequence = try record()?.split(separator: " ").first.flatMap({ Int($0) })
    else { return 0 }
    return (1...max(1, min(stamps.count, sequence))).reversed().first { stamps.prefix($0).mark == mark } ?? 0
  }

  /// The record as it stands; nil where there is none.
  func record() throws(StorageError) -> String? {
    try storage.contents(of: Self.endRecord).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Brings the record up to date: where it is missing, or a run was killed before it could.
  func recordEnd(of journal: Journal) throws(StorageError) {
    guard !journal.books.batches.isEmpty, try record() != journal.end else { return }
    // A run may have been killed before it forced the last file's name to the disk: what the record knows must stay.
    try storage.sync(Self.name)
    try storage.put(Array(journal.end.utf8), at: Self.endRecord)
  }

  /// To be asked before anything is made of what was read of the journal. After a fault the next run reads it whole, and
  /// lays out anew what this one did.
  func check(_ journal: Journal) throws {
    do {
      try journal.check()
    } catch {
      heads.keepOnly([])
      try? Disk.remove(storage.path(LaidOutFolders.name))
      throw error
    }
  }

  /// Leaves word of the files whose bytes are known, and what the next run needs of them. Without it they are only read
  /// once more.
  func remember(_ journal: Journal) {
    let batches = journal.books.batches
    let names = batches.map { Journal.fileName(sequence: $0.sequence, month: $0.month) }
    for index in batches.indices.dropFirst(headed) {
      let mark = stamps.indices.contains(index) ? CollectionOfOne(stamps[index]).mark : nil
      heads.write(names[index], batches[index].heads, mark: mark)
    }
    heads.keepOnly(Set(names))
    let path = storage.path(Self.endRecord)
    guard !stamps.isEmpty, let now = FileStamp(path)?.modified, now != stamps.mark else { return }
    try? Disk.setModified(path, stamps.mark)
  }

  /// Commits a batch: its file is in place whole, or not at all.
  mutating func commit(_ batch: Batch, to journal: inout Journal) throws {
    let (name, bytes) = try journal.file(for: batch)
    try storage.makeFolder(Self.name)
    guard try !storage.exists(Self.name + "/" + name) else {
      throw JournalFault(file: name, reason: .outOfSequence(expected: journal.books.batches.count + 1))
    }
    try storage.put(bytes, at: Self.name + "/" + name)
    if stamps.count == journal.books.batches.count, let stamp = FileStamp(storage.path(Self.name + "/" + name)),
      // A disk that tells time by whole seconds, or by two, would not tell of a change that comes right after.
      stamp.changed % 1_000_000_000 != 0
    {
      stamps.append(stamp)
    }
    journal.append(batch, file: bytes)
    try recordEnd(of: journal)
  }
}
