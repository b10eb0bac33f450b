import Foundation
import Sheets
import XLSX

extension Storage {
  /// Renders a workbook and puts it in place. Equal bytes stay as they are.
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
      if let old = read(name), try Disk.read(path) == old { return false }
      try Disk.sync(path)
      return true
    }
  }
}
