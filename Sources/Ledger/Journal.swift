import Foundation
public import Measures

/// Why the journal can't be trusted. Nothing is issued until it is put right.
public struct JournalFault: Error, Sendable, Hashable {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The file is cut short or altered so that it is no batch.
    case unreadable(String)
    /// A file of the sequence is missing, or one stands out of order.
    case outOfSequence(expected: Int)
    /// It does not follow from the file before: that one, or this, was changed.
    case brokenChain
    /// The last file that a run wrote is not there: by the record that stands beside the journal.
    case endMissing(sequence: Int)
    /// Its bytes are not those that a run wrote, by the same record.
    case notAsWritten
  }
  /// The file's name.
  public let file: String
  /// What is wrong with it.
  public let reason: Reason

  /// A fault of a file.
  public init(file: String, reason: Reason) {
    self.file = file
    self.reason = reason
  }
}

/// What one file of the journal holds, before it is known whether it follows from the one before. Files can be read in any
/// order, and several at once.
public struct JournalFile: Sendable {
  /// Its name.
  public let name: String
  /// The batch, or that it is none.
  let batch: Result<SealedBatch, JournalFault>
  /// The SHA-256 of its bytes.
  public let seal: String

  /// Reads a file from its bytes.
  ///
  /// - Parameter seal: the SHA-256 of the bytes, where whoever calls stands for it; else it is made.
  public init(_ bytes: [UInt8], name: String, seal: String? = nil) {
    self.name = name
    self.seal = seal ?? SHA256.hex(of: bytes)
    do {
      batch = .success(try decodeJournal(SealedBatch.self, from: bytes))
    } catch {
      batch = .failure(JournalFault(file: name, reason: .unreadable("\(error)")))
    }
  }
}

/// The journal's files as bytes: each batch sealed to the one before by its SHA-256.
public struct Journal: Sendable {
  /// What was issued.
  public private(set) var books = Books()
  /// The SHA-256 of each file, behind 64 zeros that stand before the first.
  private var seals = [String(repeating: "0", count: 64)]

  /// The SHA-256 of the last file; 64 zeros before the first.
  public var seal: String { seals[books.batches.count] }

  /// A journal without a file.
  public init() {}

  /// The record of the journal's end, kept beside it: no later file seals the last one, so this alone tells that it
  /// is there and unchanged.
  public var end: String { "\(books.batches.count) \(seal)\n" }

  /// Holds the journal against the record of its end. A record of an earlier end is no fault: a run may have been
  /// killed between the two.
  public func check(end record: String) throws(JournalFault) {
    let parts = record.split { $0 == " " || $0 == "\n" }
    guard parts.count == 2, let sequence = Int(parts[0]), sequence > 0 else { return }
    let batches = books.batches
    guard sequence <= batches.count else {
      let last = batches.last.map { Self.fileName(sequence: batches.count, month: $0.month) } ?? "—"
      throw JournalFault(file: last, reason: .endMissing(sequence: sequence))
    }
    guard seals[sequence] == parts[1] else {
      let name = Self.fileName(sequence: sequence, month: batches[sequence - 1].month)
      throw JournalFault(file: name, reason: .notAsWritten)
    }
  }

  /// The SHA-256 of the last file whose batch is wanted: it stands for that file and all before it.
  public func seal(where isWanted: (Batch) -> Bool) -> String {
    guard let last = books.batches.lastIndex(where: isWanted) else { return "" }
    return seals[last + 1]
  }

  /// The name of the file that a batch is kept in, such as `000004-2026-09.json`.
  public static func fileName(sequence: Int, month: Month) -> String {
    let digits = String(sequence)
    return String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits + "-\(month).json"
  }

  /// Replays one file. Files are replayed in order of their names.
  public mutating func replay(_ file: JournalFile) throws(JournalFault) {
    let sealed = try file.batch.get()
    let expected = books.batches.count + 1
    guard sealed.sequence == expected, file.name == Self.fileName(sequence: expected, month: sealed.batch.month) else {
      throw JournalFault(file: file.name, reason: .outOfSequence(expected: expected))
    }
    guard sealed.previous == seal else { throw JournalFault(file: file.name, reason: .brokenChain) }
    take(sealed.batch, seal: file.seal)
  }

  /// Takes in a batch whose file is in place: what replaying that file would do.
  public mutating func append(_ batch: Batch, file bytes: [UInt8]) { take(batch, seal: SHA256.hex(of: bytes)) }

  private mutating func take(_ batch: Batch, seal: String) {
    seals.append(seal)
    books.append(batch)
  }

  /// The next file: its name and its bytes, sealed to the last one.
  public func file(for batch: Batch) throws -> (name: String, bytes: [UInt8]) {
    let sealed = SealedBatch(batch, sequence: books.batches.count + 1, previous: seal)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let bytes = [UInt8](try encoder.encode(sealed)) + [0x0A]
    return (Self.fileName(sequence: sealed.sequence, month: batch.month), bytes)
  }
}
