import Intake
import Ledger
import Measures

/// `Output/journal/`: one file a batch, replayed at the start, added to and never changed.
struct JournalFolder {
  let storage: Storage
  static let name = "journal"
  /// The record of the journal's end. It lies outside the folder, which holds nothing but what was issued.
  static let endRecord = ".journal-end"

  /// Replays all files in order of their names. They are read on all cores.
  func replay() throws -> Journal {
    var journal = Journal()
    let names = try storage.names(in: Self.name).filter { $0.hasSuffix(".json") }
    let files = inParallel(names.count) { index in
      Result { () throws(StorageError) in
        JournalFile(try storage.contents(of: Self.name + "/" + names[index]) ?? [], name: names[index])
      }
    }
    for file in files { try journal.replay(file.get()) }
    if let record = try record() { try journal.check(end: record) }
    return journal
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

  /// Commits a batch: its file is in place whole, or not at all.
  func commit(_ batch: Batch, to journal: inout Journal) throws {
    let (name, bytes) = try journal.file(for: batch)
    try storage.makeFolder(Self.name)
    guard try !storage.exists(Self.name + "/" + name) else {
      throw JournalFault(file: name, reason: .outOfSequence(expected: journal.books.batches.count + 1))
    }
    try storage.put(bytes, at: Self.name + "/" + name)
    journal.append(batch, file: bytes)
    try recordEnd(of: journal)
  }
}
