import Foundation
import Ledger
import Sheets
import XLSX

/// Puts workbooks in place, and renders only those that changed.
///
/// `.rendered` remembers the digest of each workbook's content. It is a hint: without it, or where a file is
/// missing, the workbook is rendered again to the same bytes.
struct RenderedWorkbooks {
  private let storage: Storage
  private var digests: [String: String]
  private var isChanged = false
  static let hint = ".rendered"

  init(_ storage: Storage) {
    self.storage = storage
    let known = storage.read(Self.hint).flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0)) }
    digests = known ?? [:]
  }

  mutating func put(_ workbook: Workbook, at name: String) throws(StorageError) {
    let digest = SHA256.hex(of: workbook.canonicalBytes)
    if digests[name] == digest, storage.exists(name) { return }
    try storage.put(at: name) { path throws(StorageError) in
      do throws(XLSXError) {
        try XLSXFile.write(workbook, to: path, scratch: FileManager.default.temporaryDirectory.path)
      } catch {
        throw StorageError(path: storage.path(name), reason: error.description)
      }
    }
    digests[name] = digest
    isChanged = true
  }

  func remember() throws(StorageError) {
    guard isChanged else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(digests) else { return }
    try storage.put([UInt8](bytes), at: Self.hint)
  }
}
