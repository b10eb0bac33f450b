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
  static let endRecord = ".journal-end"
  private let cache: Cache?
  /// The files whose bytes were taken for those that an earlier run hashed.
  private var trusted: [(name: String, bytes: [UInt8], seal: String)] = []

  /// - Parameter cache: where there is one, a file that was not touched since its bytes were hashed is trusted to hold
  ///   them still, until something is committed.
  init(storage: Storage, cache: Cache? = nil) {
    self.storage = storage
    self.cache = cache
  }

  /// Replays all files in order of their names. They are read on all cores.
  mutating func replay() throws -> Journal {
    var journal = Journal()
    let names = try storage.names(in: Self.name).filter { $0.hasSuffix(".json") }
    let found = inParallel(names.count) { [storage, cache] index in
      Result { () throws(StorageError) in
        let path = Self.name + "/" + names[index]
        let stamp = FileStamp(storage.path(path))
        let bytes = try storage.contents(of: path) ?? []
        let seal = stamp.flatMap { cache?.read(path, from: $0.bytes) }.map { String(decoding: $0, as: UTF8.self) }
        return (stamp, bytes, isTrusted: seal != nil, JournalFile(bytes, name: names[index], seal: seal))
      }
    }
    for one in found { try journal.replay(one.get().3) }
    if let record = try record() { try journal.check(end: record) }
    for one in found {
      let (stamp, bytes, isTrusted, file) = try one.get()
      if isTrusted {
        trusted.append((file.name, bytes, file.seal))
      } else if let cache, let stamp, stamp.hasRested(since: cache.restedSince) {
        cache.write(Self.name + "/" + file.name, from: stamp.bytes, Array(file.seal.utf8))
      }
    }
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

  /// Hashes what was trusted: nothing is issued on bytes that no seal was held against.
  private mutating func prove() throws(JournalFault) {
    let seals = inParallel(trusted.count) { [trusted] in SHA256.hex(of: trusted[$0].bytes) }
    for (file, seal) in zip(trusted, seals) where file.seal != seal {
      // No later run is to trust it either.
      cache?.remove(Self.name + "/" + file.name)
      throw JournalFault(file: file.name, reason: .notAsWritten)
    }
    trusted = []
  }

  /// Commits a batch: its file is in place whole, or not at all.
  mutating func commit(_ batch: Batch, to journal: inout Journal) throws {
    try prove()
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
