/// A zip archive's list of its parts, read from its end and held against the file.
struct Archive: Sendable {
  let file: ArchiveFile
  /// Parts by their names in small letters: names that differ in case alone name the same part.
  private let entries: [String: ArchiveEntry]

  private static let endSize = 22
  private static let listedSize = 46
  private static let headerSize = 30

  init(_ file: ArchiveFile) throws(WorkbookFault) {
    self.file = file
    do {
      entries = try Self.list(of: file)
    } catch {
      throw error.fault(in: "")
    }
  }

  /// The part of this name; nil where there is none.
  subscript(name: String) -> ArchiveEntry? { entries[name.lowercased()] }

  /// The bytes of a part, as they are unpacked.
  func open(_ entry: ArchiveEntry) throws(PartFault) -> PartBytes {
    guard !entry.isEncrypted else { throw .damaged(.encrypted) }
    guard entry.isDeflated || entry.method == 0 else { throw .damaged(.method(entry.method)) }
    guard entry.isDeflated || entry.packedSize == entry.size else { throw .damaged(.length) }
    return try PartBytes(entry, file, try bytes(of: entry))
  }

  /// Where the packed bytes lie: behind the part's header, which has to say the same as the list.
  private func bytes(of entry: ArchiveEntry) throws(PartFault) -> Range<Int> {
    guard entry.limit - entry.offset >= Self.headerSize else { throw .damaged(.overlap) }
    let header = RecordBytes(bytes: try file.bytes(Self.headerSize, at: entry.offset))
    guard header.number(0, 4) == 0x0403_4B50, header.number(8, 2) == entry.method else { throw .damaged(.header) }
    let nameLength = header.number(26, 2)
    let start = entry.offset + Self.headerSize + nameLength + header.number(28, 2)
    guard start <= entry.limit, entry.packedSize <= entry.limit - start else { throw .damaged(.overlap) }
    let name = try file.bytes(nameLength, at: entry.offset + Self.headerSize)
    guard try Self.name(name) == entry.name else { throw .damaged(.header) }
    // Where sizes follow behind the bytes the header has none; where they are longer than four bytes it has a mark.
    let sizesFollow = header.number(6, 2) & 8 != 0
    for (at, size) in [(14, Int(entry.checksum)), (18, entry.packedSize), (22, entry.size)] where !sizesFollow {
      let found = header.number(at, 4)
      guard found == size || (at > 14 && found == 0xFFFF_FFFF) else { throw .damaged(.header) }
    }
    return start..<(start + entry.packedSize)
  }

  // MARK: The list

  private static func list(of file: ArchiveFile) throws(PartFault) -> [String: ArchiveEntry] {
    let place = try place(in: file)
    guard place.count <= Bounds.parts, place.bytes.count <= Bounds.list else { throw .tooLarge(.parts) }
    let record = RecordBytes(bytes: try file.bytes(place.bytes.count, at: place.bytes.lowerBound))
    var listed: [ArchiveEntry] = []
    var at = 0
    var total = 0
    for _ in 0..<place.count {
      guard at + listedSize <= record.bytes.count, record.number(at, 4) == 0x0201_4B50 else { throw .damaged(.header) }
      let next = at + listedSize + record.number(at + 28, 2) + record.number(at + 30, 2) + record.number(at + 32, 2)
      guard next <= record.bytes.count else { throw .damaged(.header) }
      let entry = try entry(record, at, limit: place.bytes.lowerBound)
      guard entry.size <= Bounds.unpacked - total else { throw .tooLarge(.unpacked) }
      total += entry.size
      listed.append(entry)
      at = next
    }
    return try byName(listed)
  }

  private static func entry(_ record: RecordBytes, _ at: Int, limit: Int) throws(PartFault) -> ArchiveEntry {
    let nameEnd = at + listedSize + record.number(at + 28, 2)
    var numbers = [record.number(at + 24, 4), record.number(at + 20, 4), record.number(at + 42, 4)]
    // Sizes and offset of more than four bytes stand in a field of their own, in this order, where they are needed.
    var field = nameEnd
    let end = nameEnd + record.number(at + 30, 2)
    while field + 4 <= end {
      let next = field + 4 + record.number(field + 2, 2)
      var place = field + 4
      for index in numbers.indices where record.number(field, 2) == 1 && numbers[index] == 0xFFFF_FFFF {
        guard place + 8 <= min(next, end) else { throw .damaged(.header) }
        numbers[index] = record.number(place, 8)
        place += 8
      }
      field = next
    }
    let (size, packed, offset) = (numbers[0], numbers[1], numbers[2])
    guard offset <= limit, packed <= limit - offset else { throw .damaged(.overlap) }
    let flags = record.number(at + 8, 2)
    let method = record.number(at + 10, 2)
    return ArchiveEntry(
      name: try name(Array(record.bytes[(at + listedSize)..<nameEnd])), isDeflated: method == 8,
      isEncrypted: flags & 0x2041 != 0 || method == 99, method: method,
      checksum: UInt32(truncatingIfNeeded: record.number(at + 16, 4)), packedSize: packed, size: size, offset: offset,
      limit: limit)
  }

  /// A name with `/` for `\`, which some programs write; letters of old code pages come as they may.
  private static func name(_ bytes: [UInt8]) throws(PartFault) -> String {
    let name = String(decoding: bytes.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
    let steps = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !name.isEmpty, steps.first != "", !steps.contains(".."), !name.contains(":"), !name.contains("\0") else {
      throw .damaged(.strayName)
    }
    return name
  }

  /// Each part once, and none where another begins.
  private static func byName(_ listed: [ArchiveEntry]) throws(PartFault) -> [String: ArchiveEntry] {
    var entries: [String: ArchiveEntry] = [:]
    var limit: Int?
    for var entry in listed.sorted(by: { $0.offset > $1.offset }) {
      entry.limit = limit ?? entry.limit
      guard entry.limit - entry.offset >= headerSize, entry.packedSize <= entry.limit - entry.offset - headerSize else {
        throw .damaged(.overlap)
      }
      limit = entry.offset
      guard entries.updateValue(entry, forKey: entry.name.lowercased()) == nil else { throw .damaged(.doubleName) }
    }
    return entries
  }

  /// Where the list lies, and how many parts it has.
  private static func place(in file: ArchiveFile) throws(PartFault) -> (bytes: Range<Int>, count: Int) {
    // Behind the end record stands a comment of at most 65 535 bytes, and nothing else.
    let tail = min(file.size, endSize + 65_535)
    let record = RecordBytes(bytes: try file.bytes(tail, at: file.size - tail))
    let found = stride(from: tail - endSize, through: 0, by: -1).first { at in
      record.number(at, 4) == 0x0605_4B50 && at + endSize + record.number(at + 20, 2) == tail
    }
    guard let found else { throw .torn }
    var end = file.size - tail + found
    var (count, size, offset) = (
      record.number(found + 10, 2), record.number(found + 12, 4), record.number(found + 16, 4)
    )
    let disks = record.number(found + 4, 4)
    if let long = try longEnd(in: file, before: end) {
      (end, count, size, offset) = long
    } else if disks != 0 {
      throw .damaged(.header)
    }
    guard offset <= end, size <= end - offset else { throw .torn }
    return (offset..<(offset + size), count)
  }

  /// The end record of an archive with sizes of more than four bytes, which a record in front of the other leads to.
  private static func longEnd(
    in file: ArchiveFile, before end: Int
  ) throws(PartFault) -> (end: Int, count: Int, size: Int, offset: Int)? {
    guard end >= 20 else { return nil }
    let locator = RecordBytes(bytes: try file.bytes(20, at: end - 20))
    guard locator.number(0, 4) == 0x0706_4B50 else { return nil }
    let start = locator.number(8, 8)
    guard start <= end - 20, end - 20 - start >= 56 else { throw .damaged(.header) }
    let record = RecordBytes(bytes: try file.bytes(56, at: start))
    guard record.number(0, 4) == 0x0606_4B50 else { throw .damaged(.header) }
    return (start, record.number(32, 8), record.number(40, 8), record.number(48, 8))
  }
}

extension PartFault {
  /// The same, with the name of the part it was found in.
  func fault(in part: String, at offset: Int = 0) -> WorkbookFault {
    switch self {
    case .system(let number): .system(number)
    case .changed: .changed
    case .torn: .torn
    case .damaged(let damage): .damaged(part: part, damage)
    case .malformed: .malformed(part: part, offset: offset)
    case .tooLarge(let bound): .tooLarge(part: part, bound)
    }
  }
}
