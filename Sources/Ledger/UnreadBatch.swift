import Foundation
import Measures
import Synchronization

/// A file of the journal that was read before, of which a run needs no more than the heads, as a rule: its batch is read
/// when something else of it is asked for.
final class UnreadBatch: Sendable {
  private let bytes: [UInt8]
  private let read = Mutex<Batch?>(nil)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var batch: Batch {
    read.withLock { known in
      if let known { return known }
      guard let batch = try? decodeJournal(Batch.self, from: bytes) else {
        preconditionFailure("what was a batch when its heads were kept is none")
      }
      known = batch
      return batch
    }
  }
}

/// A part of a batch: at hand, or still in its file.
struct BatchPart<Value: Sendable & Hashable>: Sendable, Hashable {
  private enum Place: Sendable {
    case hand(Value)
    case file(UnreadBatch, @Sendable (Batch) -> Value)
  }
  private var place: Place

  init(_ value: Value) { place = .hand(value) }
  init(_ file: UnreadBatch, _ part: @escaping @Sendable (Batch) -> Value) { place = .file(file, part) }

  var value: Value {
    get {
      switch place {
      case .hand(let value): value
      case .file(let file, let part): part(file.batch)
      }
    }
    set { place = .hand(newValue) }
  }

  static func == (a: Self, b: Self) -> Bool { a.value == b.value }
  func hash(into hasher: inout Hasher) { hasher.combine(value) }
}

/// What every run needs of a batch: all but the lines and parties of its documents and the tables of its months.
struct BatchHeads: Codable {
  private struct Document: Codable {
    let head: InvoiceDocument.Head
    let sums: InvoiceDocument.Sums
  }
  /// Without documents and months.
  private let bare: Batch
  private let documents: [Document]
  private let months: [Month]

  init(of batch: Batch) {
    var bare = batch
    bare.documents = []
    bare.months = []
    self.bare = bare
    documents = batch.documents.map { Document(head: $0.head, sums: $0.sums) }
    months = batch.months.map(\.month)
  }

  /// The batch whose other parts still are in its file.
  func batch(in file: UnreadBatch) -> Batch {
    var batch = bare
    batch.documents = documents.enumerated().map { InvoiceDocument($1.head, $1.sums, in: file, at: $0) }
    batch.months = months.enumerated().map { MonthRecord($1, in: file, at: $0) }
    return batch
  }
}

extension Batch {
  /// The heads, to be kept beside the journal.
  public var heads: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(BatchHeads(of: self))).map { [UInt8]($0) } ?? []
  }
}
