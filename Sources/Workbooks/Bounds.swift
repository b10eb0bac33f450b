/// How much of a workbook is read at most. Work and memory then grow no faster than the file, whatever it claims.
enum Bounds {
  /// Parts in an archive. A workbook has a handful, and one or two more for each sheet, chart and picture.
  static let parts = 20_000
  /// Bytes of the archive's list.
  static let list = 16 << 20
  /// Bytes of one part, or of all, unpacked: four times the largest sheet of a full million rows.
  static let unpacked = 8 << 30
  /// Unpacked bytes for each packed one, beyond ``plainlySmall``. DEFLATE itself ends at 1 032; sheets reach 5 to 30.
  static let expansion = 500
  /// A part that unpacks to this much is read whatever its packed size.
  static let plainlySmall = 16 << 20
  /// Bytes of a part that is neither a sheet nor its strings. The largest styles that office programs make are half of
  /// it.
  static let smallPart = 32 << 20
  /// Formats of cells and of numbers, each: Excel knows 65 490.
  static let formats = 1 << 17
  /// One tag, or the text between two. A cell holds 32 767 letters, at most seven bytes each in its longest spelling.
  static let token = 1 << 20
  /// The texts of one row.
  static let row = 2 << 20
  /// Elements within each other.
  static let depth = 64
  /// Bytes that all shared strings take: as many as eight times the file, and 32 MiB.
  static func sharedStrings(of fileSize: Int) -> Int { min(fileSize, 1 << 40) * 8 + 32 << 20 }
  /// The last row and column that the format knows.
  static let rows = 1_048_576
  static let columns = 16_384
}

/// A fault of one part, before it is said which.
enum PartFault: Error {
  case system(Int32)
  case changed
  case torn
  case damaged(Damage)
  case malformed
  case tooLarge(Bound)
}
