import CSV
import Foundation
import Intake
import Ledger
import Measures
import Synchronization

/// `.cache/`: what earlier runs came to at some cost, so that the next one need not. It is no part of the output: it may
/// be deleted at any time, and whatever can't be kept or read of it is come to again.
///
/// An entry has a key and the sources that it was made from, and is one file: its bytes, and behind them a checksum over
/// these, the key, the sources and the esep that runs. So an entry of other sources, of another esep, or with any byte
/// changed, is as if it were not there. It is a fault of no disk's to lose one: nothing is forced to the disk.
final class Cache: Sendable {
  static let folder = ".cache"
  private let storage: Storage
  /// Which esep this is; nil where the system does not tell, and nothing is kept.
  private let program: FileStamp?
  private let isWriting: Bool
  private let asked = Mutex<Set<String>>([])
  /// What was changed since, in nanoseconds since the epoch, may change again with no other time: some disks tell it by
  /// two seconds.
  let restedSince: Int64

  /// - Parameters:
  ///   - isWriting: false for who changes nothing in the folder.
  ///   - now: the moment of the run.
  init(_ storage: Storage, isWriting: Bool, now: Instant = .now) {
    restedSince = (now.seconds - 3) * 1_000_000_000
    self.storage = storage
    self.isWriting = isWriting
    program = FileStamp("/proc/self/exe", following: true)
  }

  /// What was kept under a key, made from these sources; nil where there is none.
  func read(_ key: String, from sources: [UInt8] = []) -> [UInt8]? {
    let file = file(of: key)
    guard let checksum = checksum(key, sources), let found = storage.read(file) else { return nil }
    let bytes = Array(found.dropLast(Self.length))
    return found.count >= Self.length && found.suffix(Self.length).elementsEqual(checksum(bytes)) ? bytes : nil
  }

  /// Keeps bytes under a key, as made from these sources.
  func write(_ key: String, from sources: [UInt8] = [], _ bytes: [UInt8]) {
    let file = file(of: key)
    guard isWriting, let checksum = checksum(key, sources) else { return }
    let entry = bytes + checksum(bytes)
    if storage.read(file) == entry { return }
    let path = storage.path(file)
    let temporary = path + Storage.temporaryMark
    do {
      try storage.makeFolder(Self.folder)
      try Disk.write(entry, to: temporary, isForced: false)
      try Disk.rename(temporary, to: path, isForced: false)
    } catch {
      try? Disk.remove(temporary)
    }
  }

  /// Forgets what was kept under a key.
  func remove(_ key: String) { try? Disk.remove(storage.path(file(of: key))) }

  /// Forgets all that was neither read nor written since this began.
  func removeOthers() {
    let asked = asked.withLock { $0 }
    for name in (try? storage.names(in: Self.folder)) ?? [] where !asked.contains(Self.folder + "/" + name) {
      try? Disk.remove(storage.path(Self.folder + "/" + name))
    }
  }

  private func file(of key: String) -> String {
    let file = Self.folder + "/" + SHA256.hex(of: Array(key.utf8)).prefix(32)
    asked.withLock { _ = $0.insert(file) }
    return file
  }

  /// In digits.
  private static let length = 64

  /// Makes the checksum of an entry's bytes; nil where nothing is kept.
  private func checksum(_ key: String, _ sources: [UInt8]) -> (([UInt8]) -> [UInt8])? {
    guard let program else { return nil }
    return { bytes in
      var digest = ContentDigest()
      digest.put(program.bytes)
      digest.put(key)
      digest.put(sources)
      digest.put(bytes)
      return Array(digest.hex.utf8)
    }
  }
}

extension Cache {
  /// What files of intervals came to.
  var intervals: IntervalCache {
    IntervalCache(restedSince: restedSince) { key, sources in
      self.read(key, from: sources)
    } write: { key, sources, bytes in
      self.write(key, from: sources, bytes)
    }
  }
}
