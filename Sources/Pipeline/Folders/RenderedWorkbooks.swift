import Foundation
import Ledger
import Sheets
import XLSX

/// Puts workbooks in place, and renders only those that changed.
///
/// `.rendered` remembers the digest of each workbook's content and that of its file. It is a hint: without it, or where
/// a file is missing or has other bytes, the workbook is rendered again to the same bytes. It is taken away
/// before the first change of a run and put back at the end, so that a run that was killed leaves no wrong one.
struct RenderedWorkbooks {
  private let storage: Storage
  private var digests: [String: String]
  private var isChanged = false
  /// False where there is no hint that can be read.
  let isKnown: Bool
  static let hint = ".rendered"

  init(_ storage: Storage) {
    self.storage = storage
    let known = storage.read(Self.hint).flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0)) }
    digests = known ?? [:]
    isKnown = known != nil
  }

  mutating func put(_ workbook: Workbook, at name: String) throws(StorageError) {
    let digest = SHA256.hex(of: workbook.canonicalBytes)
    if let seal = seal(of: name), digests[name] == "\(digest) \(seal)" { return }
    if !isChanged { try? FileManager.default.removeItem(atPath: storage.path(Self.hint)) }
    isChanged = true
    digests[name] = nil
    try storage.put(workbook, at: name)
    digests[name] = seal(of: name).map { "\(digest) \($0)" }
  }

  private func seal(of name: String) -> String? { storage.read(name).map(SHA256.hex) }

  func remember() throws(StorageError) {
    guard isChanged else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(digests) else { return }
    try storage.put([UInt8](bytes), at: Self.hint)
  }
}

extension Storage {
  /// Renders a workbook and puts it in place.
  func put(_ workbook: Workbook, at name: String) throws(StorageError) {
    try put(at: name) { path throws(StorageError) in
      do throws(XLSXError) {
        try XLSXFile.write(workbook, to: path, scratch: FileManager.default.temporaryDirectory.path)
      } catch {
        throw switch error.reason {
        case .cannotWrite(let words): StorageError(path: path, reason: words)
        case .noScratch(let folder, let words): StorageError(path: folder, reason: words)
        default: StorageError(path: path, reason: error.description)
        }
      }
      try Disk.sync(path)
    }
  }
}
