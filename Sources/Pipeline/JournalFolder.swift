import Ledger
import Measures

/// `Output/journal/`: one file a batch, replayed at the start, added to and never changed.
struct JournalFolder {
  let storage: Storage
  static let name = "journal"
  /// The record of the journal's end. It lies outside the folder, which holds nothing but what was issued.
  static let endRecord = ".journal-end"

  /// Replays all files in order of their names.
  func replay() throws -> Journal {
    var journal = Journal()
    for name in try storage.names(in: Self.name) where name.hasSuffix(".json") {
      let file = Self.name + "/" + name
      guard let bytes = storage.read(file) else {
        throw JournalFault(file: file, reason: .unreadable(systemWords()))
      }
      try journal.replay(bytes, file: name)
    }
    if let record { try journal.check(end: record) }
    return journal
  }

  /// The record as it stands; nil where there is none.
  var record: String? { storage.read(Self.endRecord).map { String(decoding: $0, as: UTF8.self) } }

  /// Brings the record up to date: where it is missing, or a run was killed before it could.
  func recordEnd(of journal: Journal) throws(StorageError) {
    guard !journal.books.batches.isEmpty else { return }
    try storage.put(Array(journal.end.utf8), at: Self.endRecord)
  }

  /// Commits a batch: its file is in place whole, or not at all.
  func commit(_ batch: Batch, to journal: inout Journal) throws {
    let (name, bytes) = try journal.file(for: batch)
    try storage.makeFolder(Self.name)
    guard !storage.exists(Self.name + "/" + name) else {
      throw JournalFault(file: name, reason: .outOfSequence(expected: journal.books.batches.count + 1))
    }
    try storage.put(bytes, at: Self.name + "/" + name)
    journal.append(batch, file: bytes)
    try recordEnd(of: journal)
  }
}
