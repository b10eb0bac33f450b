import Foundation
import Measures
import Synchronization

/// A file of the journal that was read before, of which a run needs no more than the heads, as a rule: its batch is read
/// when something else of it is asked for.
final class UnreadBatch: Sendable {
  private enum State {
    case unread
    case read(Batch)
    /// It is no batch, or not the one whose heads were kept.
    case torn
  }
  private let bytes: [UInt8]
  private let state = Mutex(State.unread)

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isTorn: Bool {
    state.withLock { state in
      if case .torn = state { true } else { false }
    }
  }

  /// A part of the batch; nil where it has none, which it should not be without.
  func part<Value>(_ part: (Batch) -> Value?) -> Value? {
    let batch: Batch? = state.withLock { state in
      switch state {
      case .read(let batch): return batch
      case .torn: return nil
      case .unread:
        let batch = try? decodeJournal(Batch.self, from: bytes)
        state = batch.map { .read($0) } ?? .torn
        return batch
      }
    }
    if let found = batch.flatMap(part) { return found }
    state.withLock { $0 = .torn }
    return nil
  }
}

/// A part of a batch: at hand, or still in its file.
struct BatchPart<Value: Sendable & Hashable>: Sendable, Hashable {
  private enum Place: Sendable {
    case hand(Value)
    case file(UnreadBatch, @Sendable (Batch) -> Value?, none: Value)
  }
  private var place: Place

  init(_ value: Value) { place = .hand(value) }
  /// - Parameter none: what stands in for it where the file is torn, which ``Journal/check()`` tells.
  init(_ file: UnreadBatch, none: Value, _ part: @escaping @Sendable (Batch) -> Value?) {
    place = .file(file, part, none: none)
  }

  var value: Value {
    get {
      switch place {
      case .hand(let value): value
      case .file(let file, let part, let none): file.part(part) ?? none
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
